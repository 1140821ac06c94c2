"""Keep the k highest logits of each row."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def top_k(logits: Tensor, k: int) -> Tensor:
    """Set all but the k highest logits of each row to −∞."""
    lowest = logits.topk(k).values[:, -1:]
    return logits.masked_fill(logits < lowest, float("-inf"))


CASES = (
    Case("one row of three, keep two", lambda: (torch.tensor([[1.0, 3.0, 2.0]]), 2)),
    Case("keep one", lambda: (torch.tensor([[0.5, -1.0, 2.0, 1.5]]), 1)),
    Case("all logits are negative, keep two", lambda: (torch.tensor([[-4.0, -1.0, -3.0, -2.0, -5.0]]), 2)),
    Case(
        "two rows at different heights, keep two",
        lambda: (torch.tensor([[1.0, 4.0, 2.0, 3.0], [13.0, 11.0, 12.0, 14.0]]), 2),
    ),
    Case("keep all four", lambda: (random_tensor(3, 4, seed=2), 4)),
    Case("batch of 3, vocabulary of 7, keep three", lambda: (random_tensor(3, 7), 3)),
    Case("batch of 5, vocabulary of 5, keep two", lambda: (random_tensor(5, 5), 2)),
    Case("two rows, keep one", lambda: (random_tensor(2, 4, seed=3), 1)),
    Case("float64", lambda: (random_tensor(2, 6, dtype=torch.float64), 4)),
    Case("half precision (float16)", lambda: (torch.arange(12.0).reshape(2, 6).half(), 3)),
)


# Other ways to write it


def _with_scatter(logits: Tensor, k: int) -> Tensor:
    values, places = torch.topk(logits.double(), k, dim=-1)
    return torch.full(logits.shape, -torch.inf).double().scatter(-1, places, values).to(logits.dtype)


def _with_ranks(logits: Tensor, k: int) -> Tensor:
    ranks = logits.argsort(dim=-1, descending=True).argsort(dim=-1)
    return torch.where(ranks < k, logits, -torch.inf)


def _row_by_row(logits: Tensor, k: int) -> Tensor:
    kept = torch.zeros(logits.shape, dtype=logits.dtype) - torch.inf
    for row, places in enumerate(logits.argsort(descending=True)[:, :k].tolist()):
        for place in places:
            kept[row, place] = logits[row, place]
    return kept


RESULT = 'logits.masked_fill(logits < lowest, float("-inf"))'
LIMIT = "topk(k).values[:, -1:]"
NEXT = (
    "topk(k + 1).values[:, -1:]",
    "sort(descending=True).values[:, k, None]",
    "sort(descending=True).values[:, k : k + 1]",
)
LARGE_NEGATIVE = ("-1e3", "-1e4", "-1e5", "-1e6", "-1e8", "-1e9", "-1e10", "-1e12", "torch.finfo(logits.dtype).min")
MISTAKES = (
    Mistake(
        "zero", "A logit of 0 still gets a share, because exp(0) = 1; only −∞ gets none.", {'float("-inf")': "0.0"}
    ),
    Mistake(
        "large-negative-number",
        "A large negative number is not −∞. Use float('-inf').",
        tuple({'float("-inf")': number} for number in LARGE_NEGATIVE),
    ),
    Mistake(
        "zero-times-infinity",
        "0 · ∞ is NaN. Select the logits instead: masked_fill or where.",
        tuple({RESULT: f"logits + (logits < lowest){dtype} * -torch.inf"} for dtype in (".to(logits.dtype)", "")),
    ),
    Mistake(
        "k-lowest",
        "You kept the k lowest logits. The likely words have the highest.",
        {"topk(k)": "topk(k, largest=False)", " < ": " > "},
    ),
    Mistake("inverted", "You dropped the k highest logits and kept the others.", {" < ": " >= "}),
    Mistake(
        "k-th-lost",
        "Only k − 1 are left: the k-th highest is not below itself. Drop with <, or keep with >=.",
        {" < ": " <= "},
    ),
    Mistake(
        "highest-only",
        "You compared with the highest logit. The k-th is the last one of topk: [:, -1:].",
        {"-1:": ":1"},
    ),
    Mistake(
        "one-too-many",
        "You kept k + 1 words. Counted from 0, the k-th has the number k − 1.",
        tuple({LIMIT: way} for way in NEXT),
    ),
    Mistake(
        "no-next-one",
        "You look for the highest logit that goes. Where k is vocab_size, none goes. Look for the lowest that stays.",
        tuple({LIMIT: way, " < ": " <= "} for way in NEXT),
    ),
    Mistake(
        "whole-batch",
        "You took the k highest of the whole batch. Each row keeps k of its own.",
        {LIMIT: "flatten().topk(k).values[-1]"},
    ),
    Mistake(
        "first-row-for-all",
        "You compared all rows with the k-th highest of the first one. Each has its own.",
        {"[:, -1:]": "[0, -1]"},
    ),
    Mistake(
        "limits-in-a-row",
        "The k-th highest are a row, [batch], and meet the words. Keep them as a column, [batch, 1]: [:, -1:].",
        {"-1:": "-1"},
    ),
    Mistake(
        "over-sentences",
        "You kept the k highest of each column. The words of one row compete: the last axis.",
        {LIMIT: "topk(k, dim=0).values[-1:]"},
    ),
    Mistake(
        "order-for-ranks",
        "argsort tells which word has each rank. The rank of each word is the argsort of that.",
        {".argsort(dim=-1)\n": "\n"},
        of=_with_ranks,
    ),
    Mistake(
        "values-only",
        "These are the k values, or their ids, alone. Keep the logits at their places, with −∞ everywhere else.",
        ({RESULT: "logits.topk(k).values"}, {RESULT: "logits.topk(k).indices"}),
    ),
    Mistake(
        "sorted",
        "Your result is sorted. Each logit belongs at its word's place.",
        {'"-inf"))': '"-inf")).sort(descending=True).values'},
    ),
    Mistake(
        "in-place", "The result is right, but your function changes `logits` itself.", {"masked_fill": "masked_fill_"}
    ),
    Mistake(
        "softmax-applied",
        "These are shares. Return the logits: softmax comes later.",
        {'"-inf"))': '"-inf")).softmax(dim=-1)'},
    ),
    Mistake(
        "mask-returned",
        "This is the mask. Use it: return the logits, with −∞ where it is False.",
        {RESULT: "logits >= lowest"},
    ),
    Mistake(
        "dtype-lost", "The values are right, but the dtype is not that of the logits.", {'"-inf"))': '"-inf")).float()'}
    ),
)

EXERCISE = Exercise(
    name="top-k",
    chapter="output",
    minutes=8,
    difficulty="easy",
    solution=top_k,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_scatter, _with_ranks, _row_by_row),
    dtype_asked=True,
)
