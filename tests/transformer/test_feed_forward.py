"""The feed-forward block promises: the paper's formula, and every word by itself."""

from math import erf, pi, sqrt, tanh

import pytest
import torch
from torch import nn
from torch.nn.functional import gelu, relu

from course_lib.transformer import FeedForward
from tests.transformer.inputs import D_FF, D_MODEL, draw, randomise

FORMULAS = {
    "relu": (relu, lambda z: max(0.0, z)),
    "gelu": (gelu, lambda z: z * (1 + erf(z / sqrt(2))) / 2),
    "GPT-2's gelu": (nn.GELU("tanh"), lambda z: z * (1 + tanh(sqrt(2 / pi) * (z + 0.044715 * z**3))) / 2),
}


def make_block(**options):
    """Make a block whose numbers all differ."""
    return randomise(FeedForward(D_MODEL, D_FF, **options).double())


@pytest.mark.parametrize("name", FORMULAS)
def test_equal_to_the_formula_of_the_paper(name):
    activation, formula = FORMULAS[name]
    block, x = make_block(activation=activation), draw(2, 4, D_MODEL)
    hidden = x @ block.w_1.weight.T + block.w_1.bias
    expected = hidden.detach().clone().apply_(formula) @ block.w_2.weight.T + block.w_2.bias
    torch.testing.assert_close(block(x), expected)


def test_changing_one_word_changes_its_output_and_no_other_by_a_single_bit():
    block, x = make_block(), draw(2, 4, D_MODEL)
    before = block(x)
    x[1, 2] += 1
    changed = (block(x) != before).any(dim=-1)
    assert changed.tolist() == [[False] * 4, [False, False, True, False]]


def test_a_word_is_changed_the_same_way_wherever_it_stands():
    block, word = make_block(), draw(D_MODEL)
    x = draw(2, 4, D_MODEL)
    x[0, 1] = x[1, 3] = word
    output = block(x)
    torch.testing.assert_close(output[0, 1], output[1, 3])
    torch.testing.assert_close(output[0, 1], block(word[None])[0])


def test_the_parameters_are_two_matrices_and_two_biases_by_name():
    shapes = {name: tuple(parameter.shape) for name, parameter in FeedForward(6, 10).named_parameters()}
    assert shapes == {"w_1.weight": (10, 6), "w_1.bias": (10,), "w_2.weight": (6, 10), "w_2.bias": (6,)}


def test_in_training_the_share_of_the_hidden_numbers_falls_out_and_the_rest_makes_good_for_it():
    torch.manual_seed(0)
    block = FeedForward(20, 20, dropout=0.2)
    for layer in (block.w_1, block.w_2):
        nn.init.eye_(layer.weight)
        nn.init.ones_(layer.bias)
    x = torch.ones(100, 5, 20)
    hidden = block(x) - block.w_2.bias  # all of them were 2
    assert hidden.unique().tolist() == [0, 2.5]
    assert (hidden == 0).float().mean().item() == pytest.approx(0.2, abs=0.02)
    assert (block.eval()(x) == 3).all()


@pytest.mark.usefixtures("without_run_time_types")
def test_the_name_of_an_activation_is_refused_with_what_to_write():
    with pytest.raises(ValueError, match=r"^activation is 'relu'; expected .*, such as torch\.nn\.functional\.relu\.$"):
        FeedForward(D_MODEL, D_FF, activation="relu")


def test_without_offsets_it_has_its_two_matrices_only():
    block, x = make_block(bias=False), draw(2, 4, D_MODEL)
    assert [name for name, _ in block.named_parameters()] == ["w_1.weight", "w_2.weight"]
    torch.testing.assert_close(block(x), (x @ block.w_1.weight.T).relu() @ block.w_2.weight.T)
