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


def _filled(mask: Tensor, dtype: torch.dtype, number: float) -> Tensor:
    return torch.zeros(mask.shape, dtype=dtype).masked_fill(~mask, number)


def _minus_1e9(mask: Tensor, dtype: torch.dtype) -> Tensor:
    return _filled(mask, dtype, -1e9)


def _minus_1e9_times(mask: Tensor, dtype: torch.dtype) -> Tensor:
    return ((~mask).float() * -1e9).to(dtype)


def _minus_1e4(mask: Tensor, dtype: torch.dtype) -> Tensor:
    return _filled(mask, dtype, -1e4)


def _smallest(mask: Tensor, dtype: torch.dtype) -> Tensor:
    return _filled(mask, dtype, torch.finfo(dtype).min)


def _smallest_positive(mask: Tensor, dtype: torch.dtype) -> Tensor:
    return _filled(mask, dtype, torch.finfo(dtype).tiny)


def _inverted(mask: Tensor, dtype: torch.dtype) -> Tensor:
    return additive_mask(~mask, dtype)


def _plus_infinity(mask: Tensor, dtype: torch.dtype) -> Tensor:
    return -additive_mask(mask, dtype)


def _one_and_zero(mask: Tensor, dtype: torch.dtype) -> Tensor:
    return mask.to(dtype)


def _zero_and_one(mask: Tensor, dtype: torch.dtype) -> Tensor:
    return (~mask).to(dtype)


def _minus_one(mask: Tensor, dtype: torch.dtype) -> Tensor:
    return mask.to(dtype) - 1


def _one_and_minus_infinity(mask: Tensor, dtype: torch.dtype) -> Tensor:
    return mask.to(dtype).masked_fill(~mask, -torch.inf)


def _zero_times_infinity(mask: Tensor, dtype: torch.dtype) -> Tensor:
    return (1 - mask.to(dtype)) * -torch.inf


def _always_float32(mask: Tensor, dtype: torch.dtype) -> Tensor:
    return additive_mask(mask, torch.float32)


MISTAKES = (
    Mistake(
        "minus-1e9",
        "−1e9 is not −∞: half precision cannot hold it, and lower scores exist. Use float('-inf').",
        _minus_1e9,
    ),
    Mistake(
        "minus-1e9-converted",
        "−1e9 is not −∞: scores below it exist, and whether it survives the conversion depends on the dtype. "
        "Use float('-inf').",
        _minus_1e9_times,
    ),
    Mistake(
        "minus-1e4", "A number that fits into half precision is small enough for scores to pass. Use −∞.", _minus_1e4
    ),
    Mistake(
        "smallest-number",
        "The dtype's smallest number is finite: added to a score, it may overflow or leave a "
        "weight. The task asks for −∞.",
        _smallest,
    ),
    Mistake(
        "smallest-positive",
        "`finfo.tiny` is the smallest positive number, next to 0. Blocked entries need −∞.",
        _smallest_positive,
    ),
    Mistake("inverted", "You added −∞ where the mask is True. True means: may be attended to, add 0 there.", _inverted),
    Mistake("plus-infinity", "The sign is wrong: +∞ would win every softmax. Blocked entries get −∞.", _plus_infinity),
    Mistake(
        "one-and-zero",
        "This is the mask as 1 and 0, made to multiply. To be added, it must be 0 and −∞: exp(−∞) = 0.",
        _one_and_zero,
    ),
    Mistake("zero-and-one", "Blocked entries got +1: their scores would even grow. They need −∞.", _zero_and_one),
    Mistake("minus-one", "Blocked entries got −1: that lowers their score a little. They need −∞.", _minus_one),
    Mistake(
        "one-and-minus-infinity", "Allowed entries got 1. Add 0, to leave a score as it is.", _one_and_minus_infinity
    ),
    Mistake(
        "zero-times-infinity", "0 · ∞ is NaN. Select the entries instead: masked_fill or where.", _zero_times_infinity
    ),
    Mistake("always-float32", "The result is float32, whatever `dtype` says.", _always_float32),
)

EXERCISE = Exercise(
    name="additive-mask",
    chapter="masking",
    minutes=5,
    difficulty="easy",
    solution=additive_mask,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_where, _with_the_logarithm, _by_index),
)
