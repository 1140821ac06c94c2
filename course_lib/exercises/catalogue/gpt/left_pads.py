"""Make mask and places for a batch with pads at the left."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def mask_and_places(ids: Tensor, pad_id: int) -> tuple[Tensor, Tensor]:
    """Return the mask [batch, 1, 1, words] and the places [batch, words], counted from the first real word."""
    is_word = ids != pad_id
    places = (is_word.long().cumsum(dim=1) - 1).clamp(min=0)
    return is_word[:, None, None, :], places


CASES = (
    Case("one row, one pad", lambda: (torch.tensor([[0, 5]]), 0)),
    Case("two rows, pad 0", lambda: (torch.tensor([[0, 0, 7], [4, 5, 6]]), 0)),
    Case("three rows of four, pad 2", lambda: (torch.tensor([[2, 9, 1, 0], [2, 2, 2, 8], [7, 0, 0, 3]]), 2)),
    Case("no pads at all, 0 is a word", lambda: (torch.tensor([[0, 3, 0, 4, 1]] * 2), 9)),
    Case("as many rows as words, pad 1", lambda: (torch.tensor([[1, 1, 5], [1, 0, 7], [1, 4, 4]]), 1)),
    Case("four rows of two, pad 9", lambda: (torch.tensor([[9, 3], [8, 3], [9, 0], [1, 1]]), 9)),
    Case("one row without pads", lambda: (torch.tensor([[6, 6, 6, 2]]), 3)),
    Case(
        "two rows of seven, pad 5",
        lambda: (torch.tensor([[5, 5, 5, 5, 2, 8, 0], [5, 1, 1, 9, 4, 6, 7]]), 5),
    ),
)


def _pads_subtracted(ids: Tensor, pad_id: int) -> tuple[Tensor, Tensor]:
    pads = (ids == pad_id).sum(dim=1, keepdim=True)
    places = torch.arange(ids.shape[1]) - pads
    return (places >= 0).unsqueeze(1).unsqueeze(1), torch.where(places >= 0, places, 0)


def _place_by_place(ids: Tensor, pad_id: int) -> tuple[Tensor, Tensor]:
    batch, words = ids.shape
    mask = torch.ones(batch, 1, 1, words, dtype=torch.bool)
    places = torch.zeros(batch, words, dtype=torch.int32)
    for row in range(batch):
        following = 0
        for column in range(words):
            if ids[row, column] == pad_id:
                mask[row, 0, 0, column] = False
            else:
                places[row, column] = following
                following += 1
    return mask, places


def _words_before(ids: Tensor, pad_id: int) -> tuple[Tensor, Tensor]:
    is_word = torch.logical_not(ids.eq(pad_id))
    return is_word[:, None, None], is_word.cumsum(-1) - is_word.int()


WORDS, COUNT = "ids != pad_id", "is_word.long().cumsum(dim=1)"
PLACES, MASK = f"({COUNT} - 1).clamp(min=0)", "is_word[:, None, None, :]"
ARANGE = "torch.arange(ids.shape[1])"

MISTAKES = (
    Mistake(
        "true-on-the-pads",
        "Your mask is True on the pads. True says: may be attended to.",
        {MASK: "~is_word[:, None, None, :]"},
    ),
    Mistake(
        "pads-taken-for-words",
        "You compared with == and so took pads for words. A word is what is not pad_id: !=.",
        {"!=": "=="},
    ),
    Mistake(
        "counted-from-one",
        "The first word has place 0: take 1 from the count.",
        {f"({COUNT} - 1).clamp(min=0)": COUNT},
    ),
    Mistake("pads-below-0", "The pads have place −1. They get place 0: clamp(min=0).", {".clamp(min=0)": ""}),
    Mistake(
        "pads-counted",
        "You counted the pads too. Place 0 is that of the first real word.",
        (
            {PLACES: f"{ARANGE}.expand(ids.shape)"},
            {PLACES: f"{ARANGE} * is_word"},
            {PLACES: ARANGE},
            {PLACES: f"{ARANGE}[None]"},
            {PLACES: f"{ARANGE} * is_word + 0 * ids.shape[0]"},
        ),
    ),
    Mistake(
        "mask-without-its-axes",
        "The two axes of size 1 are missing in the mask: [batch, 1, 1, words].",
        ({MASK: "is_word"}, {MASK: "is_word[:, None, :]"}, {MASK: "is_word[None, None]"}),
    ),
    Mistake(
        "mask-of-queries",
        "The words of the mask stand in the axis of the queries. They are keys: the last axis.",
        ({MASK: "is_word[:, None, :, None]"}, {MASK: "is_word[:, :, None, None]"}),
    ),
    Mistake(
        "mask-of-all-pairs",
        "You made a mask of all pairs of words. Every query has the same keys: [batch, 1, 1, words] is wanted.",
        (
            {MASK: "(is_word[:, None, :, None] & is_word[:, None, None, :])"},
            {MASK: "is_word[:, None, None, :].expand(-1, 1, ids.shape[1], -1)"},
            {MASK: "(is_word[:, None, None, :] & torch.ones(ids.shape[1], ids.shape[1]).tril().bool())"},
        ),
    ),
    Mistake("pad-is-0", "You took 0 for the pad. Its number is pad_id, and 0 may be a word.", {WORDS: "ids != 0"}),
    Mistake(
        "pad-is-smallest",
        "You took only numbers above pad_id for words. Words may have smaller numbers too: !=.",
        {"!=": ">"},
    ),
    Mistake("counted-down-the-batch", "You counted down the rows. Count along each: dim=1.", {"dim=1": "dim=0"}),
    Mistake(
        "first-row-for-all",
        "You took the number of pads of the first row for all. Each row has its own.",
        {PLACES: f"({ARANGE} - (~is_word)[0].sum()).clamp(min=0).expand(ids.shape)"},
    ),
    Mistake("places-first", "The mask comes first, then the places.", {f"{MASK}, places": f"places, {MASK}"}),
    Mistake(
        "mask-in-numbers",
        "Your mask is made of numbers. A bool is asked for: `ids != pad_id` is one.",
        (
            {MASK: f"{MASK}.long()"},
            {MASK: f"{MASK}.float()"},
        ),
    ),
    Mistake(
        "scores-for-a-mask",
        "You made numbers to add to scores, 0 and −∞. A bool is asked for: `ids != pad_id` is one.",
        {MASK: "torch.zeros(ids.shape).masked_fill(~is_word, -torch.inf)[:, None, None, :]"},
    ),
    Mistake(
        "places-in-floats",
        "Your places are floating-point numbers. Whole ones are asked for.",
        {"long()": "float()"},
    ),
    Mistake(
        "from-the-right",
        "You counted from the end. Place 0 is that of the first real word.",
        {PLACES: "(is_word.long().flip(1).cumsum(dim=1).flip(1) - 1).clamp(min=0)"},
    ),
    Mistake(
        "pads-go-on",
        "Words have the right places, but pads get place 0.",
        (
            {PLACES: f"({ARANGE} - (~is_word).sum(dim=1, keepdim=True)) % ids.shape[1]"},
            {PLACES: f"({ARANGE} - (~is_word).sum(dim=1, keepdim=True)).abs()"},
            {PLACES: f"({COUNT} - 1).masked_fill(~is_word, 1)"},
            {PLACES: f"{ARANGE} - (~is_word).sum(dim=1, keepdim=True)"},
        ),
    ),
    Mistake(
        "number-of-words",
        "This is the number of words in each row. Count up along it: cumsum.",
        {"cumsum(dim=1)": "sum(dim=1, keepdim=True)"},
    ),
)

EXERCISE = Exercise(
    name="left-pads",
    chapter="gpt",
    minutes=12,
    difficulty="medium",
    solution=mask_and_places,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_pads_subtracted, _place_by_place, _words_before),
    dtype_asked="kind",
    parts=(("mask", "places"),),
)
