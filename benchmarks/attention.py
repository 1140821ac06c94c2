"""Attention, forward and backward, beside the explicit formula and `nn.MultiheadAttention`: time and peak memory."""

from collections.abc import Callable

import torch
from torch import Tensor

from benchmarks.attention_formula import HEADS, WIDTH, explicit, forward_and_backward, random_heads
from benchmarks.peak_memory import megabytes
from benchmarks.results import Row, Size, times
from benchmarks.timing import in_turns, times_faster
from course_lib.attention import MultiHeadAttention, scaled_dot_product_attention, to_torch

TITLE = "Attention, forward and backward; 8 heads of 64, batch 1"
LENGTHS: dict[Size, list[int]] = {
    "tiny": [16],
    "usual": [128, 512, 2048, 8192],
    "full": [128, 256, 512, 1024, 2048, 4096, 8192],
}


def measure(size: Size, rounds: int) -> list[Row]:
    """Compare times at each length, then the memory of the shortest and the longest."""
    rows = []
    for length in LENGTHS[size]:
        of_formula, of_layer = core_of(length), layer_of(length)
        for side, runs in (("the explicit formula", of_formula), ("`nn.MultiheadAttention`", of_layer)):
            seconds = in_turns(runs, rounds=rounds)
            rows.append(Row(f"time, length {length}", side, times(times_faster(seconds, "ours", "theirs")), "≥ 1"))
    for length in LENGTHS[size]:
        ours, theirs = megabytes("course", length), megabytes("explicit", length)
        rows.append(Row(f"peak memory, length {length}", f"the formula: {theirs:.0f} MB", f"{ours:.0f} MB", "linear"))
    return rows


def core_of(length: int) -> dict[str, Callable[[], object]]:
    """Return the course's attention and the formula on the same inputs, after checking that they agree."""
    inputs = random_heads(length)
    pairs = {"ours": scaled_dot_product_attention, "theirs": explicit}
    return agreeing({name: lambda f=f: forward_and_backward(f(*inputs), inputs) for name, f in pairs.items()})


def layer_of(length: int) -> dict[str, Callable[[], object]]:
    """Return the course's layer and PyTorch's with the same weights, after checking that they agree."""
    torch.manual_seed(0)
    ours = MultiHeadAttention(HEADS * WIDTH, HEADS, bias=True)
    theirs, words = to_torch(ours), torch.randn(1, length, HEADS * WIDTH, requires_grad=True)
    return agreeing(
        {
            "ours": lambda: forward_and_backward(ours(words, words, words), [words]),
            "theirs": lambda: forward_and_backward(theirs(words, words, words, need_weights=False)[0], [words]),
        }
    )


def agreeing(runs: dict[str, Callable[[], list[Tensor]]]) -> dict[str, Callable[[], object]]:
    """Return the contenders, having checked that output and gradients are the same."""
    for ours, theirs in zip(runs["ours"](), runs["theirs"](), strict=True):
        torch.testing.assert_close(ours, theirs, atol=1e-4, rtol=1e-3)
    return dict(runs)
