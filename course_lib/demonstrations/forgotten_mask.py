"""A decoder whose words look ahead: what happens when the causal mask is forgotten."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, cast

from torch import nn

from course_lib.transformer import DecoderLayer, Transformer


@contextmanager
def without_causal_mask(model: Transformer) -> Iterator[None]:
    """Let every target word see all others inside the `with` block, later ones too."""
    with ExitStack() as until_the_end:
        for layer in model.decoder.layers:
            handle = cast(DecoderLayer, layer).self_attention.register_forward_pre_hook(_look_ahead, with_kwargs=True)
            until_the_end.enter_context(handle)  # leaving removes the hook
        yield


def _look_ahead(attention: nn.Module, inputs: Any, options: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    return inputs, options | {"is_causal": False}
