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
    heads = x.double().unflatten(-1, (num_heads, -1))
    return heads.permute(0, 2, 1, 3)


def _with_a_loop(x: Tensor, num_heads: int) -> Tensor:
    d_k = x.shape[-1] // num_heads
    heads = torch.zeros(x.shape[0], num_heads, x.shape[1], d_k)
    for head in range(num_heads):
        heads[:, head] = x[:, :, head * d_k : (head + 1) * d_k]
    return heads


SPLIT = "x.reshape(batch, words, num_heads, d_model // num_heads).transpose(1, 2)"

MISTAKES = (
    Mistake(
        "reshaped-only",
        "reshape alone cannot swap axes: a head gets pieces of several words. Split the last axis, then transpose.",
        {SPLIT: "x.reshape(batch, num_heads, words, d_model // num_heads)"},
    ),
    Mistake("not-transposed", "The heads stand behind the words: transpose axes 1 and 2.", {".transpose(1, 2)": ""}),
    Mistake(
        "interleaved",
        "Head h got every num_heads-th component, from h on. It should get neighbours: split into (heads, d_k).",
        {SPLIT: "x.reshape(batch, words, d_model // num_heads, num_heads).permute(0, 3, 1, 2)"},
    ),
    Mistake(
        "sizes-swapped",
        "You made d_k heads of width num_heads. The number of heads comes first: (heads, d_k).",
        {"num_heads, d_model // num_heads": "d_model // num_heads, num_heads"},
    ),
    Mistake(
        "words-last",
        "The last two axes are swapped: [words, d_k] is expected at the end.",
        {"transpose(1, 2)": "permute(0, 2, 3, 1)"},
    ),
    Mistake(
        "transposed-then-reshaped",
        "You transposed before the split, and the pieces of reshape then run over words. Split the last axis first.",
        {SPLIT: "x.mT.reshape(batch, num_heads, words, -1)"},
    ),
    Mistake(
        "heads-first",
        "The heads stand before the batch. It stays axis 0: stack with dim=1.",
        {", dim=1": ""},
        of=_with_chunks,
    ),
    Mistake(
        "heads-in-the-batch",
        "Batch and heads are merged into one axis. That works too in some programs; here they stay two axes.",
        {".transpose(1, 2)": ".transpose(1, 2).flatten(0, 1)"},
    ),
    Mistake(
        "joined-again",
        "You joined the heads along an axis that is there already. They need one of their own: torch.stack, dim=1.",
        ({"stack": "cat"}, {"stack": "cat", "dim=1": "dim=-1"}),
        of=_with_chunks,
    ),
    Mistake(
        "words-split",
        "You split the words among the heads. Each head gets all words, and its part of their components: dim=-1.",
        {"dim=-1": "dim=1"},
        of=_with_chunks,
    ),
    Mistake(
        "first-sentence-only",
        "Only the first sentence is left. Keep all of the batch.",
        ({"x.reshape(batch": "x[:1].reshape(1"}, {"transpose(1, 2)": "transpose(1, 2)[0]"}),
    ),
    Mistake(
        "a-head-left-out",
        "The first or the last head stays empty: range(n) starts with 0, and ends with n - 1 already.",
        tuple({"range(num_heads)": which} for which in ("range(num_heads - 1)", "range(1, num_heads)")),
        of=_with_a_loop,
    ),
    Mistake(
        "copied",
        "Every head got the whole vector. The heads share the width: each gets d_model / heads components.",
        {SPLIT: "x[:, None].repeat(1, num_heads, 1, 1)"},
    ),
    Mistake(
        "heads-one-by-one",
        "These are the heads one by one. Put them into one tensor: torch.stack, dim=1.",
        {"torch.stack(x.chunk(num_heads, dim=-1), dim=1)": "x.chunk(num_heads, dim=-1)"},
        of=_with_chunks,
    ),
    Mistake("reversed", "The last head comes first. Head 0 gets the first components.", {"(1, 2)": "(1, 2).flip(1)"}),
    Mistake("true-division", "`/` makes a float, and a shape needs ints: use `//`.", {"d_model // n": "d_model / n"}),
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
