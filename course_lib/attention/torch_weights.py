"""Copy weights between this course's multi-head attention and PyTorch's."""

import torch
from torch import nn

from course_lib.attention.multi_head import MultiHeadAttention
from course_lib.language import say


def from_torch(theirs: nn.MultiheadAttention) -> MultiHeadAttention:
    """Make a `MultiHeadAttention` with the weights of PyTorch's module.

    PyTorch keeps W_Q, W_K and W_V as the three thirds of one matrix, `in_proj_weight`. Its dropout is taken over;
    its `batch_first` does not matter, because only weights are copied.

    Raises:
        ValueError: the module has keys or values of another width, or learns an additional key.
    """
    if theirs.in_proj_weight is None or theirs.bias_k is not None or theirs.add_zero_attn:
        raise ValueError(
            say(
                "this nn.MultiheadAttention has kdim, vdim, add_bias_kv or add_zero_attn set; expected one with query, "
                "key and value of one width and nothing added to the keys."
            )
        )
    has_bias = theirs.in_proj_bias is not None
    ours = MultiHeadAttention(theirs.embed_dim, theirs.num_heads, bias=has_bias, dropout=theirs.dropout)
    ours.to(theirs.in_proj_weight).train(theirs.training)
    with torch.no_grad():
        for projection, weight in zip((ours.w_q, ours.w_k, ours.w_v), theirs.in_proj_weight.chunk(3), strict=True):
            projection.weight.copy_(weight)
        ours.w_o.weight.copy_(theirs.out_proj.weight)
        if has_bias:
            for projection, bias in zip((ours.w_q, ours.w_k, ours.w_v), theirs.in_proj_bias.chunk(3), strict=True):
                projection.bias.copy_(bias)
            ours.w_o.bias.copy_(theirs.out_proj.bias)
    return ours


def to_torch(ours: MultiHeadAttention) -> nn.MultiheadAttention:
    """Make PyTorch's module, with `batch_first=True`, with the weights of this course's.

    Raises:
        ValueError: the module is a `GroupedQueryAttention`, for which PyTorch has no module.
    """
    if type(ours) is not MultiHeadAttention:
        raise ValueError(
            say("this is a {kind}; expected a MultiHeadAttention: PyTorch has no other.", kind=type(ours).__name__)
        )
    has_bias = ours.w_q.bias is not None
    theirs = nn.MultiheadAttention(ours.d_model, ours.num_heads, dropout=ours.dropout, bias=has_bias, batch_first=True)
    theirs.to(ours.w_q.weight).train(ours.training)
    inputs = (ours.w_q, ours.w_k, ours.w_v)
    with torch.no_grad():
        theirs.in_proj_weight.copy_(torch.cat([projection.weight for projection in inputs]))
        theirs.out_proj.weight.copy_(ours.w_o.weight)
        if has_bias:
            theirs.in_proj_bias.copy_(torch.cat([projection.bias for projection in inputs]))
            theirs.out_proj.bias.copy_(ours.w_o.bias)
    return theirs
