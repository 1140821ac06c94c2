"""A layer or a stack of ours and one of PyTorch's, one copied from the other, and their masks."""

import torch
from torch import nn

from course_lib.transformer import layer_from_torch, layer_to_torch, stack_from_torch, stack_to_torch
from tests.transformer.inputs import D_FF, D_MODEL, HEADS, LAYERS, SOURCE_WORDS, TARGET_WORDS, make_part, randomise

DIRECTIONS = ["from_torch", "to_torch"]
SOURCE_PADS = torch.tensor([[0, 0, 0, 0, 0], [0, 0, 0, 1, 1]]) > 0
TARGET_PADS = torch.tensor([[0, 0, 0, 1], [0, 0, 0, 0]]) > 0


def make_theirs(kind, *, norm="post", final_norm=True, dtype=torch.float64, **options):
    """Make PyTorch's layer or stack."""
    name = "Encoder" if kind.startswith("encoder") else "Decoder"
    settings = {"dropout": 0.0, "batch_first": True, "norm_first": norm == "pre"} | options
    layer = getattr(nn, f"Transformer{name}Layer")(D_MODEL, HEADS, D_FF, **settings)
    if kind.endswith("layer"):
        return randomise(layer.to(dtype))
    last = nn.LayerNorm(D_MODEL, bias=settings.get("bias", True)) if final_norm else None
    nested = {"enable_nested_tensor": False} if name == "Encoder" else {}
    return randomise(getattr(nn, f"Transformer{name}")(layer, LAYERS, last, **nested).to(dtype))


def from_torch(kind, theirs):
    """Copy a layer or a stack of theirs."""
    return (layer_from_torch if kind.endswith("layer") else stack_from_torch)(theirs)


def to_torch(kind, ours):
    """Copy a layer or a stack of ours."""
    return (layer_to_torch if kind.endswith("layer") else stack_to_torch)(ours)


def make_pair(kind, direction, **options):
    """Make our part and theirs, one copied from the other."""
    if direction == "from_torch":
        theirs = make_theirs(kind, **options)
        return from_torch(kind, theirs), theirs
    if not kind.endswith("layer"):
        options = {"final_norm": True} | options
    ours = make_part(kind, **options)
    return ours, to_torch(kind, ours)


def make_masks(kind, masks):
    """Make our masks and theirs, where True means: may not be attended to."""
    padded, shaped = masks in ("padding", "both"), masks in ("queries and keys", "both")
    source = ~SOURCE_PADS[:, None, None] if padded else None
    if kind.startswith("encoder"):
        causal = torch.ones(SOURCE_WORDS, SOURCE_WORDS).tril() > 0 if shaped else None
        return (allowed_by_both(source, causal),), (opposite(causal), SOURCE_PADS if padded else None)
    causal = torch.ones(TARGET_WORDS, TARGET_WORDS).tril() > 0
    band = torch.ones(TARGET_WORDS, SOURCE_WORDS).tril(1) > 0 if shaped else None
    target = ~TARGET_PADS[:, None, None] if padded else None
    pads = (TARGET_PADS, SOURCE_PADS) if padded else (None, None)
    return (target, allowed_by_both(source, band)), (~causal, opposite(band), *pads)


def allowed_by_both(first, second):
    """Join two masks of ours; None allows everything."""
    return second if first is None else first if second is None else first & second


def opposite(mask):
    """Turn a mask of ours into theirs."""
    return None if mask is None else ~mask
