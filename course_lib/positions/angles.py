"""How far the clock hands of each place are turned: what sinusoidal and rotary positions share."""

import torch
from jaxtyping import Float
from torch import Tensor


def angles_of_places(
    length: int, width: int, *, start: int = 0, device: torch.device | str | None = None
) -> Float[Tensor, "length pairs"]:
    """Return t / 10000^(2i / width) for the places t from `start` on and each pair i of components.

    In double precision: an angle of thousands has few digits left in single precision.

    Source: Vaswani et al. (2017), "Attention is all you need", section 3.5.
    """
    places = torch.arange(start, start + length, dtype=torch.float64, device=device)
    frequencies = 10_000.0 ** (-torch.arange(0, width, 2, dtype=torch.float64, device=device) / width)
    return places[:, None] * frequencies
