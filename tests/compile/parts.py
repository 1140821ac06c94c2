"""The parts that PyTorch's tools are given, each with inputs and masks: attention, the stacks, the whole model."""

from functools import partial
from types import ModuleType
from typing import NamedTuple

import pytest
import torch
from torch import nn

BATCH, HEADS, WORDS, SOURCE_WORDS, D_MODEL = 2, 2, 4, 5, 8
SIZES = {"d_model": D_MODEL, "num_heads": HEADS, "d_ff": 12, "num_layers": 1}
SOURCE = torch.tensor([[5, 6, 7, 8, 9], [9, 6, 7, 0, 0]])
TARGET = torch.tensor([[1, 12, 11, 10], [1, 6, 2, 0]])
CORE = {
    f"attention, {masked}{', weights' if weights else ''}": {"masked": masked, "return_weights": weights}
    for masked in ("no mask", "mask", "causal", "mask and causal")
    for weights in (False, True)
}
LAYERS = ["multi-head attention", "encoder", "decoder"]
MODELS = [
    "transformer",
    "transformer, rotary, pre",
    "language model",
    "language model, rotary",
    "language model, grouped",
]
every_part = pytest.mark.parametrize("name", [*CORE, *LAYERS, *MODELS])


class Library(NamedTuple):
    """The packages of course_lib that these tests use."""

    attention: ModuleType
    positions: ModuleType
    transformer: ModuleType


class Part(nn.Module):
    """A part of the library that is called with tensors only; the other arguments are given beforehand."""

    def __init__(self, part, **options):
        super().__init__()
        self.part, self.options = part, options

    def forward(self, *tensors):
        return self.part(*tensors, **self.options)


def make_part(library, name, **choices):
    """Return a part, in eval mode and double precision, and the tensors for one call."""
    torch.manual_seed(0)
    if name in CORE:
        return make_core(library, **CORE[name])
    made = {
        "multi-head attention": partial(make_multi_head, library),
        "encoder": partial(make_encoder, library),
        "decoder": partial(make_decoder, library),
        "transformer": partial(make_transformer, library),
        "transformer, rotary, pre": partial(
            make_transformer,
            library,
            positions=library.positions.RotaryPositions,
            residual=library.transformer.PreNorm,
        ),
        "language model": partial(make_language_model, library),
        "language model, rotary": partial(
            make_language_model, library, positions=library.positions.RotaryPositions, tie_embeddings=False
        ),
        "language model, grouped": partial(
            make_language_model,
            library,
            positions=library.positions.RotaryPositions,
            attention=partial(library.attention.GroupedQueryAttention, num_kv_heads=1, head_norm=nn.RMSNorm),
        ),
    }[name]
    part, tensors = made(**choices)
    return part.double().eval(), tensors


def make_core(library, masked, return_weights):
    """Make attention over heads, with a mask that leaves one query without any key."""
    shape = (BATCH, HEADS, WORDS, 6)
    inputs = tuple(torch.randn(shape, dtype=torch.float64) for _ in range(3))
    mask = torch.rand(BATCH, 1, WORDS, WORDS) > 0.4
    mask[1, 0, 2] = False
    options = {"is_causal": "causal" in masked, "return_weights": return_weights}
    part = Part(library.attention.scaled_dot_product_attention, **options)
    return part, (*inputs, mask) if masked.startswith("mask") else inputs


def make_multi_head(library, **choices):
    """Make self-attention over words, some of which are pads."""
    x = torch.randn(BATCH, WORDS, D_MODEL, dtype=torch.float64)
    part = library.attention.MultiHeadAttention(D_MODEL, HEADS, **choices)
    return Part(part, is_causal=True, return_weights=True), (x, x, x, pads(TARGET))


def make_encoder(library, **choices):
    """Make an encoder for a source with pads."""
    x = torch.randn(BATCH, SOURCE_WORDS, D_MODEL, dtype=torch.float64)
    return Part(library.transformer.Encoder(1, D_MODEL, HEADS, 12, **choices)), (x, pads(SOURCE))


def make_decoder(library, **choices):
    """Make a decoder with both of its masks."""
    x, memory = (torch.randn(BATCH, words, D_MODEL, dtype=torch.float64) for words in (WORDS, SOURCE_WORDS))
    part = Part(library.transformer.Decoder(1, D_MODEL, HEADS, 12, **choices))
    return part, (x, memory, pads(TARGET), pads(SOURCE))


def make_transformer(library, **choices):
    """Make the whole model, for sentences of several lengths."""
    return library.transformer.Transformer(11, 13, **(SIZES | {"dropout": 0.0} | choices)), (SOURCE, TARGET)


def make_language_model(library, **choices):
    """Make a model that only writes; its pads stand at the end, where they need no mask."""
    return library.transformer.LanguageModel(13, **(SIZES | {"dropout": 0.0} | choices)), (TARGET,)


def pads(ids):
    """Return the padding mask, [batch, 1, 1, words]."""
    return (ids != 0)[:, None, None]
