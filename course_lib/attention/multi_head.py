"""Multi-head attention: several views of the same words at once."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

import torch
from jaxtyping import Bool, Float
from torch import Tensor, nn

from course_lib.attention.heads import merge_heads, split_heads
from course_lib.attention.refusals import refuse_inputs_that_do_not_fit
from course_lib.attention.scaled_dot_product import ScaledDotProductAttention
from course_lib.language import say

Query = Float[Tensor, "batch queries d_model"]
KeyOrValue = Float[Tensor, "batch keys d_model"]
Mask = Bool[Tensor, "..."]
Heads = Float[Tensor, "batch heads words d_head"]
KeysAndValues = tuple[Float[Tensor, "batch heads keys d_head"], Float[Tensor, "batch heads keys d_head"]]
Weights = Float[Tensor, "batch heads queries all_keys"]  # those of a cache as well
Turn = Callable[[Heads], Heads]


@runtime_checkable
class KeyValueCache(Protocol):
    """Remembers keys and values from one call to the next, for a decoder that writes word by word."""

    def keys_and_values(self, project: Callable[[], KeysAndValues]) -> KeysAndValues:
        """Return all that there are to attend to; `project` makes those of the words of this call."""
        ...


class MultiHeadAttention(nn.Module):
    """MultiHead(Q, K, V) = Concat(head_1, …, head_h) W_O with head_i = Attention(Q W_Qi, K W_Ki, V W_Vi).

    The matrices of all heads stand side by side in one: `w_q` holds W_Q1 … W_Qh.
    Self-attention is `attention(x, x, x)`; cross-attention is `attention(x, memory, memory)`.

    Source: Vaswani et al. (2017), "Attention is all you need", section 3.2.2.
    """

    def __init__(
        self,
        d_model: int,
        num_heads: int,
        *,
        bias: bool = False,
        dropout: float = 0.0,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
    ) -> None:
        """Make the four projections.

        Args:
            d_model: width of the words' vectors, in and out.
            num_heads: how many heads share that width.
            bias: give each projection an offset; the paper has none.
            dropout: share of the weights set to zero at random while training.
            dtype, device: of the parameters; PyTorch's defaults, if not given.

        Raises:
            ValueError: d_model is not divisible by num_heads, or dropout is outside [0, 1).
        """
        super().__init__()
        if num_heads < 1 or d_model < 1 or d_model % num_heads:
            raise ValueError(
                say(
                    "d_model is {d_model} and num_heads is {num_heads}; expected a d_model that the heads can share "
                    "equally.",
                    d_model=d_model,
                    num_heads=num_heads,
                )
            )
        self.d_model, self.num_heads = d_model, num_heads
        self.w_q, self.w_k, self.w_v, self.w_o = (
            nn.Linear(d_model, d_model, bias=bias, dtype=dtype, device=device) for _ in range(4)
        )
        self.attend = ScaledDotProductAttention(dropout)
        for projection in (self.w_q, self.w_k, self.w_v, self.w_o):
            nn.init.xavier_uniform_(projection.weight)
            if bias:
                nn.init.zeros_(projection.bias)

    def forward(
        self,
        query: Query,
        key: KeyOrValue,
        value: KeyOrValue,
        mask: Mask | None = None,
        *,
        is_causal: bool = False,
        return_weights: bool = False,
        turn: Turn | None = None,
        cache: KeyValueCache | None = None,
    ) -> Query | tuple[Query, Weights]:
        """Attend, once for each head. A mask is True where a query may look, the opposite of `nn.MultiheadAttention`.

        Args:
            query: the words that ask, [batch, queries, d_model].
            key: the words that answer, [batch, keys, d_model].
            value: the words that hand over, [batch, keys, d_model]; nearly always the same as `key`.
            mask: True where a query may attend to a key; it broadcasts to [batch, heads, queries, keys], and two
                axes are [queries, keys], never [batch, keys].
            is_causal: no query attends to a later word; the last query counts as the last key.
            return_weights: also return the weights of all heads, as they are before dropout.
            turn: turns queries and keys by their places, [batch, heads, words, d_head]; see `RotaryPositions`.
            cache: keys and values from earlier calls; `key` and `value` then hold only the words that are new.

        Returns:
            The output [batch, queries, d_model]; with `return_weights` also [batch, heads, queries, keys].

        Raises:
            ValueError: shapes or dtypes that do not fit.
        """
        refuse_inputs_that_do_not_fit(self.w_q, self.d_model, query=query, key=key, value=value)
        queries = self.queries(query)  # [batch, heads, queries, d_head]

        def project() -> KeysAndValues:
            keys, values = self.keys_and_values(key, value)  # [batch, heads, keys, d_head] each
            return keys if turn is None else turn(keys), values

        keys, values = project() if cache is None else cache.keys_and_values(project)
        queries = queries if turn is None else turn(queries)
        attended = self.attend(queries, keys, values, mask, is_causal=is_causal, return_weights=return_weights)
        heads, *weights = attended if return_weights else (attended,)  # [batch, heads, queries, d_head]
        output = self.w_o(merge_heads(heads))  # [batch, queries, d_model]
        return (output, *weights) if return_weights else output

    def queries(self, query: Query) -> Heads:
        """Project the words that ask, and split them into heads."""
        return split_heads(self.w_q(query), self.num_heads)

    def keys_and_values(self, key: KeyOrValue, value: KeyOrValue) -> KeysAndValues:
        """Project the words that answer and those that hand over, and split both into heads."""
        return split_heads(self.w_k(key), self.num_heads), split_heads(self.w_v(value), self.num_heads)

    @property
    def dropout(self) -> float:
        """Return the share of the weights that is dropped while training."""
        return self.attend.dropout

    @dropout.setter
    def dropout(self, share: float) -> None:
        self.attend.dropout = share

    def extra_repr(self) -> str:
        """Say the sizes."""
        return f"d_model={self.d_model}, num_heads={self.num_heads}"
