"""Sizes that all differ, sentences with pads, and models with weights from a fixed seed."""

from functools import partial

import torch
from torch import nn

from course_lib.attention import padding_mask
from course_lib.transformer import Decoder, DecoderLayer, Encoder, EncoderLayer, FeedForward, Transformer
from course_lib.transformer.named_choices import ACTIVATIONS, RESIDUALS, choices

BATCH, HEADS, TARGET_WORDS, SOURCE_WORDS, D_MODEL, D_FF, LAYERS = 2, 3, 4, 5, 6, 10, 2
KINDS = {"encoder layer": EncoderLayer, "decoder layer": DecoderLayer, "encoder": Encoder, "decoder": Decoder}

SOURCE = torch.tensor([[5, 6, 7, 8, 9], [9, 6, 7, 0, 0], [8, 5, 0, 0, 0]])
SOURCE_MASK = padding_mask(SOURCE, pad_id=0)
TARGET = torch.tensor([[1, 12, 11, 10, 4, 6, 3], [1, 6, 8, 9, 2, 0, 0], [1, 7, 7, 5, 9, 12, 2]])


def randomise(module):
    """Give every parameter, biases and norms too, numbers of its own."""
    torch.manual_seed(0)
    for parameter in module.parameters():
        nn.init.normal_(parameter, std=0.5)
    return module


def make_part(kind, *, dtype=torch.float64, norm="post", activation="relu", **options):
    """Make a layer or a stack of two layers."""
    feed_forward = partial(FeedForward, activation=ACTIVATIONS[activation])
    options = {"residual": RESIDUALS[norm], "feed_forward": feed_forward} | options
    layers = () if kind.endswith("layer") else (LAYERS,)
    return randomise(KINDS[kind](*layers, D_MODEL, HEADS, D_FF, **options).to(dtype))


def make_transformer(
    *,
    dropout=0.0,
    dtype=torch.float64,
    norm="post",
    activation="relu",
    positions="sinusoidal",
    max_length=7,
    **options,
):
    """Make a small model for 11 source and 13 target tokens; learned positions reach as far as its sentences."""
    torch.manual_seed(0)
    sizes = {"d_model": D_MODEL, "num_heads": HEADS, "num_layers": LAYERS, "d_ff": D_FF}
    options |= choices(norm=norm, activation=activation, positions=positions, max_length=max_length)
    return Transformer(11, 13, **(sizes | options), dropout=dropout).to(dtype)


def draw(*shape, dtype=torch.float64, seed=1):
    """Draw vectors, the same whatever their precision."""
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64).to(dtype)


def inputs_of(kind, *, dtype=torch.float64):
    """Draw what a part takes: source words, or target words and memory."""
    source = draw(BATCH, SOURCE_WORDS, D_MODEL, dtype=dtype)
    return (
        (source,) if kind.startswith("encoder") else (draw(BATCH, TARGET_WORDS, D_MODEL, dtype=dtype, seed=2), source)
    )
