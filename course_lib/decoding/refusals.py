"""Refuse starts that cannot be continued, logits that would be taken for something else, and odd settings."""

from math import isfinite
from operator import index
from typing import Any, SupportsIndex

import torch
from torch import Tensor

from course_lib.language import say

HIGHEST_PENALTY = 10.0  # a larger one leaves single precision, for long texts
PAD_ID = "pad_id is {number}; expected the id that fills up a sentence that has ended, a whole number of at least 0."
MAX_LENGTH = (
    "max_length is {number}; expected how long a sentence may get, start included, a whole number of at least 1."
)
NO_CHOICE_IN_LOGITS = (
    "logits has scores from which no word can be chosen; expected no NaN, no +∞, and in each row at least one score "
    "above −∞."
)
NO_CHOICE_IN_LOGITS_OF_MODEL = (
    "the model returned logits from which no word can be chosen; expected no NaN, no +∞, and in each row at least one "
    "score above −∞."
)


def refuse_unfit_start(start_ids: Tensor, pad_id: int, max_length: SupportsIndex) -> None:
    """Raise ValueError unless `start_ids` are ids [batch, length] that leave room for at least one more.

    A start may be the pad alone, as in Marian. A longer one that ends with a pad was filled up on the wrong side.
    """
    if not isinstance(start_ids, Tensor):
        raise ValueError(
            say(
                "start_ids is of type {kind}; expected a tensor of whole numbers (torch.long), [batch, length].",
                kind=type(start_ids).__name__,
            )
        )
    if start_ids.ndim != 2 or start_ids.dtype not in (torch.int32, torch.int64):
        raise ValueError(
            say(
                "start_ids has shape {shape} and dtype {dtype}; expected whole numbers (torch.long), [batch, length].",
                shape=list(start_ids.shape),
                dtype=start_ids.dtype,
            )
        )
    if start_ids.numel() == 0:
        raise ValueError(
            say(
                "start_ids has shape {shape}; expected at least one sentence, and at least one id for "
                "each, such as bos_id.",
                shape=list(start_ids.shape),
            )
        )
    length = start_ids.shape[1]
    if whole_number(max_length, MAX_LENGTH) <= length:
        raise ValueError(
            say(
                "max_length is {max_length}; expected more than {length}, the length of start_ids.",
                max_length=max_length,
                length=length,
            )
        )
    whole_number(pad_id, PAD_ID, least=0)
    if length > 1 and bool((start_ids[:, -1] == pad_id).any()):
        raise ValueError(
            say(
                "start_ids has a row that ends with pad_id {pad_id}, and words would be written after it; "
                "put the pads at the left, and let the model mask them.",
                pad_id=pad_id,
            )
        )


def refuse_unfit_logits(logits: Tensor, rows: int, eos_id: int | None) -> None:
    """Raise ValueError unless the model returned one usable row of scores for each row of ids."""
    if not isinstance(logits, Tensor):
        raise ValueError(
            say(
                "the model returned an object of type {kind}; expected a tensor of logits, [{rows}, vocab_size].",
                kind=type(logits).__name__,
                rows=rows,
            )
        )
    if logits.ndim != 2 or logits.shape[0] != rows or not logits.is_floating_point():
        hint = " " + say("Return those of the last word only: logits[:, -1].") if logits.ndim == 3 else ""
        raise ValueError(
            say(
                "the model returned logits of shape {shape} and dtype {dtype}; "
                "expected floating-point numbers, [{rows}, vocab_size].",
                shape=list(logits.shape),
                dtype=logits.dtype,
                rows=rows,
            )
            + hint
        )
    if eos_id is not None and not (isinstance(eos_id, SupportsIndex) and 0 <= index(eos_id) < logits.shape[1]):
        raise ValueError(
            say(
                "eos_id is {eos_id}; expected an id from 0 to {last}, for which the model has a score, "
                "or None if no text ends by itself.",
                eos_id=eos_id,
                last=logits.shape[1] - 1,
            )
        )
    refuse_scores_without_a_choice(logits, NO_CHOICE_IN_LOGITS_OF_MODEL)


def refuse_scores_without_a_choice(scores: Tensor, message: str = NO_CHOICE_IN_LOGITS) -> None:
    """Raise ValueError unless a word can be chosen in each row of scores, [..., vocab_size]."""
    # The maximum of a row is NaN if any score is, and −∞ if all are.
    if not scores.shape[-1:].numel() or not all(map(isfinite, scores.amax(dim=-1).flatten().tolist())):
        raise ValueError(say(message))


def refuse_unfit_penalty(length_penalty: float) -> None:
    """Raise ValueError unless longer sentences are not put at a disadvantage."""
    if not is_within(length_penalty, 0.0, HIGHEST_PENALTY):
        raise ValueError(
            say(
                "length_penalty is {length_penalty}; expected a number from 0 (none) to {highest:g}; 0.6 to 1 is "
                "common.",
                length_penalty=length_penalty,
                highest=HIGHEST_PENALTY,
            )
        )


def is_within(number: Any, lowest: float, highest: float) -> bool:
    """Say whether this is a number, and in range: NaN is not, and neither is text."""
    try:
        return bool(lowest <= number <= highest)
    except TypeError:
        return False


def whole_number(number: Any, message: str, *, least: int = 1) -> int:
    """Return a whole number as Python's own, if it is NumPy's; raise ValueError if it is none, or too small.

    Args:
        number: what the reader gave.
        message: the template for anything else, with the place {number}.
        least: the smallest number that is taken.
    """
    try:
        whole = index(number)
    except TypeError:
        whole = least - 1
    if whole < least or isinstance(number, bool):
        raise ValueError(say(message, number=number))
    return whole
