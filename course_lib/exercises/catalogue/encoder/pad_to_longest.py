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


# Other ways to write it


def _into_a_full_tensor(sentences: Sentences, pad_id: int) -> Tensor:
    ids = torch.full((len(sentences), max(map(len, sentences))), pad_id)
    for row, sentence in enumerate(sentences):
        ids[row, : len(sentence)] = torch.tensor(sentence)
    return ids


def _with_the_library(sentences: Sentences, pad_id: int) -> Tensor:
    return pad_sequence([torch.tensor(sentence) for sentence in sentences], batch_first=True, padding_value=pad_id)


def _column_by_column(sentences: Sentences, pad_id: int) -> Tensor:
    return torch.tensor(list(zip_longest(*sentences, fillvalue=pad_id))).T


# Ways to get it wrong


def _to_length(sentences: Sentences, pad_id: int, length: int) -> Tensor:
    return torch.tensor([(sentence + [pad_id] * (length - len(sentence)))[:length] for sentence in sentences])


def _to_512(sentences: Sentences, pad_id: int) -> Tensor:
    return _to_length(sentences, pad_id, 512)


def _to_five(sentences: Sentences, pad_id: int) -> Tensor:
    return _to_length(sentences, pad_id, 5)


def _one_pad_more(sentences: Sentences, pad_id: int) -> Tensor:
    return _to_length(sentences, pad_id, max(map(len, sentences)) + 1)


def _cut_to_shortest(sentences: Sentences, pad_id: int) -> Tensor:
    return _to_length(sentences, pad_id, min(map(len, sentences)))


def _cut_to_first(sentences: Sentences, pad_id: int) -> Tensor:
    return _to_length(sentences, pad_id, len(sentences[0]))


def _filled_to_first(sentences: Sentences, pad_id: int) -> Tensor:
    return torch.tensor([sentence + [pad_id] * (len(sentences[0]) - len(sentence)) for sentence in sentences])


def _to_largest(sentences: Sentences, pad_id: int) -> Tensor:
    return torch.tensor([sentence + [pad_id] * (len(max(sentences)) - len(sentence)) for sentence in sentences])


def _not_padded(sentences: Sentences, pad_id: int) -> Tensor:
    return torch.tensor(sentences)


def _pads_in_front(sentences: Sentences, pad_id: int) -> Tensor:
    longest = max(map(len, sentences))
    return torch.tensor([[pad_id] * (longest - len(sentence)) + sentence for sentence in sentences])


def _pads_with_zero(sentences: Sentences, pad_id: int) -> Tensor:
    return pad_to_longest(sentences, 0)


def _floats(sentences: Sentences, pad_id: int) -> Tensor:
    return pad_to_longest(sentences, pad_id).float()


def _words_first(sentences: Sentences, pad_id: int) -> Tensor:
    return pad_to_longest(sentences, pad_id).T


def _library_defaults(sentences: Sentences, pad_id: int) -> Tensor:
    return pad_sequence([torch.tensor(sentence) for sentence in sentences])


def _sorted_by_length(sentences: Sentences, pad_id: int) -> Tensor:
    return pad_to_longest(sorted(sentences, key=len, reverse=True), pad_id)


def _words_only(sentences: Sentences, pad_id: int) -> Tensor:
    return pad_to_longest(sentences, pad_id) != pad_id


def _lists_lengthened(sentences: Sentences, pad_id: int) -> Tensor:
    longest = max(map(len, sentences))
    for sentence in sentences:
        sentence += [pad_id] * (longest - len(sentence))
    return torch.tensor(sentences)


OWN_BATCH = "A batch is as long as the longest sentence in it: every pad beyond that is computed for nothing."

MISTAKES = (
    Mistake("padded-to-512", f"Every batch comes out 512 long. {OWN_BATCH}", _to_512),
    Mistake(
        "padded-to-5",
        "Every batch comes out five long, and longer sentences are cut. Take the longest sentence of this batch.",
        _to_five,
    ),
    Mistake("one-pad-more", f"Even the longest sentence gets a pad. {OWN_BATCH}", _one_pad_more),
    Mistake(
        "cut-to-the-shortest",
        "You cut all sentences to the shortest one, so words are lost. Fill the short ones up instead.",
        _cut_to_shortest,
    ),
    Mistake(
        "cut-to-the-first",
        "You took the length of the first sentence, and longer ones are cut. Look for the longest of all.",
        _cut_to_first,
    ),
    Mistake(
        "filled-to-the-first",
        "You filled up to the length of the first sentence, but another one may be longer.",
        _filled_to_first,
    ),
    Mistake(
        "largest-not-longest",
        "max(sentences) compares the ids, first with first, and not the lengths. Take the maximum of the lengths, or "
        "say key=len.",
        _to_largest,
    ),
    Mistake("not-padded", "Rows of a tensor must be equally long: fill the short sentences up first.", _not_padded),
    Mistake(
        "pads-in-front",
        "The pads stand at the left, so the places of the words shift. Put them at the right.",
        _pads_in_front,
    ),
    Mistake("pads-with-0", "You filled up with 0. The pad's number is `pad_id`; 0 may be a word.", _pads_with_zero),
    Mistake("floats", "Ids are whole numbers, but these are floats: a table cannot be indexed with them.", _floats),
    Mistake(
        "words-first",
        "The axes are [words, batch], as pad_sequence makes them without batch_first=True. Wanted is [batch, words].",
        _words_first,
    ),
    Mistake(
        "words-first-and-0",
        "As it stands, pad_sequence returns [words, batch] and fills up with 0: say batch_first=True, "
        "padding_value=pad_id.",
        _library_defaults,
    ),
    Mistake("sorted-by-length", "You sorted the sentences by length. Keep them in their order.", _sorted_by_length),
    Mistake("mask-not-ids", "This is a mask of the words. Return the ids themselves, with the pads.", _words_only),
    Mistake(
        "lists-lengthened",
        "The ids are right, but you lengthened the caller's own lists: the pads are in them for good. "
        "`sentence + pads` makes a new list; `+=`, `append` and `extend` change the old one.",
        _lists_lengthened,
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
    also_right=(_into_a_full_tensor, _with_the_library, _column_by_column),
)
