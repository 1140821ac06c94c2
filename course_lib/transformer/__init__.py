"""The Transformer, from its blocks to the whole."""

from course_lib.transformer.cache import DecoderCache, LayerCache
from course_lib.transformer.decoder import Decoder, DecoderLayer
from course_lib.transformer.embed import EmbedWithPositions
from course_lib.transformer.encoder import Encoder, EncoderLayer
from course_lib.transformer.feed_forward import FeedForward
from course_lib.transformer.maps import attention_maps
from course_lib.transformer.next_word import NextTargetWord
from course_lib.transformer.residual import PostNorm, PreNorm, Residual, WithoutResidual
from course_lib.transformer.shapes import tensor_shapes
from course_lib.transformer.torch_weights import layer_from_torch, layer_to_torch, stack_from_torch, stack_to_torch
from course_lib.transformer.transformer import Transformer

__all__ = [
    "Decoder",
    "DecoderCache",
    "DecoderLayer",
    "EmbedWithPositions",
    "Encoder",
    "EncoderLayer",
    "FeedForward",
    "LayerCache",
    "NextTargetWord",
    "PostNorm",
    "PreNorm",
    "Residual",
    "Transformer",
    "WithoutResidual",
    "attention_maps",
    "layer_from_torch",
    "layer_to_torch",
    "stack_from_torch",
    "stack_to_torch",
    "tensor_shapes",
]
