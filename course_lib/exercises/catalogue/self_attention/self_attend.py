"""Let the words of every sentence attend to one another, without any parameter."""

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
    scores = torch.einsum("bqd,bkd->bqk", x.double(), x.double()) * x.shape[2] ** -0.5
    return torch.einsum("bqk,bkd->bqd", scores.softmax(dim=2), x.double())


def _sentence_by_sentence(x: Tensor) -> Tensor:
    output = torch.zeros(x.shape)
    for i, words in enumerate(x):
        output[i] = torch.softmax(words @ words.T / words.shape[1] ** 0.5, dim=1) @ words
    return output


def _by_hand(x: Tensor) -> Tensor:
    scores = x @ x.mT / x.shape[-1] ** 0.5
    exponentials = (scores - scores.amax(dim=-1, keepdim=True)).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True) @ x


def _built_in(x: Tensor) -> Tensor:
    return torch.nn.functional.scaled_dot_product_attention(x, x, x)


MISTAKES = (
    Mistake("not-scaled", "The division by √d is missing.", {" / d**0.5": ""}),
    Mistake("no-root", "You divided by d itself, or twice by its root. Divide by √d once.", {" / d**0.5": " / d"}),
    Mistake("multiplied", "You multiplied the scores by √d. Divide them.", {" / d**0.5": " * d**0.5"}),
    Mistake(
        "other-size",
        "You divided by the root of another size, of the number of words or sentences. d is the last axis of x.",
        ({"x.shape[-1]": "x.shape[1]"}, {"x.shape[-1]": "x.shape[0]"}),
    ),
    Mistake("power-before-slash", "`x / d**1/2` is x / d / 2, because ** binds first. Write d**0.5.", {"0.5": "1 / 2"}),
    Mistake(
        "scaled-after-softmax",
        "You divided the weights, so they sum to 1/√d. Divide the scores, before softmax.",
        {" / d**0.5": "", "weights @ x": "weights / d**0.5 @ x"},
    ),
    Mistake(
        "columns-sum-to-one",
        "The weights that mix the words sum to 1 down each column. Take softmax along the last axis, and do not "
        "transpose the weights.",
        {"dim=-1": "dim=-2"},
    ),
    Mistake(
        "softmax-over-too-much",
        "Softmax ran over the batch, or over a whole sentence. Each word has a 1 of its own to share: dim=-1.",
        ({"dim=-1": "dim=0"}, {"scores, dim=-1)": "scores.flatten(1), dim=-1).reshape(scores.shape)"}),
    ),
    Mistake(
        "no-softmax", "Turn the scores into shares first, by softmax.", {"torch.softmax(scores, dim=-1)": "scores"}
    ),
    Mistake("weights-only", "These are the weights. Mix the words with them: weights @ x.", {"weights @ x": "weights"}),
    Mistake(
        "overflow",
        "exp overflows for large scores. Subtract each row's own maximum, or use torch.softmax.",
        ({" - scores.amax(dim=-1, keepdim=True)": ""}, {"scores.amax(dim=-1, keepdim=True)": "scores.max()"}),
        of=_by_hand,
    ),
    Mistake(
        "sum-of-a-column",
        "keepdim=True is missing: the sums lie along the last axis, and divide the columns.",
        {"exponentials.sum(dim=-1, keepdim=True)": "exponentials.sum(dim=-1)"},
        of=_by_hand,
    ),
    Mistake(
        "not-transposed",
        "Swap the last two axes of the second x, and only those: x @ x.transpose(-2, -1).",
        (
            {"x.transpose(-2, -1)": "x"},
            {"x.transpose(-2, -1)": "x.transpose(0, 1)"},
            {"x.transpose(-2, -1)": "x.permute(2, 1, 0)"},  # what x.T does, without its warning
            {"x.transpose(-2, -1)": "x.reshape(len(x), d, -1)"},
            {"x @ x.transpose(-2, -1)": "x.transpose(-2, -1) @ x"},
        ),
    ),
    Mistake(
        "one-long-sentence",
        "The words look at the words of all sentences. Each sentence of the batch stays by itself.",
        {"    d =": "    sizes, x = x.shape, x.flatten(0, 1)\n    d =", "weights @ x": "(weights @ x).reshape(sizes)"},
    ),
    Mistake(
        "first-sentence-only",
        "Only the first sentence is mixed: `return` stands inside the loop.",
        {"    return output": "        return output"},
        of=_sentence_by_sentence,
    ),
    Mistake(
        "axis-lost",
        "An axis of size 1 is gone. Return [batch, words, d] always.",
        {"weights @ x": "(weights @ x).squeeze()"},
    ),
    Mistake("input-added", "You added x to the result. The task does not.", {"weights @": "x + weights @"}),
)

EXERCISE = Exercise(
    name="self-attend",
    chapter="self-attention",
    minutes=8,
    difficulty="medium",
    solution=self_attend,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_einsum, _sentence_by_sentence, _by_hand, _built_in),
)
