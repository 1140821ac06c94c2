"""Say where two texts first differ."""

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def first_difference(one: list[int], other: list[int]) -> int | None:
    """Return the first place with two different ids, or with one id only; None if the lists are equal."""
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    if len(one) != len(other):
        return min(len(one), len(other))
    return None


def _case(words: str, one: list[int], other: list[int]) -> Case:
    return Case(words, lambda: (list(one), list(other)))


CASES = (
    _case("they differ at place 1", [5, 8, 3], [5, 2, 3]),
    _case("they differ at place 0", [4, 6], [7, 6]),
    _case("they are equal", [9, 1, 4], [9, 1, 4]),
    _case("the first one begins the second one", [5, 8], [5, 8, 3, 6]),
    _case("the second one begins the first one", [2, 7, 7, 1], [2, 7, 7]),
    _case("they differ twice", [1, 3, 2, 6, 5], [1, 3, 8, 6, 4]),
    _case("they differ, and the first one is longer", [1, 2, 3, 4, 6], [1, 9, 3]),
    _case("they differ at the last place of the shorter one", [3, 0, 5], [3, 0, 6, 2, 2, 4]),
    _case("the same ids in another order", [6, 6, 2, 9], [6, 2, 6, 9]),
    _case("the first one is empty", [], [7, 3]),
    _case("the second one is empty", [1, 5, 2], []),
    _case("both are empty", [], []),
    _case("the first difference is the largest id's", [0, 0, 50, 1], [0, 0, 0, 2]),
)


def _as_long_as_they_agree(one: list[int], other: list[int]) -> int | None:
    place = 0
    while place < min(len(one), len(other)) and one[place] == other[place]:
        place += 1
    return None if one == other else place


def _equal_beginnings(one: list[int], other: list[int]) -> int | None:
    if one == other:
        return None
    return max(length for length in range(len(one) + 1) if one[:length] == other[:length])


def _all_differences(one: list[int], other: list[int]) -> int | None:
    shorter = min(len(one), len(other))
    places = [i for i in range(shorter) if one[i] != other[i]]
    places += range(shorter, max(len(one), len(other)))
    return places[0] if places else None


IN_PAIRS, DIFFERS = "enumerate(zip(one, other, strict=False))", "left != right"
SHORTER = "min(len(one), len(other))"
UNEQUAL = f"    if len(one) != len(other):\n        return {SHORTER}\n"
FOUND = "return place\n"
LOOP = f"    for place, (left, right) in {IN_PAIRS}:\n        if {DIFFERS}:\n            return place\n"
END = "    return None\n"
BY_PLACE = "    for place in range({}):\n        if one[place] != other[place]:\n            return place\n"
GOING_ON = "    found = None\n" + LOOP.replace("return", "found =")

MISTAKES = (
    Mistake(
        "counted-from-1",
        "You counted the places from 1. They count from 0.",
        ({FOUND: "return place + 1\n"}, {FOUND: "return place + 1\n", f"return {SHORTER}": f"return {SHORTER} + 1"}),
    ),
    Mistake(
        "last-equal-place",
        "This is the last place at which they agree. Return the one after it.",
        (
            {FOUND: "return place - 1\n"},
            {FOUND: "return place - 1\n", f"return {SHORTER}": f"return {SHORTER} - 1"},
            {f"return {SHORTER}": f"return {SHORTER} - 1"},
        ),
    ),
    Mistake(
        "lengths-left-out",
        "One list begins the other, and you took them for equal. They differ where the shorter one is over.",
        {UNEQUAL: ""},
    ),
    Mistake(
        "longer-length",
        "You returned the length of the longer list. They differ where the shorter one is over.",
        {f"return {SHORTER}": "return max(len(one), len(other))"},
    ),
    Mistake(
        "one-length-always",
        "You returned the length of one list, whichever is shorter. They differ where the shorter one is over.",
        ({f"return {SHORTER}": "return len(one)"}, {f"return {SHORTER}": "return len(other)"}),
    ),
    Mistake(
        "difference-of-lengths",
        "You returned by how much one list is longer. Wanted is a place: the length of the shorter one.",
        {f"return {SHORTER}": "return abs(len(one) - len(other))"},
    ),
    Mistake(
        "lengths-first",
        "You looked at the lengths first. They may differ at an earlier place: compare the ids before.",
        {LOOP: UNEQUAL + LOOP, UNEQUAL: ""},
    ),
    Mistake(
        "number-for-equal",
        "The lists are equal, and you returned a number, which would be a place. Return None.",
        (
            {END: "    return -1\n"},
            {END: "    return 0\n"},
            {END: "    return len(one)\n"},
            {UNEQUAL: "", END: "    return -1\n"},
            {UNEQUAL: "", END: f"    return {SHORTER}\n"},
            {UNEQUAL: "", END: "    return len(one)\n"},
            {UNEQUAL: "", END: "    return len(other)\n"},
        ),
    ),
    Mistake(
        "truth-value-for-equal",
        "You returned a truth value for equal lists. Return None.",
        ({END: "    return False\n"}, {END: "    return True\n"}),
    ),
    Mistake(
        "text-for-equal",
        'You returned the text "None". Return None itself, without quotes.',
        {END: '    return "None"\n'},
    ),
    Mistake(
        "behind-the-shorter-list",
        "You went on behind the end of a list. Go up to the end of the shorter one: zip does, or min of the lengths.",
        (
            {LOOP: BY_PLACE.format("len(one)")},
            {LOOP: BY_PLACE.format("len(other)")},
            {LOOP: BY_PLACE.format("max(len(one), len(other))")},
        ),
    ),
    Mistake(
        "pairs-must-be-as-many",
        "zip with strict=True raises an error for lists of different lengths. Leave it out.",
        {"strict=False": "strict=True"},
    ),
    Mistake(
        "last-difference",
        "You returned the last difference. Return the first one, at once.",
        (
            {LOOP: GOING_ON, END: "    return found\n"},
            {LOOP: f"{GOING_ON}    if found is not None:\n        return found\n"},
        ),
    ),
    Mistake(
        "differences-counted",
        "You counted the differences. Return the place of the first one.",
        {"places[0]": "len(places)"},
        of=_all_differences,
    ),
    Mistake(
        "differences-counted-in-pairs",
        "You counted the differences. Return the place of the first one.",
        {"places[0]": "len(places)", "    places += range(shorter, max(len(one), len(other)))\n": ""},
        of=_all_differences,
    ),
    Mistake(
        "equal-place",
        "This is the first place at which they agree. Return the first at which they differ: !=.",
        {DIFFERS: "left == right"},
    ),
    Mistake(
        "id-returned",
        "This is the id, or both ids. Return the place at which they stand.",
        ({FOUND: "return left\n"}, {FOUND: "return right\n"}, {FOUND: "return left, right\n"}),
    ),
    Mistake(
        "place-of-the-id",
        "`index` gives the first place of this id, which may be another one. Count along: enumerate.",
        ({FOUND: "return one.index(left)\n"}, {FOUND: "return other.index(right)\n"}),
    ),
    Mistake(
        "ids-that-the-other-lacks",
        "You asked which id the other list lacks. Compare the two ids at each place.",
        (
            {DIFFERS: "left not in other"},
            {f"(left, right) in {IN_PAIRS}": "left in enumerate(one)", DIFFERS: "left not in other"},
        ),
    ),
    Mistake(
        "larger-only",
        "You asked which id is larger. They differ either way: !=.",
        ({DIFFERS: "left > right"}, {DIFFERS: "left < right"}),
    ),
    Mistake(
        "first-pair-only",
        "You decided with the first pair. Is the `return` of the other case inside the loop?",
        (
            {LOOP: f"{LOOP}        return None\n"},
            {LOOP: f"{LOOP}        return None\n", UNEQUAL: "", END: f"    return {SHORTER}\n"},
        ),
    ),
    Mistake(
        "all-places",
        "You returned all places at which they differ. Return the first one.",
        {LOOP: "    return [i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]\n"},
    ),
)

EXERCISE = Exercise(
    name="first-difference",
    chapter="real-writer",
    minutes=8,
    difficulty="easy",
    solution=first_difference,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_as_long_as_they_agree, _equal_beginnings, _all_differences),
    equivalent_mutations=(
        # which of the two lists comes first plays no part
        "line 2: 'zip(one, other)' → 'zip(other, one)'",
    ),
)
