"""Put the heads of every word side by side again."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def merge_heads(x: Tensor) -> Tensor:
    """Turn [batch, heads, words, d_k] into [batch, words, heads · d_k]."""
    batch, heads, words, d_k = x.shape
    return x.transpose(1, 2).reshape(batch, words, heads * d_k)


CASES = (
    Case("one sentence, two heads, three words, width 2", lambda: (torch.arange(12.0).reshape(1, 2, 3, 2),)),
    Case("batch of 2, four heads, three words, width 5", lambda: (random_tensor(2, 4, 3, 5),)),
    Case("batch of 3, one head, two words, width 4", lambda: (random_tensor(3, 1, 2, 4),)),
    Case("batch of 2, three heads, four words, width 1", lambda: (random_tensor(2, 3, 4, 1),)),
    Case("all sizes 2", lambda: (random_tensor(2, 2, 2, 2),)),
    Case("float64", lambda: (random_tensor(3, 2, 5, 4, dtype=torch.float64),)),
)


def _with_flatten(x: Tensor) -> Tensor:
    return torch.einsum("bhwd->bwhd", x.double()).flatten(2)


def _side_by_side(x: Tensor) -> Tensor:
    return torch.cat(x.unbind(dim=1), dim=-1)


def _with_a_loop(x: Tensor) -> Tensor:
    _, heads, _, d_k = x.shape
    merged = torch.zeros(x.shape[0], x.shape[2], heads * d_k)
    for head in range(heads):
        merged[..., head * d_k : (head + 1) * d_k] = x[:, head]
    return merged


MISTAKES = (
    Mistake(
        "reshaped-only",
        "reshape alone cannot swap axes: a row holds pieces of several words. First transpose heads and words.",
        {"x.transpose(1, 2)": "x"},
    ),
    Mistake(
        "view-after-transpose",
        "After a transpose a row's numbers no longer lie side by side in memory, and `view` refuses. Use `reshape`.",
        {"reshape": "view"},
    ),
    Mistake(
        "interleaved",
        "You merged component by component. Each head's components stay together: swap axes 1 and 2 only.",
        {"transpose(1, 2)": "permute(0, 2, 3, 1)"},
    ),
    Mistake(
        "not-merged",
        "Words and heads are swapped, but the last two axes are not merged yet.",
        {".reshape(batch, words, heads * d_k)": ""},
    ),
    Mistake(
        "one-below-the-other",
        "The heads stand one below the other, as if they were more words. They belong side by side, in the last axis.",
        {"dim=-1": "dim=1"},
        of=_side_by_side,
    ),
    Mistake(
        "axes-misread",
        "The axes of x are [batch, heads, words, d_k]: you took the heads for words and the words for heads.",
        (
            {"batch, heads, words, d_k = ": "batch, words, heads, d_k = "},
            {"batch, heads, words, d_k = ": "batch, words, heads, d_k = ", "x.transpose(1, 2)": "x"},
        ),
    ),
    Mistake(
        "words-last",
        "Your result is [batch, width, words]. Each word is a row: [batch, words, width].",
        {"transpose(1, 2).reshape(batch, words, heads * d_k)": "mT.flatten(1, 2)"},
    ),
    Mistake(
        "wrong-axes-swapped",
        "You swapped words and components. Swap heads and words: axes 1 and 2.",
        {"transpose(1, 2)": "transpose(2, 3)"},
    ),
    Mistake(
        "averaged-or-summed",
        "You averaged or summed the heads. Put them side by side, so that nothing is lost.",
        tuple({"transpose(1, 2).reshape(batch, words, heads * d_k)": how} for how in ("mean(dim=1)", "sum(dim=1)")),
    ),
    Mistake("reversed", "The last head comes first. Head 0 does.", {"x.transpose": "x.flip(1).transpose"}),
    Mistake(
        "one-sentence-only",
        "Every sentence of the batch holds the words of the first one, x[0]. Take all: x[:, head].",
        {"x[:, head]": "x[0, head]"},
        of=_with_a_loop,
    ),
    Mistake(
        "two-heads-only",
        "This fits two heads only. Take as many as x has.",
        {"torch.cat(x.unbind(dim=1), dim=-1)": "torch.cat([x[:, 0], x[:, 1]], dim=-1)"},
        of=_side_by_side,
    ),
)

EXERCISE = Exercise(
    name="merge-heads",
    chapter="multi-head",
    minutes=5,
    difficulty="easy",
    solution=merge_heads,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_flatten, _side_by_side, _with_a_loop),
)
