"""Take the vector of each text's last word that is no pad."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def last_word(vectors: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    """Return [batch, d_model] from vectors [batch, words, d_model] and ids [batch, words], padded at the right."""
    last = (ids != pad_id).sum(dim=1) - 1
    return vectors[torch.arange(len(ids)), last]


def _case(words: str, d_model: int, ids: list[list[int]], pad_id: int) -> Case:
    """Make a case of these texts, with a random vector for each word and each pad."""
    return Case(words, lambda: (random_tensor(len(ids), len(ids[0]), d_model, seed=d_model), torch.tensor(ids), pad_id))


CASES = (
    Case(
        "one text of two words and one pad",
        lambda: (torch.tensor([[[1.0, 2.0], [3.0, 4.0], [9.0, 9.0]]]), torch.tensor([[5, 7, 0]]), 0),
    ),
    _case("two texts of three places, pad 0", 2, [[4, 5, 6], [7, 0, 0]], 0),
    _case("one text without pads", 3, [[8, 2]], 0),
    _case("three texts of four places, pad 2, 0 is a word", 5, [[0, 1, 0, 2], [9, 2, 2, 2], [3, 0, 7, 1]], 2),
    _case("as many texts as places", 4, [[6, 9, 9], [0, 4, 9], [1, 5, 3]], 9),
    _case("as many numbers in a vector as texts", 2, [[3, 3, 3, 5, 5], [1, 6, 5, 5, 5]], 5),
    _case("four texts of six places, pad 3", 7, [[4, 1, 1, 8, 3, 3], [5] + [3] * 5, [2] * 6, [0, 9] + [3] * 4], 3),
)


def _text_by_text(vectors: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    found = []
    for text, words in zip(vectors, ids, strict=True):
        found.append(text[words != pad_id][-1])
    return torch.stack(found)


def _before_the_first_pad(vectors: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    pads = (ids == pad_id).int().argmax(dim=1)  # 0 where there is none, and the place before 0 is the last one
    return vectors[range(len(ids)), pads - 1]


def _gathered(vectors: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    last = ids.ne(pad_id).sum(-1, keepdim=True) - 1
    index = last.unsqueeze(-1).expand(-1, -1, vectors.size(-1))
    return torch.gather(vectors, 1, index).squeeze(1)


def _with_weights(vectors: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    is_word = ids != pad_id
    last = is_word & (is_word.cumsum(1) == is_word.sum(1, keepdim=True))
    return torch.einsum("bw,bwd->bd", last.to(vectors.dtype), vectors)


LAST = "(ids != pad_id).sum(dim=1) - 1"
TEXTS = "torch.arange(len(ids))"
TAKEN = f"vectors[{TEXTS}, last]"

MISTAKES = (
    Mistake(
        "last-place",
        "You took the last place of the batch. In a short text a pad stands there.",
        ({TAKEN: "vectors[:, -1]"}, {TAKEN: "vectors[:, -1:]"}),
    ),
    Mistake(
        "one-too-far",
        "The number of words is one more than the place of the last word: places count from 0.",
        {LAST: "(ids != pad_id).sum(dim=1)"},
    ),
    Mistake(
        "first-pad",
        "You took the first pad. The last word stands one place before it.",
        {LAST: "(ids == pad_id).int().argmax(dim=1)"},
    ),
    Mistake(
        "last-but-one",
        "You took the word before the last one. The last of n words has place n − 1.",
        {"- 1": "- 2"},
    ),
    Mistake(
        "first-word",
        "You took the first word of each text.",
        ({TAKEN: "vectors[:, 0]"}, {LAST: "(ids != pad_id).int().argmax(dim=1)"}),
    ),
    Mistake(
        "pads-counted",
        "You counted the pads. Count the words: ids != pad_id.",
        {"!=": "=="},
    ),
    Mistake("pad-is-0", "You took 0 for the pad. Its number is pad_id, and 0 may be a word.", {"pad_id)": "0)"}),
    Mistake(
        "pad-is-smallest",
        "You took only numbers above pad_id for words. Words may have smaller numbers too: !=.",
        {"!=": ">"},
    ),
    Mistake(
        "one-place-for-all",
        "You took the same place in each text. Each text has its own last word.",
        (
            {TAKEN: "vectors[:, last[0]]"},
            {TAKEN: "vectors[:, last.max()]"},
            {TAKEN: "vectors[:, last.min()]"},
        ),
    ),
    Mistake(
        "every-text-with-every-place",
        "You took each text's last place from all texts: [batch, batch, d_model]. Give the number of the text too: "
        "vectors[torch.arange(batch), last].",
        {TAKEN: "vectors[:, last]"},
    ),
    Mistake(
        "text-axis-left-out",
        "You chose texts, not places: the first axis is that of the texts. vectors[torch.arange(batch), last].",
        {TAKEN: "vectors[last]"},
    ),
    Mistake(
        "axes-swapped",
        "Text and place are swapped. The text comes first: vectors[torch.arange(batch), last].",
        {f"{TEXTS}, last": f"last, {TEXTS}"},
    ),
    Mistake(
        "counted-down-the-batch",
        "You counted down the batch. Count the words of each text: dim=1.",
        {"dim=1": "dim=0"},
    ),
    Mistake(
        "counted-in-all-texts",
        "You counted the words of all texts together. Each text has its own number: sum(dim=1).",
        {"dim=1": ""},
    ),
    Mistake(
        "axis-kept",
        "An axis of size 1 is left over. Wanted is [batch, d_model].",
        (
            {TAKEN: f"vectors[{TEXTS}, last][:, None]"},
            {TAKEN: f"vectors[{TEXTS}, last][None]"},
        ),
    ),
    Mistake(
        "first-number-only",
        "You took one number of each vector: gather needs an index for each of its numbers, [batch, 1, d_model].",
        (
            {TAKEN: "vectors.gather(1, last[:, None, None])[:, 0]"},
            {TAKEN: "vectors.gather(1, last[:, None, None])"},
            {TAKEN: f"vectors[{TEXTS}, last, 0]"},
        ),
    ),
    Mistake(
        "numbers-not-words",
        "You cut the vectors, not the texts: the axis of the words is the second one.",
        {TAKEN: f"vectors[{TEXTS}, :, last]"},
    ),
    Mistake("place-not-vector", "These are the places. Take the vectors that stand there.", {TAKEN: "last"}),
    Mistake(
        "word-not-vector",
        "These are the numbers of the last words. Take their vectors.",
        {TAKEN: f"ids[{TEXTS}, last]"},
    ),
    Mistake(
        "zeros-of-pads",
        "You set the pads' vectors to 0 and then took the last place: in a short text that is 0.",
        {TAKEN: "(vectors * (ids != pad_id)[..., None])[:, -1]", LAST: "0"},
    ),
    Mistake(
        "mean-of-words",
        "This is the mean of the words' vectors. Take that of the last word.",
        {TAKEN: "(vectors * (ids != pad_id)[..., None]).sum(dim=1) / (last + 1)[:, None]"},
    ),
    Mistake(
        "sum-of-words",
        "You added up the vectors of all words. Take that of the last one.",
        {TAKEN: "(vectors * (ids != pad_id)[..., None]).sum(dim=1)"},
    ),
    Mistake(
        "last-text-only",
        "Only one text is there. Is the `return` inside the loop, or is the result overwritten?",
        ({TAKEN: "vectors[-1, last[-1]]"}, {TAKEN: "vectors[0, last[0]]"}),
    ),
)

EXERCISE = Exercise(
    name="last-real-word",
    chapter="bert",
    minutes=8,
    difficulty="easy",
    solution=last_word,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_text_by_text, _before_the_first_pad, _gathered, _with_weights),
)
