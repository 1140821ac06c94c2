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
    _case("batch of 3, all other sizes 3", 3, 3, 3, d_ff=3),
    _case("batch of 2, five words, width 8, 32 hidden units", 2, 5, 8, d_ff=32),
    _case("float64", 2, 4, 3, d_ff=7, dtype=torch.float64),
)


def _with_linear(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    hidden = torch.nn.functional.linear(x, w_1.T, b_1).clamp(min=0)
    return torch.nn.functional.linear(hidden, w_2.T, b_2)


def _word_by_word(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    output = torch.empty_like(x)
    for sentence in range(x.shape[0]):
        for place in range(x.shape[1]):
            before = b_1 + x[sentence, place] @ w_1
            output[sentence, place] = b_2 + (before * (before > 0)) @ w_2
    return output


def _unit_by_unit(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    """Read the block as a memory: each unit adds its row of w_2, as strongly as it fires."""
    units = zip(w_1.T, b_1, w_2, strict=True)
    return sum(((x @ key + offset).relu()[..., None] * value for key, offset, value in units), start=b_2)


def _no_activation(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return (x @ w_1 + b_1) @ w_2 + b_2


def _activation_twice(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return feed_forward(x, w_1, b_1, w_2, b_2).relu()


def _activation_at_the_end(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return _no_activation(x, w_1, b_1, w_2, b_2).relu()


def _activation_first(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return _no_activation(x.relu(), w_1, b_1, w_2, b_2)


def _offset_after_activation(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return ((x @ w_1).relu() + b_1) @ w_2 + b_2


def _no_offsets(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return (x @ w_1).relu() @ w_2


def _first_offset_missing(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return (x @ w_1).relu() @ w_2 + b_2


def _second_offset_missing(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return (x @ w_1 + b_1).relu() @ w_2


def _transposed(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return (x @ w_1.T + b_1).relu() @ w_2.T + b_2


def _matrix_first(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return w_2 @ (w_1 @ x + b_1).relu() + b_2


def _gelu(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return torch.nn.functional.gelu(x @ w_1 + b_1) @ w_2 + b_2


def _sigmoid(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return (x @ w_1 + b_1).sigmoid() @ w_2 + b_2


def _softmax(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return (x @ w_1 + b_1).softmax(dim=-1) @ w_2 + b_2


def _absolute(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return (x @ w_1 + b_1).abs() @ w_2 + b_2


def _negative_part(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return (x @ w_1 + b_1).clamp(max=0) @ w_2 + b_2


def _word_added(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return x + feed_forward(x, w_1, b_1, w_2, b_2)


def _hidden_only(x: Tensor, w_1: Tensor, b_1: Tensor, w_2: Tensor, b_2: Tensor) -> Tensor:
    return (x @ w_1 + b_1).relu()


MISTAKES = (
    Mistake(
        "no-activation",
        "ReLU is missing. Without it the two layers are one: x (w_1 w_2) plus a constant, and the wide middle is in "
        "vain.",
        _no_activation,
    ),
    Mistake(
        "activation-twice",
        "ReLU also stands behind the second layer. There it would forbid negative results: it belongs in the middle "
        "only.",
        _activation_twice,
    ),
    Mistake(
        "activation-at-the-end",
        "ReLU stands behind the second layer. It belongs between the two layers.",
        _activation_at_the_end,
    ),
    Mistake("activation-first", "ReLU stands in front of the first layer. It belongs behind it.", _activation_first),
    Mistake(
        "offset-after-activation",
        "You added b_1 after ReLU. It belongs inside, relu(x w_1 + b_1): it sets how strong a match must be.",
        _offset_after_activation,
    ),
    Mistake("no-offsets", "Both offsets, b_1 and b_2, are missing.", _no_offsets),
    Mistake("first-offset-missing", "The offset b_1 is missing.", _first_offset_missing),
    Mistake("second-offset-missing", "The offset b_2 is missing.", _second_offset_missing),
    Mistake(
        "transposed",
        "You transposed the matrices, as `nn.Linear` stores them. Here w_1 is [d_model, d_ff]: x @ w_1.",
        _transposed,
    ),
    Mistake(
        "matrix-first",
        "You wrote w @ x. Rows are words here, so x stands on the left: x @ w_1.",
        _matrix_first,
    ),
    Mistake("gelu", "This is GELU, as in GPT and BERT. The task asks for ReLU, max(0, ·).", _gelu),
    Mistake("sigmoid", "This is the sigmoid. The task asks for ReLU, max(0, ·).", _sigmoid),
    Mistake(
        "softmax",
        "This is softmax: the units would compete for shares. With ReLU, max(0, ·), each fires for itself.",
        _softmax,
    ),
    Mistake("absolute-value", "You took the absolute value. ReLU makes negative numbers 0.", _absolute),
    Mistake("negative-part", "You kept the negative numbers. ReLU keeps the positive: clamp(min=0).", _negative_part),
    Mistake(
        "word-added", "You added x itself. That is the residual path around the block, not the block.", _word_added
    ),
    Mistake("hidden-only", "These are the hidden units. The second layer is missing: @ w_2 + b_2.", _hidden_only),
)

EXERCISE = Exercise(
    name="feed-forward",
    chapter="feed-forward",
    minutes=5,
    difficulty="easy",
    solution=feed_forward,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_linear, _word_by_word, _unit_by_unit),
)
