"""The bottom of a stack promises: the token's vector times √d_model plus that of its place."""

from functools import partial
from math import sqrt

import pytest
import torch

from course_lib.positions import (
    LearnedPositions,
    NoPositions,
    RotaryPositions,
    SinusoidalPositions,
    sinusoidal_positions,
)
from course_lib.transformer import EmbedWithPositions
from tests.transformer.inputs import D_MODEL, SOURCE

LEARNED = partial(LearnedPositions, 8)


def make_embed(**options):
    """Make an embedding of 11 tokens from a fixed seed."""
    torch.manual_seed(0)
    return EmbedWithPositions(11, D_MODEL, pad_id=0, **options).double()


@pytest.mark.parametrize("positions", [SinusoidalPositions, LEARNED])
@pytest.mark.parametrize("start", [0, 3])
def test_the_vector_of_a_word_is_that_of_its_token_plus_that_of_its_place(positions, start):
    embed = make_embed(positions=positions)
    places = embed.places.table if positions is LEARNED else sinusoidal_positions(8, D_MODEL).double()
    expected = embed.tokens.table.weight[SOURCE] * sqrt(D_MODEL) + places[start : start + 5]
    got = embed(SOURCE, start=start)
    assert got.dtype == torch.float64
    torch.testing.assert_close(got, expected)


def test_the_same_word_at_another_place_gets_another_vector():
    first, second = make_embed()(torch.tensor([[4, 4]]))[0]
    assert not torch.allclose(first, second)


@pytest.mark.parametrize(("positions", "names"), [(SinusoidalPositions, ["tokens"]), (LEARNED, ["tokens", "places"])])
def test_only_learned_positions_have_parameters(positions, names):
    parameters = {name: tuple(p.shape) for name, p in make_embed(positions=positions).named_parameters()}
    shapes = {"tokens": ("tokens.table.weight", (11, D_MODEL)), "places": ("places.table", (8, D_MODEL))}
    assert parameters == dict(shapes[name] for name in names)


def test_dropout_acts_on_the_sum_while_training():
    embed = make_embed(dropout=0.5)
    ids = torch.full((100, 5), 4)
    expected, got = embed.eval()(ids), embed.train()(ids)
    assert (got == 0).double().mean().item() == pytest.approx(0.5, abs=0.05)
    torch.testing.assert_close(got[got != 0], 2 * expected[got != 0])


@pytest.mark.parametrize("positions", [NoPositions, RotaryPositions])
def test_positions_that_add_nothing_leave_the_vector_of_the_token(positions):
    embed = make_embed(positions=positions)
    torch.testing.assert_close(embed(SOURCE, start=3), embed.tokens(SOURCE))


@pytest.mark.parametrize("positions", [SinusoidalPositions, LEARNED])
def test_each_row_may_have_places_of_its_own(positions):
    embed, places = make_embed(positions=positions), torch.tensor([[0, 1, 2, 3, 4], [0, 0, 0, 1, 2], [4, 3, 2, 1, 0]])
    got = embed(SOURCE, places=places)
    for row, (ids, places_of_row) in enumerate(zip(SOURCE, places, strict=True)):
        for column, (token, place) in enumerate(zip(ids, places_of_row, strict=True)):
            torch.testing.assert_close(got[row, column], embed(token[None, None], start=int(place))[0, 0])


@pytest.mark.parametrize("shape", [(3, 0), (0, 3), (3,)])
@pytest.mark.usefixtures("without_run_time_types")
def test_ids_without_words_or_with_other_axes_are_refused_and_named(shape):
    with pytest.raises(
        ValueError, match=rf"^ids has shape \[{', '.join(map(str, shape))}\]; expected \[batch, words\]"
    ):
        make_embed()(torch.zeros(shape, dtype=torch.long))


@pytest.mark.usefixtures("without_run_time_types")
def test_the_name_of_positions_is_refused_with_what_to_write():
    with pytest.raises(ValueError, match=r"^positions is 'rotary'; expected .*, such as RotaryPositions\.$"):
        EmbedWithPositions(10, 6, pad_id=0, positions="rotary")
