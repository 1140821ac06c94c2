"""Cut what a model wrote where its answer ends."""

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def until_stop(ids: list[int], end_ids: list[int]) -> list[int]:
    """Return the ids before the first one that is in `end_ids`, or all of them if none is."""
    for place, token in enumerate(ids):
        if token in end_ids:
            return ids[:place]
    return ids


def _case(words: str, ids: list[int], end_ids: list[int]) -> Case:
    return Case(words, lambda: (list(ids), list(end_ids)))


CASES = (
    _case("one end", [5, 7, 2, 9], [2]),
    _case("no end was written", [5, 7, 9], [2]),
    _case("two ends, one was written", [8, 1, 4, 4, 6], [0, 4]),
    _case("two ends, the second one was written first", [8, 6, 3, 7, 1, 5], [1, 3]),
    _case("the answer is empty", [2, 5, 6], [2, 9]),
    _case("nothing was written", [], [2]),
    _case("one end, written three times", [3, 2, 5, 2, 2], [2]),
    _case("0 is an end, and a token is written twice", [6, 6, 0, 6], [0]),
    _case("three ends, the last token is one", [9, 4, 4, 7, 1], [5, 1, 3]),
    _case("the ends stand beside each other", [7, 5, 8, 2, 0, 3], [2, 0]),
    _case("more ends than tokens", [4, 6], [1, 2, 3, 5]),
)


def _collected(ids: list[int], end_ids: list[int]) -> list[int]:
    answer: list[int] = []
    for token in ids:
        if token in end_ids:
            break
        answer.append(token)
    return answer


def _nearest_end(ids: list[int], end_ids: list[int]) -> list[int]:
    places = [ids.index(end) for end in end_ids if end in ids]
    return ids[: min(places, default=len(ids))]


def _cut_for_each(ids: list[int], end_ids: list[int]) -> list[int]:
    for end in end_ids:
        if end in ids:
            ids = ids[: ids.index(end)]
    return ids


FOUND, CUT, ELSE = "token in end_ids", "ids[:place]", "    return ids\n"
LOOP = "    for place, token in enumerate(ids):\n        if token in end_ids:\n            return ids[:place]\n"
KEPT = "return ids[: min(places, default=len(ids))]"
INDEX = "ids[: ids.index(end)]"

MISTAKES = (
    Mistake(
        "end-included",
        "The end itself is in your answer. It belongs to none: stop before it.",
        {CUT: "ids[: place + 1]"},
    ),
    Mistake(
        "one-too-early",
        "The last token of the answer is missing.",
        ({CUT: "ids[: place - 1]"}, {CUT: "ids[: max(place - 1, 0)]"}),
    ),
    Mistake(
        "one-too-early-everywhere",
        "The last token is missing. Where no end comes, all ids are the answer.",
        {ELSE: "    return ids[:-1]\n"},
    ),
    Mistake(
        "only-the-ends-left-out",
        "You took the ends out, but went on behind the first one. What stands there does not belong to the answer.",
        {LOOP: "", ELSE: "    return [token for token in ids if token not in end_ids]\n"},
    ),
    Mistake(
        "only-one-end",
        "You looked for one of end_ids alone. Any of them ends the answer.",
        ({FOUND: "token == end_ids[0]"}, {FOUND: "token == end_ids[-1]"}),
    ),
    Mistake(
        "first-in-the-list-of-ends",
        "You cut at the end that stands first in end_ids. What counts is which comes first in ids.",
        {KEPT: "return ids[: places[0]] if places else ids"},
        of=_nearest_end,
    ),
    Mistake(
        "last-end",
        "You cut at the last end. The answer is over at the first one.",
        (
            {
                "return ids[:place]": "found = place",
                "for place": "found = len(ids)\n    for place",
                ELSE: "    return ids[:found]\n",
            },
            {CUT: "ids[: len(ids) - 1 - min(ids[::-1].index(end) for end in end_ids if end in ids)]"},
        ),
    ),
    Mistake(
        "farthest-end",
        "You cut at the end that comes last. The answer is over at the one that comes first.",
        {"min(": "max("},
        of=_nearest_end,
    ),
    Mistake(
        "no-end-no-answer",
        "Where no end comes, all ids are the answer. Is a `return` missing behind the loop?",
        ({ELSE: ""}, {ELSE: "    return []\n"}),
    ),
    Mistake(
        "end-must-come",
        "`index` raises an error where the end was not written. Ask first: `if end in ids`.",
        {"        if end in ids:\n    ": ""},
        of=_cut_for_each,
    ),
    Mistake(
        "nearest-end-must-come",
        "`index` raises an error where the end was not written. Ask first: `if end in ids`.",
        ({" if end in ids": ""}, {", default=len(ids)": ""}),
        of=_nearest_end,
    ),
    Mistake(
        "behind-the-end",
        "This is what comes behind the end. The answer stands before it.",
        ({CUT: "ids[place + 1 :]"}, {CUT: "ids[place:]"}),
    ),
    Mistake(
        "all-ends-in-a-row",
        "You looked for all of end_ids, one after the other. One of them is enough.",
        (
            {FOUND: "ids[place : place + len(end_ids)] == end_ids"},
            {"token in end_ids": "all(token == end for end in end_ids)"},
        ),
    ),
    Mistake(
        "list-against-list",
        "You compared a token with the whole list. Ask whether it is in the list: token in end_ids.",
        {FOUND: "token == end_ids"},
    ),
    Mistake(
        "place-returned",
        "This is the place of the end. Return the ids before it.",
        ({CUT: "place"}, {CUT: "place", ELSE: "    return len(ids)\n"}, {CUT: "place", ELSE: "    return -1\n"}),
    ),
    Mistake("end-returned", "This is the end itself. Return the ids before it.", {CUT: "token"}),
    Mistake(
        "turned-round",
        "You turned the answer round. Keep the order.",
        ({CUT: "ids[:place][::-1]"}, {CUT: "ids[:place][::-1]", ELSE: "    return ids[::-1]\n"}),
    ),
    Mistake(
        "each-token-once",
        "You took each token once. It stands in the answer as often as it was written.",
        (
            {CUT: "list(dict.fromkeys(ids[:place]))"},
            {CUT: "list(dict.fromkeys(ids[:place]))", ELSE: "    return list(dict.fromkeys(ids))\n"},
        ),
    ),
    Mistake(
        "argument-changed",
        "The answer is right, but you took the rest out of `ids` itself. Return a new list: ids[:place].",
        {"return ids[:place]": "del ids[place:]\n            return ids"},
    ),
    Mistake(
        "first-token-only",
        "You decided with the first token. Is the `return` of the other case inside the loop?",
        {"    return ids\n": "        return ids\n    return ids\n"},
    ),
)

EXERCISE = Exercise(
    name="stop-sign",
    chapter="real-writer",
    minutes=6,
    difficulty="easy",
    solution=until_stop,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_collected, _nearest_end, _cut_for_each),
)
