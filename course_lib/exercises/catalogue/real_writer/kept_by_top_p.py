"""Count among how many words top-p leaves the choice."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def count_kept(logits: Tensor, p: float, temperature: float) -> Tensor:
    """Return [rows]: how many of the likeliest words of logits [rows, vocab_size] it takes for a share of p."""
    shares = torch.softmax(logits / temperature, dim=-1)
    sums = shares.sort(descending=True).values.cumsum(dim=-1)
    return (sums < p).sum(dim=-1) + 1


def _case(words: str, rows: int, vocab_size: int, p: float, temperature: float, *, spread: float = 1.0) -> Case:
    """Make a case of random logits, `spread` times as far apart as usual."""
    return Case(words, lambda: (spread * random_tensor(rows, vocab_size, seed=vocab_size), p, temperature))


# No sum of the likeliest shares comes near p: rounding decides nothing.
CASES = (
    Case("one row of three, p = 0.8", lambda: (torch.tensor([[1.0, 2.0, 0.0]]), 0.8, 1.0)),
    Case("one row of three, p = 0.8, temperature 0.5", lambda: (torch.tensor([[1.0, 2.0, 0.0]]), 0.8, 0.5)),
    Case("one row of three, p = 0.8, temperature 4", lambda: (torch.tensor([[1.0, 2.0, 0.0]]), 0.8, 4.0)),
    Case("the likeliest word has more than p", lambda: (torch.tensor([[0.0, 3.0, 1.0, 0.5]]), 0.3, 1.0)),
    Case(
        "a sure row and an open one",
        lambda: (torch.tensor([[0.0, 9.0, 1.0, 2.0, 0.5], [1.0, 1.1, 0.9, 1.2, 0.8]]), 0.9, 1.0),
    ),
    Case("all logits are negative", lambda: (torch.tensor([[-3.0, -2.5, -4.5, -2.0, -6.0]]), 0.7, 1.3)),
    Case("very large logits", lambda: (torch.tensor([[499.0, 498.0, 500.0, 0.0]]), 0.8, 2.0)),
    _case("as many rows as words", 4, 4, 0.6, 0.7),
    _case("three rows of nine words", 3, 9, 0.55, 1.5),
    _case("six rows of 300 words, p = 0.9, temperature 0.6", 6, 300, 0.9, 0.6, spread=3.0),
)


def _before_each_word(logits: Tensor, p: float, temperature: float) -> Tensor:
    ordered, _ = logits.double().div(temperature).softmax(dim=1).sort(dim=1, descending=True)
    return torch.count_nonzero(ordered.cumsum(dim=1) - ordered < p, dim=1)


def _row_by_row(logits: Tensor, p: float, temperature: float) -> Tensor:
    counts = []
    for row in logits.tolist():
        weights = sorted((torch.tensor(row).double() / temperature).softmax(0).tolist())
        total, count = 0.0, 0
        while total < p:
            total += weights.pop()
            count += 1
        counts.append(count)
    return torch.tensor(counts)


def _by_search(logits: Tensor, p: float, temperature: float) -> Tensor:
    shares = torch.topk((logits / temperature).softmax(-1), logits.shape[-1]).values
    ends = shares.cumsum(-1).contiguous()
    return torch.searchsorted(ends, torch.full((len(ends), 1), p, dtype=ends.dtype)).squeeze(-1) + 1


DIVIDED, SHARES = "logits / temperature", "torch.softmax(logits / temperature, dim=-1)"
ORDERED = "shares.sort(descending=True).values"
SUMS = f"{ORDERED}.cumsum(dim=-1)"
COUNTED = "(sums < p).sum(dim=-1)"

MISTAKES = (
    Mistake(
        "crossing-word-lost",
        "You counted the words before the sum reaches p. The one with which it does is kept too: + 1.",
        {f"{COUNTED} + 1": COUNTED},
    ),
    Mistake(
        "crossing-word-lost-but-one",
        "You lost the word with which the sum reaches p, except where it is the first.",
        {f"{COUNTED} + 1": f"{COUNTED}.clamp(min=1)"},
    ),
    Mistake(
        "one-too-many",
        "You counted one word too many. Stop with the one that makes the sum reach p.",
        ({"+ 1": "+ 2"}, {f"{COUNTED} + 1": f"({COUNTED} + 2).clamp(max=logits.shape[-1])"}),
    ),
    Mistake(
        "dropped-counted",
        "You counted the words that are dropped. Count those that are kept.",
        ({f"{COUNTED} + 1": "(sums >= p).sum(dim=-1)"}, {f"{COUNTED} + 1": "(sums >= p).sum(dim=-1) - 1"}),
    ),
    Mistake(
        "temperature-left-out",
        "You left out the temperature. Divide the logits by it before softmax.",
        {DIVIDED: "logits"},
    ),
    Mistake(
        "temperature-multiplied",
        "You multiplied by the temperature. Divide: a high one makes the shares more alike.",
        {DIVIDED: "logits * temperature"},
    ),
    Mistake(
        "temperature-after-softmax",
        "You brought the temperature in after softmax, so the shares do not sum to 1. Divide the logits by it.",
        {SHARES: "torch.softmax(logits, dim=-1) / temperature"},
    ),
    Mistake(
        "temperature-on-p",
        "You divided p by the temperature. Divide the logits, before softmax.",
        {DIVIDED: "logits", "< p": "< p / temperature"},
    ),
    Mistake(
        "logits-added-up",
        "You added up logits. p is a share: apply softmax first.",
        {SHARES: DIVIDED},
    ),
    Mistake(
        "not-normalised",
        "You added up exponentials, or sigmoids, that do not sum to 1. Use softmax.",
        tuple({SHARES: f"({DIVIDED}).{way}()"} for way in ("exp", "sigmoid")),
    ),
    Mistake(
        "unsorted",
        "You added up the shares in the order of the vocabulary. The likeliest come first: sort them.",
        {ORDERED: "shares"},
    ),
    Mistake(
        "ascending",
        "You began with the unlikeliest words: descending=True.",
        {"descending=True": ""},
    ),
    Mistake(
        "order-added-up",
        "You added up the places of the sorted words. Add up their shares: .values.",
        ({".values": ".indices"}, {ORDERED: "shares.argsort(descending=True)"}),
    ),
    Mistake(
        "each-share-against-p",
        "You compared each share by itself. It is the sum of the likeliest that must reach p.",
        (
            {SUMS: ORDERED},
            {f"{COUNTED} + 1": "(shares >= p).sum(dim=-1)"},
            {f"{COUNTED} + 1": "(shares < p).sum(dim=-1)"},
            {f"{COUNTED} + 1": "(shares >= 1 - p).sum(dim=-1)"},
        ),
    ),
    Mistake(
        "part-of-the-highest",
        "You compared with p times the highest share, another rule (min-p). Here a sum must reach p.",
        {f"{COUNTED} + 1": "(shares >= p * shares.amax(dim=-1, keepdim=True)).sum(dim=-1)"},
    ),
    Mistake(
        "part-of-the-vocabulary",
        "You took a part p of the words. p is a share of the probability: how many words have it differs.",
        tuple(
            {f"{COUNTED} + 1": f"torch.full([len(logits)], {way})"}
            for way in ("round(p * logits.shape[1])", "int(p * logits.shape[1])", "int(p * logits.shape[1]) + 1")
        ),
    ),
    Mistake(
        "over-the-rows",
        "You took softmax over the rows, or over all of them. The words of one row compete: dim=-1.",
        (
            {f"({DIVIDED}, dim=-1)": f"({DIVIDED}, dim=0)"},
            {f"({DIVIDED}, dim=-1)": f"(({DIVIDED}).flatten(), dim=0).reshape(logits.shape)"},
        ),
    ),
    Mistake(
        "summed-over-the-rows",
        "You added up from row to row. Add up along each row: dim=-1.",
        ({"cumsum(dim=-1)": "cumsum(dim=0)"}, {".sort(": ".sort(dim=0, "}),
    ),
    Mistake(
        "one-number-for-all-rows",
        "This is one number. Each row has its own: sum(dim=-1).",
        (
            {f"{COUNTED} + 1": "(sums < p).sum() + 1"},
            {f"{COUNTED} + 1": "(sums < p).sum() + len(logits)"},
            {f"{COUNTED} + 1": f"({COUNTED} + 1)[0]"},
            {f"{COUNTED} + 1": f"({COUNTED} + 1).float().mean()"},
        ),
    ),
    Mistake(
        "counted-down-the-rows",
        "You counted down the rows. Count along each row: sum(dim=-1).",
        {f"{COUNTED} + 1": "(sums < p).sum(dim=0) + 1"},
    ),
    Mistake(
        "mask-returned",
        "These are truth values. Count the True ones of each row: sum(dim=-1).",
        (
            {f"{COUNTED} + 1": "sums < p"},
            {f"{COUNTED} + 1": "sums - shares.sort(descending=True).values < p"},
        ),
    ),
    Mistake(
        "share-returned",
        "These are the shares that the kept words have together. Return how many they are.",
        {f"{COUNTED} + 1": f"sums.gather(-1, {COUNTED}[:, None])[:, 0]"},
    ),
    Mistake(
        "axis-kept",
        "An axis of size 1 is left over. Wanted is [rows].",
        {COUNTED: "(sums < p).sum(dim=-1, keepdim=True)"},
    ),
    Mistake(
        "in-floats",
        "These are floating-point numbers. A number of words is a whole one.",
        {f"{COUNTED} + 1": f"({COUNTED} + 1).float()"},
    ),
    Mistake(
        "list-returned",
        "You returned a list. Wanted is a tensor, [rows]: torch.tensor(…).",
        {f"{COUNTED} + 1": f"({COUNTED} + 1).tolist()"},
    ),
    Mistake(
        "argument-changed",
        "The result is right, but you divided `logits` itself. Make a new tensor.",
        {DIVIDED: "logits.div_(temperature)"},
    ),
)

EXERCISE = Exercise(
    name="kept-by-top-p",
    chapter="real-writer",
    minutes=10,
    difficulty="medium",
    solution=count_kept,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_before_each_word, _row_by_row, _by_search),
    dtype_asked="kind",
    equivalent_mutations=(
        # it differs only where shares add up to p to the last bit, which rounding decides
        "line 4: 'sums < p' → 'sums <= p'",
    ),
)
