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
    Case("window 0", lambda: (["a", "b", "c"], 0)),
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


def _step_by_step(words: list[str], window: int) -> Pairs:
    steps = [*range(-window, 0), *range(1, window + 1)]
    return [(word, words[i + step]) for i, word in enumerate(words) for step in steps if 0 <= i + step < len(words)]


MISTAKES = (
    Mistake(
        "only-to-the-right",
        "Only neighbours to the right are there. The window looks both ways.",
        {"max(0, place - window)": "place + 1"},
    ),
    Mistake(
        "only-to-the-left",
        "Only neighbours to the left are there. The window looks both ways.",
        {"min(len(words), place + window + 1)": "place"},
    ),
    Mistake(
        "with-itself",
        "A word is not its own neighbour: leave out the place in the middle.",
        {"0 < ": ""},
        of=_by_distance,
    ),
    Mistake(
        "equal-words-skipped",
        "You skip neighbours that are the same word. Compare places, not words: a word can stand beside its like.",
        {"near != place": "words[near] != word"},
    ),
    Mistake(
        "first-place-of-a-word",
        "`words.index(word)` finds the first place of a word, also when it occurs again. Use enumerate.",
        {"enumerate(words):\n": "[(words.index(word), word) for word in words]:\n"},
    ),
    Mistake(
        "last-neighbour-missing",
        "The last neighbour to the right is missing: range ends before its stop.",
        {"window + 1": "window"},
    ),
    Mistake(
        "window-too-narrow", "Neighbours exactly `window` places away belong to it too.", {"<=": "<"}, of=_by_distance
    ),
    Mistake(
        "exactly-at-the-window",
        "Only neighbours exactly `window` places away are there. Nearer ones belong to it too.",
        tuple(
            {"*range(-window, 0), *range(1, window + 1)": steps}
            for steps in ("-window, window", "*sorted({-window, window})", "*([-window, window] if window else [])")
        ),
        of=_step_by_step,
    ),
    Mistake(
        "negative-index",
        "place − window can be negative, and then Python counts from the end. Use max(0, …).",
        (
            {"max(0, place - window)": "place - window"},
            {"words[max(0, place - window) : place]": "[words[i] for i in range(place - window, place)]"},
        ),
        of=_with_slices,
    ),
    Mistake(
        "past-the-end",
        "place + window can lie behind the last word. Use min(len(words), …).",
        {"min(len(words), place + window + 1)": "place + window + 1"},
    ),
    Mistake(
        "ends-skipped",
        "You skip words without a full window. Near the ends it is cut off, but they have neighbours too.",
        {"enumerate(words):\n": "list(enumerate(words))[window : len(words) - window]:\n"},
    ),
    Mistake(
        "turned-round",
        "Your pairs are (neighbour, word). The word in the middle comes first.",
        {"(word, words[near])": "(words[near], word)"},
    ),
    Mistake(
        "another-order",
        "The neighbours of a word are in another order. Go through them from left to right.",
        (
            {"range(-window, 0), *range(1, window + 1)": "range(1, window + 1), *range(-window, 0)"},
            {"range(-window, 0)": "range(-1, -window - 1, -1)"},
            {"*range(-window, 0), *range(1, window + 1)": "side * n for n in range(1, window + 1) for side in (-1, 1)"},
            {"*range(-window, 0), *range(1, window + 1)": "side * n for n in range(1, window + 1) for side in (1, -1)"},
        ),
        of=_step_by_step,
    ),
    Mistake(
        "repeated-pairs-lost",
        "A pair that occurs again belongs into the list again.",
        {"if near != place": "if near != place and (word, words[near]) not in pairs"},
    ),
    Mistake(
        "first-word-only",
        "Only the first word's pairs are there: does `return` stand inside the loop?",
        {"    return pairs": "        return pairs"},
    ),
    Mistake(
        "a-list-for-each-word",
        "You made a list for each word. All pairs belong into one list: append each by itself.",
        {"enumerate(words):\n": "enumerate(words):\n        pairs.append([])\n", "pairs.append(": "pairs[-1].append("},
    ),
)

EXERCISE = Exercise(
    name="context-pairs",
    chapter="embeddings",
    minutes=8,
    difficulty="easy",
    solution=context_pairs,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_slices, _by_distance, _step_by_step),
    parts=("pair",),
)
