"""Copy weights between this course's layers and stacks and PyTorch's."""

from copy import deepcopy
from functools import partial
from typing import Any, cast

from torch import nn

from course_lib.attention import MultiHeadAttention, from_torch, to_torch
from course_lib.language import say
from course_lib.transformer.decoder import Decoder, DecoderLayer
from course_lib.transformer.encoder import Encoder, EncoderLayer
from course_lib.transformer.feed_forward import FeedForward
from course_lib.transformer.residual import PostNorm, PreNorm

OurLayer = EncoderLayer | DecoderLayer
OurStack = Encoder | Decoder
TheirLayer = nn.TransformerEncoderLayer | nn.TransformerDecoderLayer
TheirStack = nn.TransformerEncoder | nn.TransformerDecoder

# The same part of a layer, by our name and by theirs.
ENCODER_PARTS = {
    "self_attention": "self_attn",
    "feed_forward.w_1": "linear1",
    "feed_forward.w_2": "linear2",
    "around_attention.norm": "norm1",
    "around_feed_forward.norm": "norm2",
}
DECODER_PARTS = {
    "self_attention": "self_attn",
    "cross_attention": "multihead_attn",
    "feed_forward.w_1": "linear1",
    "feed_forward.w_2": "linear2",
    "around_self_attention.norm": "norm1",
    "around_cross_attention.norm": "norm2",
    "around_feed_forward.norm": "norm3",
}


def layer_from_torch(theirs: TheirLayer) -> OurLayer:
    """Make an `EncoderLayer` or a `DecoderLayer` with the weights and settings of PyTorch's.

    The copy has a bias exactly where the original has one: with `bias=False` PyTorch leaves out all of them, those
    of the feed-forward block and of the norms as well. Their decoder looks ahead unless it is given a mask; ours
    never does.

    Raises:
        ValueError: a dropout or an attention that this course's layer does not have.
    """
    is_encoder = isinstance(theirs, nn.TransformerEncoderLayer)
    ours = (EncoderLayer if is_encoder else DecoderLayer)(
        theirs.self_attn.embed_dim,
        theirs.self_attn.num_heads,
        theirs.linear1.out_features,
        residual=PreNorm if theirs.norm_first else PostNorm,
        feed_forward=partial(FeedForward, activation=theirs.activation),
        dropout=_the_one_dropout(theirs),
    )
    for our_name, their_name in (ENCODER_PARTS if is_encoder else DECODER_PARTS).items():
        ours.set_submodule(our_name, _copy(theirs.get_submodule(their_name)))
    return ours.train(theirs.training)


def layer_to_torch(ours: OurLayer) -> TheirLayer:
    """Make PyTorch's layer, with `batch_first=True`, with the weights and settings of this course's.

    From a layer with `bias=False` comes one whose attention has no bias while the rest has: it computes the same,
    but PyTorch's own constructor makes no such layer, so `state_dict` does not fit into one.

    Raises:
        ValueError: the parts of the layer have different dropouts, or PyTorch's layer has no such part.
    """
    feed_forward = ours.feed_forward
    if not isinstance(feed_forward, FeedForward) or not isinstance(ours.around_feed_forward, PreNorm | PostNorm):
        raise ValueError(
            say(
                "this {layer} has a {block} and a "
                "{residual}; PyTorch's layer has the parts of the paper only: FeedForward, "
                "and PostNorm or PreNorm.",
                layer=type(ours).__name__,
                block=type(feed_forward).__name__,
                residual=type(ours.around_feed_forward).__name__,
            )
        )
    is_encoder = isinstance(ours, EncoderLayer)
    theirs = (nn.TransformerEncoderLayer if is_encoder else nn.TransformerDecoderLayer)(
        ours.self_attention.d_model,
        ours.self_attention.num_heads,
        feed_forward.w_1.out_features,
        dropout=_the_one_dropout(ours),
        activation=feed_forward.activation,
        norm_first=isinstance(ours.around_feed_forward, PreNorm),
    )
    for our_name, their_name in (ENCODER_PARTS if is_encoder else DECODER_PARTS).items():
        theirs.set_submodule(their_name, _copy(ours.get_submodule(our_name)))
    return theirs.train(ours.training)


def stack_from_torch(theirs: TheirStack) -> OurStack:
    """Make an `Encoder` or a `Decoder` from PyTorch's: for example from `nn.Transformer(…).encoder`.

    Raises:
        ValueError: a layer that `layer_from_torch` refuses.
    """
    layers = [layer_from_torch(layer) for layer in theirs.layers]
    attention, d_ff = layers[0].self_attention, cast(TheirLayer, theirs.layers[0]).linear1.out_features
    stack = Encoder if isinstance(theirs, nn.TransformerEncoder) else Decoder
    ours = stack(0, attention.d_model, attention.num_heads, d_ff)
    ours.layers = nn.ModuleList(layers)
    if theirs.norm is not None:
        ours.set_submodule("final_norm", deepcopy(theirs.norm))
    return ours.train(theirs.training)


def stack_to_torch(ours: OurStack) -> TheirStack:
    """Make PyTorch's stack, with `batch_first=True`, from this course's.

    Raises:
        ValueError: the parts of a layer have different dropouts.
    """
    layers: list[Any] = [layer_to_torch(layer) for layer in ours.layers]  # type: ignore[arg-type]
    norm = deepcopy(ours.final_norm) if isinstance(ours.final_norm, nn.LayerNorm) else None
    theirs: TheirStack
    if isinstance(ours, Encoder):
        # Nested tensors would cut pads off the output.
        theirs = nn.TransformerEncoder(layers[0], len(layers), norm, enable_nested_tensor=False)
    else:
        theirs = nn.TransformerDecoder(layers[0], len(layers), norm)
    theirs.layers = nn.ModuleList(layers)
    return theirs.train(ours.training)


def _copy(part: nn.Module) -> nn.Module:
    """Return a part of a layer as the other side has it: only the attention differs."""
    if isinstance(part, nn.MultiheadAttention):
        return from_torch(part)
    return to_torch(part) if isinstance(part, MultiHeadAttention) else deepcopy(part)


def _the_one_dropout(layer: OurLayer | TheirLayer) -> float:
    dropouts = {part.p for part in layer.modules() if isinstance(part, nn.Dropout)}
    dropouts |= {
        part.dropout for part in layer.modules() if isinstance(part, MultiHeadAttention | nn.MultiheadAttention)
    }
    if len(dropouts) > 1:
        raise ValueError(
            say(
                "the parts of this {layer} have the dropouts {dropouts}; expected one for all.",
                layer=type(layer).__name__,
                dropouts=sorted(dropouts),
            )
        )
    return dropouts.pop()
