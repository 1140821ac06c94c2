"""The gated feed-forward block: one half of its first layer decides how much of the other half passes."""

from collections.abc import Callable

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn.functional import silu

from course_lib.attention.dropout import Dropout

Words = Float[Tensor, "*batch words d_model"]


class GatedFeedForward(nn.Module):
    """FFN(x) = (activation(x W_gate) ⊙ x W_1) W_2; with `silu`, which is also called Swish, it is SwiGLU.

    It has three matrices where `FeedForward` has two: at 2/3 of the d_ff both have as many parameters.

    Source: Shazeer (2020), "GLU variants improve Transformer", equation 6.
    """

    def __init__(
        self,
        d_model: int,
        d_ff: int,
        *,
        activation: Callable[[Tensor], Tensor] = silu,
        dropout: float = 0.0,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
    ) -> None:
        """Make the three matrices, without offsets.

        Args:
            d_model: width of the words' vectors.
            d_ff: how many numbers stand in the middle.
            activation: acts on the gate.
            dropout: share of the numbers in the middle set to zero at random while training.
            dtype, device: of the parameters; PyTorch's defaults, if not given.

        Raises:
            ValueError: a dropout outside [0, 1).
        """
        super().__init__()
        self.w_gate, self.w_1 = (nn.Linear(d_model, d_ff, bias=False, dtype=dtype, device=device) for _ in range(2))
        self.w_2 = nn.Linear(d_ff, d_model, bias=False, dtype=dtype, device=device)
        self.activation = activation
        self.dropout = Dropout(dropout)

    def forward(self, x: Words) -> Words:
        """Change every word by itself."""
        hidden = self.activation(self.w_gate(x)) * self.w_1(x)  # [..., words, d_ff]
        return self.w_2(self.dropout(hidden))  # [..., words, d_model]
