"""Which query may attend to which key: True = may."""

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from course_lib.attention.refusals import refuse_mask_that_does_not_fit
from course_lib.language import say


def padding_mask(ids: Int[Tensor, "batch keys"], pad_id: int) -> Bool[Tensor, "batch 1 1 keys"]:
    """Let every query attend to the words of its own sentence, and never to its pads.

    Only keys are masked. A pad still asks and gets an output; the loss ignores it.

    Args:
        ids: token ids, [batch, keys].
        pad_id: the id that fills up short sentences.

    Returns:
        True where the key is a word: [batch, 1, 1, keys], the same for all heads and all queries.

    Raises:
        ValueError: ids that are not whole numbers with the axes [batch, keys].
    """
    if ids.ndim != 2 or ids.is_floating_point() or ids.dtype == torch.bool:
        raise ValueError(
            say(
                "ids has shape {shape} and dtype {dtype}; expected whole numbers, [batch, keys].",
                shape=list(ids.shape),
                dtype=ids.dtype,
            )
        )
    return (ids != pad_id)[:, None, None, :]


def causal_mask(
    queries: int, keys: int | None = None, *, device: torch.device | str | None = None
) -> Bool[Tensor, "queries keys"]:
    """Let no word attend to a later one.

    The last query counts as the last key. While a text is being written, one query at a time asks all the keys
    so far: `causal_mask(1, keys)` allows them all.

    Args:
        queries: how many words ask.
        keys: how many words answer; as many as ask, if not given.
        device: where the mask is made.

    Returns:
        True where query i may attend to key j, that is where j ≤ i + keys − queries: [queries, keys].

    Raises:
        ValueError: more queries than keys, or fewer than one.
    """
    keys = queries if keys is None else keys
    if not 1 <= queries <= keys:
        raise ValueError(
            say(
                "queries is {queries} and keys is {keys}; expected at least one query, and as many keys or more: "
                "each query is itself among the keys.",
                queries=queries,
                keys=keys,
            )
        )
    return torch.ones(queries, keys, dtype=torch.bool, device=device).tril(keys - queries)


def as_bias(mask: Bool[Tensor, "*axes"], dtype: torch.dtype) -> Float[Tensor, "*axes"]:
    """Turn a mask into what is added to scores: 0 where a query may attend, else the lowest number of the dtype.

    Not −∞: a row of nothing but −∞ has no softmax, and its gradient is NaN.
    """
    return mask.to(dtype).log().clamp(min=torch.finfo(dtype).min)  # log 1 = 0, log 0 = −∞


def fit_mask(mask: Bool[Tensor, "..."], scores_shape: tuple[int, ...]) -> Bool[Tensor, "..."]:
    """Give a mask no more axes than the scores [..., queries, keys] have, and at least two.

    PyTorch's fused attention takes no mask [keys]: it becomes [1, keys]. The masks of `padding_mask` have an axis for
    heads: where there are none, that axis, of size 1, is left out.

    Raises:
        ValueError: a mask that is not boolean, or that does not broadcast to the scores.
    """
    for _ in range(mask.ndim - max(len(scores_shape), 2)):
        if 1 in mask.shape[:-2]:
            mask = mask.squeeze(mask.shape.index(1))
    refuse_mask_that_does_not_fit(mask, scores_shape)
    return torch.atleast_2d(mask)
