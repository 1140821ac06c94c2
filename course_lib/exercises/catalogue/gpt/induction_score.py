"""Score heads by how much they look at what came after the same word."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_shares


def score(weights: Tensor, ids: Tensor) -> Tensor:
    """Return for each head the mean attention to the places after earlier occurrences of the same word, [heads]."""
    totals = torch.zeros(len(weights))
    repeated = 0
    for place in range(len(ids)):
        earlier = [e for e in range(place) if ids[e] == ids[place]]
        if earlier:
            repeated += 1
            for e in earlier:
                totals = totals + weights[:, place, e + 1]
    return totals / repeated


def _case(words: str, heads: int, *ids: int, dtype: torch.dtype = torch.float32) -> Case:
    """Make a case of random attention, to later words as well: what a score may take in is only said by the words."""
    return Case(words, lambda: (random_shares(heads, len(ids), len(ids), seed=heads, dtype=dtype), torch.tensor(ids)))


ONE_HEAD = [[[1.0, 0.0, 0.0], [0.4, 0.6, 0.0], [0.2, 0.7, 0.1]]]

CASES = (
    Case("one head, a word twice", lambda: (torch.tensor(ONE_HEAD), torch.tensor([5, 8, 5]))),
    _case("two heads, a word twice", 2, 3, 1, 4, 1),
    _case("the same word twice in a row", 2, 6, 6, 1),
    _case("one word that fills the text", 3, 7, 7, 7, 7),
    _case("a word three times", 2, 2, 9, 2, 4, 2),
    _case("two words that repeat", 3, 8, 5, 3, 8, 5),
    _case("as many heads as words", 4, 1, 0, 1, 0),
    _case("the first word never again", 2, 9, 4, 2, 4, 4, 3, 2),
    _case("five heads, eleven words", 5, 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5),
    _case("float64", 3, 0, 2, 1, 0, 0, 2, dtype=torch.float64),
)


def _with_a_table(weights: Tensor, ids: Tensor) -> Tensor:
    same = (ids[:, None] == ids).tril(-1)
    after = torch.zeros_like(same)
    after[:, 1:] = same[:, :-1]
    return (weights * after).sum(dim=-1)[:, same.any(dim=-1)].mean(dim=-1)


def _with_einsum(weights: Tensor, ids: Tensor) -> Tensor:
    same = torch.tril(ids[:, None] == ids[None, :], diagonal=-1).double()
    total = torch.einsum("hqk,qk->h", weights[..., 1:].double(), same[:, :-1])
    return total / (same.sum(dim=1) > 0).sum()


def _head_by_head(weights: Tensor, ids: Tensor) -> Tensor:
    after: dict[int, list[int]] = {}
    rows = []
    for place, word in enumerate(ids.tolist()):
        if word in after:
            rows.append([sum(head[place, e] for e in after[word]) for head in weights])
        after.setdefault(word, []).append(place + 1)
    return torch.tensor(rows).mean(dim=0)


WEIGHT, EARLIER = "weights[:, place, e + 1]", "range(place)"
IN_EARLIER, MEAN = "for e in earlier:", "totals / repeated"

MISTAKES = (
    Mistake(
        "earlier-occurrence-itself",
        "You took the attention to the earlier occurrence itself. Take that to the place right after it: e + 1.",
        {"e + 1": "e"},
    ),
    Mistake(
        "place-before",
        "You took the place before the earlier occurrence. Take the one after: e + 1.",
        {"e + 1": "e - 1"},
    ),
    Mistake(
        "divided-by-all-words",
        "You divided by all words. The mean is over those that have occurred before.",
        {MEAN: "totals / len(ids)"},
    ),
    Mistake(
        "divided-by-the-pairs",
        "You divided by the number of earlier occurrences. A word with two of them is one word: add up its weights.",
        {"            repeated += 1\n": "", "totals = totals +": "repeated += 1\n                totals = totals +"},
    ),
    Mistake(
        "divided-by-different-words",
        "You divided by the number of different words that repeat. Each time a word comes again it counts.",
        {MEAN: "totals / sum((ids == word).sum() > 1 for word in ids.unique())"},
    ),
    Mistake(
        "not-divided", "This is the sum. Divide by the number of words that have occurred before.", {MEAN: "totals"}
    ),
    Mistake(
        "last-occurrence-only",
        "You took the nearest earlier occurrence only. Sum over all of them.",
        {IN_EARLIER: "for e in earlier[-1:]:"},
    ),
    Mistake(
        "first-occurrence-only",
        "You took the first occurrence only. Sum over all earlier ones.",
        {IN_EARLIER: "for e in earlier[:1]:"},
    ),
    Mistake(
        "rows-and-columns-swapped",
        "You took the attention that the earlier place pays. The word that asks is the row: weights[:, place, e + 1].",
        {WEIGHT: "weights[:, e + 1, place]"},
    ),
    Mistake(
        "itself-left-out",
        "You left out the place after where it is the word itself. In 5 5 it is, and it counts.",
        (
            {WEIGHT: f"{WEIGHT} * (e + 1 < place)"},
            {EARLIER: "range(place - 1)"},
        ),
    ),
    Mistake(
        "itself-an-occurrence",
        "You counted the word as an occurrence of itself. Earlier ones only: range(place).",
        (
            {EARLIER: "range(min(place + 1, len(ids) - 1))"},
            {EARLIER: "range(place + 1)"},
        ),
    ),
    Mistake(
        "later-occurrences",
        "You took later occurrences in. Only what came before counts: range(place).",
        (
            {EARLIER: "range(len(ids) - 1)"},
            {EARLIER: "[e for e in range(len(ids) - 1) if e != place]"},
            {EARLIER: "range(place + 1, len(ids) - 1)"},
        ),
    ),
    Mistake(
        "all-heads-together",
        "You took the mean over the heads. Return a number for each.",
        (
            {MEAN: "(totals / repeated).mean()"},
            {MEAN: "(totals / repeated).mean(dim=0, keepdim=True)"},
        ),
    ),
    Mistake("heads-added-up", "You added the heads up. Return a number for each.", {MEAN: "(totals / repeated).sum()"}),
    Mistake("first-head-only", "This is head 0. Return a number for each head.", {MEAN: "(totals / repeated)[0]"}),
    Mistake(
        "largest-weight",
        "You took the largest weight of a word's places. Add them up.",
        {
            f"{IN_EARLIER}\n                totals = totals + {WEIGHT}": "totals = totals + "
            "weights[:, place, [e + 1 for e in earlier]].amax(dim=1)"
        },
    ),
    Mistake(
        "mean-over-the-places",
        "You took the mean over a word's places. Add them up.",
        {WEIGHT: f"{WEIGHT} / len(earlier)"},
    ),
    Mistake(
        "all-earlier-places",
        "You took the places after all earlier words. Only after occurrences of the same word.",
        {IN_EARLIER: "for e in range(place):"},
    ),
    Mistake(
        "one-for-each-word",
        "You return a number for each word. Take the mean over the words: one number for each head, [heads].",
        (
            {".mean(dim=-1)": ".mean(dim=0)"},
            {"[:, same.any(dim=-1)].mean(dim=-1)": ""},
            {".mean(dim=-1)": ""},
        ),
        of=_with_a_table,
    ),
    Mistake(
        "last-word-only",
        "You looked at the last word only. Take the mean over all words that have occurred before.",
        {"range(len(ids))": "[len(ids) - 1]", MEAN: "totals / max(repeated, 1)"},
    ),
    Mistake(
        "share-of-heads",
        "You counted how often the largest weight falls there. Take the weights themselves.",
        {WEIGHT: "(weights[:, place].argmax(dim=-1) == e + 1)"},
    ),
)

EXERCISE = Exercise(
    name="induction-score",
    chapter="gpt",
    minutes=15,
    difficulty="hard",
    solution=score,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_a_table, _with_einsum, _head_by_head),
)
