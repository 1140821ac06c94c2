"""What the figure holds of a large vocabulary gives, at every position of the sliders, the shares of course_lib."""

from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest
import torch
from torch import Tensor

from course_lib.attention import softmax
from course_lib.decoding import keep_top_k, keep_top_p, scale_by_temperature
from course_lib.interactive import next_word_table
from course_lib.interactive.parts.likeliest_of_many import likeliest_of_many
from course_lib.pretrained import load_smollm2
from tests.interactive.scripts import scripts
from tests.pretrained.real_weights import real

COUNT, KNOWN, ALL = 2000, 40, 100_000
DRAWN = torch.randn(COUNT, generator=torch.Generator().manual_seed(0))
SHAPES = {
    "sure": 3.5 * DRAWN,
    "unsure": DRAWN,
    "all equal": torch.zeros(COUNT),
    "ties around the last that is known": torch.cat([torch.ones(38), torch.zeros(10), torch.full((500,), -3.0)]),
    "few tokens": DRAWN[:12],
    "as many as are known": DRAWN[:KNOWN],
    "far apart": torch.tensor([0.0, -1e6, 1e6, *range(60)]),
}


# One call for many settings: what the figure holds of the scores is long.
ALL_SETTINGS = """(held, count, settings) =>
    settings.map((setting) => afterAllOfMany(held, count, ...setting))"""


def expected(logits: Tensor, temperature: float, k: int, p: float) -> Tensor:
    """Compute the shares with course_lib, in float64, the likeliest first."""
    descending = logits.double().sort(descending=True, stable=True).values
    if temperature == 0:
        return torch.eye(len(descending), dtype=torch.float64)[0]
    return softmax(keep_top_p(keep_top_k(scale_by_temperature(descending, temperature), k), p))


def found_in_script(logits: Tensor, settings: Iterable[tuple[int, int, int]]) -> list[dict[str, Any]]:
    """Compute the shares with the script, for settings of temperature in tenths, k, and p in twentieths."""
    held = likeliest_of_many(logits, min(KNOWN, len(logits)))._asdict()
    script = scripts("softmax", "filters", "likeliest_of_many")
    return script.call(ALL_SETTINGS, held, len(logits), list(settings))


@pytest.mark.parametrize("shape", SHAPES)
def test_every_position_of_the_sliders_gives_the_shares_of_course_lib(shape: str) -> None:
    logits = SHAPES[shape]
    known = min(KNOWN, len(logits))
    settings = [*product(range(21), (ALL,), range(1, 21)), *product((0, 1, 7, 20), (1, 7, known), range(1, 21, 3))]
    for setting, found in zip(settings, found_in_script(logits, settings), strict=True):
        tenths, k, twentieths = setting
        wanted = expected(logits, tenths / 10, k, twentieths / 20)
        assert found["shares"] == pytest.approx(wanted[:known].tolist(), abs=1e-6), setting
        assert found["rest"] == pytest.approx(float(wanted[known:].sum()), abs=1e-6), setting
        if shape != "far apart":  # there a token that is left can have a share of 0
            assert found["left"] == int((wanted > 0).sum()), setting


def test_rounded_logits_are_fine_enough_for_six_decimals_of_a_share() -> None:
    logits = torch.tensor([7.0, 7.0000001, 6.99999996], dtype=torch.float64)
    (found,) = found_in_script(logits, [(1, ALL, 20)])
    assert found["shares"] == pytest.approx(expected(logits, 0.1, 3, 1.0).tolist(), abs=1e-6)


@torch.no_grad()
def test_twelve_wordings_for_a_real_model_are_a_small_page_of_its_own_shares() -> None:
    smollm2 = real(load_smollm2)
    ids = torch.tensor([smollm2.tokenizer.encode("The capital of France is")])
    logits = smollm2.model(ids)[0, -1]
    tokens = [smollm2.tokenizer.token(number) for number in range(len(smollm2.tokenizer))]
    figure = next_word_table(["The capital of France is"] * 12, tokens, logits.expand(12, -1))
    assert len(figure.data.encode()) < 60_000
    assert tokens[int(logits.argmax())] == " Paris"
    settings = list(product((1, 7, 10, 13, 20), (5, ALL), (10, 18, 19, 20)))
    for (tenths, k, twentieths), found in zip(settings, found_in_script(logits, settings), strict=True):
        wanted = expected(logits, tenths / 10, k, twentieths / 20)
        assert found["shares"] == pytest.approx(wanted[:KNOWN].tolist(), abs=1e-6)
        assert found["left"] == int((wanted > 0).sum())
