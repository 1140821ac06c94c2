"""The feed-forward block: the same two layers for every word, each word by itself."""

from collections.abc import Callable

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn.functional import relu

from course_lib.attention.dropout import Dropout
from course_lib.language import say
from course_lib.transformer.refusals import refuse_what_makes_nothing

Words = Float[Tensor, "*batch words d_model"]
Activation = Callable[[Tensor], Tensor]


class NoFeedForward(nn.Module):
    """Propose no change: what remains of a layer is attention only."""

    def __init__(self, d_model: int, d_ff: int, *, dropout: float = 0.0) -> None:
        """Take the arguments of the others, which do not matter here."""
        super().__init__()

    def forward(self, x: Words) -> Words:
        """Return zeros."""
        return torch.zeros_like(x)


class FeedForward(nn.Module):
    """FFN(x) = activation(x W_1 + b_1) W_2 + b_2.

    Source: Vaswani et al. (2017), "Attention is all you need", equation 2.
    """

    def __init__(
        self,
        d_model: int,
        d_ff: int,
        *,
        activation: Activation = relu,
        dropout: float = 0.0,
        bias: bool = True,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
    ) -> None:
        """Make the two layers, d_model → d_ff → d_model.

        Args:
            d_model: width of the words' vectors.
            d_ff: how many numbers stand between the two layers.
            activation: acts on each of them: `relu` as in the paper, `gelu`, `nn.GELU("tanh")` as in GPT-2.
            dropout: share of them set to zero at random while training.
            bias: add the offsets b_1 and b_2.
            dtype, device: of the parameters; PyTorch's defaults, if not given.

        Raises:
            ValueError: a size below 1, an activation that is no function, or a dropout outside [0, 1).
        """
        super().__init__()
        if d_model < 1 or d_ff < 1:
            raise ValueError(
                say(
                    "d_model is {d_model} and d_ff is {d_ff}; expected both to be at least 1.",
                    d_model=d_model,
                    d_ff=d_ff,
                )
            )
        refuse_what_makes_nothing("activation", activation, "torch.nn.functional.relu")
        self.w_1 = nn.Linear(d_model, d_ff, bias=bias, dtype=dtype, device=device)
        self.w_2 = nn.Linear(d_ff, d_model, bias=bias, dtype=dtype, device=device)
        self.activation = activation
        self.dropout = Dropout(dropout)

    def forward(self, x: Words) -> Words:
        """Change every word by itself."""
        hidden = self.activation(self.w_1(x))  # [..., words, d_ff]
        return self.w_2(self.dropout(hidden))  # [..., words, d_model]
