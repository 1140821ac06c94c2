"""Write a sentence word by word, always the likeliest next one."""

from collections.abc import Callable
from functools import reduce

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


def after_start_and_words(ids: list[int]) -> Tensor:
    """Follow the example of the task: after the start 1 come 3 and 5, then the end 2; other beginnings get a 4."""
    likeliest = {(1,): 3, (1, 3): 5, (1, 3, 5): 2}.get(tuple(map(int, ids)), 4)
    logits = torch.tensor([0.0, -1.0, 1.0, 0.5, 1.5, 1.0])
    logits[likeliest] = 2.0
    return logits


def _writer(words: int, vocab_size: int, eos_id: int, strict: bool = False) -> NextLogits:
    """Make a model that writes so many words and the end; each logit depends on all ids so far.

    After the end it writes on, for all to see who does not stop. A strict one refuses, and also to be asked twice.
    """
    asked: list[list[int]] = []

    def model(ids: list[int]) -> Tensor:
        so_far = [int(number) for number in ids]
        if strict and eos_id in so_far:
            raise ValueError("next_logits was called though the sentence had ended with eos_id")
        if strict and so_far in asked:
            raise RuntimeError("next_logits was called twice with the same ids; each call costs a pass of the model")
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
    Case("a model that counts its calls", lambda: (_writer(3, 7, eos_id=2, strict=True), 1, 2, 9)),
)


# Other ways to write it


def _with_for_and_break(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    for _ in range(max_length - 1):
        next_id = next_logits(ids).argmax().item()
        ids = [*ids, int(next_id)]
        if next_id == eos_id:
            break
    return ids


def _by_recursion(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    def continued(ids: list[int]) -> list[int]:
        if len(ids) == max_length or ids[-1] == eos_id:
            return ids
        logits = next_logits(ids).tolist()
        return continued([*ids, logits.index(max(logits))])

    return continued([bos_id])


# Ways to get it wrong


def _likeliest(next_logits: NextLogits, ids: list[int]) -> int:
    return int(next_logits(ids).argmax())


def _end_left_out(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    while len(ids) < max_length:
        next_id = _likeliest(next_logits, ids)
        if next_id == eos_id:
            break
        ids.append(next_id)
    return ids


def _never_stops(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    while len(ids) < max_length:
        ids.append(_likeliest(next_logits, ids))
    return ids


def _cut_afterwards(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = _never_stops(next_logits, bos_id, eos_id, max_length)
    return ids[: ids.index(eos_id) + 1] if eos_id in ids else ids


def _asked_twice(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    return write(lambda ids: torch.maximum(next_logits(ids), next_logits(ids)), bos_id, eos_id, max_length)


def _one_too_many(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    return write(next_logits, bos_id, eos_id, max_length + 1)


def _one_too_few(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    return write(next_logits, bos_id, eos_id, max_length - 1)


def _always_one_word(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    return write(next_logits, bos_id, eos_id, max(max_length, 2))


def _length_ignored(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    return write(next_logits, bos_id, eos_id, 100)


def _start_left_out(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    return write(next_logits, bos_id, eos_id, max_length)[1:]


def _words_only(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    return _end_left_out(next_logits, bos_id, eos_id, max_length)[1:]


def _last_id_only(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    return write(lambda ids: next_logits(ids[-1:]), bos_id, eos_id, max_length)


def _start_only(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    return write(lambda ids: next_logits(ids[:1]), bos_id, eos_id, max_length)


def _start_not_read(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    return write(lambda ids: next_logits(ids[1:]), bos_id, eos_id, max_length)


def _unlikeliest(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    return write(lambda ids: -next_logits(ids), bos_id, eos_id, max_length)


def _drawn(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    while len(ids) < max_length and ids[-1] != eos_id:
        ids.append(int(torch.multinomial(next_logits(ids).softmax(dim=-1), 1)))
    return ids


def _one_word(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    return write(next_logits, bos_id, eos_id, min(max_length, 2))


def _signs_swapped(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    return write(next_logits, eos_id, bos_id, max_length)


def _end_appended(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = write(next_logits, bos_id, eos_id, max_length)
    return ids if ids[-1] == eos_id else [*ids, eos_id]


def _end_in_the_last_place(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = write(next_logits, bos_id, eos_id, max_length)
    return [*ids[:-1], eos_id] if len(ids) == max_length else ids


def _tensors(next_logits: NextLogits, bos_id: int, eos_id: int, max_length: int) -> list[int | Tensor]:
    first, *more = write(next_logits, bos_id, eos_id, max_length)
    return [first, *map(torch.tensor, more)]


MISTAKES = (
    Mistake(
        "end-left-out",
        "You stop before the end is appended. Then nobody can tell a finished sentence from one cut off: append it, "
        "then stop.",
        _end_left_out,
    ),
    Mistake(
        "never-stops-at-the-end",
        "You write on after the end, up to max_length. Stop once eos_id is appended.",
        _never_stops,
    ),
    Mistake(
        "cut-afterwards",
        "You write on up to max_length and cut the rest off afterwards. Each call costs a pass of the model: stop once "
        "eos_id is appended.",
        _cut_afterwards,
    ),
    Mistake(
        "asked-twice",
        "You call next_logits more than once for the same ids. Each call costs a pass of the model: keep its result in "
        "a variable.",
        _asked_twice,
    ),
    Mistake(
        "one-too-many",
        "The list gets longer than max_length. The start counts too: go on only while len(ids) < max_length.",
        _one_too_many,
    ),
    Mistake("one-too-few", "You stop one id too early: the list may have max_length ids.", _one_too_few),
    Mistake(
        "one-word-in-any-case",
        "With max_length = 1 there is room for the start alone. Ask for the length before you append.",
        _always_one_word,
    ),
    Mistake("max-length-ignored", "You write until the end comes. Stop at max_length ids as well.", _length_ignored),
    Mistake("start-left-out", "The start is missing in what you return. It is the list's first id.", _start_left_out),
    Mistake("words-only", "Start and end are missing. Return the whole list, as the model reads it.", _words_only),
    Mistake(
        "last-id-only",
        "The model sees the last id only. The next word depends on all before it: give it the whole list.",
        _last_id_only,
    ),
    Mistake(
        "list-not-extended",
        "The model sees the start only, at each step, and so says the same word. Give it the list with all that you "
        "have appended.",
        _start_only,
    ),
    Mistake(
        "start-not-read",
        "The model does not see the start. It has learned with it: give it the whole list, start included.",
        _start_not_read,
    ),
    Mistake("unlikeliest", "You took the unlikeliest word. The likeliest has the largest logit: argmax.", _unlikeliest),
    Mistake("drawn", "You drew a word by its share. Greedy means the likeliest one, always: argmax.", _drawn),
    Mistake("one-word-only", "You return after the first word. Is the `return` inside the loop?", _one_word),
    Mistake("signs-swapped", "You began with the end. Begin with bos_id and stop at eos_id.", _signs_swapped),
    Mistake(
        "end-appended",
        "Where max_length stops the sentence, you append an end that the model did not write. Leave it cut off.",
        _end_appended,
    ),
    Mistake(
        "end-in-the-last-place",
        "Where max_length stops the sentence, you put the end in place of its last word. Leave what the model wrote.",
        _end_in_the_last_place,
    ),
    Mistake(
        "tensors-in-the-list",
        "The list holds tensors of one number. Make plain numbers of them: int(…) or .item().",
        _tensors,
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
    also_right=(_with_for_and_break, _by_recursion),
)
