"""The formula of attention, as it is written in the book: softmax(QKᵀ / √d_k) V."""

from math import sqrt

from jaxtyping import Bool, Float
from torch import Tensor, softmax

from course_lib.attention.dropout import dropout
from course_lib.attention.masks import as_bias

Query = Float[Tensor, "*batch queries d_k"]
Key = Float[Tensor, "*batch keys d_k"]
Value = Float[Tensor, "*batch keys d_v"]
Mask = Bool[Tensor, "..."]
Output = Float[Tensor, "*batch queries d_v"]
Weights = Float[Tensor, "*batch queries keys"]


def attention_weights(
    query: Query,
    key: Key,
    mask: Mask | None = None,
) -> Weights:
    """softmax(QKᵀ / √d_k): for each query, the shares of the keys."""
    d_k = query.shape[-1]
    scores = (query / sqrt(d_k)) @ key.mT  # [..., queries, keys]
    if mask is not None:  # 0 where allowed, else the lowest number
        scores = scores + as_bias(mask, scores.dtype)
    return softmax(scores, dim=-1)  # [..., queries, keys]


def attention(
    query: Query,
    key: Key,
    value: Value,
    mask: Mask | None = None,
    dropout_p: float = 0.0,
) -> tuple[Output, Weights]:
    """softmax(QKᵀ / √d_k) V: for each query, a mean of the values."""
    weights = attention_weights(query, key, mask)
    weights = weights.to(value.dtype)  # [..., queries, keys]
    output = dropout(weights, dropout_p) @ value  # [..., queries, d_v]
    return output, weights
