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


def _inverted(ids: Tensor, pad_id: int) -> Tensor:
    return (ids == pad_id)[:, None, None, :]


def _two_axes(ids: Tensor, pad_id: int) -> Tensor:
    return ids != pad_id


def _three_axes(ids: Tensor, pad_id: int) -> Tensor:
    return (ids != pad_id)[:, None, :]


def _on_the_query_axis(ids: Tensor, pad_id: int) -> Tensor:
    return (ids != pad_id)[:, None, :, None]


def _on_the_head_axis(ids: Tensor, pad_id: int) -> Tensor:
    return (ids != pad_id)[:, :, None, None]


def _batch_on_the_query_axis(ids: Tensor, pad_id: int) -> Tensor:
    return (ids != pad_id)[None, None]


def _always_zero(ids: Tensor, pad_id: int) -> Tensor:
    return (ids != 0)[:, None, None, :]


def _pads_at_the_end(ids: Tensor, pad_id: int) -> Tensor:
    lengths = (ids != pad_id).sum(dim=-1, keepdim=True)
    return (torch.arange(ids.shape[1]) < lengths)[:, None, None, :]


def _larger(ids: Tensor, pad_id: int) -> Tensor:
    return (ids > pad_id)[:, None, None, :]


def _in_float(ids: Tensor, pad_id: int) -> Tensor:
    return padding_mask(ids, pad_id).float()


def _in_integers(ids: Tensor, pad_id: int) -> Tensor:
    return padding_mask(ids, pad_id).long()


def _additive(ids: Tensor, pad_id: int) -> Tensor:
    return torch.zeros(len(ids), 1, 1, ids.shape[1]).masked_fill(~padding_mask(ids, pad_id), -torch.inf)


def _repeated_for_each_query(ids: Tensor, pad_id: int) -> Tensor:
    return padding_mask(ids, pad_id).expand(-1, 1, ids.shape[1], -1).clone()


def _queries_too(ids: Tensor, pad_id: int) -> Tensor:
    word = ids != pad_id
    return (word[:, None, :] & word[:, :, None])[:, None]


MISTAKES = (
    Mistake("inverted", "Your mask is True at the pads. In this book True means: may be attended to.", _inverted),
    Mistake(
        "two-axes",
        "This is [batch, keys]. Against scores [batch, heads, queries, keys] its first axis would meet the queries. "
        "Add two axes of size 1 in the middle.",
        _two_axes,
    ),
    Mistake(
        "three-axes",
        "One axis is missing: [batch, 1, keys] would meet [heads, queries, keys]. Heads and queries need an axis each.",
        _three_axes,
    ),
    Mistake(
        "queries-masked",
        "Your words stand on axis 2, where the queries are. Pads must not be attended to, so mask the keys: last axis.",
        _on_the_query_axis,
    ),
    Mistake("heads-masked", "Your words stand on axis 1, where the heads are. Keys: last axis.", _on_the_head_axis),
    Mistake(
        "batch-as-queries",
        "You added both axes in front, so each sentence's mask goes to one query of all sentences. The batch stays "
        "axis 0.",
        _batch_on_the_query_axis,
    ),
    Mistake("always-zero", "You compare with 0, whatever `pad_id` says. Here 0 may be a word.", _always_zero),
    Mistake(
        "pads-at-the-end",
        "You counted the words and took the pads to stand at the end. They may stand in front: compare each id.",
        _pads_at_the_end,
    ),
    Mistake("larger-than-pad", "You take ids above `pad_id` for words. Ids below it are words too.", _larger),
    Mistake("in-float", "The mask is 1.0 and 0.0. Return a bool tensor: a comparison gives one by itself.", _in_float),
    Mistake(
        "in-integers", "The mask is 1 and 0. Return a bool tensor: a comparison gives one by itself.", _in_integers
    ),
    Mistake("additive", "These are numbers to add to scores, 0 and −∞. The task asks for True and False.", _additive),
    Mistake(
        "repeated-for-each-query",
        "You repeated the mask for each query. Leave that axis at size 1: broadcasting repeats it without memory.",
        _repeated_for_each_query,
    ),
    Mistake(
        "queries-too",
        "You blocked the rows of the pads as well. A pad's own row does no harm, but a row with nothing to attend to "
        "does. Mask the keys only.",
        _queries_too,
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
    also_right=(_with_unsqueeze, _with_a_loop, _not_equal),
)
