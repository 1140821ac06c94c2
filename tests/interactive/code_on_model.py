"""Run the code of a block, as the figure of its changes shows it, with the numbers of a real model."""

import math
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import relu, silu

from course_lib.demonstrations.modern_block import D_MODEL, NUM_HEADS
from course_lib.positions import SinusoidalPositions
from course_lib.transformer import LanguageModel

D_HEAD = D_MODEL // NUM_HEADS


class Heads(Tensor):
    """Words of several heads, [batch, heads, words, d_head]; `.T` turns the last two axes around."""

    T = property(lambda self: self.transpose(-2, -1))


class Split:
    """A matrix whose products are split into heads; each is repeated for the heads of queries that it serves."""

    def __init__(self, weight: Tensor) -> None:
        self.weight = weight

    def __rmatmul__(self, x: Tensor) -> Tensor:
        heads = (x @ self.weight.T).unflatten(-1, (-1, D_HEAD)).transpose(1, 2)
        return heads.repeat_interleave(NUM_HEADS // heads.shape[1], dim=1).as_subclass(Heads)


class Join:
    """A matrix that is multiplied by the joined heads."""

    def __init__(self, weight: Tensor) -> None:
        self.weight = weight

    def __rmatmul__(self, heads: Tensor) -> Tensor:
        return heads.as_subclass(Tensor).transpose(1, 2).flatten(2) @ self.weight.T


class Names(dict):
    """What the names of the code mean; those in `taken` mean something else each time they are read."""

    taken: dict[str, Iterator[Any]]

    def __getitem__(self, name: str) -> Any:
        return next(self.taken[name]) if name in self.taken else super().__getitem__(name)


def run_on_model(code: Sequence[str], model: LanguageModel, ids: Tensor) -> Tensor:
    """Return the logits that these lines compute, their functions last, where every name means what it is in a model.

    Each norm that is called takes the next gain and the next offset, each turn of the loop the next layer's matrices.
    """
    first = next(at for at, line in enumerate(code) if line.startswith("def"))
    names = _names(model, ids)
    exec("\n".join([*code[first:], *code[:first]]), names)
    assert next(names.taken["gain"], None) is None  # every norm of the model was called
    return names["logits"]


def _names(model: LanguageModel, ids: Tensor) -> Names:
    words = ids.shape[1]
    layers = list(model.blocks.layers)
    norms = [norm for layer in layers for norm in (layer.around_attention.norm, layer.around_feed_forward.norm)]
    if hasattr(model.blocks.final_norm, "weight"):
        norms.append(model.blocks.final_norm)
    attentions = [layer.self_attention for layer in layers]
    head_norms = chain.from_iterable((attention.query_norm, attention.key_norm) for attention in attentions)
    (eps,) = {norm.eps or torch.finfo(torch.float64).eps for norm in norms}  # RMSNorm has the smallest there is
    ahead = torch.ones(words, words, dtype=torch.bool).triu(1)
    places = model.embed.places
    names = Names(
        ids=ids,
        tokens=model.embed.tokens.table.weight,
        last=model.to_logits.weight,
        d_model=D_MODEL,
        d_head=D_HEAD,
        places=torch.arange(words),
        mean=lambda x: x.mean(dim=-1, keepdim=True),
        rms=lambda x: (x.square().mean(dim=-1, keepdim=True) + eps).sqrt(),
        rms_norm=lambda x: next(head_norms)(x),
        masked=lambda scores: scores.masked_fill(ahead, -math.inf),
        softmax=lambda scores: scores.softmax(dim=-1),
        relu=relu,
        silu=silu,
    )
    names["layers"] = _one_after_the_other(layers, names)
    if isinstance(places, SinusoidalPositions):
        names["sinusoids"] = places(words)
    else:
        names["turn"] = places.turn(words)
    names.taken = {"gain": (norm.weight for norm in norms), "offset": (norm.bias for norm in norms)}
    return names


def _one_after_the_other(layers: Sequence[Any], names: Names) -> Iterator[Any]:
    """Give the layers; before each, the names of matrices and offsets become this layer's."""
    for layer in layers:
        attention, feed_forward = layer.self_attention, layer.feed_forward
        names["W_Q"], names["W_K"], names["W_V"] = (
            Split(matrix.weight) for matrix in (attention.w_q, attention.w_k, attention.w_v)
        )
        names["W_O"] = Join(attention.w_o.weight)
        names["W_1"], names["W_2"] = feed_forward.w_1.weight.T, feed_forward.w_2.weight.T
        names["b_1"], names["b_2"] = feed_forward.w_1.bias, feed_forward.w_2.bias
        if hasattr(feed_forward, "w_gate"):
            names["W_gate"] = feed_forward.w_gate.weight.T
        yield layer
