"""A small drawn picture: a dandelion before sky and grass."""

import torch
from jaxtyping import Float
from torch import Tensor


def dandelion_picture(size: int = 96) -> Float[Tensor, "size size 3"]:
    """Draw the picture in numbers: red, green and blue in [0, 1]; the flower stands right of the middle."""
    y, x = torch.meshgrid(torch.linspace(0, 1, size), torch.linspace(0, 1, size), indexing="ij")
    picture = torch.stack([0.55 + 0.2 * y, 0.75 + 0.1 * y, torch.full_like(y, 0.95)], dim=-1)  # sky, paler below

    blades = 0.05 * torch.sin(90 * x + 8 * torch.sin(25 * x))
    grass = torch.stack([0.2 + blades, 0.55 + 2 * blades, 0.2 + blades], dim=-1)
    picture = torch.where((y > 0.7 + 0.3 * blades)[..., None], grass, picture)

    stem = ((x - 0.62 - 0.05 * (y - 0.4)).abs() < 0.012) & (y > 0.4) & (y < 0.85)
    picture = torch.where(stem[..., None], torch.tensor([0.35, 0.6, 0.25]), picture)

    distance = ((x - 0.62) ** 2 + (y - 0.36) ** 2).sqrt()
    angle = torch.atan2(y - 0.36, x - 0.62)
    petals = distance < 0.14 + 0.025 * torch.cos(16 * angle)
    yellow = torch.stack([0.95 + 0 * x, 0.8 - 1.2 * distance, 0.1 + 0 * x], dim=-1)
    return torch.where(petals[..., None], yellow, picture).clamp(0, 1)
