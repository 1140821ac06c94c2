"""The block of 2017 and its changes since then, one at a time: as many parameters each, the same stories."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

import torch
from torch import nn

from course_lib.attention import GroupedQueryAttention
from course_lib.demonstrations.story_writer import (
    STORY_TOKENS,
    bits_by_kind,
    rows_and_others,
    train_story_writer,
)
from course_lib.positions import RotaryPositions, SinusoidalPositions
from course_lib.training.special_tokens import PAD_ID
from course_lib.transformer import FeedForward, GatedFeedForward, LanguageModel, PostNorm, PreNorm, number_of_parameters

Choices = dict[str, Any]
D_MODEL, NUM_HEADS, NUM_KV_HEADS, D_FF = 64, 4, 2, 256
RMS, GATED, SHARED, HEAD_NORM = "RMSNorm", "gated feed-forward", "shared keys and values", "norm of queries and keys"

# A decoder of 2017 without its middle block. One table serves at both ends, and its rows are multiplied by √d_model.
BLOCK_OF_2017: Choices = {
    "residual": PostNorm,
    "norm": nn.LayerNorm,
    "feed_forward": FeedForward,
    "positions": SinusoidalPositions,
    "tie_embeddings": True,
}
CHANGES: dict[str, Choices] = {
    "pre-norm": {"residual": PreNorm},
    RMS: {"norm": nn.RMSNorm},
    GATED: {"feed_forward": GatedFeedForward},
    "rotary positions": {"positions": RotaryPositions},
    SHARED: {"attention": partial(GroupedQueryAttention, num_kv_heads=NUM_KV_HEADS)},
    "no offsets": {"norm": partial(nn.LayerNorm, bias=False), "feed_forward": partial(FeedForward, bias=False)},
    HEAD_NORM: {"attention": partial(GroupedQueryAttention, num_kv_heads=NUM_HEADS, head_norm=nn.RMSNorm)},
    "a last table of its own": {"tie_embeddings": False},
}


def choices_with(changes: Collection[str], *, num_heads: int = NUM_HEADS, num_kv_heads: int = NUM_KV_HEADS) -> Choices:
    """Return what a model is made of that has several changes at once.

    Args:
        changes: names of `CHANGES`.
        num_heads: how many heads of queries the model has.
        num_kv_heads: how many of them have keys and values, if these are shared.
    """
    choices: Choices = {}
    for name in (*sorted(CHANGES.keys() - {GATED, RMS}), GATED, RMS):  # these have no offsets, whatever others say
        choices |= CHANGES[name] if name in changes else {}
    shared = num_kv_heads if SHARED in changes else num_heads
    head_norm = nn.RMSNorm if HEAD_NORM in changes else nn.Identity
    return choices | {"attention": partial(GroupedQueryAttention, num_kv_heads=shared, head_norm=head_norm)}


BLOCK_OF_TODAY = choices_with(CHANGES)  # the parts of Llama, and the norm of queries and keys of later models
BLOCKS: dict[str, Choices] = {
    "2017": {},
    **CHANGES,
    "all of them": BLOCK_OF_TODAY,
}
RATES, SEEDS, STEPS = (1e-3, 2e-3, 4e-3, 8e-3), 5, 500


def make_block_writer(choices: Mapping[str, Any], d_ff: int = D_FF, seed: int = 0) -> LanguageModel:
    """Make an untrained model of two layers: the block of 2017, but for these choices."""
    torch.manual_seed(seed)
    return LanguageModel(
        len(STORY_TOKENS),
        d_model=D_MODEL,
        num_heads=NUM_HEADS,
        num_layers=2,
        d_ff=d_ff,
        dropout=0.0,
        scale=D_MODEL**0.5,
        bias=False,
        initial_spread=D_MODEL**-0.5,
        pad_id=PAD_ID,
        **{**BLOCK_OF_2017, **choices},
    )


def d_ff_at_equal_parameters(choices: Mapping[str, Any]) -> int:
    """Return how wide the feed-forward block must be for a changed model to be as large as that of 2017.

    The count grows by the same number with each unit of width, so two models tell it.
    """
    wanted = number_of_parameters(make_block_writer({}))
    narrow, wider = (number_of_parameters(make_block_writer(choices, d_ff)) for d_ff in (1, 2))
    return 1 + round((wanted - narrow) / (wider - narrow))


def block_after_training(*, change: str, rate: float, seed: int) -> dict[str, float]:
    """Train a model with one change, and return by how many bits it is above the entropy of 300 other stories."""
    rows, held_out = rows_and_others()
    choices = BLOCKS[change]
    model = make_block_writer(choices, d_ff_at_equal_parameters(choices), seed)
    train_story_writer(model, rows, STEPS, peak_rate=rate, seed=seed)
    return {kind: bits.excess for kind, bits in bits_by_kind(model, held_out).items() if kind in ("all", "place")}


def every_change() -> list[dict[str, object]]:
    """Return the settings of the sweep: each change at four rates, from five starts."""
    return [
        {"change": change, "rate": rate, "seed": seed} for change in BLOCKS for rate in RATES for seed in range(SEEDS)
    ]
