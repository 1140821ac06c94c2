"""Find the highest scores; among equal ones the first counts as higher, so that no choice is left to chance."""

from jaxtyping import Bool, Float, Int
from torch import Tensor


def are_highest(scores: Float[Tensor, "*batch n"], count: int) -> Bool[Tensor, "*batch n"]:
    """Mark the `count` highest scores of each row, or all if there are fewer.

    `torch.topk` alone takes any of several equal scores. Sorting all of them is many times slower.
    """
    count = min(count, scores.shape[-1])
    lowest = scores.topk(count, dim=-1).values[..., -1:]  # [*batch, 1]
    return are_first_above(scores, lowest, count)


def are_first_above(
    scores: Float[Tensor, "*batch n"], lowest: Float[Tensor, "*batch 1"], count: Int[Tensor, "*batch 1"] | int
) -> Bool[Tensor, "*batch n"]:
    """Mark the scores above `lowest`, and of those equal to it the first few, so that `count` are marked."""
    above = scores > lowest
    equal = scores == lowest
    room = count - above.sum(dim=-1, keepdim=True)  # [*batch, 1]
    return above | (equal & (equal.cumsum(dim=-1) <= room))


def places_of_highest(scores: Float[Tensor, "batch n"], count: int) -> Int[Tensor, "batch highest"]:
    """Return where the `count` highest scores of each row stand, the highest first."""
    places = are_highest(scores, count).nonzero()[:, 1].view(len(scores), -1)  # [batch, highest], left to right
    order = scores.gather(1, places).argsort(dim=1, descending=True, stable=True)
    return places.gather(1, order)
