"""Several layers of the same shape, one on top of the other."""

from typing import Any, ClassVar

import torch
from torch import nn

from course_lib.language import say
from course_lib.transformer.residual import MakeNorm, PostNorm, Residual


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
        residual: type[Residual] = PostNorm,
        norm: MakeNorm = nn.LayerNorm,
        final_norm: bool | None = None,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
        **choices: Any,
    ) -> None:
        """Make the layers.

        Args:
            num_layers: how many.
            d_model, num_heads, d_ff, residual, norm, choices: what each layer is made of; see `layer_class`.
            final_norm: whether a norm ends the stack; if not given, `residual` decides: `PreNorm` needs one.
            dtype, device: of the parameters; PyTorch's defaults, if not given.

        Raises:
            ValueError: fewer than no layers, or what a layer refuses.
        """
        super().__init__()
        if num_layers < 0:
            raise ValueError(say("num_layers is {num_layers}; expected at least 0.", num_layers=num_layers))
        self.layers = nn.ModuleList(
            self.layer_class(d_model, num_heads, d_ff, residual=residual, norm=norm, **choices)
            for _ in range(num_layers)
        )
        has_final_norm = residual.needs_final_norm if final_norm is None else final_norm
        self.final_norm = norm(d_model) if has_final_norm else nn.Identity()
        self.to(device=device, dtype=dtype)
