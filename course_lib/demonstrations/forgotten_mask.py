"""A decoder whose words look ahead: what happens when the causal mask is forgotten."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from torch import Tensor

from course_lib.attention import MultiHeadAttention
from course_lib.transformer import Transformer


@contextmanager
def without_causal_mask(model: Transformer) -> Iterator[None]:
    """Let every target word see all others inside the `with` block, later ones too."""
    layers = [
        layer.self_attention for layer in model.decoder.layers if isinstance(layer.self_attention, MultiHeadAttention)
    ]
    for attention in layers:
        attention.attend = _looking_ahead(attention)  # type: ignore[method-assign]
    try:
        yield
    finally:
        for attention in layers:
            del attention.attend  # the class's own method again


def _looking_ahead(attention: MultiHeadAttention) -> Any:
    masked = attention.attend

    def attend(
        query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None, *, is_causal: bool = False
    ) -> Tensor:
        return masked(query, key, value, mask)

    return attend
