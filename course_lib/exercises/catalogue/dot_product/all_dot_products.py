"""Compute all dot products within each sentence of a batch."""

import torch
from torch import Tensor

from course_lib.exercises.exercise import Case, Exercise, Mistake
from course_lib.exercises.probes import random_tensor


def all_dot_products(X: Tensor) -> Tensor:
    """Return [batch, words, words]: entry (b, i, j) is the dot product of words i and j of sentence b."""
    return X @ X.transpose(-2, -1)


CASES = (
    Case("one sentence of two words", lambda: (torch.tensor([[[1.0, 0.0], [2.0, 1.0]]]),)),
    Case("one sentence of four words, width 3", lambda: (random_tensor(1, 4, 3),)),
    Case("two sentences of three words, width 5", lambda: (random_tensor(2, 3, 5),)),
    Case("batch, words and width all 3", lambda: (random_tensor(3, 3, 3),)),
    Case("float64", lambda: (random_tensor(2, 4, 6, dtype=torch.float64),)),
)


def _with_einsum(X: Tensor) -> Tensor:
    return torch.einsum("bid,bjd->bij", X, X)


def _with_broadcasting(X: Tensor) -> Tensor:
    return (X[:, :, None, :] * X[:, None, :, :]).sum(dim=-1)


def _with_a_loop(X: Tensor) -> Tensor:
    return torch.stack([sentence @ sentence.T for sentence in X])


def _with_bmm(X: Tensor) -> Tensor:
    return torch.bmm(X, X.permute(0, 2, 1))


def _all_axes(X: Tensor) -> Tensor:
    return X @ X.permute(2, 1, 0)


def _reshaped(X: Tensor) -> Tensor:
    batch, words, width = X.shape
    return X @ X.reshape(batch, width, words)


def _components(X: Tensor) -> Tensor:
    return X.mT @ X


def _cosines(X: Tensor) -> Tensor:
    directions = X / X.norm(dim=-1, keepdim=True)
    return directions @ directions.mT


def _first_sentence(X: Tensor) -> Tensor:
    return X @ X[0].T


def _itself(X: Tensor) -> Tensor:
    return X @ X


def _squared_lengths(X: Tensor) -> Tensor:
    return (X * X).sum(dim=-1)


MISTAKES = (
    Mistake(
        "all-axes-transposed",
        _all_axes,
        "You reversed all three axes, as NumPy's .T does. Only the last two must change places; the batch stays first.",
    ),
    Mistake(
        "reshape",
        _reshaped,
        "reshape keeps the numbers in their order and cuts them anew, so words get mixed. To mirror rows and columns, "
        "transpose.",
    ),
    Mistake(
        "components-not-words",
        _components,
        "You multiplied components with components, [batch, d, d]. The transposed factor must stand on the right.",
    ),
    Mistake("cosines", _cosines, "These are cosines. Do not divide by the lengths here."),
    Mistake(
        "first-sentence",
        _first_sentence,
        "Every sentence is compared with the first one. Compare each with itself.",
    ),
    Mistake(
        "no-transpose",
        _itself,
        "X @ X needs as many words as components. The second factor must be transposed.",
    ),
    Mistake(
        "only-the-diagonal",
        _squared_lengths,
        "These are the squared lengths, x · x. All pairs are asked for.",
    ),
)

EXERCISE = Exercise(
    name="all-dot-products",
    chapter="dot-product",
    minutes=8,
    difficulty="medium",
    solution=all_dot_products,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_einsum, _with_broadcasting, _with_a_loop, _with_bmm),
)
