"""How far the clock hands of each place are turned: what sinusoidal and rotary positions share."""

import torch
from jaxtyping import Float, Int
from torch import Tensor

BASE = 10_000.0  # the slowest hand turns about this many times more slowly than the fastest


def angles_of_places(
    places: Int[Tensor, "*batch words"], width: int, *, base: float = BASE
) -> Float[Tensor, "*batch words pairs"]:
    """Return t / base^(2i / width) for each place t and each pair i of components.

    In double precision: an angle of thousands has few digits left in single precision.

    Source: Vaswani et al. (2017), "Attention is all you need", section 3.5.
    """
    pairs = torch.arange(0, width, 2, dtype=torch.float64, device=places.device)  # 2i
    return places[..., None].double() * base ** (-pairs / width)
