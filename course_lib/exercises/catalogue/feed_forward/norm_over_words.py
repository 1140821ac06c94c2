"""Find the bug in a block whose norm looks at the other words."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def feed_forward_block(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    """Return x + FFN(norm(x)), each word normed by itself, [batch, words, d_model]."""
    normed = torch.nn.functional.layer_norm(x, x.shape[-1:])
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


def _given(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    normed = torch.nn.functional.layer_norm(x, x.shape[1:])
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


def _case(words: str, *shape: int, d_ff: int, pads: int = 0, dtype: torch.dtype = torch.float32) -> Case:
    """Make words that are spread widely, so that it does not matter where the small number is added."""

    def arguments() -> tuple[Tensor, ...]:
        d_model = shape[-1]
        x = torch.cat([3 * random_tensor(*shape, dtype=dtype) + 1, torch.zeros(shape[0], pads, d_model)], dim=1)
        shapes = (d_model, d_ff), (d_ff,), (d_ff, d_model), (d_model,)
        return x, *(random_tensor(*size, seed=seed, dtype=dtype) for seed, size in enumerate(shapes, 2))

    return Case(words, arguments)


def _by_hand() -> tuple[Tensor, ...]:
    x = torch.tensor([[[1.0, 3.0], [10.0, 30.0]]])
    return x, torch.eye(2), torch.ones(2), torch.eye(2), torch.zeros(2)


CASES = (
    Case("one sentence of two words, width 2", _by_hand),
    _case("three words and two pads, width 4", 1, 3, 4, d_ff=6, pads=2),
    _case("batch of 2, three words, width 5", 2, 3, 5, d_ff=7),
    _case("batch of 4, two words, width 6", 4, 2, 6, d_ff=3),
    _case("batch of 3, all other sizes 3", 3, 3, 3, d_ff=3),
    _case("batch of 2, one word, width 8", 2, 1, 8, d_ff=4),
    _case("float64", 2, 4, 6, d_ff=5, dtype=torch.float64),
)


def _by_formula(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    variance, mean = torch.var_mean(x, dim=-1, correction=0, keepdim=True)
    normed = (x - mean) / (variance + 1e-5).sqrt()
    return x + torch.relu(normed @ w_1 + b_1) @ w_2 + b_2


def _small_number_beside_the_root(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    normed = (x - x.mean(-1, keepdim=True)) / (x.std(-1, correction=0, keepdim=True) + 1e-6)
    hidden = torch.einsum("bwd,df->bwf", normed, w_1) + b_1
    return x + torch.einsum("bwf,fd->bwd", hidden.relu(), w_2) + b_2


def _word_by_word(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    output = torch.zeros(x.shape)
    for word in range(x.shape[1]):
        output[:, word : word + 1] = _given(x[:, word : word + 1], w_1, b_1, w_2, b_2)
    return output


def _in_float64(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    norm = torch.nn.LayerNorm(x.shape[2], elementwise_affine=False)
    return x + torch.relu(norm(x.double()) @ w_1.double() + b_1) @ w_2.double() + b_2


MISTAKES = (
    Mistake("given", "The norm still runs over the whole sentence. Norm over the components only.", _given),
    Mistake(
        "other-axes",
        "Now the norm runs over other axes, so that words are still mixed. Norm over the last axis only.",
        ({"dim=-1": "dim=1"}, {"dim=-1": "dim=0"}, {"dim=-1": "dim=(0, 1)"}, {"dim=-1": "dim=(0, 1, 2)"}),
        of=_by_formula,
    ),
    Mistake(
        "no-shape-of-last-axes",
        "layer_norm wants the shape of the last axes there: no axis, no single number, no other sizes.",
        (
            {"x.shape[-1:]": "-1"},
            {"x.shape[-1:]": "dim=-1"},
            {"x.shape[-1:]": "x.shape[1:2]"},
            {"x.shape[-1:]": "x.shape[:1]"},
            {"x.shape[-1:]": "x.shape[:-1]"},
        ),
    ),
    Mistake(
        "half-of-the-sentence",
        "One is each word's own now, the other of mean and standard deviation is still the whole sentence's.",
        (
            {"(variance + 1e-5)": "((x - mean).pow(2).mean(dim=(1, 2), keepdim=True) + 1e-5)"},
            {"(variance + 1e-5)": "(x.var(dim=(1, 2), correction=0, keepdim=True) + 1e-5)"},
            {"x - mean": "x - x.mean(dim=(1, 2), keepdim=True)"},
        ),
        of=_by_formula,
    ),
    Mistake("no-norm", "Without the norm no words are mixed, but the norm is wanted.", {"normed @": "x @"}),
    Mistake(
        "norm-after-the-sum",
        "You moved the norm behind the sum.",
        {"normed @": "x @", "x + hidden @ w_2 + b_2": "torch.layer_norm(x + hidden @ w_2 + b_2, x.shape[2:])"},
    ),
    Mistake(
        "word-not-added",
        "The word itself must be added: x + …",
        ({"x + hidden": "normed + hidden"}, {"x + hidden": "hidden"}),
    ),
    Mistake(
        "half-a-norm",
        "A norm subtracts the mean and divides by the standard deviation. One of the two is missing.",
        (
            {" / (variance + 1e-5).sqrt()": ""},
            {"(x - mean)": "x"},
            {"(x - mean) / (variance": "x / (x.pow(2).mean(dim=-1, keepdim=True)"},
        ),
        of=_by_formula,
    ),
    Mistake(
        "divided-by-another-number",
        "You divided by another number than the standard deviation, by its square or by a length.",
        (
            {"(variance + 1e-5).sqrt()": "(variance + 1e-5)"},
            {"(x - mean) / (variance + 1e-5).sqrt()": "torch.nn.functional.normalize(x, dim=-1)"},
            {"(x - mean) / (variance + 1e-5).sqrt()": "torch.nn.functional.normalize(x - mean, dim=-1)"},
        ),
        of=_by_formula,
    ),
    Mistake(
        "no-eps",
        "A pad of zeros gives 0/0. layer_norm adds a small number to the variance.",
        {" + 1e-5": ""},
        of=_by_formula,
    ),
    Mistake(
        "divided-by-one-less",
        "`var` and `std` divide by one less than the number of components, unless told correction=0.",
        ({"correction=0": "correction=1"}, {"correction=0": "correction=1", " + 1e-5": ""}),
        of=_by_formula,
    ),
)

EXERCISE = Exercise(
    name="norm-over-words",
    chapter="feed-forward",
    minutes=6,
    difficulty="medium",
    solution=feed_forward_block,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_by_formula, _small_number_beside_the_root, _word_by_word, _in_float64),
    given=_given,
)
