"""What stands around a block: the residual connection and the normalisation, "Add & Norm" in the paper's figure."""

from collections.abc import Callable
from typing import ClassVar

import torch
from jaxtyping import Float
from torch import Tensor, nn

from course_lib.attention.dropout import Dropout
from course_lib.language import say

Words = Float[Tensor, "*batch words d_model"]
Block = Callable[[Tensor], Tensor]
MakeNorm = Callable[[int], nn.Module]  # from d_model to a norm, such as nn.LayerNorm


class Residual(nn.Module):
    """A norm and a dropout; the classes below say how they and the block's input are put together."""

    needs_final_norm: ClassVar[bool] = False  # a stack of such layers ends with a norm of its own

    def __init__(
        self,
        d_model: int,
        *,
        norm: MakeNorm = nn.LayerNorm,
        dropout: float = 0.0,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
    ) -> None:
        """Make the norm; `dropout` acts on what the block proposes.

        Args:
            d_model: width of the words' vectors.
            norm: makes the norm for that width; `partial(nn.LayerNorm, eps=1e-6)` has another eps, `nn.Identity`
                is none.
            dropout: share set to zero at random while training.
            dtype, device: of the parameters; PyTorch's defaults, if not given.

        Raises:
            ValueError: a norm that cannot be made, such as the name of one.
        """
        super().__init__()
        if not callable(norm):
            raise ValueError(
                say(
                    "norm is {norm!r}; expected what makes a norm, such as nn.LayerNorm. Where it stands is chosen by "
                    "residual=PreNorm or residual=PostNorm.",
                    norm=norm,
                )
            )
        self.norm = norm(d_model)
        self.dropout = Dropout(dropout)
        self.to(device=device, dtype=dtype)


class PostNorm(Residual):
    """LayerNorm(x + block(x)), as in the paper.

    Source: Vaswani et al. (2017), "Attention is all you need", section 3.1.
    """

    def forward(self, x: Words, block: Block) -> Words:
        """Add what the block proposes, then normalise the sum."""
        return self.norm(x + self.dropout(block(x)))


class PreNorm(Residual):
    """x + block(LayerNorm(x)), as in GPT-2 and later.

    Nothing stands on the path from the last layer to the first but sums.

    Source: Xiong et al. (2020), "On layer normalization in the Transformer architecture".
    """

    needs_final_norm = True

    def forward(self, x: Words, block: Block) -> Words:
        """Normalise what the block reads, and add what it proposes."""
        return x + self.dropout(block(self.norm(x)))


class WithoutBlock(Residual):
    """x: the block is left out, such as the middle one of a decoder layer in a model that has no source."""

    def forward(self, x: Words, block: Block) -> Words:
        """Hand on the block's input as it is."""
        return x


class WithoutResidual(Residual):
    """LayerNorm(block(x)): post-norm with the sum taken away, to see what it was there for."""

    def forward(self, x: Words, block: Block) -> Words:
        """Put what the block proposes in the place of its input."""
        return self.norm(self.dropout(block(x)))
