"""The feed-forward block: the same two layers for every word, each word by itself."""

from collections.abc import Callable
from typing import Literal

from jaxtyping import Float
from torch import Tensor, nn
from torch.nn.functional import gelu, relu

from course_lib.attention.dropout import Dropout

Words = Float[Tensor, "*batch words d_model"]
Activation = Literal["relu", "gelu"]

ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {"relu": relu, "gelu": gelu}


class FeedForward(nn.Module):
    """FFN(x) = activation(x W_1 + b_1) W_2 + b_2.

    Source: Vaswani et al. (2017), "Attention is all you need", equation 2.
    """

    def __init__(self, d_model: int, d_ff: int, *, activation: Activation = "relu", dropout: float = 0.0) -> None:
        """Make the two layers, d_model → d_ff → d_model.

        Raises:
            ValueError: an activation that is neither "relu" nor "gelu".
        """
        super().__init__()
        if activation not in ACTIVATIONS:
            raise ValueError(f"activation is {activation!r}; expected one of: {', '.join(ACTIVATIONS)}.")
        self.w_1, self.w_2 = nn.Linear(d_model, d_ff), nn.Linear(d_ff, d_model)
        self.activation = ACTIVATIONS[activation]
        self.dropout = Dropout(dropout)

    def forward(self, x: Words) -> Words:
        """Change every word by itself."""
        return self.w_2(self.dropout(self.activation(self.w_1(x))))
