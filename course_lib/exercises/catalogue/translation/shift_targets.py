"""Cut whole target sentences into what the decoder reads and what it shall say."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake

Pair = tuple[Tensor, Tensor]  # what is read, what shall be said


def shift_targets(tgt: Tensor) -> Pair:
    """Return the ids without the last column, and the ids without the first."""
    return tgt[:, :-1], tgt[:, 1:]


def _case(words: str, *rows: list[int]) -> Case:
    return Case(words, lambda: (torch.tensor(rows),))


# Start, end and pad are 1, 2 and 0, where nothing else is said.
CASES = (
    _case("one sentence of two words", [1, 5, 6, 2]),
    _case("a sentence without words: start and end", [1, 2]),
    _case("two sentences, of two words and of one word", [1, 5, 6, 2], [1, 7, 2, 0]),
    _case("three sentences of one word", [1, 8, 2], [1, 4, 2], [1, 9, 2]),
    _case(
        "four sentences, of one to five words",
        [1, 9, 3, 8, 4, 7, 2],
        [1, 6, 2, 0, 0, 0, 0],
        [1, 4, 5, 6, 2, 0, 0],
        [1, 8, 8, 2, 0, 0, 0],
    ),
    _case("five sentences of three words", *([1, word, 12 - word, 3, 2] for word in range(4, 9))),
    _case("start 7, end 0 and pad 3", [7, 1, 2, 0, 3], [7, 4, 0, 3, 3], [7, 5, 6, 2, 0]),
)


# Other ways to write it


def _with_narrow(tgt: Tensor) -> Pair:
    length = tgt.shape[1] - 1
    return tgt.narrow(1, 0, length), tgt.narrow(1, 1, length)


def _rolled_and_cut(tgt: Tensor) -> Pair:
    return tgt[:, :-1], tgt.roll(-1, dims=1)[:, :-1]


def _word_by_word(tgt: Tensor) -> Pair:
    batch, length = tgt.shape
    read, said = torch.zeros(batch, length - 1), torch.zeros(batch, length - 1)
    for place in range(length - 1):
        read[:, place], said[:, place] = tgt[:, place], tgt[:, place + 1]
    return read, said


# Ways to get it wrong

READ, SAID = "tgt[:, :-1]", "tgt[:, 1:]"
BOTH = f"{READ}, {SAID}"

MISTAKES = (
    Mistake(
        "same-twice",
        "Both are the same: the decoder would read the word that it shall say, and learn to copy. It reads tgt without "
        "the last column, and says tgt without the first.",
        ({BOTH: "tgt, tgt"}, {SAID: READ}, {READ: SAID}),
    ),
    Mistake("wrong-way", "The two are swapped: the decoder would say the word before.", {BOTH: f"{SAID}, {READ}"}),
    Mistake(
        "rolled",
        "`roll` brings the start round to the last place, as if it had to be said after the end. Cut a column off "
        "instead.",
        ({BOTH: "tgt, tgt.roll(-1, dims=1)"}, {SAID: "tgt.roll(-1, dims=1)"}),
    ),
    Mistake(
        "rolled-the-wrong-way",
        "You rolled to the right: each place would have to say the word before it.",
        ({BOTH: "tgt, tgt.roll(1, dims=1)"}, {BOTH: "tgt.roll(1, dims=1), tgt"}),
    ),
    Mistake(
        "filled-up",
        "You filled up with zeros, but 0 need not be the pad. Cut a column off each, and both have the same length.",
        (
            {BOTH: "tgt, torch.cat([tgt[:, 1:], torch.zeros_like(tgt[:, :1])], dim=1)"},
            {BOTH: "torch.cat([torch.zeros_like(tgt[:, :1]), tgt[:, :-1]], dim=1), tgt"},
        ),
    ),
    Mistake("all-is-read", "After the last column nothing is to be said: do not read it.", {BOTH: f"tgt, {SAID}"}),
    Mistake("all-is-said", "The start is given, nobody has to say it: leave the first column out.", {SAID: "tgt"}),
    Mistake("by-two", "You shifted by two places. The next word is one further.", {BOTH: "tgt[:, :-2], tgt[:, 2:]"}),
    Mistake(
        "start-never-read",
        "The start is missing in what is read. From the start alone the decoder shall say the first word.",
        ({BOTH: "tgt[:, 1:-1], tgt[:, 2:]"}, {READ: "tgt[:, 1:-1]"}),
    ),
    Mistake(
        "last-column-never-said",
        "The last column is missing in what shall be said. It holds the end of the longest sentence, and a model that "
        "never says the end never stops.",
        ({BOTH: "tgt[:, :-2], tgt[:, 1:-1]"}, {SAID: "tgt[:, 1:-1]"}),
    ),
    Mistake(
        "over-sentences", "You left out a sentence. The words are axis 1: tgt[:, :-1].", {BOTH: "tgt[:-1], tgt[1:]"}
    ),
    Mistake(
        "last-column-only",
        "You return one target for each sentence. Every place has one: the word that comes next.",
        ({SAID: "tgt[:, -1]"}, {SAID: "tgt[:, -1:]"}),
    ),
    Mistake(
        "first-sentence-only",
        "Only the first sentence is left: keep the batch.",
        tuple({BOTH: f"tgt[{first}, :-1], tgt[{first}, 1:]"} for first in ("0", ":1")),
    ),
    Mistake(
        "ids-assumed",
        "You took certain ids for the start, the end or the pad. They may be any: only columns go, whatever "
        "stands in them.",
        (
            {READ: "tgt.masked_fill(tgt == 2, 0)[:, :-1]"},
            {READ: "tgt.where(tgt != 2, 0)[:, :-1]", SAID: "tgt.where(tgt != 1, 0)[:, 1:]"},
            {SAID: "tgt[tgt != 1].reshape(len(tgt), -1)"},
            {READ: "tgt[tgt != 2].reshape(len(tgt), -1)", SAID: "tgt[tgt != 1].reshape(len(tgt), -1)"},
        ),
    ),
    Mistake(
        "one-tensor",
        "Return two tensors, `read, said`.",
        ({BOTH: READ}, {BOTH: SAID}, {BOTH: f"torch.stack([{BOTH}])"}),
    ),
    Mistake(
        "colon-forgotten",
        "Without the colon you take a single column. All but the last is tgt[:, :-1], all but the first tgt[:, 1:].",
        ({READ: "tgt[:, -1]", SAID: "tgt[:, 1]"}, {READ: "tgt[:, -1]"}, {SAID: "tgt[:, 1]"}),
    ),
    Mistake(
        "length-of-the-example",
        "You took as many columns as in the example. Tables are of any length: count from the end, [:, :-1].",
        ({READ: "tgt[:, :3]", SAID: "tgt[:, 1:4]"}, {READ: "tgt[:, :3]"}, {SAID: "tgt[:, 1:4]"}),
    ),
    Mistake(
        "squeezed",
        "`squeeze` drops an axis where its size is 1: one sentence is a batch too.",
        tuple({BOTH: f"{READ}.{way}, {SAID}.{way}"} for way in ("squeeze()", "squeeze(0)")),
    ),
    Mistake("lists", "Return tensors, not lists.", {BOTH: f"{READ}.tolist(), {SAID}.tolist()"}),
)

EXERCISE = Exercise(
    name="shift-targets",
    chapter="translation",
    minutes=6,
    difficulty="easy",
    solution=shift_targets,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_narrow, _rolled_and_cut, _word_by_word),
    parts=(("tensor that is read", "tensor that shall be said"),),
)
