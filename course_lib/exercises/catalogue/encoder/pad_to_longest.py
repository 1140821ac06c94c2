"""Fill up the sentences of a batch to the longest one among them."""

from itertools import zip_longest

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake

Sentences = list[list[int]]


def pad_to_longest(sentences: Sentences, pad_id: int) -> Tensor:
    """Return the ids [batch, words of the longest sentence], short sentences filled up at the right."""
    longest = max(len(sentence) for sentence in sentences)
    return torch.tensor([sentence + [pad_id] * (longest - len(sentence)) for sentence in sentences])


CASES = (
    Case("two sentences, of three words and one, pad 0", lambda: ([[5, 8, 3], [7]], 0)),
    Case("two sentences, of two words and four, pad 1", lambda: ([[9, 4], [2, 6, 3, 5]], 1)),
    Case("three sentences, pad 9, and 0 is a word", lambda: ([[3], [0, 5, 0], [8, 0]], 9)),
    Case("two sentences of the same length", lambda: ([[4, 2, 7], [1, 3, 6]], 0)),
    Case("one sentence alone", lambda: ([[6, 2]], 3)),
    Case("twelve words beside one, pad 2", lambda: ([[8], list(range(20, 32))], 2)),
)


def _into_a_tensor(sentences: Sentences, pad_id: int) -> Tensor:
    ids = torch.zeros(len(sentences), max(map(len, sentences)), dtype=torch.int32) + pad_id
    for row, sentence in enumerate(sentences):
        ids[row, : len(sentence)] = torch.tensor(sentence)
    return ids


def _with_the_library(sentences: Sentences, pad_id: int) -> Tensor:
    return pad_sequence([torch.tensor(sentence) for sentence in sentences], batch_first=True, padding_value=pad_id)


def _column_by_column(sentences: Sentences, pad_id: int) -> Tensor:
    return torch.tensor(list(zip_longest(*sentences, fillvalue=pad_id))).T


OWN_BATCH = "A batch is as long as the longest sentence in it: every pad beyond that is computed for nothing."

MISTAKES = (
    Mistake(
        "padded-to-512",
        f"Every batch comes out 512 long. {OWN_BATCH}",
        {"max(len(sentence) for sentence in sentences)": "512"},
    ),
    Mistake(
        "cut-to-a-fixed-length",
        "Your batches all have the same length, and longer sentences are cut. Take the longest sentence of this batch.",
        tuple(
            {"max(len(sentence) for sentence in sentences)": n, "[sentence +": "[sentence[:longest] +"} for n in "35"
        ),
    ),
    Mistake(
        "one-pad-more", f"Even the longest sentence gets a pad. {OWN_BATCH}", {"in sentences)\n": "in sentences) + 1\n"}
    ),
    Mistake(
        "cut-to-the-shortest",
        "You cut all sentences to the shortest one, so words are lost. Fill the short ones up instead.",
        {"max(": "min(", "[sentence +": "[sentence[:longest] +"},
    ),
    Mistake(
        "cut-to-the-first",
        "You took the length of the first sentence, and longer ones are cut. Look for the longest of all.",
        {"max(len(sentence) for sentence in sentences)": "len(sentences[0])", "[sentence +": "[sentence[:longest] +"},
    ),
    Mistake(
        "filled-to-the-first",
        "You filled up to the length of the first sentence, but another one may be longer.",
        {"max(len(sentence) for sentence in sentences)": "len(sentences[0])"},
    ),
    Mistake(
        "largest-not-longest",
        "max(sentences) compares the ids, first with first. Take the maximum of the lengths, or say key=len.",
        {"max(len(sentence) for sentence in sentences)": "len(max(sentences))"},
    ),
    Mistake(
        "not-padded",
        "Rows of a tensor must be equally long: fill the short sentences up first.",
        {" + [pad_id] * (longest - len(sentence))": ""},
    ),
    Mistake(
        "one-pad-each",
        "A short sentence gets one pad, however many words it lacks: longest − len(sentence) of them.",
        {"* (longest - len(sentence))": "* (longest > len(sentence))"},
    ),
    Mistake(
        "pads-in-front",
        "The pads stand at the left, so the places of the words shift. Put them at the right.",
        {"sentence + [pad_id] * (longest - len(sentence))": "[pad_id] * (longest - len(sentence)) + sentence"},
    ),
    Mistake("pads-with-0", "You filled up with 0. The pad's number is `pad_id`; 0 may be a word.", {"[pad_id]": "[0]"}),
    Mistake(
        "words-first",
        "The axes are [words, batch], as pad_sequence makes them without batch_first=True. Wanted is [batch, words].",
        {"batch_first=True, ": ""},
        of=_with_the_library,
    ),
    Mistake(
        "words-first-and-0",
        "pad_sequence returns [words, batch] and fills up with 0: say batch_first=True, padding_value=pad_id.",
        {", batch_first=True, padding_value=pad_id": ""},
        of=_with_the_library,
    ),
    Mistake(
        "sorted-by-length",
        "You sorted the sentences by length. Keep them in their order.",
        (
            {"for sentence in sentences]": "for sentence in sorted(sentences, key=len, reverse=True)]"},
            {"for sentence in sentences]": "for sentence in sorted(sentences, key=len)]"},
        ),
    ),
    Mistake(
        "first-sentence-only",
        "Only the first sentence is filled in: does `return` stand inside the loop?",
        {"    return ids": "        return ids"},
        of=_into_a_tensor,
    ),
    Mistake(
        "floats",
        "The ids are right, but they are floats. Return whole numbers: dtype=torch.long, or torch.full with an int.",
        {", dtype=torch.int32": ""},
        of=_into_a_tensor,
    ),
    Mistake(
        "lists-lengthened",
        "The ids are right, but you lengthened the caller's own lists: the pads are in them for good. "
        "`sentence + pads` makes a new list; `+=`, `append` and `extend` change the old one.",
        {"sentence + [pad_id] *": "sentence.__iadd__([pad_id] *", "len(sentence)) ": "len(sentence))) "},
    ),
)

EXERCISE = Exercise(
    name="pad-to-longest",
    chapter="encoder",
    minutes=6,
    difficulty="easy",
    solution=pad_to_longest,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_into_a_tensor, _with_the_library, _column_by_column),
    dtype_asked="kind",
)
