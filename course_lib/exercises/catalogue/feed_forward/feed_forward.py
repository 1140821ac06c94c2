"""Write the feed-forward block: two layers, ReLU between them."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def feed_forward(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    """Return relu(x w_1 + b_1) w_2 + b_2, [batch, words, d_model]."""
    hidden = torch.relu(x @ w_1 + b_1)  # [batch, words, d_ff]
    return hidden @ w_2 + b_2


def _case(words: str, *shape: int, d_ff: int, dtype: torch.dtype = torch.float32) -> Case:
    def arguments() -> tuple[Tensor, ...]:
        d_model = shape[-1]
        shapes = shape, (d_model, d_ff), (d_ff,), (d_ff, d_model), (d_model,)
        return tuple(random_tensor(*s, seed=seed, dtype=dtype) for seed, s in enumerate(shapes, 1))

    return Case(words, arguments)


def _by_hand() -> tuple[Tensor, ...]:
    w_1, b_1 = torch.tensor([[1.0, 0.0, -1.0], [0.0, 1.0, 0.0]]), torch.tensor([0.0, -3.0, 0.0])
    w_2, b_2 = torch.tensor([[1.0, 2.0], [0.0, 1.0], [1.0, 1.0]]), torch.tensor([10.0, 20.0])
    return torch.tensor([[[1.0, 2.0]]]), w_1, b_1, w_2, b_2


CASES = (
    Case("one word, width 2, three hidden units", _by_hand),
    _case("batch of 2, three words, width 4, five hidden units", 2, 3, 4, d_ff=5),
    _case("batch of 3, two words, width 6, four hidden units", 3, 2, 6, d_ff=4),
    _case("batch of 2, three words, width 4, one hidden unit", 2, 3, 4, d_ff=1),
    _case("batch of 3, all other sizes 3", 3, 3, 3, d_ff=3),
    _case("batch of 2, five words, width 8, 32 hidden units", 2, 5, 8, d_ff=32),
    _case("float64", 2, 4, 3, d_ff=7, dtype=torch.float64),
)


def _with_linear(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    hidden = torch.nn.functional.linear(x, w_1.T, b_1).clamp(min=0)
    return torch.nn.functional.linear(hidden, w_2.T, b_2)


def _word_by_word(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    output = torch.zeros(x.shape)
    for sentence in range(x.shape[0]):
        for place in range(x.shape[1]):
            before = b_1 + x[sentence, place] @ w_1
            output[sentence, place] = b_2 + (before * (before > 0)) @ w_2
    return output


def _with_einsum(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    hidden = torch.einsum("bwd,df->bwf", x.double(), w_1.double()) + b_1
    return torch.einsum("bwf,fd->bwd", hidden.relu(), w_2.double()) + b_2


MISTAKES = (
    Mistake("no-activation", "ReLU is missing. Without it the two layers are only one.", {"torch.relu(": "("}),
    Mistake(
        "activation-twice",
        "ReLU also stands behind the second layer.",
        {"hidden @ w_2 + b_2": "torch.relu(hidden @ w_2 + b_2)"},
    ),
    Mistake(
        "activation-elsewhere",
        "ReLU belongs behind the first layer, and nowhere else.",
        (
            {"torch.relu(": "(", "hidden @ w_2 + b_2": "torch.relu(hidden @ w_2 + b_2)"},
            {"torch.relu(x @ w_1 + b_1)": "torch.relu(x) @ w_1 + b_1"},
        ),
    ),
    Mistake(
        "offset-after-activation",
        "You added b_1 after ReLU. It belongs inside.",
        {"(x @ w_1 + b_1)": "(x @ w_1) + b_1"},
    ),
    Mistake("no-offsets", "Both offsets are missing.", {"x @ w_1 + b_1": "x @ w_1", "n @ w_2 + b_2": "n @ w_2"}),
    Mistake("first-offset-missing", "The offset b_1 is missing.", {"x @ w_1 + b_1": "x @ w_1"}),
    Mistake("second-offset-missing", "The offset b_2 is missing.", {"hidden @ w_2 + b_2": "hidden @ w_2"}),
    Mistake(
        "second-offset-once",
        "You added b_2 to one word of a sentence only. Every word gets it.",
        {"hidden @ w_2 + b_2": "hidden @ w_2 + b_2 * (torch.arange(x.shape[1]) == 0)[:, None]"},
    ),
    Mistake(
        "transposed",
        "The matrices need no transposing: x @ w_1.",
        {"x @ w_1": "x @ w_1.T", "hidden @ w_2": "hidden @ w_2.T"},
    ),
    Mistake(
        "matrix-first",
        "Rows are words here, so x stands on the left: x @ w_1.",
        {"x @ w_1": "w_1 @ x", "hidden @ w_2": "w_2 @ hidden"},
    ),
    Mistake(
        "other-activation",
        "You used another function than ReLU, which makes negative numbers 0 and keeps the others.",
        (
            {"torch.relu(": "torch.nn.functional.gelu("},
            {"torch.relu(": "torch.nn.functional.leaky_relu("},
            {"torch.relu(": "torch.sigmoid("},
            {"torch.relu(": "torch.tanh("},
            {"torch.relu(x @ w_1 + b_1)": "torch.softmax(x @ w_1 + b_1, dim=-1)"},
        ),
    ),
    Mistake("absolute-value", "ReLU makes negative numbers 0, not positive.", {"torch.relu(": "torch.abs("}),
    Mistake(
        "negative-part",
        "You kept the negative numbers. ReLU keeps the positive ones.",
        {"b_1)  #": "b_1, max=0)  #", "torch.relu(": "torch.clamp("},
    ),
    Mistake("word-added", "You added x itself. The task does not.", {"hidden @ w_2": "x + hidden @ w_2"}),
    Mistake("hidden-only", "The second layer is missing: @ w_2 + b_2.", {"hidden @ w_2 + b_2": "hidden"}),
)

EXERCISE = Exercise(
    name="feed-forward",
    chapter="feed-forward",
    minutes=5,
    difficulty="easy",
    solution=feed_forward,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_linear, _word_by_word, _with_einsum),
)
