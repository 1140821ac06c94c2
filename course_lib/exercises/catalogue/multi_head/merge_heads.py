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
    return x.permute(0, 2, 1, 3).flatten(start_dim=2)


def _side_by_side(x: Tensor) -> Tensor:
    return torch.cat(x.unbind(dim=1), dim=-1)


def _with_a_loop(x: Tensor) -> Tensor:
    _, heads, _, d_k = x.shape
    merged = x.new_empty(x.shape[0], x.shape[2], heads * d_k)
    for head in range(heads):
        merged[..., head * d_k : (head + 1) * d_k] = x[:, head]
    return merged


def _reshaped_only(x: Tensor) -> Tensor:
    return x.reshape(x.shape[0], x.shape[2], -1)


def _view(x: Tensor) -> Tensor:
    return x.transpose(1, 2).view(x.shape[0], x.shape[2], -1)


def _interleaved(x: Tensor) -> Tensor:
    return x.permute(0, 2, 3, 1).flatten(2)


def _not_merged(x: Tensor) -> Tensor:
    return x.transpose(1, 2)


def _one_below_the_other(x: Tensor) -> Tensor:
    return x.flatten(1, 2)


def _words_last(x: Tensor) -> Tensor:
    return x.transpose(2, 3).flatten(1, 2)


def _wrong_pair(x: Tensor) -> Tensor:
    return x.transpose(2, 3).reshape(x.shape[0], x.shape[2], -1)


def _averaged(x: Tensor) -> Tensor:
    return x.mean(dim=1)


def _summed(x: Tensor) -> Tensor:
    return x.sum(dim=1)


def _reversed(x: Tensor) -> Tensor:
    return merge_heads(x.flip(1))


MISTAKES = (
    Mistake(
        "reshaped-only",
        "reshape alone cannot swap axes: it reads one head to its end, so a row holds pieces of several words. First "
        "transpose heads and words.",
        _reshaped_only,
    ),
    Mistake(
        "view-after-transpose",
        "After a transpose the numbers of a row no longer lie side by side in memory, and `view` refuses. Use "
        "`reshape` or `flatten`, which copy them.",
        _view,
    ),
    Mistake(
        "interleaved",
        "The first components of all heads come first, then the second ones. Each head's components stay together: "
        "swap axes 1 and 2 only.",
        _interleaved,
    ),
    Mistake("not-merged", "Words and heads are swapped, but the last two axes are not merged yet.", _not_merged),
    Mistake(
        "one-below-the-other",
        "The heads stand one below the other, as if they were more words. They belong side by side, in the last axis.",
        _one_below_the_other,
    ),
    Mistake(
        "words-last", "Your result is [batch, width, words]. Each word is a row: [batch, words, width].", _words_last
    ),
    Mistake("wrong-axes-swapped", "You swapped words and components. Swap heads and words: axes 1 and 2.", _wrong_pair),
    Mistake("averaged", "You averaged over the heads. Put them side by side, so that nothing is lost.", _averaged),
    Mistake("summed", "You summed over the heads. Put them side by side, so that nothing is lost.", _summed),
    Mistake("reversed", "The heads are in reverse order. Head 0 comes first.", _reversed),
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
