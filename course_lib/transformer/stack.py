"""Several layers of the same shape, one on top of the other."""

from typing import ClassVar

from torch import nn

from course_lib.transformer.add_and_norm import NormOrder
from course_lib.transformer.feed_forward import Activation


class Stack(nn.Module):
    """Layers of one class, each with weights of its own; `Encoder` and `Decoder` say which class, and run them."""

    layer_class: ClassVar[type[nn.Module]]

    def __init__(
        self,
        num_layers: int,
        d_model: int,
        num_heads: int,
        d_ff: int,
        *,
        norm: NormOrder,
        activation: Activation = "relu",
        dropout: float = 0.0,
        bias: bool = False,
        final_norm: bool | None = None,
    ) -> None:
        """Make the layers; a norm ends the stack if `final_norm`, by default exactly for norm="pre"."""
        super().__init__()
        self.layers = nn.ModuleList(
            self.layer_class(d_model, num_heads, d_ff, norm=norm, activation=activation, dropout=dropout, bias=bias)
            for _ in range(num_layers)
        )
        has_final_norm = norm == "pre" if final_norm is None else final_norm
        self.final_norm = nn.LayerNorm(d_model) if has_final_norm else nn.Identity()
