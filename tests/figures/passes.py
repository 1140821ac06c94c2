"""Shapes as a reader records them, of a small Transformer and two sentences."""

from functools import cache
from types import MappingProxyType

import torch

from course_lib.transformer import Transformer, tensor_shapes

SOURCE = ["the", "old", "mole", "digs", "home", "<eos>"]
TARGET = ["<bos>", "der", "alte", "Maulwurf", "gräbt"]


@cache
def record(*, batch=2, source=6, target=5, num_layers=2, d_model=12, num_heads=3, d_ff=20):
    """Return the shapes of one pass; by default all sizes differ."""
    model = Transformer(11, 37, d_model=d_model, num_heads=num_heads, num_layers=num_layers, d_ff=d_ff)
    with tensor_shapes(model) as shapes, torch.no_grad():
        model(torch.ones(batch, source, dtype=torch.long), torch.ones(batch, target, dtype=torch.long))
    return MappingProxyType(shapes)
