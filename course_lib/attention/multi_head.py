"""Multi-head attention: several views of the same words at once."""

from jaxtyping import Bool, Float
from torch import Tensor, nn

from course_lib.attention.heads import merge_heads, split_heads
from course_lib.attention.refusals import refuse_inputs_that_do_not_fit, refuse_share_out_of_range
from course_lib.attention.scaled_dot_product import scaled_dot_product_attention

Query = Float[Tensor, "batch queries d_model"]
KeyOrValue = Float[Tensor, "batch keys d_model"]
Mask = Bool[Tensor, "..."]
Heads = Float[Tensor, "batch heads keys d_head"]
Weights = Float[Tensor, "batch heads queries keys"]


class MultiHeadAttention(nn.Module):
    """MultiHead(Q, K, V) = Concat(head_1, …, head_h) W_O with head_i = Attention(Q W_Qi, K W_Ki, V W_Vi).

    The matrices of all heads stand side by side in one: `w_q` holds W_Q1 … W_Qh.
    Self-attention is `attention(x, x, x)`; cross-attention is `attention(x, memory, memory)`.

    Source: Vaswani et al. (2017), "Attention is all you need", section 3.2.2.
    """

    def __init__(self, d_model: int, num_heads: int, *, bias: bool = False, dropout: float = 0.0) -> None:
        """Make the four projections.

        Args:
            d_model: width of the words' vectors, in and out.
            num_heads: how many heads share that width.
            bias: give each projection an offset; the paper has none.
            dropout: share of the weights set to zero at random while training.

        Raises:
            ValueError: d_model is not divisible by num_heads, or dropout is outside [0, 1).
        """
        super().__init__()
        if num_heads < 1 or d_model < 1 or d_model % num_heads:
            raise ValueError(
                f"d_model is {d_model} and num_heads is {num_heads}; expected a d_model that the heads can share "
                "equally."
            )
        refuse_share_out_of_range("dropout", dropout)
        self.d_model, self.num_heads, self.dropout = d_model, num_heads, dropout
        self.w_q, self.w_k, self.w_v, self.w_o = (nn.Linear(d_model, d_model, bias=bias) for _ in range(4))
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
    ) -> Query | tuple[Query, Weights]:
        """Let every query word gather from the key words, once for each head.

        Args:
            query: the words that ask, [batch, queries, d_model].
            key: the words that answer, [batch, keys, d_model].
            value: the words that hand over, [batch, keys, d_model]; nearly always the same as `key`.
            mask: True where a query may attend to a key; [queries, keys] or broadcastable to
                [batch, heads, queries, keys].
            is_causal: no query attends to a later word; the last query counts as the last key.
            return_weights: also return the weights of all heads, as they are before dropout.

        Returns:
            The output [batch, queries, d_model]; with `return_weights` also [batch, heads, queries, keys].

        Raises:
            ValueError: shapes or dtypes that do not fit, or a mask that could be meant in two ways.
        """
        attend = self.attend_with_weights if return_weights else self.attend
        return attend(query, *self.keys_and_values(key, value), mask, is_causal=is_causal)

    def keys_and_values(self, key: KeyOrValue, value: KeyOrValue) -> tuple[Heads, Heads]:
        """Project the words that answer and those that hand over, and split both into heads."""
        refuse_inputs_that_do_not_fit(self.w_k.weight, key=key, value=value)
        return split_heads(self.w_k(key), self.num_heads), split_heads(self.w_v(value), self.num_heads)

    def attend(
        self, query: Query, key: Heads, value: Heads, mask: Mask | None = None, *, is_causal: bool = False
    ) -> Query:
        """Let every query word gather from keys and values that are projected and split already.

        A decoder that writes word by word keeps keys and values from one word to the next.
        """
        heads = scaled_dot_product_attention(
            self._queries(query), key, value, mask, is_causal=is_causal, dropout_p=self._dropout_p()
        )  # [batch, heads, queries, d_v]
        return self.w_o(merge_heads(heads))

    def attend_with_weights(
        self, query: Query, key: Heads, value: Heads, mask: Mask | None = None, *, is_causal: bool = False
    ) -> tuple[Query, Weights]:
        """Do the same, and also return the weights of all heads, as they are before dropout."""
        heads, weights = scaled_dot_product_attention(
            self._queries(query),
            key,
            value,
            mask,
            is_causal=is_causal,
            dropout_p=self._dropout_p(),
            return_weights=True,
        )
        return self.w_o(merge_heads(heads)), weights

    def _queries(self, query: Query) -> Heads:
        refuse_inputs_that_do_not_fit(self.w_q.weight, query=query)
        return split_heads(self.w_q(query), self.num_heads)

    def _dropout_p(self) -> float:
        return self.dropout if self.training else 0.0
