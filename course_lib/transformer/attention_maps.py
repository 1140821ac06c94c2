"""Look into a model: all attention weights of a forward pass."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor, nn

from course_lib.attention import MultiHeadAttention

Weights = Float[Tensor, "batch heads queries keys"]
METHODS = ("attend", "attend_with_weights")


@contextmanager
def attention_maps(model: nn.Module) -> Iterator[dict[str, Weights]]:
    """Collect the weights of every `MultiHeadAttention` inside the `with` block, by the layer's name.

    The forward pass itself runs as ever: each layer computes its weights once more, beside it, as they are before
    dropout. A layer that is called again overwrites its entry.

    Example:
        with attention_maps(model) as maps:
            model(src, tgt)
        maps["decoder.layers.0.cross_attention"]  # [batch, heads, target words, source words]
    """
    maps: dict[str, Weights] = {}

    def listen(name: str, layer: MultiHeadAttention) -> None:
        attend, attend_with_weights = layer.attend, layer.attend_with_weights

        def attend_and_note(*arguments: Any, **settings: Any) -> Any:
            # Dropout must not draw other numbers because somebody looks.
            training, layer.training = layer.training, False
            try:
                with torch.no_grad():
                    maps[name] = attend_with_weights(*arguments, **settings)[1]
            finally:
                layer.training = training
            return attend(*arguments, **settings)

        def note_weights(*arguments: Any, **settings: Any) -> Any:
            output, weights = attend_with_weights(*arguments, **settings)
            maps[name] = weights.detach()
            return output, weights

        # On the object, in front of the class's own methods.
        layer.attend, layer.attend_with_weights = attend_and_note, note_weights  # type: ignore[method-assign]

    layers = {name: layer for name, layer in model.named_modules() if isinstance(layer, MultiHeadAttention)}
    # Of each layer, the methods of a `with` around this one.
    around = [{key: vars(layer)[key] for key in METHODS if key in vars(layer)} for layer in layers.values()]
    for name, layer in layers.items():
        listen(name, layer)
    try:
        yield maps
    finally:
        for layer, methods in zip(layers.values(), around, strict=True):
            del layer.attend, layer.attend_with_weights
            vars(layer).update(methods)
