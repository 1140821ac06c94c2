"""Join a pair of tokens wherever it stands."""

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake

Pair = tuple[int, int]


def merge(ids: list[int], pair: Pair, new_id: int) -> list[int]:
    """Return the ids with `new_id` in place of the pair, from left to right."""
    merged = []
    place = 0
    while place < len(ids):
        if tuple(ids[place : place + 2]) == tuple(pair):
            merged.append(new_id)
            place += 2
        else:
            merged.append(ids[place])
            place += 1
    return merged


CASES = (
    Case("the pair alone", lambda: ([1, 2], (1, 2), 9)),
    Case("a number after the pair", lambda: ([1, 2, 3], (1, 2), 9)),
    Case("the pair twice", lambda: ([1, 2, 3, 1, 2], (1, 2), 9)),
    Case("three equal numbers", lambda: ([7, 7, 7], (7, 7), 9)),
    Case("four equal numbers and one more", lambda: ([7, 7, 7, 7, 5], (7, 7), 8)),
    Case("no such pair", lambda: ([5, 6, 5], (6, 6), 7)),
    Case("the pair turned round", lambda: ([4, 2, 1, 3], (1, 2), 9)),
    Case("one number alone", lambda: ([3], (3, 4), 5)),
    Case("the pair's first number at the end", lambda: ([2, 1, 2, 1], (1, 2), 6)),
    Case("numbers of several digits", lambda: ([11, 2, 1, 23, 1, 2, 12], (1, 2), 9)),
    Case("the pair at odd places, three times", lambda: ([0, 97, 98, 97, 98, 98, 97, 97, 98], (97, 98), 256)),
    Case("thirteen numbers, five in a row", lambda: ([3, 5, 5, 5, 5, 5, 4, 5, 5, 3, 5, 5, 5], (5, 5), 300)),
)


def _with_two_comparisons(ids: list[int], pair: Pair, new_id: int) -> list[int]:
    merged, place = [], 0
    while place < len(ids):
        if place < len(ids) - 1 and ids[place] == pair[0] and ids[place + 1] == pair[1]:
            merged.append(new_id)
            place += 1
        else:
            merged.append(ids[place])
        place += 1
    return merged


def _in_a_copy(ids: list[int], pair: Pair, new_id: int) -> list[int]:
    merged = list(ids)
    for place in range(len(ids)):
        if tuple(merged[place : place + 2]) == pair:
            merged[place : place + 2] = [new_id]
    return merged


def _looking_back(ids: list[int], pair: Pair, new_id: int) -> list[int]:
    merged: list[int] = []
    joined = False  # what stands last in `merged` is new, and no half of a pair
    for number in ids:
        joined = bool(merged) and not joined and (merged[-1], number) == pair
        merged[len(merged) - joined :] = [new_id if joined else number]
    return merged


# Ways to get it wrong


def _in_a_text(ids: list[int], pair: Pair, new_id: int) -> list[int]:
    text = " ".join(map(str, ids)).replace("{} {}".format(*pair), str(new_id))
    return [int(number) for number in text.split()]


COMPARED = "tuple(ids[place : place + 2]) == tuple(pair)"
BOTH = "ids[place] == pair[0] and ids[place + 1] == pair[1]"
NEW, OLD = "merged.append(new_id)", "merged.append(ids[place])"

MISTAKES = (
    Mistake(
        "second-number-stays",
        "The second number of a joined pair is looked at again. After a merge the place moves on by two.",
        {"place += 2": "place += 1"},
    ),
    Mistake(
        "three-used-up",
        "After a merge one number too many is left out: the pair has two.",
        {"place += 2": "place += 3"},
    ),
    Mistake(
        "last-number-lost",
        "The last number is lost where it belongs to no pair. Go on to the end of the list.",
        {"place < len(ids)": "place < len(ids) - 1"},
    ),
    Mistake(
        "each-neighbour-looked-at",
        "You look at each number and its next one, also after a merge: its second number stays, and the last number of "
        "all is lost. Use `while`: after a merge the place moves on by two.",
        {"place < len(ids)": "place < len(ids) - 1", "place += 2": "place += 1"},
    ),
    Mistake(
        "else-missing",
        "After a merge you append the number behind it unseen. Either the one or the other: write `else`.",
        {"        else:": "        if True:"},
    ),
    Mistake(
        "digits-joined",
        "You searched in a text of digits, where 1 2 stands in 11 2 as well. Compare the numbers.",
        _in_a_text,
    ),
    Mistake(
        "past-the-end",
        "The last number has no next one. Look at ids[place:place + 2], which is shorter there, or ask first.",
        (
            {"place < len(ids) - 1 and ": ""},
            {f"place < len(ids) - 1 and {BOTH}": "(ids[place], ids[place + 1]) == pair"},
        ),
        of=_with_two_comparisons,
    ),
    Mistake(
        "first-pair-only",
        "You joined the first occurrence only. Wherever the pair stands, it is joined.",
        {COMPARED: f"new_id not in merged and {COMPARED}"},
    ),
    Mistake(
        "list-changed",
        "The result is right, but you changed the caller's list. Make a new one.",
        {"list(ids)": "ids"},
        of=_in_a_copy,
    ),
    Mistake(
        "from-the-right",
        "You went from right to left: in [7, 7, 7] the first two are joined.",
        {
            "merged = []": "ids, pair, merged = ids[::-1], pair[::-1], []",
            "return merged": "return merged[::-1]",
        },
    ),
    Mistake(
        "either-order",
        "You joined (2, 1) as well. The order counts: compare lists or tuples, not sets.",
        (
            {COMPARED: "set(ids[place : place + 2]) == set(pair)"},
            {COMPARED: "sorted(ids[place : place + 2]) == sorted(pair)"},
            {COMPARED: "tuple(ids[place : place + 2]) in (tuple(pair), tuple(pair[::-1]))"},
        ),
    ),
    Mistake(
        "turned-round",
        "You joined the pair turned round. The first number of `pair` stands first.",
        {COMPARED: "tuple(ids[place : place + 2]) == tuple(pair[::-1])"},
    ),
    Mistake(
        "nothing-joined",
        "Nothing is joined. A list is never equal to a tuple: make a tuple of the two numbers.",
        {"tuple(ids[place : place + 2])": "ids[place : place + 2]"},
    ),
    Mistake(
        "old-number-stays",
        "The pair's numbers stay beside the new one. It stands in their place.",
        (
            {NEW: "merged += [ids[place], new_id]"},
            {NEW: "merged += [*pair, new_id]"},
            {NEW: "merged += [new_id, *pair]"},
            {NEW: "merged += [new_id, pair[1]]"},
        ),
    ),
    Mistake("pair-left-out", "The pair is gone, but `new_id` does not stand in its place.", {NEW: "pass"}),
    Mistake("rest-left-out", "The numbers that belong to no pair are gone. Append them too.", {OLD: "pass"}),
    Mistake(
        "steps-of-two",
        "You went by two in any case, so a pair at an odd place is missed. Without a merge go on by one.",
        {OLD: "merged += ids[place : place + 2]", "place += 1": "place += 2"},
    ),
    Mistake(
        "overlaps-joined",
        "A number that has been joined is used up: in [7, 7, 7] the third one is left.",
        {
            "place += 2": "place += 1",
            OLD: "merged += [] if tuple(ids[max(place - 1, 0) : place + 1]) == tuple(pair) else [ids[place]]",
        },
    ),
    Mistake(
        "each-number-of-the-pair",
        "You replaced each of the two numbers, wherever it stands. Only one after the other are they the pair.",
        {COMPARED: "ids[place] in pair", "place += 2": "place += 1"},
    ),
    Mistake(
        "first-number-alone",
        "You looked at the pair's first number only. The next number must be its second.",
        {COMPARED: "ids[place] == pair[0]"},
    ),
)

EXERCISE = Exercise(
    name="merge-step",
    chapter="tokens",
    minutes=10,
    difficulty="medium",
    solution=merge,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_two_comparisons, _in_a_copy, _looking_back),
    parts=("number",),
)
