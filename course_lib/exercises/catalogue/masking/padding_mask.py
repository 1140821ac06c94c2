"""Say which words of a padded batch may be attended to."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def padding_mask(ids: Tensor, pad_id: int) -> Tensor:
    """Return True where the key is a word and no pad, [batch, 1, 1, keys]."""
    return (ids != pad_id)[:, None, None, :]


CASES = (
    Case("one sentence of one word and one pad", lambda: (torch.tensor([[7, 0]]), 0)),
    Case("two sentences of three, pad 0", lambda: (torch.tensor([[5, 8, 0], [3, 0, 0]]), 0)),
    Case(
        "three sentences of four, pad 2, and 0 is a word",
        lambda: (torch.tensor([[1, 0, 4, 3], [0, 9, 2, 2], [6, 2, 2, 2]]), 2),
    ),
    Case("two sentences of two", lambda: (torch.tensor([[4, 1], [1, 1]]), 1)),
    Case("a sentence with no pads and one of nothing else", lambda: (torch.tensor([[3, 1, 2, 4, 0], [9] * 5]), 9)),
    Case("pads in front", lambda: (torch.tensor([[0, 0, 6, 4], [0, 3, 2, 5]]), 0)),
    Case("pad −1", lambda: (torch.tensor([[0, 3, -1], [2, -1, -1]]), -1)),
    Case("ids in int32", lambda: (torch.tensor([[1, 2, 3], [1, 3, 3]], dtype=torch.int32), 3)),
)


def _with_unsqueeze(ids: Tensor, pad_id: int) -> Tensor:
    return ids.ne(pad_id).unsqueeze(1).unsqueeze(1)


def _with_a_loop(ids: Tensor, pad_id: int) -> Tensor:
    rows = [[word != pad_id for word in sentence] for sentence in ids.tolist()]
    return torch.tensor(rows).reshape(len(ids), 1, 1, -1)


def _not_equal(ids: Tensor, pad_id: int) -> Tensor:
    return torch.logical_not(ids == pad_id).view(ids.shape[0], 1, 1, ids.shape[1])


MISTAKES = (
    Mistake("inverted", "Your mask is True at the pads. In this book True means: may be attended to.", {"!=": "=="}),
    Mistake(
        "two-axes",
        "This is [batch, keys]. Against scores [batch, heads, queries, keys] its first axis would meet the queries. "
        "Add two axes of size 1 in the middle.",
        {"[:, None, None, :]": ""},
    ),
    Mistake(
        "three-axes",
        "One axis is missing: [batch, 1, keys] would meet [heads, queries, keys]. Heads and queries need an axis each.",
        {"[:, None, None, :]": "[:, None, :]"},
    ),
    Mistake(
        "queries-masked",
        "Your words stand on the axis of the queries or heads. Nobody may attend to a pad: mask the keys, last axis.",
        ({"None, :]": ":, None]"}, {"None, None, :]": ":, None, None]"}),
    ),
    Mistake(
        "batch-as-queries",
        "You added both axes in front, so each sentence's mask goes to one query of all sentences. The batch stays "
        "axis 0.",
        {"[:, None, None, :]": "[None, None]"},
    ),
    Mistake(
        "sentences-not-first",
        "The sentences must stay on the first axis and the keys on the last: [batch, 1, 1, keys].",
        ({"[:, None, None, :]": ".T[:, None, None]"}, {"[:, None, None, :]": ".reshape(1, 1, 1, -1)"}),
    ),
    Mistake("always-zero", "You compare with 0, whatever `pad_id` says. Here 0 may be a word.", {"!= pad_id": "!= 0"}),
    Mistake(
        "pads-at-the-end",
        "You counted the words and took the pads to stand at the end. They may stand in front: compare each id.",
        {"(ids != pad_id)": "(torch.arange(ids.shape[1]) < (ids != pad_id).sum(dim=-1, keepdim=True))"},
    ),
    Mistake(
        "compared-by-size",
        "Ids above `pad_id` and ids below it are words: compare with !=.",
        ({"!=": ">"}, {"!=": "<"}),
    ),
    Mistake(
        "numbers",
        "The mask is 1 and 0. Return a bool tensor: a comparison gives one by itself.",
        ({":]": ":].float()"}, {":]": ":].long()"}),
    ),
    Mistake(
        "additive",
        "These are numbers to add to scores, 0 and −∞. The task asks for True and False.",
        {"(ids != pad_id)": "torch.zeros(ids.shape).masked_fill(ids == pad_id, -torch.inf)"},
    ),
    Mistake(
        "repeated-for-each-query",
        "You repeated the mask for each query. Leave that axis at size 1: broadcasting repeats it without memory.",
        {":]": ":].expand(-1, 1, ids.shape[1], -1)"},
    ),
    Mistake(
        "queries-too",
        "You blocked the rows of the pads as well. A pad's own row does no harm, but a row with nothing to attend to "
        "does. Mask the keys only.",
        {":]": ":] & (ids != pad_id)[:, None, :, None]"},
    ),
)

EXERCISE = Exercise(
    name="padding-mask",
    chapter="masking",
    minutes=4,
    difficulty="easy",
    solution=padding_mask,
    cases=CASES,
    mistakes=MISTAKES,
    dtype_asked=True,
    also_right=(_with_unsqueeze, _with_a_loop, _not_equal),
)
