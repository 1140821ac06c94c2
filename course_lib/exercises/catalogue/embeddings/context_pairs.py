"""Collect the pairs of words that stand within a window."""

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake

Pairs = list[tuple[str, str]]


def context_pairs(words: list[str], window: int) -> Pairs:
    """Return all pairs (word, neighbour) at most `window` places apart."""
    pairs = []
    for place, word in enumerate(words):
        for near in range(max(0, place - window), min(len(words), place + window + 1)):
            if near != place:
                pairs.append((word, words[near]))
    return pairs


CASES = (
    Case("three words, window 1", lambda: (["a", "b", "c"], 1)),
    Case("four words, window 2", lambda: (["the", "cat", "sees", "it"], 2)),
    Case("a word that occurs twice", lambda: (["a", "b", "a"], 2)),
    Case("one word alone", lambda: (["a"], 2)),
    Case("a window wider than the sentence", lambda: (["a", "b", "c"], 5)),
    Case("six words, window 2", lambda: (["a", "b", "c", "d", "e", "f"], 2)),
)


def _with_slices(words: list[str], window: int) -> Pairs:
    return [
        (word, near)
        for place, word in enumerate(words)
        for near in words[max(0, place - window) : place] + words[place + 1 : place + 1 + window]
    ]


def _by_distance(words: list[str], window: int) -> Pairs:
    places = range(len(words))
    return [(words[i], words[j]) for i in places for j in places if 0 < abs(i - j) <= window]


def _only_right(words: list[str], window: int) -> Pairs:
    return [(word, near) for place, word in enumerate(words) for near in words[place + 1 : place + 1 + window]]


def _only_left(words: list[str], window: int) -> Pairs:
    return [(word, near) for place, word in enumerate(words) for near in words[max(0, place - window) : place]]


def _with_itself(words: list[str], window: int) -> Pairs:
    places = range(len(words))
    return [(words[i], words[j]) for i in places for j in places if abs(i - j) <= window]


def _equal_words_skipped(words: list[str], window: int) -> Pairs:
    return [(word, near) for word, near in context_pairs(words, window) if word != near]


def _last_neighbour_missing(words: list[str], window: int) -> Pairs:
    places = range(len(words))
    return [(words[i], words[j]) for i in places for j in places if i - window <= j < i + window and i != j]


def _negative_index(words: list[str], window: int) -> Pairs:
    return [
        (word, near)
        for place, word in enumerate(words)
        for near in words[place - window : place] + words[place + 1 : place + 1 + window]
    ]


def _turned_round(words: list[str], window: int) -> Pairs:
    return [(near, word) for word, near in context_pairs(words, window)]


MISTAKES = (
    Mistake("only-to-the-right", "Only neighbours to the right are there. The window looks both ways.", _only_right),
    Mistake("only-to-the-left", "Only neighbours to the left are there. The window looks both ways.", _only_left),
    Mistake("with-itself", "A word is not its own neighbour: leave out the place in the middle.", _with_itself),
    Mistake(
        "equal-words-skipped",
        "You skip neighbours that are the same word. Compare places, not words: a word can stand beside its like.",
        _equal_words_skipped,
    ),
    Mistake(
        "last-neighbour-missing",
        "The last neighbour to the right is missing: range ends before its stop.",
        _last_neighbour_missing,
    ),
    Mistake(
        "negative-index",
        "place − window can be negative, and then Python counts from the end. Use max(0, …).",
        _negative_index,
    ),
    Mistake("turned-round", "Your pairs are (neighbour, word). The word in the middle comes first.", _turned_round),
)

EXERCISE = Exercise(
    name="context-pairs",
    chapter="embeddings",
    minutes=8,
    difficulty="easy",
    solution=context_pairs,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_slices, _by_distance),
)
