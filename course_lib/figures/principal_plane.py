"""The plane in which given vectors differ most: what a flat picture can show of many dimensions (PCA)."""

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor


@dataclass(frozen=True)
class PrincipalPlane:
    """A plane through the mean of the vectors it was made for."""

    centre: Float[Tensor, " d"]
    directions: Float[Tensor, "2 d"]

    def project(self, vectors: Float[Tensor, "vectors d"]) -> list[tuple[float, float]]:
        """Return where each vector falls on the plane."""
        return [(x, y) for x, y in ((vectors.detach().double() - self.centre) @ self.directions.T).tolist()]


def principal_plane(vectors: Float[Tensor, "vectors d"]) -> PrincipalPlane:
    """Return the plane of the two directions in which the vectors differ most."""
    chosen = vectors.detach().double()
    centre = chosen.mean(dim=0)
    directions = torch.linalg.svd(chosen - centre, full_matrices=False).Vh[:2]
    # A direction and its opposite serve equally well: fix the sign, so that every processor draws the same map.
    largest = directions.abs().argmax(dim=1)
    return PrincipalPlane(centre, directions * directions[torch.arange(2), largest].sign()[:, None])
