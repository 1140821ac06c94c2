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


def _sentence_by_sentence(tgt: Tensor) -> Pair:
    sentences = tgt.tolist()
    read = [sentence[:-1] for sentence in sentences]
    said = [sentence[1:] for sentence in sentences]
    return torch.tensor(read), torch.tensor(said)


# Ways to get it wrong


def _not_shifted(tgt: Tensor) -> Pair:
    return tgt, tgt


def _both_without_last(tgt: Tensor) -> Pair:
    return tgt[:, :-1], tgt[:, :-1]


def _both_without_first(tgt: Tensor) -> Pair:
    return tgt[:, 1:], tgt[:, 1:]


def _wrong_way(tgt: Tensor) -> Pair:
    return tgt[:, 1:], tgt[:, :-1]


def _rolled(tgt: Tensor) -> Pair:
    return tgt, tgt.roll(-1, dims=1)


def _rolled_the_wrong_way(tgt: Tensor) -> Pair:
    return tgt, tgt.roll(1, dims=1)


def _filled_up(tgt: Tensor) -> Pair:
    return tgt, torch.cat([tgt[:, 1:], torch.zeros_like(tgt[:, :1])], dim=1)


def _all_is_read(tgt: Tensor) -> Pair:
    return tgt, tgt[:, 1:]


def _all_is_said(tgt: Tensor) -> Pair:
    return tgt[:, :-1], tgt


def _by_two(tgt: Tensor) -> Pair:
    return tgt[:, :-2], tgt[:, 2:]


def _start_never_read(tgt: Tensor) -> Pair:
    return tgt[:, 1:-1], tgt[:, 2:]


def _end_never_said(tgt: Tensor) -> Pair:
    return tgt[:, :-2], tgt[:, 1:-1]


def _words_only(tgt: Tensor) -> Pair:
    return tgt[:, :-1], tgt[:, 1:-1]


def _over_sentences(tgt: Tensor) -> Pair:
    return tgt[:-1], tgt[1:]


def _last_only(tgt: Tensor) -> Pair:
    return tgt[:, :-1], tgt[:, -1]


def _first_sentence(tgt: Tensor) -> Pair:
    return tgt[0, :-1], tgt[0, 1:]


MISTAKES = (
    Mistake(
        "not-shifted",
        "Nothing is shifted: the decoder would read at each place the very word that it shall say there. It would "
        "learn to copy. Cut the last column off the one and the first column off the other.",
        _not_shifted,
    ),
    Mistake(
        "both-without-last",
        "Both are the same: the decoder would read the word that it shall say. What it shall say is tgt without the "
        "first column.",
        _both_without_last,
    ),
    Mistake(
        "both-without-first",
        "Both are the same: the decoder would read the word that it shall say. What it reads is tgt without the last "
        "column.",
        _both_without_first,
    ),
    Mistake(
        "wrong-way",
        "The two are swapped: the decoder would read a word and shall say the one before it. It reads tgt without the "
        "last column, and says tgt without the first.",
        _wrong_way,
    ),
    Mistake(
        "rolled",
        "`roll` brings the start round to the last place, as if it had to be said after the end. Cut a column off "
        "instead.",
        _rolled,
    ),
    Mistake(
        "rolled-the-wrong-way",
        "You rolled to the right: each place would have to say the word before it. What shall be said comes one place "
        "later, and nothing goes round.",
        _rolled_the_wrong_way,
    ),
    Mistake(
        "filled-up",
        "You filled the targets up with zeros. 0 need not be the pad. Cut the last column off what is read, and both "
        "have the same length.",
        _filled_up,
    ),
    Mistake(
        "all-is-read",
        "The decoder would read the last column too, and nothing is to be said after it: there are more places than "
        "targets. Leave the last column out.",
        _all_is_read,
    ),
    Mistake(
        "all-is-said",
        "The targets still have their first column. The start is given, nobody has to say it: leave it out.",
        _all_is_said,
    ),
    Mistake("by-two", "You shifted by two places. The next word is one place further.", _by_two),
    Mistake(
        "start-never-read",
        "The start is missing in what is read. From the start alone the decoder shall say the first word.",
        _start_never_read,
    ),
    Mistake(
        "last-column-never-said",
        "The last column is missing in what shall be said. It holds the end of the longest sentence, and a model that "
        "never says the end never stops.",
        _end_never_said,
    ),
    Mistake(
        "words-only",
        "You cut the targets at both ends. Only the start is not said; the last column stays.",
        _words_only,
    ),
    Mistake(
        "over-sentences",
        "You left out a sentence. The first axis is the batch; the words are axis 1: tgt[:, :-1].",
        _over_sentences,
    ),
    Mistake(
        "last-column-only",
        "You return one target for each sentence. Every place has one: the word that comes next.",
        _last_only,
    ),
    Mistake("first-sentence-only", "Only the first sentence is left. Keep the batch's axis.", _first_sentence),
)

EXERCISE = Exercise(
    name="shift-targets",
    chapter="translation",
    minutes=6,
    difficulty="easy",
    solution=shift_targets,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_narrow, _rolled_and_cut, _sentence_by_sentence),
)
