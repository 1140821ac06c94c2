"""Scaled dot-product attention: softmax(QKᵀ / √d_k) V, checked, masked and on the faster of two paths."""

from typing import Literal, overload

from torch import nn

from course_lib.attention.formula import Key, Mask, Output, Query, Value, Weights, attention
from course_lib.attention.fused import fused_attention, is_faster_written_out
from course_lib.attention.masks import causal_mask, fit_mask
from course_lib.attention.precision import at_least_single
from course_lib.attention.refusals import refuse_shapes_that_do_not_fit, refuse_share_out_of_range


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
    """Attend. A mask is True where a query may look; two axes are [queries, keys], never [batch, keys].

    `nn.MultiheadAttention` means the opposite by True. Every query gets a mean of the values, weighted by how well it
    matches each key.

    Args:
        query: what each word asks for, [..., queries, d_k].
        key: what each word can be found by, [..., keys, d_k].
        value: what each word hands over, [..., keys, d_v].
        mask: True where a query may attend to a key; it broadcasts to the axes of the scores, [..., queries, keys].
            Where there are no heads, the axis of size 1 that `padding_mask` has for them is left out.
            A query that may attend to nothing gets zeros, and zero weights.
        is_causal: no query attends to a later word. The last query counts as the last key, so that a single
            query, asked while a text is being written, sees all keys. Adds to `mask`.
        dropout_p: share of the weights set to zero at random, the others scaled up to make good for it.
            0 outside of training.
        return_weights: also return the weights. Without them long texts take PyTorch's fused path: the same result,
            with memory that grows with the length, not with its square. On a processor that path knows no dropout.

    Returns:
        The output [..., queries, d_v]; with `return_weights` also the weights [..., queries, keys], as they are
        before dropout: each row sums to 1.

    Raises:
        ValueError: shapes or dtypes that do not fit, a mask that does not broadcast to the scores, a causal layer
            with more queries than keys, or a dropout_p outside [0, 1).

    Source: Vaswani et al. (2017), "Attention is all you need", equation 1.
    """
    refuse_shapes_that_do_not_fit(query, key, value)
    refuse_share_out_of_range("dropout_p", dropout_p)
    queries, keys = query.shape[-2], key.shape[-2]
    if mask is not None:
        mask = fit_mask(mask, (*query.shape[:-1], keys))
    if queries == 1:  # the last query may look at all keys
        is_causal = False
    if not return_weights and not is_faster_written_out(query, keys, dropout_p):
        return fused_attention(query, key, value, mask, is_causal=is_causal, dropout_p=dropout_p)

    allowed = mask
    if is_causal:
        causal = causal_mask(queries, keys, device=query.device)
        allowed = causal if mask is None else mask & causal
    output, weights = attention(at_least_single(query), at_least_single(key), value, allowed, dropout_p)
    if mask is not None and allowed is not None:  # under a causal mask alone, every query sees itself
        sees_a_key = allowed.any(dim=-1, keepdim=True)  # [..., queries, 1]
        output, weights = output * sees_a_key, weights * sees_a_key
    return (output, weights) if return_weights else output


class ScaledDotProductAttention(nn.Module):
    """`scaled_dot_product_attention` as a module, so that hooks can watch queries, keys, values and what comes out."""

    def __init__(self, dropout: float = 0.0) -> None:
        """Take the share of the weights that is dropped while training.

        Raises:
            ValueError: a dropout outside [0, 1).
        """
        super().__init__()
        refuse_share_out_of_range("dropout", dropout)
        self.dropout = dropout

    def forward(
        self,
        query: Query,
        key: Key,
        value: Value,
        mask: Mask | None = None,
        *,
        is_causal: bool = False,
        return_weights: bool = False,
    ) -> Output | tuple[Output, Weights]:
        """Attend; see `scaled_dot_product_attention`."""
        dropout_p = self.dropout if self.training else 0.0
        if return_weights:
            return scaled_dot_product_attention(
                query, key, value, mask, is_causal=is_causal, dropout_p=dropout_p, return_weights=True
            )
        return scaled_dot_product_attention(query, key, value, mask, is_causal=is_causal, dropout_p=dropout_p)

    def extra_repr(self) -> str:
        """Say the dropout."""
        return f"dropout={self.dropout}"
