"""Queries, keys, values and masks for the tests of attention, and attention as a plain loop."""

from math import exp, sqrt

import torch

TOLERANCE = {torch.float64: 1e-12, torch.float32: 1e-5, torch.float16: 4e-3, torch.bfloat16: 3e-2}
MASKS = ["none", "queries and keys", "padding", "full"]


def make_inputs(batch=(2, 3), queries=4, keys=5, d_k=6, d_v=7, *, dtype=torch.float32, seed=0):
    """Draw query, key and value whose sizes all differ, so that a wrong axis cannot hide."""
    generator = torch.Generator().manual_seed(seed)
    shapes = (*batch, queries, d_k), (*batch, keys, d_k), (*batch, keys, d_v)
    return tuple(torch.randn(shape, generator=generator, dtype=torch.float64).to(dtype) for shape in shapes)


def make_words(batch=2, queries=4, keys=5, d_model=6, *, dtype=torch.float32, seed=0):
    """Draw query, key and value of one width, as multi-head attention takes them."""
    return make_inputs((batch,), queries, keys, d_model, d_model, dtype=dtype, seed=seed)


def make_mask(kind, batch=(2, 3), queries=4, keys=5):
    """Make one of the kinds of mask that attention must take."""
    if kind == "none":
        return None
    if kind == "queries and keys":
        return torch.ones(queries, keys, dtype=torch.bool).tril()
    generator = torch.Generator().manual_seed(1)
    one_each = tuple(1 for _ in batch)
    shape = {"padding": (*batch[:1], *one_each[1:], 1, keys), "full": (*batch, queries, keys)}[kind]
    mask = torch.rand(shape, generator=generator) > 0.5
    mask[..., 0] = True
    return mask


def loop_attention(query, key, value, mask=None):
    """Compute attention for 2-D inputs as the formula says it, one number at a time."""
    output = torch.zeros(len(query), value.shape[1], dtype=value.dtype)
    for i, q in enumerate(query):
        allowed = [j for j in range(len(key)) if mask is None or mask[i, j]]
        scores = {j: sum(a * b for a, b in zip(q.tolist(), key[j].tolist(), strict=True)) for j in allowed}
        exponentials = {j: exp(score / sqrt(len(q))) for j, score in scores.items()}
        for j in allowed:
            output[i] += exponentials[j] / sum(exponentials.values()) * value[j]
    return output
