"""Look into a model: all attention weights of a forward pass."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor, nn

from course_lib.attention import MultiHeadAttention, scaled_dot_product_attention

Weights = Float[Tensor, "batch heads queries keys"]


@contextmanager
def attention_maps(model: nn.Module) -> Iterator[dict[str, Weights]]:
    """Collect the weights of every `MultiHeadAttention` inside the `with` block, by the layer's name.

    The forward pass itself runs as ever: the weights are computed once more, beside it, as they are before dropout.
    A layer that is called again overwrites its entry. A copy made of the model meanwhile writes nothing.

    Example::

        with attention_maps(model) as maps:
            model(src, tgt)
        maps["decoder.layers.0.cross_attention"]  # [batch, heads, target words, source words]
    """
    maps: dict[str, Weights] = {}

    def watcher(name: str, watched: nn.Module) -> Callable[..., None]:
        def note(module: nn.Module, inputs: Any, options: dict[str, Any], output: Any) -> None:
            if module is watched:  # a copy of the model takes the hooks along
                with torch.no_grad():
                    _, maps[name] = scaled_dot_product_attention(*inputs, **(options | {"return_weights": True}))

        return note

    with ExitStack() as until_the_end:
        for name, layer in model.named_modules():
            if isinstance(layer, MultiHeadAttention):
                handle = layer.attend.register_forward_hook(watcher(name, layer.attend), with_kwargs=True)
                until_the_end.enter_context(handle)  # leaving removes the hook
        yield maps
