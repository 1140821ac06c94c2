"""Scaled dot-product attention: softmax(QKᵀ / √d_k) V."""

from math import sqrt
from typing import Literal, overload

from jaxtyping import Bool, Float
from torch import Tensor, softmax
from torch.nn.functional import scaled_dot_product_attention as fused_attention

from course_lib.attention.dropout import dropout
from course_lib.attention.masks import causal_mask
from course_lib.attention.precision import at_least_single
from course_lib.attention.refusals import (
    refuse_shapes_that_do_not_fit,
    refuse_share_out_of_range,
    refuse_unclear_mask,
)

Query = Float[Tensor, "*batch queries d_k"]
Key = Float[Tensor, "*batch keys d_k"]
Value = Float[Tensor, "*batch keys d_v"]
Mask = Bool[Tensor, "..."]
Output = Float[Tensor, "*batch queries d_v"]
Weights = Float[Tensor, "*batch queries keys"]

SHORT_TEXT = 128  # keys


@overload
def scaled_dot_product_attention(
    query: Query,
    key: Key,
    value: Value,
    mask: Mask | None = None,
    *,
    is_causal: bool = False,
    dropout_p: float = 0.0,
    return_weights: Literal[False] = False,
) -> Output: ...


@overload
def scaled_dot_product_attention(
    query: Query,
    key: Key,
    value: Value,
    mask: Mask | None = None,
    *,
    is_causal: bool = False,
    dropout_p: float = 0.0,
    return_weights: Literal[True],
) -> tuple[Output, Weights]: ...


def scaled_dot_product_attention(
    query: Query,
    key: Key,
    value: Value,
    mask: Mask | None = None,
    *,
    is_causal: bool = False,
    dropout_p: float = 0.0,
    return_weights: bool = False,
) -> Output | tuple[Output, Weights]:
    """Give every query a mean of the values, weighted by how well the query matches each key.

    Args:
        query: what each word asks for, [..., queries, d_k].
        key: what each word can be found by, [..., keys, d_k].
        value: what each word hands over, [..., keys, d_v].
        mask: True where a query may attend to a key; [queries, keys] or broadcastable to the scores' axes.
            A query that may attend to nothing gets zeros, and zero weights.
        is_causal: no query attends to a later word. The last query counts as the last key, so that a single
            query, asked while a text is being written, sees all keys. Adds to `mask`.
        dropout_p: share of the weights set to zero at random, the others scaled up to make good for it.
            0 outside of training.
        return_weights: also return the weights. Without them long texts take PyTorch's fused path: the same result,
            with memory that grows with the length, not with its square.

    Returns:
        The output [..., queries, d_v]; with `return_weights` also the weights [..., queries, keys], as they are
        before dropout: each row sums to 1.

    Raises:
        ValueError: shapes or dtypes that do not fit, a mask that could be meant in two ways, a causal layer with
            more queries than keys, or a dropout_p outside [0, 1).

    Source: Vaswani et al. (2017), "Attention is all you need", equation 1.
    """
    refuse_shapes_that_do_not_fit(query, key, value)
    refuse_share_out_of_range("dropout_p", dropout_p)
    queries, keys = query.shape[-2], key.shape[-2]
    if mask is not None:
        refuse_unclear_mask(mask, (*query.shape[:-1], keys))
    fused = not return_weights and not _is_faster_written_out(query, keys, dropout_p)
    # PyTorch's flag saves the mask, but it counts the first query as the first key.
    by_flag = is_causal and mask is None and queries == keys and fused
    if queries == 1:
        is_causal = False  # the last query may look at all keys
    if is_causal and not by_flag:
        causal = causal_mask(queries, keys, device=query.device)
        mask = causal if mask is None else mask & causal
    reachable = None
    if mask is not None:
        # A row of nothing but −∞ has no softmax. Such a row is opened here and its result set to zero below,
        # so that neither the forward nor the backward pass meets a NaN.
        reachable = mask.any(dim=-1, keepdim=True)
        if mask.is_cpu and reachable.all():  # a GPU would have to be waited for
            reachable = None
        else:
            mask = mask | ~reachable
    if fused:
        output = fused_attention(query, key, value, attn_mask=mask, dropout_p=dropout_p, is_causal=by_flag)
        return output if reachable is None else output.masked_fill(~reachable, 0)

    scores = (query / sqrt(query.shape[-1])) @ key.mT  # [..., queries, keys]
    if mask is not None:
        scores += mask.log()  # log 1 = 0 changes nothing, log 0 = −∞ leaves no share; faster than filling in
    weights = softmax(at_least_single(scores), dim=-1).to(value.dtype)  # as `course_lib.attention.softmax`, but faster
    if reachable is not None:
        weights = weights.masked_fill(~reachable, 0)
    output = dropout(weights, dropout_p) @ value
    return (output, weights) if return_weights else output


def _is_faster_written_out(query: Query, keys: int, dropout_p: float) -> bool:
    """Say whether PyTorch's fused path is the slower one, as measured by `benchmarks.attention` and `.training`.

    On a processor it knows no dropout, and its backward pass is slow on short texts.
    """
    return query.is_cpu and (dropout_p > 0 or (query.requires_grad and keys <= SHORT_TEXT))
