"""The weights of one layer of Llama's kind, laid out for writing: few large products, each read in order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from jaxtyping import Bool, Complex, Float
from torch import Tensor
from torch.nn.functional import rms_norm
from torch.nn.functional import scaled_dot_product_attention as torch_attention

from course_lib.attention import scaled_dot_product_attention
from course_lib.attention.precision import at_least_single
from course_lib.positions import INTERLEAVED, Pairs, reorder_pairs

Rows = Float[Tensor, "rows d_model"]  # all new words of all texts, one below the other
Room = Float[Tensor, "2 batch kv_heads places d_head"]  # keys and values, those of later places not yet written
Turn = Complex[Tensor, "some_batch new_words 1 pairs"]  # for each place and pair the number e^(angle · i)
Mask = Bool[Tensor, "batch 1 1 words_so_far"]
Pack = Callable[..., Tensor]  # from matrices [d_out, d_in] with one d_in to all side by side, [d_in, all d_out]


@dataclass(frozen=True)
class PackedNorm:
    """RMSNorm without the module."""

    weight: Float[Tensor, "d_model"]
    eps: float | None

    @classmethod
    def of_norm(cls, norm: Any, pack: Pack) -> "PackedNorm":
        """Copy the weight of an `nn.RMSNorm`."""
        return cls(pack(norm.weight), norm.eps)

    def __call__(self, x: Rows) -> Rows:
        """Normalise each row."""
        return rms_norm(x, self.weight.shape, self.weight, self.eps)


@dataclass(frozen=True)
class PackedLayer:
    """What an `EncoderLayer` of Llama's kind computes, without modules; a matrix [d_in, d_out] is used as x @ W."""

    num_heads: int
    num_kv_heads: int
    attention_norm: PackedNorm
    query_key_value: Float[Tensor, "d_model heads_and_kv_heads"]
    output: Float[Tensor, "d_model d_model"]
    feed_forward_norm: PackedNorm
    gate_and_up: Float[Tensor, "d_model twice_d_ff"]
    down: Float[Tensor, "d_ff d_model"]
    activation: Callable[[Tensor], Tensor]

    @classmethod
    def of_layer(cls, layer: Any, pairs: Pairs, pack: Pack) -> "PackedLayer":
        """Copy the weights of an `EncoderLayer`; queries and keys are reordered for neighbours that turn together."""
        attention, feed_forward = layer.self_attention, layer.feed_forward
        heads, kv_heads = attention.num_heads, attention.num_kv_heads
        w_q = reorder_pairs(attention.w_q.weight, heads, was=pairs, becomes=INTERLEAVED)
        w_k = reorder_pairs(attention.w_k.weight, kv_heads, was=pairs, becomes=INTERLEAVED)
        return cls(
            num_heads=heads,
            num_kv_heads=kv_heads,
            attention_norm=PackedNorm.of_norm(layer.around_attention.norm, pack),
            query_key_value=pack(w_q, w_k, attention.w_v.weight),
            output=pack(attention.w_o.weight),
            feed_forward_norm=PackedNorm.of_norm(layer.around_feed_forward.norm, pack),
            gate_and_up=pack(feed_forward.w_gate.weight, feed_forward.w_1.weight),
            down=pack(feed_forward.w_2.weight),
            activation=feed_forward.activation,
        )

    def __call__(self, x: Rows, room: Room, seen: int, turn: Turn, mask: Mask | None) -> Rows:
        """Do what the layer does with the words after the first `seen`, and write their keys and values into `room`."""
        attended = self._attend(self.attention_norm(x) @ self.query_key_value, room, seen, turn, mask)
        x = torch.addmm(x, attended, self.output)  # the sum and the product in one
        gate, up = (self.feed_forward_norm(x) @ self.gate_and_up).chunk(2, dim=-1)  # [rows, d_ff] each
        return torch.addmm(x, self.activation(gate) * up, self.down)

    def _attend(
        self, projected: Float[Tensor, "rows heads_and_kv_heads"], room: Room, seen: int, turn: Turn, mask: Mask | None
    ) -> Rows:
        _, batch, _, _, d_head = room.shape
        heads = projected.view(batch, -1, self.num_heads + 2 * self.num_kv_heads, d_head)
        stop = seen + heads.shape[1]
        queries_and_keys, values = heads.split([self.num_heads + self.num_kv_heads, self.num_kv_heads], dim=2)
        queries, keys = _turned(queries_and_keys, turn).split([self.num_heads, self.num_kv_heads], dim=2)
        room[0, :, :, seen:stop], room[1, :, :, seen:stop] = keys.transpose(1, 2), values.transpose(1, 2)
        keys, values = room[:, :, :, :stop]  # [batch, kv heads, words so far, d_head] each
        queries = queries.transpose(1, 2)  # [batch, heads, new words, d_head]
        if stop - seen == 1:  # each key is read where it lies, by all heads that it serves
            attended = torch_attention(queries, keys, values, attn_mask=mask, enable_gqa=True)
        else:
            served = self.num_heads // self.num_kv_heads
            keys, values = (x.repeat_interleave(served, dim=1) for x in (keys, values))
            attended = scaled_dot_product_attention(queries, keys, values, mask, is_causal=True)
        return attended.transpose(1, 2).flatten(2).flatten(0, 1)  # [rows, d_model]


def _turned(
    heads: Float[Tensor, "batch new_words heads d_head"], turn: Turn
) -> Float[Tensor, "batch new_words heads d_head"]:
    """Turn all pairs of components by one product: a pair is a complex number, and angles add up where two multiply."""
    pairs = torch.view_as_complex(at_least_single(heads).unflatten(-1, (-1, 2)))  # [..., pairs]
    return torch.view_as_real(pairs * turn).flatten(-2).to(heads.dtype)
