"""Say what heads do, by one score each: look at the word before, or at what came after the same word (induction).

Source: Olsson et al. (2022), "In-context learning and induction heads", the definitions of both scores.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from course_lib.language import say
from course_lib.transformer.language_model import LanguageModel
from course_lib.transformer.maps import attention_maps

Weights = Float[Tensor, "batch heads words words"]
Ids = Int[Tensor, "batch words"]
Scores = Float[Tensor, " heads"]


class Head(NamedTuple):
    """One head of a model: the name of its layer, as `attention_maps` gives it, and its number there."""

    layer: str
    number: int


class HeadScores(NamedTuple):
    """Both scores of all heads, by the name of their layer."""

    previous_token: dict[str, Scores]
    induction: dict[str, Scores]


def previous_token_score(weights: Weights) -> Scores:
    """Return how much of its attention each head gives to the word before: the mean over all words but the first."""
    return weights.diagonal(-1, dim1=2, dim2=3).mean(dim=(0, 2))


def after_the_same_word(ids: Ids) -> Bool[Tensor, "batch words words"]:
    """Say, for each word (a row), which words came right after an earlier occurrence of the same word (columns)."""
    same = ids[:, :, None] == ids[:, None, :]  # [batch, words, words]: is the word of the row that of the column?
    return torch.nn.functional.pad(same[:, :, :-1], (1, 0)).tril()  # one column on, and none that is still to come


def induction_score(weights: Weights, ids: Ids) -> Scores:
    """Return how much of its attention each head gives to what came after earlier occurrences of the same word.

    The mean is over all words that have occurred before; on rows that repeat, these are the words that can be copied.

    Raises:
        ValueError: no word occurs twice.
    """
    wanted = after_the_same_word(ids)  # [batch, words, words]
    occurred_before = wanted.any(dim=2)  # [batch, words]
    if not bool(occurred_before.any()):
        raise ValueError(say("no word of ids occurs twice in its row; expected rows that repeat."))
    shares = (weights * wanted[:, None]).sum(dim=3)  # [batch, heads, words]
    return shares.transpose(1, 2)[occurred_before].mean(dim=0)


@torch.no_grad()
def head_scores(model: LanguageModel, ids: Ids) -> HeadScores:
    """Let a model read rows that repeat, and return both scores of all its heads.

    Raises:
        ValueError: no word occurs twice.
    """
    with attention_maps(model) as maps:
        model(ids)
    return HeadScores(
        {layer: previous_token_score(weights) for layer, weights in maps.items()},
        {layer: induction_score(weights, ids) for layer, weights in maps.items()},
    )


def best_heads(scores: Mapping[str, Scores], count: int) -> list[Head]:
    """Return the heads with the highest scores, the highest first."""
    return sorted(_all_heads(scores), key=lambda head: -float(scores[head.layer][head.number]))[:count]


def random_heads(
    scores: Mapping[str, Scores], count: int, *, besides: Sequence[Head] = (), generator: torch.Generator | None = None
) -> list[Head]:
    """Draw different heads, none of those in `besides`: the control for what is said of the best.

    Raises:
        ValueError: there are not so many.
    """
    heads = [head for head in _all_heads(scores) if head not in besides]
    if count > len(heads):
        raise ValueError(
            say(
                "count is {count}; expected at most {most}, as many heads as there are to draw from.",
                count=count,
                most=len(heads),
            )
        )
    return [heads[number] for number in torch.randperm(len(heads), generator=generator)[:count].tolist()]


def _all_heads(scores: Mapping[str, Scores]) -> Iterable[Head]:
    return (Head(layer, number) for layer, of_layer in scores.items() for number in range(len(of_layer)))
