"""Count the pairs of neighbours in words."""

from collections import Counter
from itertools import pairwise

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake

Words = list[list[int]]
Counts = dict[tuple[int, int], int]


def pair_counts(words: Words) -> Counts:
    """Return how often each pair of neighbours occurs in all words together."""
    counts: Counts = {}
    for word in words:
        for pair in pairwise(word):
            counts[pair] = counts.get(pair, 0) + 1
    return counts


CASES = (
    Case("one word of two numbers", lambda: ([[4, 9]],)),
    Case("one word of three numbers", lambda: ([[5, 3, 8]],)),
    Case("two words", lambda: ([[1, 2, 3], [1, 2]],)),
    Case("a pair that overlaps itself", lambda: ([[7, 7, 7]],)),
    Case("a pair and the same turned round", lambda: ([[1, 2, 1, 2, 1]],)),
    Case("words of one number have no pair", lambda: ([[6], [2, 6], [2]],)),
    Case("a word that occurs three times", lambda: ([[3, 5], [5, 3, 5], [3, 5], [4, 4, 5], [3, 5]],)),
    Case("a pair twice in each of two words", lambda: ([[97, 98, 97, 98], [99, 97, 98, 97, 98, 100]],)),
    Case("four words of different lengths", lambda: ([[8, 8, 8, 8], [1, 300, 1], [0, 300], [300, 1, 300, 1, 0]],)),
)


def _place_by_place(words: Words) -> Counts:
    counts: Counts = {}
    for word in words:
        for place in range(len(word) - 1):
            pair = (word[place], word[place + 1])
            if pair not in counts:
                counts[pair] = 0
            counts[pair] += 1
    return counts


def _with_a_counter(words: Words) -> Counts:
    return Counter(pair for word in words for pair in pairwise(word))


def _from_a_list_of_all(words: Words) -> Counts:
    pairs = [(word[i - 1], word[i]) for word in words for i in range(1, len(word))]
    return {pair: pairs.count(pair) for pair in pairs}


PAIRS, ADDED = "pairwise(word)", "counts.get(pair, 0) + 1"

MISTAKES = (
    Mistake(
        "across-words",
        "Your pairs reach from one word into the next. Go through each word by itself.",
        {"in words:": "in [sum(words, [])]:"},
    ),
    Mistake(
        "every-second-pair",
        "You went on by two. A number stands in two pairs, with the one before and with the one after.",
        {PAIRS: "zip(word[::2], word[1::2])"},
    ),
    Mistake(
        "first-word-only",
        "Only the first word is counted. Is the `return` inside the loop?",
        {"    return counts": "        return counts"},
    ),
    Mistake(
        "last-word-only",
        "Only the last word is counted. Make the empty dict once, before the loop.",
        {"in words:": "in words:\n        counts = {}"},
    ),
    Mistake(
        "always-one",
        "Every pair has the count 1. Add 1 to what is there: counts.get(pair, 0) + 1.",
        {ADDED: "1"},
    ),
    Mistake("one-too-few", "The first occurrence counts too: begin with 1, not 0.", {"get(pair, 0)": "get(pair, -1)"}),
    Mistake("one-too-many", "A pair that is new has been counted 0 times so far.", {"get(pair, 0)": "get(pair, 1)"}),
    Mistake("single-numbers", "You counted the numbers, not the pairs.", {PAIRS: "word"}),
    Mistake(
        "order-lost",
        "(1, 2) and (2, 1) are two pairs: do not sort the numbers of a pair.",
        {"counts[pair]": "pair = tuple(sorted(pair))\n            counts[pair]"},
    ),
    Mistake("turned-round", "Your pairs are (next, this). This number comes first.", {PAIRS: "zip(word[1:], word)"}),
    Mistake(
        "once-in-a-word",
        "You counted a pair once for each word. If it occurs twice in a word, it counts twice.",
        {PAIRS: "set(zip(word, word[1:]))"},
    ),
    Mistake(
        "equal-words-once",
        "You counted a word that repeats only once. Every word counts, each time it occurs.",
        {"in words:": "in set(map(tuple, words)):"},
    ),
    Mistake(
        "overlaps-skipped",
        "Pairs may overlap: in [7, 7, 7] the pair (7, 7) occurs twice.",
        tuple(
            {
                "        for pair": "        last = None\n        for pair",
                "counts[pair] =": f"if {overlaps}:\n                last = None\n                continue\n"
                "            last = pair\n            counts[pair] =",
            }
            for overlaps in ("last == pair", "last and last[0] == last[1]")
        ),
    ),
    Mistake(
        "equal-numbers-skipped",
        "You left out pairs of two equal numbers. They are pairs too.",
        {"pairwise(word):": "pairwise(word):\n            if pair[0] == pair[1]:\n                continue"},
    ),
    Mistake(
        "last-pair-missing",
        "The last pair of each word is missing: a word of n numbers has n − 1 pairs.",
        {"len(word) - 1": "len(word) - 2"},
        of=_place_by_place,
    ),
    Mistake(
        "past-the-end",
        "The last number has no next one: stop at len(word) − 1.",
        {"len(word) - 1": "len(word)"},
        of=_place_by_place,
    ),
    Mistake(
        "half-a-pair",
        "The last number of a word stands in the dict without a partner. It begins no pair.",
        (
            {PAIRS: "[tuple(word[i : i + 2]) for i in range(len(word))]"},
            {PAIRS: "zip(word, [*word[1:], None])"},
        ),
    ),
    Mistake(
        "round-the-corner",
        "You paired the last number with the first one. They are no neighbours.",
        (
            {PAIRS: "zip(word, word[1:] + word[:1])"},
            {PAIRS: "[(word[i - 1], word[i]) for i in range(len(word))]"},
        ),
    ),
    Mistake(
        "all-pairs",
        "You paired each number with all later ones. Neighbours only.",
        {PAIRS: "[(a, b) for i, a in enumerate(word) for b in word[i + 1 :]]"},
    ),
    Mistake(
        "lists-as-keys",
        "A list cannot be the key of a dict. Make a tuple of the two numbers.",
        {PAIRS: "[word[i : i + 2] for i in range(len(word) - 1)]"},
    ),
    Mistake(
        "key-not-there",
        "A new pair is not in the dict yet, and `+= 1` asks for it: counts.get(pair, 0), or a Counter.",
        {ADDED: "counts[pair] + 1"},
    ),
)

EXERCISE = Exercise(
    name="pair-counts",
    chapter="tokens",
    minutes=8,
    difficulty="easy",
    solution=pair_counts,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_place_by_place, _with_a_counter, _from_a_list_of_all),
    parts=("pair",),
)
