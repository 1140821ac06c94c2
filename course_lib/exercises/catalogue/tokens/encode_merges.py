"""Carry out learned merges on a word, the one learned first before the others."""

from itertools import pairwise

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake

Merges = dict[tuple[int, int], int]


def encode(ids: list[int], merges: Merges) -> list[int]:
    """Return the tokens that are left when every merge has been carried out, in the order of learning."""
    word = list(ids)
    for pair, new_id in merges.items():
        joined = []
        while word:
            if tuple(word[:2]) == pair:
                joined.append(new_id)
                word = word[2:]
            else:
                joined.append(word[0])
                word = word[1:]
        word = joined
    return word


THREE = {(1, 2): 10, (3, 4): 11, (2, 3): 12}
OF_MERGES = {(97, 98): 256, (256, 99): 257, (98, 99): 258, (257, 257): 259}
BANANA = {(97, 110): 256, (98, 256): 257, (256, 256): 258, (257, 256): 259, (259, 97): 260, (110, 97): 261}

# A token is learned before the merges that use it, and has a larger number than all before it, as in training.
CASES = (
    Case("one pair", lambda: ([1, 2], dict(THREE))),
    Case("two pairs", lambda: ([1, 2, 3, 4], dict(THREE))),
    Case("of two pairs the right one was learned first", lambda: ([2, 3, 4], dict(THREE))),
    Case("no pair was learned", lambda: ([4, 1, 3], dict(THREE))),
    Case("a pair turned round", lambda: ([2, 1, 2], dict(THREE))),
    Case("one number alone", lambda: ([3], dict(THREE))),
    Case("the same pair twice, and a number", lambda: ([1, 2, 1, 2, 5], dict(THREE))),
    Case("a merge of a merge", lambda: ([97, 98, 99], dict(OF_MERGES))),
    Case("merges of merges", lambda: ([97, 98, 99, 97, 98, 99, 98, 99], dict(OF_MERGES))),
    Case("five equal numbers", lambda: ([7, 7, 7, 7, 7], {(7, 7): 256, (256, 256): 257})),
    Case(
        "the pair learned first is rare in the word",
        lambda: ([2, 3, 9, 2, 3, 1, 2, 3], {(1, 2): 256, (2, 3): 257}),
    ),
    Case("the pair learned first has larger numbers", lambda: ([1, 5, 6], {(5, 6): 256, (1, 5): 257})),
    Case("the pair learned first has smaller numbers", lambda: ([6, 2, 3], {(2, 3): 256, (6, 2): 257})),
    Case("b a n a n a", lambda: ([98, 97, 110, 97, 110, 97], dict(BANANA))),
    Case("a word of twelve bytes", lambda: ([97, 110, 97, 98, 97, 110, 97, 110, 110, 97, 97, 110], dict(BANANA))),
)


def _earliest_again_and_again(ids: list[int], merges: Merges) -> list[int]:
    order = list(merges)
    word = list(ids)
    while True:
        found = [pair for pair in pairwise(word) if pair in merges]
        if not found:
            return word
        pair = min(found, key=order.index)
        place = 0
        while place < len(word) - 1:
            if (word[place], word[place + 1]) == pair:
                word[place : place + 2] = [merges[pair]]
            place += 1


def _place_by_place(ids: list[int], merges: Merges) -> list[int]:
    word = list(ids)
    for pair, new_id in merges.items():
        for place in range(len(word)):
            if tuple(word[place : place + 2]) == pair:
                word[place : place + 2] = [new_id]
    return word


def _by_recursion(ids: list[int], merges: Merges) -> list[int]:
    found = [(merges[pair], place) for place, pair in enumerate(pairwise(ids)) if pair in merges]
    if not found:
        return ids
    new_id, place = min(found)
    return _by_recursion([*ids[:place], new_id, *ids[place + 2 :]], merges)


EARLIEST = "min(found, key=order.index)"
COMPARED = "tuple(word[:2]) == pair"

MISTAKES = (
    Mistake(
        "leftmost-first",
        "You took the leftmost pair that was learned at all. Of those in the word, take the one learned first.",
        (
            {EARLIEST: "found[0]"},
            {EARLIEST: "found[0]", "= [merges[pair]]": "= [merges[pair]]\n                break"},
        ),
        of=_earliest_again_and_again,
    ),
    Mistake(
        "once-from-left-to-right",
        "You went through the word once, joining what was learned at all. What was learned first comes first, "
        "anywhere in the word; and new tokens are joined too.",
        {
            "merges.items()": "[(None, None)]",
            COMPARED: "tuple(word[:2]) in merges",
            "append(new_id)": "append(merges[tuple(word[:2])])",
        },
    ),
    Mistake(
        "learned-last-first",
        "You took the pair that was learned last. The one learned first comes first.",
        {EARLIEST: "max(found, key=order.index)"},
        of=_earliest_again_and_again,
    ),
    Mistake(
        "once-backwards",
        "You went through the merges from the last to the first. Go in the order of learning.",
        {"merges.items()": "reversed(merges.items())"},
    ),
    Mistake(
        "most-frequent-first",
        "You took the pair that is most frequent in this word. The order was settled in training: the one learned "
        "first.",
        {EARLIEST: "max(found, key=found.count)"},
        of=_earliest_again_and_again,
    ),
    Mistake(
        "smallest-numbers-first",
        "You took the pair with the smallest numbers: `min` compares the pairs. Compare their places in the order.",
        {EARLIEST: "min(found)"},
        of=_earliest_again_and_again,
    ),
    Mistake(
        "first-place-only",
        "You joined each pair at its first place only. It is joined wherever it stands in the word.",
        {"= [new_id]": "= [new_id]\n                break"},
        of=_place_by_place,
    ),
    Mistake(
        "one-merge-only",
        "You stop after one merge. Go on as long as the word has a pair that was learned.",
        (
            {"        place = 0\n": "        if len(word) < len(ids):\n            return word\n        place = 0\n"},
            {"            place += 1": "            place += 1\n        return word"},
        ),
        of=_earliest_again_and_again,
    ),
    Mistake(
        "one-place-only",
        "You joined one pair at one place, and stopped. Go on as long as there is one that was learned.",
        {"return _by_recursion(": "return (", ", merges)\n": ")\n"},
        of=_by_recursion,
    ),
    Mistake(
        "first-merge-only",
        "You return after the first merge of the dict. Is the `return` inside the loop?",
        {"    return word": "        return word"},
    ),
    Mistake(
        "list-changed",
        "The result is right, but you changed the caller's list. Begin with list(ids).",
        {"list(ids)": "ids"},
        of=_place_by_place,
    ),
    Mistake(
        "last-number-lost",
        "The last number is lost where it belongs to no pair. Go on to the end of the word.",
        {"while word": "while word[1:]"},
    ),
    Mistake(
        "joined-number-not-used-up",
        "A number that has been joined is looked at again. Go on behind it.",
        {"word[2:]": "word[1:]"},
    ),
    Mistake(
        "from-the-right",
        "You went from right to left: of three equal numbers the first two are joined.",
        {"range(len(word))": "reversed(range(len(word)))"},
        of=_place_by_place,
    ),
    Mistake(
        "either-order",
        "You joined a pair turned round as well. The order of its numbers counts.",
        {COMPARED: "tuple(word[:2]) in (pair, pair[::-1])"},
    ),
    Mistake(
        "nothing-joined",
        "Nothing is joined. A list is never equal to a tuple: make a tuple of the two numbers.",
        {COMPARED: "word[:2] == pair"},
    ),
    Mistake(
        "list-as-key",
        "A list cannot be looked up in a dict. Make a tuple of the two numbers.",
        {COMPARED: "word[:2] in merges"},
    ),
    Mistake(
        "not-merged-again",
        "A new token is never joined again. It stands in the word as the others do, and later merges may use it.",
        {COMPARED: f"{COMPARED} and all(number in ids for number in pair)"},
    ),
    Mistake(
        "nothing-to-choose-from",
        "Where no learned pair is left there is nothing to choose from, and `min` raises. Ask before you call it.",
        {"if not found": "if None"},
        of=_earliest_again_and_again,
    ),
    Mistake(
        "past-the-end",
        "At the last number there is no next one: look at a slice of two, which is shorter there.",
        {COMPARED: "(word[0], word[1]) == pair"},
    ),
)

EXERCISE = Exercise(
    name="encode-merges",
    chapter="tokens",
    minutes=15,
    difficulty="hard",
    solution=encode,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_earliest_again_and_again, _place_by_place, _by_recursion),
    parts=("token",),
)
