"""Add & Norm: the residual connection and the layer normalisation around a block."""

from collections.abc import Callable
from typing import Literal

from jaxtyping import Float
from torch import Tensor, nn

from course_lib.attention.dropout import Dropout

Words = Float[Tensor, "*batch words d_model"]
NormOrder = Literal["pre", "post"]


class AddAndNorm(nn.Module):
    """Add what a block proposes to its input, and normalise: after the sum ("post") or before the block ("pre").

    post: LayerNorm(x + block(x)), as in the paper.  pre: x + block(LayerNorm(x)), as in GPT-2 and later.
    With "pre" nothing stands on the path from the last layer to the first but sums; the stack ends with a norm of
    its own.

    Sources: Vaswani et al. (2017), section 3.1; Xiong et al. (2020), "On layer normalization in the Transformer
    architecture".
    """

    def __init__(self, d_model: int, *, norm: NormOrder, dropout: float = 0.0) -> None:
        """Make the norm; `dropout` acts on what the block proposes.

        Raises:
            ValueError: an order that is neither "pre" nor "post".
        """
        super().__init__()
        if norm not in ("pre", "post"):
            raise ValueError(f'norm is {norm!r}; expected "pre" or "post".')
        self.norm_first = norm == "pre"
        self.norm = nn.LayerNorm(d_model)
        self.dropout = Dropout(dropout)

    def forward(self, x: Words, block: Callable[[Tensor], Tensor]) -> Words:
        """Run the block on x and put its result together with x."""
        if self.norm_first:
            return x + self.dropout(block(self.norm(x)))
        return self.norm(x + self.dropout(block(x)))
