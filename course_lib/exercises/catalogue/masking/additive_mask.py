"""Turn a mask of True and False into numbers to add to the scores."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def additive_mask(mask: Tensor, dtype: torch.dtype) -> Tensor:
    """Return 0 where the mask is True and −∞ where it is False, in that dtype."""
    return torch.zeros_like(mask, dtype=dtype).masked_fill(~mask, float("-inf"))


CASES = (
    Case("one query, two keys", lambda: (torch.tensor([[True, False]]), torch.float32)),
    Case("two queries, three keys", lambda: (torch.tensor([[1, 0, 0], [1, 1, 0]]).bool(), torch.float32)),
    Case("all allowed", lambda: (torch.ones(2, 3, dtype=torch.bool), torch.float32)),
    Case("all blocked", lambda: (torch.zeros(3, 2, dtype=torch.bool), torch.float32)),
    Case("in float64", lambda: (torch.ones(3, 4, dtype=torch.bool).tril(1), torch.float64)),
    Case("in float16", lambda: (torch.ones(2, 5, dtype=torch.bool).tril(), torch.float16)),
    Case("in bfloat16, shape [2, 1, 1, 3]", lambda: (torch.eye(3).bool()[:2, None, None], torch.bfloat16)),
)


def _with_where(mask: Tensor, dtype: torch.dtype) -> Tensor:
    return torch.where(mask, 0.0, -torch.inf).to(dtype)


def _with_the_logarithm(mask: Tensor, dtype: torch.dtype) -> Tensor:
    return mask.to(dtype).log()


def _by_index(mask: Tensor, dtype: torch.dtype) -> Tensor:
    added = torch.full(mask.shape, -torch.inf, dtype=dtype)
    added[mask] = 0
    return added


INFINITY = 'float("-inf")'

MISTAKES = (
    Mistake(
        "finite-number",
        "Blocked entries need −∞. A finite number, even −1e9, is not enough: lower scores exist, and half precision "
        "cannot hold −1e9.",
        ({INFINITY: "-1e9"}, {INFINITY: "-1e4"}, {INFINITY: "-1e30"}),
    ),
    Mistake(
        "minus-1e9-converted",
        "−1e9 is not −∞: scores below it exist, and whether it survives the conversion depends on the dtype.",
        {'torch.zeros_like(mask, dtype=dtype).masked_fill(~mask, float("-inf"))': "(~mask * -1e9).to(dtype)"},
    ),
    Mistake(
        "smallest-number",
        "The dtype's smallest number is finite: added to a score, it may overflow or leave a weight. Use −∞.",
        {INFINITY: "torch.finfo(dtype).min"},
    ),
    Mistake(
        "smallest-positive",
        "`finfo.tiny` is the smallest positive number, next to 0. Blocked entries need −∞.",
        {INFINITY: "torch.finfo(dtype).tiny"},
    ),
    Mistake(
        "inverted", "You put −∞ where the mask is True. True means: may be attended to, put 0 there.", {"~mask": "mask"}
    ),
    Mistake("plus-infinity", "The sign is wrong: +∞ would win every softmax. Blocked entries get −∞.", {"-inf": "inf"}),
    Mistake(
        "one-and-zero",
        "This is the mask as 1 and 0, made to multiply. To be added, it must be 0 and −∞: exp(−∞) = 0.",
        {".log()": ""},
        of=_with_the_logarithm,
    ),
    Mistake(
        "zero-and-one",
        "Blocked entries got +1: their scores would even grow. They need −∞.",
        {"mask.to(dtype).log()": "(~mask).to(dtype)"},
        of=_with_the_logarithm,
    ),
    Mistake("minus-one", "Blocked entries got −1: that lowers their score a little. They need −∞.", {INFINITY: "-1"}),
    Mistake(
        "one-and-minus-infinity",
        "Allowed entries got 1. Add 0, to leave a score as it is.",
        {"zeros_like": "ones_like"},
    ),
    Mistake(
        "zero-times-infinity",
        "0 · ∞ is NaN. Select the entries instead: masked_fill or where.",
        {"mask.to(dtype).log()": "(1 - mask.to(dtype)) * -torch.inf"},
        of=_with_the_logarithm,
    ),
    Mistake(
        "dtype-ignored",
        "The result is float32 where `dtype` asks for another one: hand `dtype` on.",
        (
            {"dtype=dtype": "dtype=torch.float32"},
            {"dtype=dtype": "dtype=dtype if dtype == torch.float16 else torch.float32"},
        ),
    ),
    Mistake(
        "filled-into-truth-values",
        "You filled −∞ into a bool tensor, where it becomes True. Make numbers first: zeros_like(mask, dtype=dtype).",
        (
            {", dtype=dtype": ""},
            {"torch.zeros_like(mask, dtype=dtype)": "mask", '"-inf"))': '"-inf")).to(dtype)'},
        ),
    ),
    Mistake(
        "two-axes-only",
        "Your function takes masks of two axes only. Others must work too: treat all entries at once.",
        {"    return": "    rows, columns = mask.shape\n    return"},
    ),
    Mistake(
        "truth-of-a-tensor",
        "`if` and `and` ask the whole tensor for one truth value. Select entry by entry: masked_fill or where.",
        {"return ": "return mask and "},
    ),
    Mistake(
        "shape-lost",
        "Indexing by a mask gives the chosen entries alone, in one row. Assign to them, and return the whole tensor.",
        ({"return added": "return added[~mask]"}, {"return added": "return added[mask]"}),
        of=_by_index,
    ),
    Mistake(
        "nothing-blocked",
        "The result is all 0. masked_fill returns a new tensor: return that one.",
        {'.masked_fill(~mask, float("-inf"))': ""},
    ),
)

EXERCISE = Exercise(
    name="additive-mask",
    chapter="masking",
    minutes=5,
    difficulty="easy",
    solution=additive_mask,
    cases=CASES,
    mistakes=MISTAKES,
    dtype_asked=True,
    also_right=(_with_where, _with_the_logarithm, _by_index),
)
