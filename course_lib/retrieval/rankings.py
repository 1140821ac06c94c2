"""Rankings: texts in the order of their scores, and how early the right one comes."""

from collections.abc import Collection, Sequence

import torch
from jaxtyping import Float
from torch import Tensor

from course_lib.language import say


def ranking(scores: Float[Tensor, " texts"]) -> list[int]:
    """Return the numbers of the texts, the highest score first; equal scores keep the order of the texts."""
    return torch.argsort(scores, descending=True, stable=True).tolist()


def recall_at(count: int, rankings: Sequence[Sequence[int]], right: Sequence[Collection[int]]) -> float:
    """Return the share of the questions of which a right text is among the first `count`.

    Args:
        count: how many texts are looked at.
        rankings: for each question the texts' numbers, best first.
        right: for each question the numbers of its right texts.

    Raises:
        ValueError: not as many rankings as questions, or no question.
    """
    _refuse_what_does_not_fit(rankings, right)
    found = [not set(right_ones).isdisjoint(order[:count]) for order, right_ones in zip(rankings, right, strict=True)]
    return sum(found) / len(found)


def reciprocal_rank(rankings: Sequence[Sequence[int]], right: Sequence[Collection[int]]) -> float:
    """Return the mean of 1 / place over the questions, where place is that of the first right text, from 1 on.

    A question whose right texts the ranking lacks counts 0. The arguments and the error are those of `recall_at`.
    """
    _refuse_what_does_not_fit(rankings, right)
    shares = []
    for order, right_ones in zip(rankings, right, strict=True):
        places = [place for place, text in enumerate(order, start=1) if text in right_ones]
        shares.append(1 / places[0] if places else 0.0)
    return sum(shares) / len(shares)


def _refuse_what_does_not_fit(rankings: Sequence[Sequence[int]], right: Sequence[Collection[int]]) -> None:
    if len(rankings) != len(right) or not right:
        raise ValueError(
            say(
                "there are {rankings} rankings for {questions} questions; expected one for each, and at least one.",
                rankings=len(rankings),
                questions=len(right),
            )
        )
