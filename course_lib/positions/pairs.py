"""Which two components belong to one angle: neighbours, or one of each half."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from course_lib.language import say

Vectors = Float[Tensor, "*batch d_k"]
PairsOfComponents = tuple[Float[Tensor, "*batch pairs"], Float[Tensor, "*batch pairs"]]
Rows = Float[Tensor, "rows ..."]


@dataclass(frozen=True)
class Pairs:
    """How a vector is taken apart into pairs of components, and put together again."""

    name: str
    apart: Callable[[Vectors], PairsOfComponents]
    together: Callable[[Tensor, Tensor], Vectors]

    def __repr__(self) -> str:
        """Say the name."""
        return self.name


def _alternating(first: Tensor, second: Tensor) -> Tensor:
    return torch.stack([first, second], dim=-1).flatten(-2)


def _halves(x: Vectors) -> PairsOfComponents:
    first, second = x.chunk(2, dim=-1)
    return first, second


# Components 2i and 2i + 1, as in the paper.
INTERLEAVED = Pairs("interleaved", lambda x: (x[..., 0::2], x[..., 1::2]), _alternating)
# Components i and i + d_k / 2, as in the package `transformers` and in Marian.
HALVES = Pairs("halves", _halves, lambda first, second: torch.cat([first, second], dim=-1))


def reorder_pairs(rows: Rows, num_heads: int, *, was: Pairs, becomes: Pairs) -> Rows:
    """Reorder the rows of a query's or key's projection, so that another way of pairing gives the same scores.

    Both ways turn the same pairs if the components are permuted within each head, the same in queries and keys; and a
    dot product does not mind a permutation of both.

    Args:
        rows: a weight [num_heads · d_head, d_model] or an offset [num_heads · d_head], as `nn.Linear` has them.
        num_heads: how many heads stand below one another; for keys that are shared, their number.
        was, becomes: `INTERLEAVED` or `HALVES`.

    Raises:
        ValueError: rows that are not pairs in each head.
    """
    if num_heads < 1 or len(rows) % (2 * num_heads):
        raise ValueError(
            say(
                "rows has shape {shape}; expected rows that {num_heads} heads share equally, an even number for each.",
                shape=list(rows.shape),
                num_heads=num_heads,
            )
        )
    components = rows.unflatten(0, (num_heads, -1)).movedim(1, -1)  # [heads, ..., d_head]
    return becomes.together(*was.apart(components)).movedim(-1, 1).flatten(0, 1)
