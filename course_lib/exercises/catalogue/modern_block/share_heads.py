"""Hand each head of keys to the heads of queries that it serves."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def share_heads(keys: Tensor, num_heads: int) -> Tensor:
    """Repeat each head for its neighbours, 0, 0, 1, 1: [batch, kv_heads, words, d_head] → [batch, num_heads, …]."""
    served = num_heads // keys.shape[1]
    return keys.repeat_interleave(served, dim=1)


def _case(words: str, num_heads: int, *shape: int, dtype: torch.dtype = torch.float32) -> Case:
    return Case(words, lambda: (random_tensor(*shape, dtype=dtype), num_heads))


CASES = (
    Case(
        "one text, two heads of keys, one word, one number; four heads of queries",
        lambda: (torch.tensor([[[[5.0]], [[7.0]]]]), 4),
    ),
    _case("batch of 1, two heads of keys for six, three words, four numbers", 6, 1, 2, 3, 4),
    _case("batch of 2, one head of keys for all three, five words, four numbers", 3, 2, 1, 5, 4),
    _case("batch of 2, three heads of keys for three: each serves one", 3, 2, 3, 4, 5),
    _case("batch of 3, two heads of keys for eight, five words, six numbers", 8, 3, 2, 5, 6),
    _case("batch of 2, four heads of keys for twelve, one word, three numbers", 12, 2, 4, 1, 3),
    _case("batch, heads of keys, words and numbers all 2; four heads of queries", 4, 2, 2, 2, 2),
    _case("batch, heads of keys, words and numbers all 3; nine heads of queries", 9, 3, 3, 3, 3),
    _case("float64", 10, 3, 5, 2, 4, dtype=torch.float64),
)


def _with_expand(keys: Tensor, num_heads: int) -> Tensor:
    batch, kv_heads, words, d_head = keys.shape
    served = num_heads // kv_heads
    return keys[:, :, None].expand(batch, kv_heads, served, words, d_head).reshape(batch, num_heads, words, d_head)


def _with_indices(keys: Tensor, num_heads: int) -> Tensor:
    kv_heads = keys.size(1)
    return keys[:, [head * kv_heads // num_heads for head in range(num_heads)]]


def _with_a_loop(keys: Tensor, num_heads: int) -> Tensor:
    shared = torch.zeros(keys.shape[0], num_heads, keys.shape[2], keys.shape[3])
    for head in range(num_heads):
        shared[:, head] = keys[:, head // (num_heads // keys.shape[1])]
    return shared


def _put_together(keys: Tensor, num_heads: int) -> Tensor:
    served = num_heads // keys.shape[1]
    return torch.cat([head for one in keys.split(1, dim=1) for head in [one] * served], dim=1)


def _with_einsum(keys: Tensor, num_heads: int) -> Tensor:
    serves = torch.eye(keys.shape[1]).double().repeat_interleave(num_heads // keys.shape[1], dim=0)
    return torch.einsum("hk,bkwd->bhwd", serves, keys.double())


SERVED, RESULT = "num_heads // keys.shape[1]", "keys.repeat_interleave(served, dim=1)"

MISTAKES = (
    Mistake(
        "in-turn",
        "Your heads stand in turn, 0, 1, 0, 1. Those that share a head of keys stand side by side: 0, 0, 1, 1.",
        (
            {RESULT: "keys.repeat(1, served, 1, 1)"},
            {RESULT: "keys[:, None].expand(-1, served, -1, -1, -1).flatten(1, 2)"},
            {SERVED: "2", RESULT: "keys.repeat(1, served, 1, 1)"},
        ),
    ),
    Mistake(
        "another-axis",
        "You repeated along another axis. The heads are the second one: dim=1.",
        (
            {"dim=1": "dim=0"},
            {"dim=1": "dim=2"},
            {"dim=1": "dim=3"},
            {RESULT: "keys.repeat(served, 1, 1, 1)"},
            {RESULT: "keys.repeat(1, 1, served, 1)"},
            {RESULT: "keys.repeat(1, 1, 1, served)"},
        ),
    ),
    Mistake(
        "all-axes-flattened",
        "Without `dim`, repeat_interleave makes one long row of everything. Say which axis: dim=1.",
        {", dim=1": ""},
    ),
    Mistake(
        "reshaped-wrongly",
        "You repeated along another axis and then reshaped, so numbers of several heads or words are mixed. Repeat "
        "along the axis of the heads: dim=1.",
        tuple(
            {RESULT: f"keys.{way}.reshape(keys.shape[0], num_heads, *keys.shape[2:])"}
            for way in (
                "repeat_interleave(served, dim=2)",
                "repeat_interleave(served, dim=3)",
                "repeat_interleave(served)",
                "repeat(served, 1, 1, 1)",
                "repeat(1, 1, 1, served)",
            )
        ),
    ),
    Mistake(
        "words-and-heads-mixed",
        "You took the axes for [batch, words, kv_heads, d_head]. The heads stand before the words.",
        (
            {SERVED: "num_heads // keys.shape[2]", "dim=1": "dim=2"},
            {SERVED: "num_heads // keys.shape[2]"},
        ),
    ),
    Mistake(
        "times-num_heads",
        "You repeated each head num_heads times. Each serves num_heads / kv_heads heads.",
        ({SERVED: "num_heads"}, {SERVED: "num_heads", RESULT: "keys.repeat(1, served, 1, 1)"}),
    ),
    Mistake(
        "another-number-of-copies",
        "You repeated each head kv_heads times, or num_heads − kv_heads. Each serves num_heads / kv_heads heads.",
        (
            {SERVED: "num_heads - keys.shape[1]"},
            {SERVED: "keys.shape[1]"},
            {SERVED: "keys.shape[1]", RESULT: "keys.repeat(1, served, 1, 1)"},
        ),
    ),
    Mistake(
        "upside-down",
        "The quotient is upside down: each head of keys serves num_heads / kv_heads heads.",
        {SERVED: "keys.shape[1] // num_heads"},
    ),
    Mistake(
        "not-whole",
        "A number of heads is a whole number, and `/` makes 2.0 of 4 / 2. Write //.",
        (
            {"//": "/"},
            {"//": "/", RESULT: "keys.repeat(1, served, 1, 1)"},
            {"//": "/", RESULT: "torch.cat([one for one in keys.split(1, dim=1) for _ in range(served)], dim=1)"},
            {"//": "/", RESULT: "torch.cat([h for one in keys.split(1, dim=1) for h in [one] * served], dim=1)"},
            {"//": "/", RESULT: "keys[:, :, None].expand(-1, -1, served, -1, -1).flatten(1, 2)"},
        ),
    ),
    Mistake(
        "always-two",
        "Each head has two copies, as in the example, whatever num_heads says. It serves num_heads / kv_heads heads.",
        (
            {SERVED: "2"},
            {RESULT: "keys[:, [head // 2 for head in range(num_heads)]]"},
            {RESULT: "torch.stack([keys[:, head // 2] for head in range(num_heads)], dim=1)"},
            {RESULT: "keys[:, [0, 0, 1, 1]]"},
        ),
    ),
    Mistake(
        "batch-counted",
        "You divided num_heads by another size. The heads of keys are the second axis: keys.shape[1].",
        tuple({"shape[1]": f"shape[{axis}]"} for axis in (0, 3)),
    ),
    Mistake(
        "unchanged",
        "There are as few heads as before. Repeat each for all heads of queries that it serves.",
        {RESULT: "keys.clone()"},
    ),
    Mistake(
        "axis-of-its-own",
        "The copies have an axis of their own. Merge it with the heads: [batch, num_heads, words, d_head].",
        (
            {RESULT: "keys[:, :, None].expand(-1, -1, served, -1, -1)"},
            {RESULT: "keys[:, None].expand(-1, served, -1, -1, -1)"},
        ),
    ),
    Mistake(
        "expand-only",
        "`expand` repeats an axis of size 1 only. Give the copies a new axis behind the heads, keys[:, :, None], "
        "expand that, and merge the two.",
        (
            {RESULT: "keys.expand(-1, num_heads, -1, -1)"},
            {RESULT: "keys.expand(keys.shape[0], num_heads, -1, -1)"},
            {RESULT: "keys.expand(keys.shape[0], num_heads, keys.shape[2], keys.shape[3])"},
        ),
    ),
    Mistake(
        "head-out-of-bounds",
        "You asked for a head of keys for each head of queries. There are only kv_heads: several share one.",
        (
            {RESULT: "torch.stack([keys[:, head] for head in range(num_heads)], dim=1)"},
            {RESULT: "keys[:, list(range(num_heads))]"},
        ),
    ),
    Mistake(
        "one-head-for-all",
        "All heads of queries have one and the same head of keys. Only its own neighbours have it.",
        (
            {RESULT: "keys[:, :1].expand(-1, num_heads, -1, -1)"},
            {RESULT: "keys[:, -1:].expand(-1, num_heads, -1, -1)"},
        ),
    ),
    Mistake(
        "mean-of-heads",
        "You averaged the heads of keys. Each is handed on as it is.",
        {RESULT: "keys.mean(dim=1, keepdim=True).expand(-1, num_heads, -1, -1)"},
    ),
    Mistake(
        "zeros-for-the-rest",
        "The heads that are missing hold zeros. Each needs the keys of the head that serves it.",
        (
            {RESULT: "torch.cat([keys, keys.new_zeros(len(keys), num_heads - keys.shape[1], *keys.shape[2:])], dim=1)"},
            {
                SERVED: "keys.new_zeros(len(keys), num_heads, *keys.shape[2:])",
                RESULT: "served.index_copy(1, torch.arange(keys.shape[1]) * (num_heads // keys.shape[1]), keys)",
            },
        ),
    ),
    Mistake(
        "rest-filled-up",
        "The first heads are each there once, and the rest are copies of the last. Each head serves equally many.",
        {RESULT: "keys[:, [min(head, keys.shape[1] - 1) for head in range(num_heads)]]"},
    ),
    Mistake(
        "backwards",
        "The heads stand in reverse. The first heads of queries have the first head of keys.",
        {RESULT: "keys.flip(1).repeat_interleave(served, dim=1)"},
    ),
    Mistake(
        "too-many-or-too-few",
        "The quotient is right, but you repeated once too often, or not often enough.",
        ({"served,": "served + 1,"}, {"served,": "served - 1,"}),
    ),
    Mistake(
        "axes-swapped",
        "Two axes of your result are swapped. Its order is [batch, num_heads, words, d_head]: dim=1 for the heads.",
        tuple({RESULT: f"{RESULT}.transpose({axes})"} for axes in ("1, 2", "0, 1", "2, 3")),
    ),
    Mistake(
        "head-divided-by-kv_heads",
        "Head h of the queries has head h // kv_heads in your answer. It is h // (num_heads / kv_heads).",
        {RESULT: "torch.stack([keys[:, head // keys.shape[1]] for head in range(num_heads)], dim=1)"},
    ),
    Mistake(
        "scaled",
        "You divided the copies by their number. Each head of queries has the keys as they are.",
        {RESULT: f"{RESULT} / served"},
    ),
)

EXERCISE = Exercise(
    name="share-heads",
    chapter="modern-block",
    minutes=12,
    difficulty="medium",
    solution=share_heads,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_expand, _with_indices, _with_a_loop, _put_together, _with_einsum),
)
