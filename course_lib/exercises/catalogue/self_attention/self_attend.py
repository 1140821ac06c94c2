"""Let the words of every sentence attend to one another, without any parameter."""

from collections.abc import Callable

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def self_attend(x: Tensor) -> Tensor:
    """Return softmax(XXᵀ / √d) X for each sentence of the batch."""
    d = x.shape[-1]
    scores = x @ x.transpose(-2, -1) / d**0.5
    weights = torch.softmax(scores, dim=-1)
    return weights @ x


CASES = (
    # All sizes 2: here every mix-up of axes still gives a result, and can be told by it.
    Case(
        "two sentences of two words, width 2",
        lambda: (torch.tensor([[[1.0, 0.0], [0.0, 0.0]], [[2.0, 1.0], [0.0, 3.0]]]),),
    ),
    Case("one sentence of three words, width 5", lambda: (random_tensor(1, 3, 5),)),
    Case("batch of 2, four words, width 3", lambda: (random_tensor(2, 4, 3),)),
    Case("batch of 5, three words, width 7", lambda: (random_tensor(5, 3, 7),)),
    Case("all sizes 3", lambda: (random_tensor(3, 3, 3),)),
    Case("a single word in each sentence", lambda: (random_tensor(2, 1, 4),)),
    Case("very long vectors", lambda: (20 * random_tensor(2, 3, 8),)),
    Case("float64", lambda: (random_tensor(2, 5, 3, dtype=torch.float64),)),
)


def _with_einsum(x: Tensor) -> Tensor:
    scores = torch.einsum("bqd,bkd->bqk", x, x) * x.shape[2] ** -0.5
    return torch.einsum("bqk,bkd->bqd", scores.softmax(dim=2), x)


def _sentence_by_sentence(x: Tensor) -> Tensor:
    return torch.stack([torch.softmax(words @ words.T / words.shape[1] ** 0.5, dim=1) @ words for words in x])


def _word_by_word(x: Tensor) -> Tensor:
    output = torch.empty_like(x)
    for sentence, words in enumerate(x):
        for i, word in enumerate(words):
            scores = torch.stack([word @ other for other in words]) / len(word) ** 0.5
            exponentials = (scores - scores.max()).exp()
            output[sentence, i] = (exponentials[:, None] * words).sum(dim=0) / exponentials.sum()
    return output


def _both_sides_scaled(x: Tensor) -> Tensor:
    shrunk = x / x.shape[-1] ** 0.25
    return torch.bmm(torch.bmm(shrunk, shrunk.mT).softmax(-1), x)


def _with_scores(scores: Callable[[Tensor], Tensor], dim: int = -1) -> Callable[[Tensor], Tensor]:
    """Return a self-attention that takes other scores, or softmax along another axis."""

    def attend(x: Tensor) -> Tensor:
        return scores(x).softmax(dim=dim) @ x

    return attend


def _scores(x: Tensor) -> Tensor:
    return x @ x.mT / x.shape[-1] ** 0.5


def _over_everything(x: Tensor) -> Tensor:
    return _scores(x).flatten(1).softmax(dim=1).reshape(len(x), x.shape[1], x.shape[1]) @ x


def _no_softmax(x: Tensor) -> Tensor:
    return _scores(x) @ x


def _weights_only(x: Tensor) -> Tensor:
    return _scores(x).softmax(dim=-1)


def _scaled_after(x: Tensor) -> Tensor:
    return torch.softmax(x @ x.mT, dim=-1) / x.shape[-1] ** 0.5 @ x


def _naive_softmax(x: Tensor) -> Tensor:
    exponentials = _scores(x).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True) @ x


def _one_long_sentence(x: Tensor) -> Tensor:
    return self_attend(x.reshape(1, -1, x.shape[-1])).reshape(x.shape)


def _added(x: Tensor) -> Tensor:
    return x + self_attend(x)


MISTAKES = (
    Mistake(
        "not-scaled", "The division by √d is missing: the weights are too sharp.", _with_scores(lambda x: x @ x.mT)
    ),
    Mistake(
        "no-root",
        "You divided by d itself, or twice by its root: the weights are too even. Divide by √d once.",
        _with_scores(lambda x: x @ x.mT / x.shape[-1]),
    ),
    Mistake(
        "multiplied",
        "You multiplied the scores by √d. Divide them.",
        _with_scores(lambda x: x @ x.mT * x.shape[-1] ** 0.5),
    ),
    Mistake(
        "number-of-words",
        "You divided by the root of the number of words. d is the last axis of x, the width of one word.",
        _with_scores(lambda x: x @ x.mT / x.shape[-2] ** 0.5),
    ),
    Mistake(
        "batch-size",
        "You divided by the root of the batch size. d is the last axis of x.",
        _with_scores(lambda x: x @ x.mT / len(x) ** 0.5),
    ),
    Mistake(
        "power-before-slash",
        "`x / d**1/2` is x / d / 2, because ** binds first. Write d**0.5.",
        _with_scores(lambda x: x @ x.mT / x.shape[-1] ** 1 / 2),
    ),
    Mistake(
        "columns-sum-to-one",
        "The weights that mix the words sum to 1 down each column. Take softmax along the last axis, and multiply "
        "`weights @ x` without transposing the weights.",
        _with_scores(_scores, dim=-2),
    ),
    Mistake(
        "softmax-over-the-batch",
        "Softmax ran over the batch, so that the sentences compete. A word shares among the words: dim=-1.",
        _with_scores(_scores, dim=0),
    ),
    Mistake(
        "softmax-over-everything",
        "All weights of a sentence together sum to 1. Each word has a whole 1 to share: softmax along the last axis.",
        _over_everything,
    ),
    Mistake(
        "no-softmax",
        "You mixed the words with the scores themselves. Turn them into shares by softmax first.",
        _no_softmax,
    ),
    Mistake("weights-only", "These are the weights. Mix the words with them: weights @ x.", _weights_only),
    Mistake(
        "scaled-after-softmax",
        "You divided the weights, so they sum to 1/√d. Divide the scores, before softmax.",
        _scaled_after,
    ),
    Mistake(
        "overflow", "exp overflows for large scores. Subtract the row's maximum, or use torch.softmax.", _naive_softmax
    ),
    Mistake(
        "all-axes-turned",
        "`.T` turns round all three axes, the batch too. Swap the last two only: x.transpose(-2, -1), or x.mT.",
        # permute: what x.T does, without its warning
        _with_scores(lambda x: x @ x.permute(2, 1, 0) / x.shape[-1] ** 0.5),
    ),
    Mistake(
        "wrong-one-transposed",
        "You compared components with components, [d, d]. Words with words is x @ x.transpose(-2, -1).",
        _with_scores(lambda x: x.mT @ x / x.shape[-1] ** 0.5),
    ),
    Mistake(
        "not-transposed",
        "The second x must be transposed, so that each word meets each word: x @ x.transpose(-2, -1).",
        _with_scores(lambda x: x @ x / x.shape[-1] ** 0.5),
    ),
    Mistake(
        "reshaped",
        "reshape and view do not transpose: they cut the same numbers into other rows. Use x.transpose(-2, -1).",
        _with_scores(lambda x: x @ x.reshape(len(x), x.shape[2], x.shape[1]) / x.shape[-1] ** 0.5),
    ),
    Mistake(
        "one-long-sentence",
        "The words look at the words of all sentences. Each sentence of the batch stays by itself.",
        _one_long_sentence,
    ),
    Mistake("input-added", "You added x to the result. The task asks for the weighted mean alone.", _added),
)

EXERCISE = Exercise(
    name="self-attend",
    chapter="self-attention",
    minutes=8,
    difficulty="medium",
    solution=self_attend,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_einsum, _sentence_by_sentence, _word_by_word, _both_sides_scaled),
)
