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
    return _with_norm(torch.nn.functional.layer_norm(x, x.shape[1:]), x, w_1, b_1, w_2, b_2)


def _with_norm(normed: Tensor, x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return x + torch.relu(normed @ w_1 + b_1) @ w_2 + b_2


def _weights(d_model: int, d_ff: int, dtype: torch.dtype = torch.float32) -> tuple[Tensor, ...]:
    shapes = (d_model, d_ff), (d_ff,), (d_ff, d_model), (d_model,)
    return tuple(random_tensor(*shape, seed=seed, dtype=dtype) for seed, shape in enumerate(shapes, 2))


def _by_hand() -> tuple[Tensor, ...]:
    x = torch.tensor([[[1.0, 3.0], [10.0, 30.0]]])
    return x, torch.eye(2), torch.ones(2), torch.eye(2), torch.zeros(2)


def _padded() -> tuple[Tensor, ...]:
    x = torch.cat([random_tensor(1, 3, 4), torch.zeros(1, 2, 4)], dim=1)
    return x, *_weights(4, 6)


def _case(words: str, *shape: int, d_ff: int, dtype: torch.dtype = torch.float32) -> Case:
    return Case(words, lambda: (3 * random_tensor(*shape, dtype=dtype) + 1, *_weights(shape[-1], d_ff, dtype)))


CASES = (
    Case("one sentence of two words, width 2", _by_hand),
    Case("three words and two pads, width 4", _padded),
    _case("batch of 2, three words, width 5", 2, 3, 5, d_ff=7),
    _case("batch of 4, two words, width 6", 4, 2, 6, d_ff=3),
    _case("batch of 3, all other sizes 3", 3, 3, 3, d_ff=3),
    _case("batch of 2, one word, width 8", 2, 1, 8, d_ff=4),
    _case("float64", 2, 4, 3, d_ff=5, dtype=torch.float64),
)


def _by_formula(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    variance, mean = torch.var_mean(x, dim=-1, correction=0, keepdim=True)
    return _with_norm((x - mean) / (variance + 1e-5).sqrt(), x, w_1, b_1, w_2, b_2)


def _word_by_word(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    words = [_given(word, w_1, b_1, w_2, b_2) for word in x.split(1, dim=1)]
    return torch.cat(words, dim=1)


def _everything(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return _with_norm(torch.nn.functional.layer_norm(x, x.shape), x, w_1, b_1, w_2, b_2)


def _along(x: Tensor, dim: int | tuple[int, ...]) -> Tensor:
    variance, mean = torch.var_mean(x, dim=dim, correction=0, keepdim=True)
    return (x - mean) / (variance + 1e-5).sqrt()


def _along_the_words(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return _with_norm(_along(x, 1), x, w_1, b_1, w_2, b_2)


def _batch_norm(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return _with_norm(_along(x, (0, 1)), x, w_1, b_1, w_2, b_2)


def _over_sentences(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return _with_norm(_along(x, 0), x, w_1, b_1, w_2, b_2)


def _no_norm(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return _with_norm(x, x, w_1, b_1, w_2, b_2)


def _norm_after(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return _along(_with_norm(x, x, w_1, b_1, w_2, b_2), -1)


def _norm_added(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return _with_norm(_along(x, -1), _along(x, -1), w_1, b_1, w_2, b_2)


def _nothing_added(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return torch.relu(_along(x, -1) @ w_1 + b_1) @ w_2 + b_2


def _centred_only(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return _with_norm(x - x.mean(dim=-1, keepdim=True), x, w_1, b_1, w_2, b_2)


def _not_centred(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return _with_norm(x / (x.pow(2).mean(dim=-1, keepdim=True) + 1e-5).sqrt(), x, w_1, b_1, w_2, b_2)


def _no_eps(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    normed = (x - x.mean(dim=-1, keepdim=True)) / x.std(dim=-1, correction=0, keepdim=True)
    return _with_norm(normed, x, w_1, b_1, w_2, b_2)


def _one_less(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    normed = (x - x.mean(dim=-1, keepdim=True)) / (x.var(dim=-1, keepdim=True) + 1e-5).sqrt()
    return _with_norm(normed, x, w_1, b_1, w_2, b_2)


def _one_less_and_no_eps(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    normed = (x - x.mean(dim=-1, keepdim=True)) / x.std(dim=-1, keepdim=True)
    return _with_norm(normed, x, w_1, b_1, w_2, b_2)


MISTAKES = (
    Mistake(
        "given",
        "x.shape[1:] holds words and components, so one mean is taken over the whole sentence, pads included. Norm "
        "over the components only.",
        _given,
    ),
    Mistake(
        "over-everything",
        "Now the whole batch has one mean. Norm over the components only: the last axis.",
        _everything,
    ),
    Mistake(
        "along-the-words",
        "You norm each component along the words. Norm each word along its components: the last axis.",
        _along_the_words,
    ),
    Mistake(
        "batch-norm",
        "This is batch norm: each component over all words of all sentences. Norm each word by itself.",
        _batch_norm,
    ),
    Mistake("over-sentences", "You norm over the batch. Norm each word by itself: the last axis.", _over_sentences),
    Mistake("no-norm", "Without the norm no words are mixed, but the norm is wanted. Repair it.", _no_norm),
    Mistake("norm-after-the-sum", "You moved the norm behind the sum. Leave it where it was.", _norm_after),
    Mistake("norm-added", "You added the normed x in place of x itself: x + …", _norm_added),
    Mistake("nothing-added", "The x in front is gone: x + …", _nothing_added),
    Mistake(
        "centred-only",
        "You subtract the mean. Divide by the standard deviation, too, as layer_norm does.",
        _centred_only,
    ),
    Mistake(
        "not-centred",
        "This is RMSNorm: it divides, but leaves the mean. Leave layer_norm there, and correct its axes.",
        _not_centred,
    ),
    Mistake(
        "no-eps",
        "A word whose components are all equal, as in a pad of zeros, gives 0/0. layer_norm adds a small number, "
        "1e-5, to the variance.",
        _no_eps,
    ),
    Mistake(
        "divided-by-one-less",
        "`var` and `std` divide by the number of components minus 1. layer_norm divides by their number: correction=0.",
        _one_less,
    ),
    Mistake(
        "std-by-hand",
        "`std` divides by the number of components minus 1, and pads of zeros give 0/0. Leave layer_norm there, and "
        "correct its axes.",
        _one_less_and_no_eps,
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
    also_right=(_by_formula, _word_by_word),
    given=_given,
)
