"""Which words reach which in multi-head attention: later ones, pads, other orders, one word after the other."""

import pytest
import torch

from course_lib.attention import MultiHeadAttention, causal_mask, padding_mask
from tests.attention.inputs import make_words

PADS = padding_mask(torch.tensor([[5, 6, 7, 0, 0], [5, 6, 7, 8, 0]]), pad_id=0)


def make_attention(*, training=False, dropout=0.0):
    """Make a layer in double precision with weights from a fixed seed."""
    torch.manual_seed(0)
    return MultiHeadAttention(6, 3, bias=True, dropout=dropout).double().train(training)


def sentence():
    """Draw two sentences of five words."""
    return make_words(dtype=torch.float64)[1]


def attend(attention, x, **options):
    """Let the words of `x` attend to each other, with the same random numbers each time."""
    torch.manual_seed(1)
    got = attention(x, x, x, **options)
    return got[0] if options.get("return_weights") else got


@pytest.mark.parametrize("training", [False, True])
@pytest.mark.parametrize("mask", [None, PADS], ids=["no mask", "padding"])
@pytest.mark.parametrize("return_weights", [False, True])
def test_changing_a_later_word_changes_no_earlier_output(training, mask, return_weights):
    attention, x = make_attention(training=training, dropout=0.3), sentence()
    options = {"mask": mask, "is_causal": True, "return_weights": return_weights}
    before = attend(attention, x, **options)
    x[:, 2] += 10
    after = attend(attention, x, **options)
    torch.testing.assert_close(after[:, :2], before[:, :2])
    assert not torch.isclose(after[:, 2:], before[:, 2:]).all(dim=-1).any()


@pytest.mark.parametrize("return_weights", [False, True])
def test_the_causal_flag_equals_the_causal_mask(return_weights):
    attention, x = make_attention(), sentence()
    expected = attend(attention, x, mask=causal_mask(5), return_weights=return_weights)
    got = attend(attention, x, is_causal=True, return_weights=return_weights)
    torch.testing.assert_close(got, expected)


@pytest.mark.parametrize("return_weights", [False, True])
def test_changing_a_pad_changes_no_word(return_weights):
    attention, x = make_attention(), sentence()
    words = PADS[:, 0, 0]
    before = attend(attention, x, mask=PADS, return_weights=return_weights)
    x[~words] += 100
    after = attend(attention, x, mask=PADS, return_weights=return_weights)
    torch.testing.assert_close(after[words], before[words])
    assert not torch.allclose(after[~words], before[~words])


def test_permuting_the_words_permutes_the_output_the_same_way():
    attention, x = make_attention(), sentence()
    order = torch.tensor([3, 0, 4, 1, 2])
    torch.testing.assert_close(attend(attention, x[:, order]), attend(attention, x)[:, order])


@pytest.mark.parametrize("step", [1, 2])
@pytest.mark.parametrize("return_weights", [False, True])
def test_a_few_words_at_a_time_give_what_one_pass_gives(step, return_weights):
    attention, x = make_attention(), sentence()
    whole = attend(attention, x, is_causal=True)
    for start in range(0, 5, step):
        so_far = x[:, : start + step]
        got = attention(so_far[:, start:], so_far, so_far, is_causal=True, return_weights=return_weights)
        torch.testing.assert_close(got[0] if return_weights else got, whole[:, start : start + step])


def test_a_batch_gives_what_its_sentences_give_alone():
    attention, x = make_attention(), sentence()
    together = attend(attention, x, mask=PADS)
    for number, length in enumerate([3, 4]):
        alone = attend(attention, x[number : number + 1, :length])
        torch.testing.assert_close(together[number, :length], alone[0])


def test_cross_attention_takes_another_number_of_keys():
    query, memory, _ = make_words(dtype=torch.float64)
    output, weights = make_attention()(query, memory, memory, mask=PADS, return_weights=True)
    assert output.shape == (2, 4, 6) and weights.shape == (2, 3, 4, 5)
    torch.testing.assert_close(weights.sum(dim=-1), torch.ones(2, 3, 4).double())
    assert (weights[~PADS.expand_as(weights)] == 0).all()


@pytest.mark.parametrize("training", [False, True])
@pytest.mark.parametrize("return_weights", [False, True])
def test_a_sentence_of_nothing_but_pads_gives_the_bias_and_finite_gradients(training, return_weights):
    attention, x = make_attention(training=training, dropout=0.3), sentence().requires_grad_()
    mask = PADS.clone()
    mask[1] = False
    output = attend(attention, x, mask=mask, return_weights=return_weights)
    torch.testing.assert_close(output[1], attention.w_o.bias.expand(5, 6))
    output.square().sum().backward()
    assert all(tensor.grad.isfinite().all() for tensor in (x, *attention.parameters()))
    assert (x.grad[1] == 0).all() and (attention.w_q.weight.grad != 0).any()


@pytest.mark.parametrize("return_weights", [False, True])
def test_training_and_evaluation_differ_in_dropout_only(return_weights):
    attention, x = make_attention(dropout=0.3), sentence()
    options = {"is_causal": True, "return_weights": return_weights}
    evaluated = attend(attention.eval(), x, **options)
    assert not torch.allclose(attend(attention.train(), x, **options), evaluated)
    attention.dropout = 0.0
    torch.testing.assert_close(attend(attention, x, **options), evaluated)


def test_the_returned_weights_are_those_before_dropout():
    attention, x = make_attention(dropout=0.5), sentence()
    _, expected = attention.eval()(x, x, x, return_weights=True)
    _, weights = attention.train()(x, x, x, return_weights=True)
    torch.testing.assert_close(weights, expected)
    torch.testing.assert_close(weights.sum(dim=-1), torch.ones(2, 3, 5).double())


@pytest.mark.parametrize("return_weights", [False, True])
def test_in_training_the_layers_share_of_the_weights_falls_out(return_weights):
    torch.manual_seed(0)
    attention = MultiHeadAttention(40, 1, dropout=0.2)
    for projection in (attention.w_v, attention.w_o):
        torch.nn.init.eye_(projection.weight)
    query, key, _ = make_words(100, 4, 40, 40)
    weights_as_values = torch.eye(40).expand(100, 40, 40)  # now each output is the row of weights that made it
    got = attention(query, key, weights_as_values, return_weights=return_weights)
    dropped = (got[0] if return_weights else got) == 0
    assert dropped.float().mean().item() == pytest.approx(0.2, abs=0.02)


@pytest.mark.parametrize("options", [{}, {"is_causal": True}, {"return_weights": True}, {"mask": PADS}])
def test_arguments_and_parameters_are_never_changed(options):
    attention, (query, key, value) = make_attention(training=True, dropout=0.3), make_words(dtype=torch.float64)
    watched = [query, key, value, PADS, *attention.parameters()]
    copies = [tensor.detach().clone() for tensor in watched]
    attention(query, key, value, **options)
    assert all(torch.equal(tensor, copy) for tensor, copy in zip(watched, copies, strict=True))
