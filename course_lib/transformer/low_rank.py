"""Low-rank adaptation (LoRA): train a small change of a large matrix, and leave the matrix as it is."""

import torch
from jaxtyping import Float
from torch import Tensor, nn

from course_lib.language import say

Words = Float[Tensor, "*batch d_in"]


class LowRankUpdate(nn.Module):
    """x W + scale · x A B, where W is kept and only A and B are trained: d_in · rank + rank · d_out numbers.

    B begins at 0, so that nothing is changed at first.

    Source: Hu et al. (2021), "LoRA: low-rank adaptation of large language models", section 4.1.
    """

    def __init__(self, linear: nn.Linear, rank: int, *, alpha: float | int | None = None) -> None:
        """Wrap a linear layer, which is frozen.

        Args:
            linear: the layer whose matrix is kept.
            rank: how many directions the change may have.
            alpha: the change is multiplied by alpha / rank; if not given, by 1.

        Raises:
            ValueError: a rank below 1 or above the smaller side of the matrix.
        """
        super().__init__()
        smaller = min(linear.in_features, linear.out_features)
        if not 1 <= rank <= smaller:
            raise ValueError(say("rank is {rank}; expected one from 1 to {smaller}.", rank=rank, smaller=smaller))
        self.linear = linear.requires_grad_(False)
        self.scale = 1.0 if alpha is None else alpha / rank
        self.a = nn.Parameter(torch.randn(linear.in_features, rank) * linear.in_features**-0.5)
        self.b = nn.Parameter(torch.zeros(rank, linear.out_features))
        self.to(linear.weight)  # the same precision, the same device
        self.is_merged = False

    def forward(self, x: Words) -> Float[Tensor, "*batch d_out"]:
        """Apply the layer and its change."""
        if self.is_merged:
            return self.linear(x)
        return self.linear(x) + self.scale * (x @ self.a @ self.b)

    def change(self) -> Float[Tensor, "d_out d_in"]:
        """Return what is added to the layer's weight."""
        return self.scale * (self.a @ self.b).T

    @torch.no_grad()
    def merge(self) -> None:
        """Add the change to the layer's weight: the same results, in one product. A second call does nothing."""
        if not self.is_merged:
            self.linear.weight += self.change()
        self.is_merged = True

    @torch.no_grad()
    def unmerge(self) -> None:
        """Take the change out of the layer's weight again, up to rounding."""
        if self.is_merged:
            self.linear.weight -= self.change()
        self.is_merged = False

    @property
    def weight(self) -> Float[Tensor, "d_out d_in"]:
        """Return the weight with its change, for those who copy weights."""
        return self.linear.weight if self.is_merged else self.linear.weight + self.change()

    @property
    def bias(self) -> Tensor | None:
        """Return the layer's offset, which is not changed."""
        return self.linear.bias

    def extra_repr(self) -> str:
        """Say the rank and the scale."""
        return f"rank={self.a.shape[1]}, scale={self.scale:g}"


def add_low_rank_updates(
    model: nn.Module, rank: int, *, names: tuple[str, ...] = ("w_q", "w_v"), alpha: float | int | None = None
) -> nn.Module:
    """Freeze a model, and wrap each of its linear layers that has one of these names.

    What is to be trained besides, such as a new head, is switched on afterwards: `head.requires_grad_(True)`.

    Raises:
        ValueError: no layer of the model has one of the names.
    """
    found = [
        (parent, name)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in names and isinstance(child, nn.Linear)
    ]
    if not found:
        raise ValueError(say("the model has no linear layer called {names}.", names=" or ".join(names)))
    model.requires_grad_(False)
    for parent, name in found:
        setattr(parent, name, LowRankUpdate(getattr(parent, name), rank, alpha=alpha))
    return model


def low_rank_updates(model: nn.Module) -> list[LowRankUpdate]:
    """Return the wrapped layers of a model, to merge or unmerge each."""
    return [module for module in model.modules() if isinstance(module, LowRankUpdate)]
