"""Cut every word's vector into heads."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def split_heads(x: Tensor, num_heads: int) -> Tensor:
    """Turn [batch, words, d_model] into [batch, heads, words, d_model / heads]; each head gets neighbours."""
    batch, words, d_model = x.shape
    return x.reshape(batch, words, num_heads, d_model // num_heads).transpose(1, 2)


CASES = (
    Case("one sentence, three words, width 4, two heads", lambda: (torch.arange(12.0).reshape(1, 3, 4), 2)),
    Case("batch of 2, three words, width 20, four heads", lambda: (random_tensor(2, 3, 20), 4)),
    Case("batch of 3, two words, width 5, one head", lambda: (random_tensor(3, 2, 5), 1)),
    Case("batch of 3, four words, width 6, six heads", lambda: (random_tensor(3, 4, 6), 6)),
    Case("two sentences, two words, width 4, two heads", lambda: (random_tensor(2, 2, 4), 2)),
    Case("float64", lambda: (random_tensor(2, 5, 12, dtype=torch.float64), 3)),
)


def _with_chunks(x: Tensor, num_heads: int) -> Tensor:
    return torch.stack(x.chunk(num_heads, dim=-1), dim=1)


def _with_unflatten(x: Tensor, num_heads: int) -> Tensor:
    return x.unflatten(-1, (num_heads, -1)).permute(0, 2, 1, 3)


def _with_a_loop(x: Tensor, num_heads: int) -> Tensor:
    d_k = x.shape[-1] // num_heads
    heads = x.new_empty(x.shape[0], num_heads, x.shape[1], d_k)
    for head in range(num_heads):
        heads[:, head] = x[:, :, head * d_k : (head + 1) * d_k]
    return heads


def _reshaped_only(x: Tensor, num_heads: int) -> Tensor:
    return x.reshape(x.shape[0], num_heads, x.shape[1], -1)


def _not_transposed(x: Tensor, num_heads: int) -> Tensor:
    return x.unflatten(-1, (num_heads, -1))


def _interleaved(x: Tensor, num_heads: int) -> Tensor:
    return x.unflatten(-1, (-1, num_heads)).permute(0, 3, 1, 2)


def _sizes_swapped(x: Tensor, num_heads: int) -> Tensor:
    return x.unflatten(-1, (-1, num_heads)).transpose(1, 2)


def _words_last(x: Tensor, num_heads: int) -> Tensor:
    return split_heads(x, num_heads).transpose(2, 3)


def _words_last_by_reshape(x: Tensor, num_heads: int) -> Tensor:
    return x.mT.reshape(x.shape[0], num_heads, x.shape[1], -1)


def _heads_first(x: Tensor, num_heads: int) -> Tensor:
    return torch.stack(x.chunk(num_heads, dim=-1))


def _heads_in_the_batch(x: Tensor, num_heads: int) -> Tensor:
    return split_heads(x, num_heads).flatten(0, 1)


def _copied(x: Tensor, num_heads: int) -> Tensor:
    return x[:, None].repeat(1, num_heads, 1, 1)


def _a_list(x: Tensor, num_heads: int) -> tuple[Tensor, ...]:
    return x.chunk(num_heads, dim=-1)


def _reversed(x: Tensor, num_heads: int) -> Tensor:
    return split_heads(x, num_heads).flip(1)


MISTAKES = (
    Mistake(
        "reshaped-only",
        "reshape alone cannot swap axes: it reads the numbers in their order, so a head gets pieces of several words. "
        "First split the last axis, then transpose words and heads.",
        _reshaped_only,
    ),
    Mistake("not-transposed", "The heads stand behind the words. Transpose axes 1 and 2.", _not_transposed),
    Mistake(
        "interleaved",
        "Head h got the components h, h + heads, h + 2·heads, … It should get neighbours: split into (heads, d_k), "
        "not (d_k, heads).",
        _interleaved,
    ),
    Mistake(
        "sizes-swapped",
        "You split the last axis into (d_k, heads). The number of heads comes first: (heads, d_k).",
        _sizes_swapped,
    ),
    Mistake("words-last", "The last two axes are swapped: [words, d_k] is expected at the end.", _words_last),
    Mistake(
        "transposed-then-reshaped",
        "You transposed words and components before the split. The pieces of reshape then run over words: split the "
        "last axis first, then transpose.",
        _words_last_by_reshape,
    ),
    Mistake("heads-first", "The heads stand before the batch. The batch stays axis 0: stack with dim=1.", _heads_first),
    Mistake(
        "heads-in-the-batch",
        "Batch and heads are merged into one axis. That works too in some programs; here they stay two axes.",
        _heads_in_the_batch,
    ),
    Mistake(
        "copied",
        "Every head got the whole vector. The heads share the width: each gets d_model / heads components.",
        _copied,
    ),
    Mistake(
        "a-tuple-of-heads", "These are the heads one by one. Put them into one tensor: torch.stack, dim=1.", _a_list
    ),
    Mistake("reversed", "The heads are in reverse order. Head 0 gets the first components.", _reversed),
)

EXERCISE = Exercise(
    name="split-heads",
    chapter="multi-head",
    minutes=6,
    difficulty="easy",
    solution=split_heads,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_chunks, _with_unflatten, _with_a_loop),
)
