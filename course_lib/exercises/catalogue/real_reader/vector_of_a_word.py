"""Make one vector for each word of those of its pieces."""

from itertools import groupby

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def vectors_of_words(vectors: Tensor, word_of: list[int | None]) -> Tensor:
    """Return [words, d] from vectors [pieces, d] and the number of each piece's word; None is a piece of no word."""
    count = max(word for word in word_of if word is not None) + 1
    means = []
    for word in range(count):
        places = [place for place, its_word in enumerate(word_of) if its_word == word]
        means.append(vectors[places].mean(dim=0))
    return torch.stack(means)


def _case(words: str, d: int, word_of: list[int | None], dtype: torch.dtype = torch.float32) -> Case:
    """Make a case of these pieces, with a random vector for each."""
    return Case(words, lambda: (random_tensor(len(word_of), d, seed=d, dtype=dtype), list(word_of)))


CASES = (
    Case(
        "two words, the second of two pieces",
        lambda: (torch.tensor([[9.0, 9.0], [1.0, 2.0], [3.0, 6.0], [5.0, 0.0], [7.0, 8.0]]), [None, 0, 1, 1, None]),
    ),
    _case("one word of one piece", 3, [None, 0, None]),
    _case("three words of one piece each", 2, [None, 0, 1, 2, None]),
    _case("no [CLS] and no [SEP]", 4, [0, 0, 1]),
    _case("the first word of three pieces", 5, [None, 0, 0, 0, 1, None]),
    _case("pads behind", 3, [None, 0, 1, 1, 1, 1, 2, None, None, None, None]),
    _case("a [SEP] between two words", 6, [None, 0, 0, 1, None, 2, 3, 3, 3, None]),
    _case("as many pieces as numbers in a vector", 7, [None, 0, 0, 1, 2, 2, None]),
    _case("as many words as numbers in a vector", 4, [None, 0, 1, 1, 2, 2, 2, 3, None]),
    _case("one word of five pieces", 2, [None, 0, 0, 0, 0, 0, None]),
    _case("eleven words, float64", 3, [None, 0, 1, 2, 2, 3, 4, 5, 5, 5, 6, 7, 8, 9, 10, 10, None], torch.float64),
)


def _with_a_product(vectors: Tensor, word_of: list[int | None]) -> Tensor:
    numbers = torch.tensor([-1 if word is None else word for word in word_of])
    belongs = numbers == torch.arange(int(numbers.max()) + 1)[:, None]
    return belongs.to(vectors.dtype) @ vectors / belongs.sum(dim=1, keepdim=True)


def _collected(vectors: Tensor, word_of: list[int | None]) -> Tensor:
    pieces: dict[int, list[Tensor]] = {}
    for vector, word in zip(vectors, word_of, strict=True):
        if word is not None:
            pieces.setdefault(word, []).append(vector)
    return torch.stack([torch.stack(its_pieces).mean(dim=0) for its_pieces in pieces.values()])


def _added_up(vectors: Tensor, word_of: list[int | None]) -> Tensor:
    of_a_word = torch.tensor([word is not None for word in word_of])
    numbers = torch.tensor([word for word in word_of if word is not None])
    counts = torch.bincount(numbers)
    sums = torch.zeros(len(counts), vectors.shape[1], dtype=vectors.dtype).index_add(0, numbers, vectors[of_a_word])
    return sums / counts[:, None]


def _runs(vectors: Tensor, word_of: list[int | None]) -> Tensor:
    runs = groupby(range(len(word_of)), key=lambda place: word_of[place])
    return torch.stack([vectors[list(places)].mean(dim=0) for _, places in runs])


def _none_as_a_word(vectors: Tensor, word_of: list[int | None]) -> Tensor:
    words = dict.fromkeys(word_of)
    return torch.stack([vectors[[other == word for other in word_of]].mean(dim=0) for word in words])


def _ends_cut_off(vectors: Tensor, word_of: list[int | None]) -> Tensor:
    return vectors_of_words(vectors[1:-1], word_of[1:-1])


def _running_mean(vectors: Tensor, word_of: list[int | None]) -> Tensor:
    means: dict[int, Tensor] = {}
    for vector, word in zip(vectors, word_of, strict=True):
        if word is not None:
            means[word] = (means[word] + vector) / 2 if word in means else vector
    return torch.stack(list(means.values()))


MEAN = "vectors[places].mean(dim=0)"
ZEROS = "torch.zeros(count, vectors.shape[1], dtype=vectors.dtype)"
WITH_MINUS_ONE = "torch.tensor([-1 if w is None else w for w in word_of])"
STACKED = "torch.stack(means)"

MISTAKES = (
    Mistake(
        "first-piece",
        "You took the first piece of each word. Take the mean of all its pieces.",
        ({MEAN: "vectors[places][0]"}, {MEAN: "vectors[places[0]]"}),
    ),
    Mistake("last-piece", "You took the last piece of each word. Take the mean of all.", {MEAN: "vectors[places][-1]"}),
    Mistake("sum-not-mean", "This is the sum of a word's pieces. Divide by their number.", {".mean(": ".sum("}),
    Mistake("largest-numbers", "These are the largest numbers over the pieces. Take the mean.", {".mean(": ".amax("}),
    Mistake(
        "one-more-below",
        "You divided by one more than the number of pieces.",
        {MEAN: "vectors[places].sum(dim=0) / (len(places) + 1)"},
    ),
    Mistake(
        "divided-by-all-pieces",
        "You divided by the number of all pieces. Each word has its own number: count its pieces.",
        (
            {MEAN: "vectors[places].sum(dim=0) / len(word_of)"},
            {MEAN: "vectors[places].sum(dim=0) / len([w for w in word_of if w is not None])"},
            {MEAN: "vectors[places].sum(dim=0) / count"},
        ),
    ),
    Mistake(
        "running-mean-of-two",
        "You took the mean of a mean and the next piece, so the last piece counts most. All pieces count alike.",
        _running_mean,
    ),
    Mistake(
        "none-in-the-last-word",
        "Pieces of no word went into the last word: −1 as a row number is the last row. Leave these pieces out.",
        {"its_word == word": "(its_word == word or (its_word is None and word == count - 1))"},
    ),
    Mistake(
        "none-in-the-first-word",
        "Pieces of no word went into word 0. Leave them out: None is not 0.",
        {"its_word == word": "(its_word or 0) == word"},
    ),
    Mistake(
        "none-as-a-word",
        "The pieces of no word have a row of their own in your result. Leave them out.",
        (
            _none_as_a_word,
            {STACKED: "torch.stack([vectors[[i for i, w in enumerate(word_of) if w is None]].mean(dim=0), *means])"},
            {STACKED: "torch.stack([*means, vectors[[i for i, w in enumerate(word_of) if w is None]].mean(dim=0)])"},
        ),
    ),
    Mistake(
        "none-compared",
        "`max` cannot compare None with a number. Leave None out before you look for the largest number.",
        {"word for word in word_of if word is not None": "word_of"},
    ),
    Mistake(
        "none-in-a-tensor",
        "A tensor holds numbers, and None is no number. Leave None out, or put −1 in its place and never look that up.",
        {"max(word for word in word_of if word is not None)": "int(torch.tensor(word_of).max())"},
    ),
    Mistake(
        "runs-of-pieces",
        "Each stretch of equal entries has a row in your result, those of None too. Leave None out.",
        _runs,
    ),
    Mistake(
        "minus-one-as-a-row",
        "There is no row −1 for index_add. Leave the pieces of no word out, or give them a row of their own to drop.",
        (
            {STACKED: f"{ZEROS}.index_add(0, {WITH_MINUS_ONE}, vectors)"},
            {STACKED: f"{ZEROS}.scatter_add(0, {WITH_MINUS_ONE}[:, None].expand(vectors.shape), vectors)"},
        ),
    ),
    Mistake(
        "ends-cut-off",
        "You cut off the first and the last piece. Not every text has [CLS] and [SEP] there: word_of says None.",
        _ends_cut_off,
    ),
    Mistake(
        "word-0-left-out",
        "Word 0 is missing: 0 counts as False, as None does. Ask `is not None`.",
        {"range(count)": "range(1, count)"},
    ),
    Mistake(
        "last-word-left-out",
        "The last word is missing. Numbers begin at 0, so there is one word more than the largest number.",
        {" + 1": ""},
    ),
    Mistake(
        "one-row-per-piece",
        "There is one row for each piece. Wanted is one for each word: [words, d].",
        (
            {"range(count)": "(w for w in word_of if w is not None)"},
            {STACKED: "vectors[[place for place, w in enumerate(word_of) if w is not None]]"},
            {STACKED: "vectors"},
        ),
    ),
    Mistake(
        "word-as-place",
        "You took one vector for each word, by its number alone. Look in word_of where its pieces stand.",
        ({MEAN: "vectors[word]"}, {MEAN: "vectors[word + 1]"}),
    ),
    Mistake(
        "mean-of-a-vector",
        "You took the mean of the numbers in each vector. Take that of the pieces: dim=0.",
        ({"dim=0": "dim=1"}, {"dim=0": "dim=-1, keepdim=True"}),
    ),
    Mistake(
        "one-number",
        "You took the mean of all numbers of a word. Take that of its pieces, number by number: dim=0.",
        {"mean(dim=0)": "mean()"},
    ),
    Mistake(
        "one-vector-for-all",
        "This is one vector for all words. Each word has its own.",
        ({STACKED: "torch.stack(means).mean(dim=0)"}, {STACKED: "vectors.mean(dim=0)"}),
    ),
    Mistake(
        "axis-kept",
        "An axis of size 1 is left over. Wanted is [words, d].",
        ({"dim=0": "dim=0, keepdim=True"}, {STACKED: "torch.stack(means)[None]"}),
    ),
    Mistake("a-list", "This is a list of vectors. `torch.stack` makes one tensor of it.", {STACKED: "means"}),
    Mistake("end-to-end", "The words stand end to end in one row. `torch.stack` keeps them apart.", {".stack": ".cat"}),
    Mistake(
        "first-word-only",
        "Only the first word is there. Is the `return` inside the loop?",
        ({STACKED: "means[0]"}, {STACKED: "torch.stack(means[:1])"}),
    ),
)

EXERCISE = Exercise(
    name="vector-of-a-word",
    chapter="real-reader",
    minutes=10,
    difficulty="medium",
    solution=vectors_of_words,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_a_product, _collected, _added_up),
    equivalent_mutations=(
        "line 6: '0' → '-2'",  # of two axes, −2 is the first
    ),
)
