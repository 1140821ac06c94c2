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
    Case("two sentences of three words, width 5", lambda: (random_tensor(2, 3, 5),)),
    Case("batch, words and width all 3", lambda: (random_tensor(3, 3, 3),)),
    Case("float64", lambda: (random_tensor(2, 4, 6, dtype=torch.float64),)),
)


def _with_the_library(X: Tensor) -> Tensor:
    return torch.cosine_similarity(X[:, :, None, :], X[:, None, :, :], dim=-1)


def _divided_afterwards(X: Tensor) -> Tensor:
    lengths = (X**2).sum(dim=2).sqrt()
    return torch.einsum("bid,bjd->bij", X, X) / (lengths[:, :, None] * lengths[:, None, :])


def _with_a_loop(X: Tensor) -> Tensor:
    directions = torch.nn.functional.normalize(X, dim=2)
    return torch.stack([sentence @ sentence.T for sentence in directions])


def _dot_products(X: Tensor) -> Tensor:
    return X @ X.mT


def _all_axes(X: Tensor) -> Tensor:
    directions = X / X.norm(dim=-1, keepdim=True)
    return directions @ directions.permute(2, 1, 0)


def _reshaped(X: Tensor) -> Tensor:
    directions = X / X.norm(dim=-1, keepdim=True)
    batch, words, width = X.shape
    return directions @ directions.reshape(batch, width, words)


def _length_over_words(X: Tensor) -> Tensor:
    directions = X / X.norm(dim=1, keepdim=True)
    return directions @ directions.mT


def _length_of_everything(X: Tensor) -> Tensor:
    directions = X / X.norm()
    return directions @ directions.mT


def _one_length(X: Tensor) -> Tensor:
    return X @ X.mT / X.norm(dim=-1, keepdim=True)


def _squared_lengths(X: Tensor) -> Tensor:
    directions = X / (X**2).sum(dim=-1, keepdim=True)
    return directions @ directions.mT


def _no_keepdim(X: Tensor) -> Tensor:
    directions = X / X.norm(dim=-1)
    return directions @ directions.mT


def _first_sentence(X: Tensor) -> Tensor:
    directions = X / X.norm(dim=-1, keepdim=True)
    return directions @ directions[0].T


def _components(X: Tensor) -> Tensor:
    directions = X / X.norm(dim=-1, keepdim=True)
    return directions.mT @ directions


MISTAKES = (
    Mistake(
        "dot-products", "These are the dot products. Divide by both lengths: the diagonal must be 1.", _dot_products
    ),
    Mistake(
        "all-axes-transposed",
        "You reversed all three axes, as NumPy's .T does. Only the last two must change places; the batch stays first.",
        _all_axes,
    ),
    Mistake(
        "reshape",
        "reshape keeps the numbers in their order and cuts them anew, so words get mixed. To mirror rows and columns, "
        "transpose.",
        _reshaped,
    ),
    Mistake(
        "length-over-words",
        "You took the norm along the words. The length of a word runs over its components: dim=-1.",
        _length_over_words,
    ),
    Mistake(
        "length-of-everything",
        "You divided by one norm of the whole tensor. Each word has its own.",
        _length_of_everything,
    ),
    Mistake("one-length", "You divided by the length of word i only; the length of word j still counts.", _one_length),
    Mistake("squared-lengths", "You divided by the squared lengths. A length is the root of them.", _squared_lengths),
    Mistake(
        "no-keepdim",
        "The norm has lost its axis, so broadcasting lines the lengths up with the wrong axis. Use keepdim=True.",
        _no_keepdim,
    ),
    Mistake(
        "first-sentence", "Every sentence is compared with the first one. Compare each with itself.", _first_sentence
    ),
    Mistake(
        "components-not-words",
        "You multiplied components with components, [batch, d, d]. The transposed factor must stand on the right.",
        _components,
    ),
)

EXERCISE = Exercise(
    name="all-cosines",
    chapter="dot-product",
    minutes=10,
    difficulty="medium",
    solution=all_cosines,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_the_library, _divided_afterwards, _with_a_loop),
)
