"""The attention core: softmax, scaled dot-product attention, masks, multi-head attention."""

from course_lib.attention.formula import attention_weights
from course_lib.attention.grouped_query import GroupedQueryAttention
from course_lib.attention.heads import merge_heads, split_heads
from course_lib.attention.masks import causal_mask, padding_mask
from course_lib.attention.multi_head import MultiHeadAttention
from course_lib.attention.scaled_dot_product import ScaledDotProductAttention, scaled_dot_product_attention
from course_lib.attention.stable_softmax import softmax
from course_lib.attention.torch_weights import from_torch, to_torch

__all__ = [
    "GroupedQueryAttention",
    "MultiHeadAttention",
    "ScaledDotProductAttention",
    "attention_weights",
    "causal_mask",
    "from_torch",
    "merge_heads",
    "padding_mask",
    "scaled_dot_product_attention",
    "softmax",
    "split_heads",
    "to_torch",
]
