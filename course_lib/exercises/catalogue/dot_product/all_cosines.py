"""Compute all cosines within each sentence of a batch."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def all_cosines(X: Tensor) -> Tensor:
    """Return [batch, words, words]: entry (b, i, j) is the cosine of words i and j of sentence b."""
    directions = X / X.norm(dim=-1, keepdim=True)
    return directions @ directions.mT


CASES = (
    Case("one sentence of two words", lambda: (torch.tensor([[[3.0, 0.0], [2.0, 2.0]]]),)),
    Case("one sentence of four words, width 3", lambda: (random_tensor(1, 4, 3),)),
    Case("two sentences of one word", lambda: (random_tensor(2, 1, 3),)),
    Case("two sentences of three words, width 5", lambda: (random_tensor(2, 3, 5),)),
    Case("batch, words and width all 3", lambda: (random_tensor(3, 3, 3),)),
    Case("float64", lambda: (random_tensor(2, 4, 6, dtype=torch.float64),)),
)


def _built_in(X: Tensor) -> Tensor:
    return torch.cosine_similarity(X[:, :, None, :], X[:, None, :, :], dim=-1)


def _divided_afterwards(X: Tensor) -> Tensor:
    lengths = (X.double() ** 2).sum(dim=2).sqrt()
    return torch.einsum("bid,bjd->bij", X.double(), X.double()) / (lengths[:, :, None] * lengths[:, None, :])


def _with_a_loop(X: Tensor) -> Tensor:
    cosines = torch.zeros(*X.shape[:2], X.shape[1])
    for b, sentence in enumerate(X):
        for i, word in enumerate(sentence):
            cosines[b, i] = sentence @ word / (sentence.norm(dim=1) * word.norm())
    return cosines


MISTAKES = (
    Mistake("dot-products", "These are dot products. Divide by both lengths.", {" / X.norm(dim=-1, keepdim=True)": ""}),
    Mistake(
        "other-axes-transposed",
        "You moved the batch axis too. Only the last two axes change places: transpose(-2, -1), or mT.",
        # permute: what .T does, without its warning
        ({".mT": ".permute(2, 1, 0)"}, {".mT": ".transpose(0, 1)"}, {".mT": ".transpose(0, 2)"}),
    ),
    Mistake("not-transposed", "Without a transpose, components meet words. Mirror the right factor: .mT.", {".mT": ""}),
    Mistake(
        "reshape",
        "reshape and view cut the same numbers anew, so words get mixed. To mirror rows and columns, transpose.",
        {".mT": ".reshape(len(X), X.shape[2], X.shape[1])"},
    ),
    Mistake(
        "length-over-words",
        "You took the norm along the words or the batch. The length of a word runs over its components: dim=-1.",
        ({"dim=-1": "dim=1"}, {"dim=-1": "dim=0"}),
    ),
    Mistake(
        "length-of-everything",
        "Each word has a norm of its own.",
        ({"dim=-1, keepdim=True": ""}, {"dim=-1": "dim=(1, 2)"}),
    ),
    Mistake(
        "one-length",
        "Only one of two words' lengths counts in your answer. Divide by both, that of word i and that of word j.",
        (
            {".mT": ".mT * X.norm(dim=-1)[:, None]"},
            {"directions @": "X @"},
            {".mT": ".mT * X.norm(dim=-1)[:, None] / X.norm(dim=-1, keepdim=True)"},
        ),
    ),
    Mistake(
        "not-the-length",
        "You divided by the sum of the components, or of their sizes, or by the largest. The length is X.norm(dim=-1).",
        tuple({"norm(dim": other} for other in ("norm(1, dim", "sum(dim", "abs().amax(dim", "amax(dim")),
    ),
    Mistake(
        "lengths-pushed-up",
        "You added to the lengths, or did not let them be below 1. None is 0 here: divide by them as they are.",
        ({"True)": "True).clamp(min=1)"}, {"True)": "True).add(1)"}),
    ),
    Mistake("squared-lengths", "You divided by squared lengths. Take their root.", {"True)": "True) ** 2"}),
    Mistake(
        "no-keepdim",
        "The norm has lost its axis, so lengths meet other words. Use keepdim=True.",
        ({", keepdim=True": ""}, {"directions @ directions.mT": "X @ X.mT / X.norm(dim=-1) ** 2"}),
    ),
    Mistake("first-sentence", "Every sentence is compared with the first one. Compare within each.", {".mT": "[0].T"}),
    Mistake(
        "first-sentence-only",
        "Only the first sentence is left. Return the cosines of all.",
        tuple({"directions.mT": f"directions.mT)[{first}]", "return ": "return ("} for first in (":1", "0")),
    ),
    Mistake(
        "all-together",
        "Compare only within each sentence.",
        {"return ": "directions = directions.flatten(0, 1)\n    return "},
    ),
    Mistake(
        "components",
        "You multiplied components with components, [batch, d, d]. The transposed factor must stand on the right.",
        {"directions @ directions.mT": "directions.mT @ directions"},
    ),
    Mistake(
        "each-with-itself",
        "You compared each word with itself only. Every word of a sentence meets every one: [batch, words, words].",
        ({"directions @ directions.mT": "(directions**2).sum(dim=-1)"}, {"@ directions.mT": "* directions"}),
    ),
    Mistake(
        "angles",
        "These are the angles. The task asks for their cosines.",
        ({"return d": "return (d", ".mT": ".mT).clamp(-1, 1).acos()"}, {"return d": "return (d", ".mT": ".mT).acos()"}),
    ),
    Mistake("sign-lost", "The sign is lost: cosines can be negative.", {"return d": "return (d", ".mT": ".mT).abs()"}),
)

EXERCISE = Exercise(
    name="all-cosines",
    chapter="dot-product",
    minutes=10,
    difficulty="medium",
    solution=all_cosines,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_built_in, _divided_afterwards, _with_a_loop),
)
