"""The bottom of a stack promises: the token's vector times √d_model plus that of its place."""

from math import sqrt

import pytest
import torch

from course_lib.positions import sinusoidal_positions
from course_lib.transformer import EmbedWithPositions
from tests.transformer.inputs import D_MODEL, SOURCE


def make_embed(**options):
    """Make an embedding of 11 tokens from a fixed seed."""
    torch.manual_seed(0)
    return EmbedWithPositions(11, D_MODEL, pad_id=0, **options).double()


@pytest.mark.parametrize("positions", ["sinusoidal", "learned"])
@pytest.mark.parametrize("start", [0, 3])
def test_the_vector_of_a_word_is_that_of_its_token_plus_that_of_its_place(positions, start):
    embed = make_embed(positions=positions, max_length=8)
    learned = positions == "learned"
    places = embed.places.table if learned else sinusoidal_positions(8, D_MODEL).double()
    expected = embed.tokens.table.weight[SOURCE] * sqrt(D_MODEL) + places[start : start + 5]
    got = embed(SOURCE, start=start)
    assert got.dtype == torch.float64
    torch.testing.assert_close(got, expected)


def test_the_same_word_at_another_place_gets_another_vector():
    first, second = make_embed()(torch.tensor([[4, 4]]))[0]
    assert not torch.allclose(first, second)


@pytest.mark.parametrize(("positions", "names"), [("sinusoidal", ["tokens"]), ("learned", ["tokens", "places"])])
def test_only_learned_positions_have_parameters(positions, names):
    parameters = {name: tuple(p.shape) for name, p in make_embed(positions=positions, max_length=8).named_parameters()}
    shapes = {"tokens": ("tokens.table.weight", (11, D_MODEL)), "places": ("places.table", (8, D_MODEL))}
    assert parameters == dict(shapes[name] for name in names)


def test_dropout_acts_on_the_sum_while_training():
    embed = make_embed(dropout=0.5)
    ids = torch.full((100, 5), 4)
    expected, got = embed.eval()(ids), embed.train()(ids)
    assert (got == 0).double().mean().item() == pytest.approx(0.5, abs=0.05)
    torch.testing.assert_close(got[got != 0], 2 * expected[got != 0])


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize("positions", ["rotary", None])
def test_other_positions_are_refused_and_named(positions):
    with pytest.raises(ValueError, match=rf'^positions is {positions!r}; expected "sinusoidal" or "learned"\.$'):
        make_embed(positions=positions)
