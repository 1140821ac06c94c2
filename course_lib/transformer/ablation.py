"""Take heads away from a model, to see what they were there for."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import torch
from torch import nn

from course_lib.attention import MultiHeadAttention
from course_lib.language import say


@contextmanager
def without_heads(model: nn.Module, heads: Iterable[tuple[str, int]]) -> Iterator[None]:
    """Set what these heads hand over to zero inside the `with` block; the model itself is left as it is.

    Args:
        model: any model with `MultiHeadAttention` in it.
        heads: the name of a layer, as `attention_maps` gives it, and the number of a head there.

    Example::

        with without_heads(model, [("blocks.layers.0.self_attention", 2)]):
            logits = model(ids)

    Raises:
        ValueError: there is no such layer or head.
    """
    layers = {name: layer for name, layer in model.named_modules() if isinstance(layer, MultiHeadAttention)}
    numbers_of: dict[str, list[int]] = {}
    for name, number in heads:
        _refuse_unknown_head(layers, name, number)
        numbers_of.setdefault(name, []).append(number)
    with ExitStack() as until_the_end:
        for name, numbers in numbers_of.items():
            attend = layers[name].attend
            until_the_end.enter_context(attend.register_forward_hook(_silencer(attend, numbers)))
        yield


def _silencer(watched: nn.Module, numbers: list[int]) -> Callable[..., Any]:
    def silence(module: nn.Module, inputs: Any, output: Any) -> Any:
        if module is not watched:  # a copy of the model takes the hooks along
            return output
        values, *weights = output if isinstance(output, tuple) else (output,)  # [batch, heads, queries, d_head]
        kept = torch.ones(values.shape[1], 1, 1, dtype=values.dtype, device=values.device)
        kept[numbers] = 0
        return (values * kept, *weights) if weights else values * kept

    return silence


def _refuse_unknown_head(layers: dict[str, MultiHeadAttention], name: str, number: int) -> None:
    if name not in layers:
        raise ValueError(
            say(
                "there is no attention layer {name!r} in this model; expected one of: {names}.",
                name=name,
                names=", ".join(layers),
            )
        )
    if not 0 <= number < layers[name].num_heads:
        raise ValueError(
            say(
                "head is {number}; expected a number from 0 to {last}, for one of the heads of {name}.",
                number=number,
                last=layers[name].num_heads - 1,
                name=name,
            )
        )
