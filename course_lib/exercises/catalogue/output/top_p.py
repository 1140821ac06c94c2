"""Keep the fewest likeliest words that together have a share of at least p."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def top_p(logits: Tensor, p: float) -> Tensor:
    """Set to −∞ every word whose likelier words have a share of p or more already."""
    shares = torch.softmax(logits, dim=-1)
    ordered, order = shares.sort(descending=True)
    before = ordered.cumsum(dim=-1) - ordered
    places = order.argsort()
    return logits.masked_fill(before.gather(-1, places) >= p, float("-inf"))


def _of_shares(words: str, p: float, *rows: tuple[float, ...], dtype: torch.dtype = torch.float32) -> Case:
    """Make a case with these shares: the logits are their logarithms, each row moved by another constant."""

    def arguments() -> tuple[Tensor, float]:
        shift = torch.arange(1.0, len(rows) + 1, dtype=dtype)[:, None]
        return torch.tensor(rows, dtype=dtype).log() + shift, p

    return Case(words, arguments)


# No sum of the likeliest shares comes near p: rounding decides nothing.
CASES = (
    Case("one row of three, p = 0.8", lambda: (torch.tensor([[1.0, 2.0, 0.0]]), 0.8)),
    Case("the likeliest word has more than p", lambda: (torch.tensor([[0.0, 3.0, 1.0]]), 0.3)),
    _of_shares("shares 0.1, 0.4, 0.2 and 0.3, p = 0.6", 0.6, (0.1, 0.4, 0.2, 0.3)),
    _of_shares("p = 0.95 keeps all four words", 0.95, (0.2, 0.1, 0.4, 0.3)),
    _of_shares("one row sure of its word, one not, p = 0.75", 0.75, (0.03, 0.02, 0.9, 0.05), (0.22, 0.3, 0.2, 0.28)),
    _of_shares(
        "three rows of five shares, p = 0.5",
        0.5,
        (0.17, 0.36, 0.05, 0.3, 0.12),
        (0.06, 0.09, 0.65, 0.13, 0.07),
        (0.23, 0.16, 0.19, 0.2, 0.22),
    ),
    Case("all logits are negative, p = 0.7", lambda: (torch.tensor([[-3.0, -2.5, -4.5, -2.0, -6.0]]), 0.7)),
    Case("batch of 4, vocabulary of 4, p = 0.65", lambda: (random_tensor(4, 4, seed=8), 0.65)),
    Case("very large logits, p = 0.6", lambda: (torch.tensor([[499.0, 498.0, 500.0, 0.0]]), 0.6)),
    _of_shares(
        "float64, p = 0.87", 0.87, (0.1, 0.5, 0.3, 0.06, 0.04), (0.2, 0.19, 0.17, 0.21, 0.23), dtype=torch.float64
    ),
)


# Other ways to write it


def _with_scatter(logits: Tensor, p: float) -> Tensor:
    ordered, order = logits.sort(dim=-1, descending=True)
    shares = ordered.double().softmax(dim=-1)
    dropped = shares.cumsum(dim=-1) - shares >= p
    return torch.empty_like(logits).scatter(-1, order, ordered.masked_fill(dropped, -torch.inf))


def _every_pair(logits: Tensor, p: float) -> Tensor:
    shares = logits.softmax(dim=-1)
    likelier = shares[:, None, :] > shares[:, :, None]  # [batch, word, other word]
    return torch.where((likelier * shares[:, None, :]).sum(dim=-1) < p, logits, -torch.inf)


def _word_by_word(logits: Tensor, p: float) -> Tensor:
    kept = torch.full(logits.shape, -torch.inf)
    for row, shares in enumerate(logits.softmax(dim=-1)):
        total = 0.0
        for word in shares.argsort(descending=True).tolist():
            if total < p:
                kept[row, word] = logits[row, word]
            total += shares[word].item()
    return kept


DROPPED = "before.gather(-1, places) >= p"
MISTAKES = (
    Mistake(
        "crossing-word-lost",
        "The word with which the sum reaches p is lost. Drop a word only if the likelier ones have p already.",
        {" - ordered": ""},
    ),
    Mistake(
        "crossing-word-lost-but-one",
        "The word with which the sum reaches p is lost, except where it is the first. Drop a word only if the "
        "likelier ones have p already.",
        {" - ordered": "\n    before[:, 0] = 0"},
    ),
    Mistake(
        "one-too-many",
        "You kept one word too many. Stop with the one that makes the sum reach p.",
        {" - ordered": " - ordered - ordered.roll(1, dims=-1)"},
    ),
    Mistake(
        "left-sorted",
        "Your result is sorted, best word first. Bring each logit back to its word's place.",
        {"logits.masked_fill(before.gather(-1, places)": "logits.sort(descending=True).values.masked_fill(before"},
    ),
    Mistake(
        "mask-left-sorted",
        "The mask is in sorted order, the logits are not. Bring it back to the words' places first.",
        {".gather(-1, places)": ""},
    ),
    Mistake(
        "moved-the-wrong-way",
        "`gather` with the order sorts once more. The way back: gather with `order.argsort()`, or scatter with "
        "`order`.",
        {"places)": "order)"},
    ),
    Mistake(
        "unsorted",
        "You added up the shares from left to right. The likeliest come first: sort them.",
        {"shares.sort(descending=True)": "shares, torch.arange(logits.shape[1]).expand(logits.shape)"},
    ),
    Mistake("ascending", "You began with the unlikeliest words: descending=True.", {"descending=True": ""}),
    Mistake(
        "each-share-against-p",
        "You compared each share by itself. It is the sum of the likeliest that must reach p.",
        tuple({DROPPED: f"shares {against}"} for against in ("< p", "<= p", "< 1 - p")),
    ),
    Mistake(
        "part-of-the-highest",
        "You compared with p times the highest share, another rule (min-p). Here a sum must reach p.",
        {DROPPED: "shares < p * ordered[:, :1]"},
    ),
    Mistake(
        "part-of-the-vocabulary",
        "You kept a part p of the words. p is a share of the probability: the number of words differs.",
        tuple({DROPPED: f"places >= max(1, {n}(p * logits.shape[1]))"} for n in ("round", "int")),
    ),
    Mistake(
        "shares-returned",
        "The right words are left, but with their shares. Return their logits, and −∞ for the others.",
        ({"return logits": "return shares", 'float("-inf")': "0.0"}, {"return logits": "return shares"}),
    ),
    Mistake(
        "softmax-applied",
        "These are the new shares. Return the logits: softmax comes later.",
        {'"-inf"))': '"-inf")).softmax(dim=-1)'},
    ),
    Mistake(
        "logits-added-up",
        "You added up logits. p is a share: apply softmax first.",
        {"torch.softmax(logits, dim=-1)": "logits"},
    ),
    Mistake(
        "not-normalised",
        "You added up exponentials, or sigmoids, that do not sum to 1. Use softmax.",
        tuple({"torch.softmax(logits, dim=-1)": way} for way in ("logits.exp()", "logits.sigmoid()")),
    ),
    Mistake(
        "first-row-for-all",
        "All rows dropped the words of the first one. Each has likely words of its own.",
        {"places) >=": "places)[:1] >="},
    ),
    Mistake(
        "first-row-s-number",
        "All rows kept as many words as the first. A row that is sure keeps fewer.",
        {"before.gather": "before[:1].expand(logits.shape).gather"},
    ),
    Mistake(
        "over-sentences",
        "You took softmax over the batch, or over all of it. The words of one row compete: the last axis.",
        (
            {"logits, dim=-1": "logits, dim=0"},
            {"(logits, dim=-1)": "(logits.flatten(), dim=0).reshape(logits.shape)"},
            {
                "logits, dim=-1": "logits, dim=0",
                "shares.sort(": "shares.sort(dim=0, ",
                "cumsum(dim=-1)": "cumsum(dim=0)",
                "argsort()": "argsort(dim=0)",
                "gather(-1,": "gather(0,",
            },
        ),
    ),
    Mistake("zero", "A logit of 0 still gets a share, because exp(0) = 1: use −∞.", {'float("-inf")': "0.0"}),
    Mistake(
        "large-negative-number",
        "A large negative number is not −∞. Use float('-inf').",
        tuple({'float("-inf")': n} for n in ("-1e4", "-1e9", "-1e10", "torch.finfo(logits.dtype).min")),
    ),
    Mistake("inverted", "You dropped the likely words and kept the others.", {">=": "<"}),
    Mistake(
        "in-place", "The result is right, but your function changes `logits` itself.", {"masked_fill": "masked_fill_"}
    ),
)

EXERCISE = Exercise(
    name="top-p",
    chapter="output",
    minutes=15,
    difficulty="medium",
    solution=top_p,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_scatter, _every_pair, _word_by_word),
    equivalent_mutations=(
        # they differ only where shares add up to p to the last bit, which rounding decides
        "line 6: 'before.gather(-1, places) >= p' → 'before.gather(-1, places) > p'",
    ),
)
