"""Write a sentence word by word, always the likeliest next one."""

from collections.abc import Callable
from functools import reduce
from typing import Any

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor

NextLogits = Callable[[list[int]], Tensor]  # from the ids so far to the logits of the next one, [vocab_size]


def write(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    """Return the start, the likeliest words, each given all before it, and the end if it came in time."""
    ids = [bos_id]
    while len(ids) < max_length and ids[-1] != eos_id:
        ids.append(int(next_logits(ids).argmax()))
    return ids


def _plain(ids: Any) -> tuple[int, ...]:
    """Return the ids that the model got; refuse what is no list, and a loop that never stops."""
    if not isinstance(ids, list | tuple):
        raise TypeError(f"next_logits takes the list of ids, but got: {type(ids).__name__}")
    if len(ids) >= 100:
        raise ValueError("next_logits was called with 100 ids: your loop does not stop")
    return tuple(map(int, ids))


def after_start_and_words(ids: Any) -> Tensor:
    """Follow the example of the task: after the start 1 come 3 and 5, then the end 2; other beginnings get a 4."""
    likeliest = {(1,): 3, (1, 3): 5, (1, 3, 5): 2}.get(_plain(ids), 4)
    logits = torch.tensor([0.0, -1.0, 1.0, 0.5, 1.5, 1.0])
    logits[likeliest] = 2.0
    return logits


def _writer(words: int, vocab_size: int, eos_id: int, room: int | None = None) -> NextLogits:
    """Make a model that writes so many words and the end; each logit depends on all ids so far.

    After the end it writes on, for all to see who does not stop. One that knows how much room there is refuses to be
    asked in vain: after the end, in a full list, or twice.
    """
    asked: list[tuple[int, ...]] = []

    def model(ids: Any) -> Tensor:
        so_far = _plain(ids)
        if room and eos_id in so_far:
            raise ValueError("next_logits was called though the sentence had ended with eos_id")
        if room and len(so_far) >= room:
            raise ValueError("next_logits was called though the list had max_length ids")
        if room and so_far in asked:
            raise ValueError("next_logits was called twice with the same ids")
        asked.append(so_far)
        logits = random_tensor(vocab_size, seed=reduce(lambda seed, number: 31 * seed + number + 1, so_far, 7) % 2**31)
        logits[eos_id] = 9.0 if len(so_far) == words + 1 else -9.0
        return logits

    return model


CASES = (
    Case("two words and the end", lambda: (after_start_and_words, 1, 2, 8)),
    Case("max_length = 3 leaves no room for the end", lambda: (after_start_and_words, 1, 2, 3)),
    Case("max_length = 4: the end comes in the last place", lambda: (after_start_and_words, 1, 2, 4)),
    Case("max_length = 1: the start alone", lambda: (after_start_and_words, 1, 2, 1)),
    Case("a sentence without words, the end follows the start", lambda: (_writer(0, 4, eos_id=2), 1, 2, 6)),
    Case("six words of a vocabulary of 9, max_length = 12", lambda: (_writer(6, 9, eos_id=2), 1, 2, 12)),
    Case("start 7, end 0, four words of a vocabulary of 8", lambda: (_writer(4, 8, eos_id=0), 7, 0, 10)),
    Case("thirty words, of which seven fit", lambda: (_writer(30, 12, eos_id=5), 3, 5, 8)),
    Case("a model that refuses to be asked in vain", lambda: (_writer(3, 7, eos_id=2, room=9), 1, 2, 9)),
    Case("a model that never says the end and refuses too", lambda: (_writer(10**9, 7, eos_id=2, room=5), 1, 2, 5)),
    Case("that model and max_length = 1", lambda: (_writer(10**9, 7, eos_id=2, room=1), 1, 2, 1)),
)


# Other ways to write it


def _with_for_and_break(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    for _ in range(max_length - 1):
        ids = [*ids, int(next_logits(ids).argmax())]
        if ids[-1] == eos_id:
            break
    return ids


def _with_while_true(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    while True:
        if len(ids) == max_length:
            return ids
        next_id = next_logits(ids).argmax().item()
        ids.append(int(next_id))
        if next_id == eos_id:
            return ids


def _by_recursion(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    def continued(ids: list[int]) -> list[int]:
        if len(ids) == max_length or ids[-1] == eos_id:
            return ids
        logits = next_logits(ids).tolist()
        return continued([*ids, logits.index(max(logits))])

    return continued([bos_id])


# Ways to get it wrong

LIKELIEST, ROOM, NO_END = "int(next_logits(ids).argmax())", "len(ids) < max_length", " and ids[-1] != eos_id"

MISTAKES = (
    Mistake(
        "end-left-out",
        "You stop before the end is appended. Append it, then stop: else nobody can tell a finished sentence from one "
        "cut off.",
        {"            break": "            return ids[:-1]"},
        of=_with_for_and_break,
    ),
    Mistake(
        "words-only",
        "Start and end are missing. Return the whole list, as the model reads it.",
        {"            break": "            return ids[1:-1]", "    return ids": "    return ids[1:]"},
        of=_with_for_and_break,
    ),
    Mistake("start-left-out", "The start is missing. It is the list's first id.", {"return ids": "return ids[1:]"}),
    Mistake("never-stops-at-the-end", "You write on after the end. Stop once eos_id is appended.", {NO_END: ""}),
    Mistake(
        "one-past-the-end", "You write one id more after the end.", {"ids[-1] != eos_id": "eos_id not in ids[:-1]"}
    ),
    Mistake(
        "asked-after-the-end",
        "You call next_logits after the end as well. Each call costs a pass of the model: stop at eos_id.",
        {NO_END: "", "return ids": "return ids[: ids.index(eos_id) + 1] if eos_id in ids else ids"},
    ),
    Mistake(
        "asked-in-vain",
        "You ask for a next id when the list is full. Each call costs a pass of the model: look at the length first.",
        {f"{ROOM} and ": "", "return ids": "return ids[:max_length]"},
    ),
    Mistake(
        "asked-twice",
        "You call next_logits twice for the same ids. Each call costs a pass of the model: keep its result.",
        {"next_logits(ids).": "torch.maximum(next_logits(ids), next_logits(ids))."},
    ),
    Mistake(
        "one-too-many", "The list gets longer than max_length: the start counts too.", {ROOM: "len(ids) <= max_length"}
    ),
    Mistake("one-too-few", "You stop one id too early: max_length ids have room.", {ROOM: "len(ids) < max_length - 1"}),
    Mistake(
        "one-word-in-any-case",
        "With max_length = 1 there is room for the start alone. Ask for the length before you append.",
        ({ROOM: "len(ids) < max(max_length, 2)"}, {ROOM: "(len(ids) == 1 or len(ids) != max_length)"}),
    ),
    Mistake("max-length-ignored", "The end may never come. Stop at max_length ids as well.", {ROOM + " and ": ""}),
    Mistake(
        "last-id-only",
        "The model sees the last id only. The next word depends on all before it: give it the whole list.",
        ({"(ids).": "(ids[-1:])."}, {"(ids).": "(ids[-1])."}),
    ),
    Mistake(
        "list-not-extended",
        "The model sees the start only, at each step. Give it the list with all that you have appended.",
        {"(ids).": "(ids[:1])."},
    ),
    Mistake("start-not-read", "The model does not see the start. Give it the whole list.", {"(ids).": "(ids[1:])."}),
    Mistake("unlikeliest", "You took the unlikeliest word: the likeliest is the argmax.", {"argmax": "argmin"}),
    Mistake("largest-logit", "You appended the largest logit. Its place is the id: argmax.", {"argmax": "max"}),
    Mistake(
        "last-logit-only",
        "You took the last logit, as if there were a row for each id. next_logits returns one row, of the next id.",
        {".argmax": "[-1].argmax"},
    ),
    Mistake(
        "drawn",
        "You drew a word by its share. Greedy means the likeliest one, always: argmax.",
        {LIKELIEST: "int(torch.multinomial(next_logits(ids).softmax(dim=-1), 1))"},
    ),
    Mistake(
        "one-word-only",
        "You return after the first word. Is the `return` inside the loop?",
        ({"    return ids": "        return ids"}, {ROOM: "len(ids) < min(max_length, 2)"}),
    ),
    Mistake("signs-swapped", "Begin with bos_id, stop at eos_id.", {"[bos_id]": "[eos_id]", "!= eos_id": "!= bos_id"}),
    Mistake(
        "end-forced",
        "Where max_length stops the sentence, you put an end that the model did not write. Leave it cut off.",
        (
            {"return ids": "return ids if ids[-1] == eos_id else [*ids, eos_id]"},
            {"return ids": "return [*ids[:-1], eos_id] if len(ids) == max_length else ids"},
            {"return ids": "return [*ids[:-1], eos_id] if len(ids) == max_length > 1 else ids"},
        ),
    ),
    Mistake(
        "tensors-in-the-list", "Make plain numbers of the tensors: int(…).", {LIKELIEST: "next_logits(ids).argmax()"}
    ),
    Mistake(
        "tensor-given", "next_logits takes the list of ids, not a tensor of them.", {"(ids).": "(torch.tensor(ids))."}
    ),
    Mistake("or-for-and", "Both must hold to go on, room and no end: `and`, not `or`.", {" and ids": " or ids"}),
    Mistake(
        "nothing-at-the-cut",
        "At max_length you return nothing.",
        {"break\n    return": "return"},
        of=_with_for_and_break,
    ),
)

EXERCISE = Exercise(
    name="greedy-loop",
    chapter="translation",
    minutes=20,
    difficulty="medium",
    solution=write,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_for_and_break, _with_while_true, _by_recursion),
    parts=("id",),
)
