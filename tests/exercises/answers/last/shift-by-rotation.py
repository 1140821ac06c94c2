"""Answers to shift-by-rotation, written from its task and stub alone."""

# %% right: sines and cosines in steps of two
def shift(positions, k):
    d_model = positions.shape[1]
    even = torch.arange(0, d_model, 2)
    b = k / 10000 ** (even / d_model)
    sin_a, cos_a = positions[:, 0::2], positions[:, 1::2]
    moved = torch.zeros(positions.shape)
    moved[:, 0::2] = sin_a * torch.cos(b) + cos_a * torch.sin(b)
    moved[:, 1::2] = cos_a * torch.cos(b) - sin_a * torch.sin(b)
    return moved


# %% right: a loop over pairs and places with Python numbers
import math


def shift(vectors, steps):
    places, width = vectors.shape
    result = torch.zeros_like(vectors)
    for i in range(width // 2):
        b = steps / 10000 ** (2 * i / width)
        for t in range(places):
            s, c = vectors[t, 2 * i].item(), vectors[t, 2 * i + 1].item()
            result[t, 2 * i] = s * math.cos(b) + c * math.sin(b)
            result[t, 2 * i + 1] = c * math.cos(b) - s * math.sin(b)
    return result


# %% wrong: the exponent is i / d_model, the 2 is missing
def shift(positions: torch.Tensor, k: int) -> torch.Tensor:
    d_model = positions.shape[1]
    i = torch.arange(d_model // 2)
    b = k / 10000 ** (i / d_model)
    sin_a, cos_a = positions[:, 0::2], positions[:, 1::2]
    moved = torch.zeros_like(positions)
    moved[:, 0::2] = sin_a * torch.cos(b) + cos_a * torch.sin(b)
    moved[:, 1::2] = cos_a * torch.cos(b) - sin_a * torch.sin(b)
    return moved


# %% wrong: assumes the places 0, 1, 2 and so on and computes them anew
def shift(positions: torch.Tensor, k: int) -> torch.Tensor:
    places, d_model = positions.shape
    t = torch.arange(places).unsqueeze(1) + k
    angles = t / 10000 ** (torch.arange(0, d_model, 2) / d_model)
    moved = torch.zeros_like(positions)
    moved[:, 0::2] = torch.sin(angles)
    moved[:, 1::2] = torch.cos(angles)
    return moved


# %% wrong: sines in the first half and cosines in the second, the wrong layout
def shift(positions: torch.Tensor, k: int) -> torch.Tensor:
    d_model = positions.shape[1]
    half = d_model // 2
    b = k / 10000 ** (2 * torch.arange(half) / d_model)
    sin_a, cos_a = positions[:, :half], positions[:, half:]
    new_sin = sin_a * torch.cos(b) + cos_a * torch.sin(b)
    new_cos = cos_a * torch.cos(b) - sin_a * torch.sin(b)
    return torch.cat([new_sin, new_cos], dim=1)


# %% wrong: wrong sign in the new cosine
def shift(positions: torch.Tensor, k: int) -> torch.Tensor:
    d_model = positions.shape[1]
    b = k / 10000 ** (torch.arange(0, d_model, 2) / d_model)
    sin_a, cos_a = positions[:, 0::2], positions[:, 1::2]
    moved = torch.zeros_like(positions)
    moved[:, 0::2] = sin_a * torch.cos(b) + cos_a * torch.sin(b)
    moved[:, 1::2] = cos_a * torch.cos(b) + sin_a * torch.sin(b)
    return moved


# %% wrong: the new cosine is computed from the sine already overwritten
def shift(positions: torch.Tensor, k: int) -> torch.Tensor:
    d_model = positions.shape[1]
    b = k / 10000 ** (torch.arange(0, d_model, 2) / d_model)
    p = positions.clone()
    p[:, 0::2] = p[:, 0::2] * torch.cos(b) + p[:, 1::2] * torch.sin(b)
    p[:, 1::2] = p[:, 1::2] * torch.cos(b) - p[:, 0::2] * torch.sin(b)
    return p


# %% wrong: new sines and cosines set side by side in halves instead of in pairs
def shift(positions: torch.Tensor, k: int) -> torch.Tensor:
    d_model = positions.shape[1]
    b = k / 10000 ** (torch.arange(0, d_model, 2) / d_model)
    sin_a, cos_a = positions[:, 0::2], positions[:, 1::2]
    new_sin = sin_a * torch.cos(b) + cos_a * torch.sin(b)
    new_cos = cos_a * torch.cos(b) - sin_a * torch.sin(b)
    return torch.cat([new_sin, new_cos], dim=1)


# %% wrong: moves the rows of the table instead of turning the pairs
def shift(positions: torch.Tensor, k: int) -> torch.Tensor:
    return torch.roll(positions, -k, dims=0)


# %% wrong: turns in the other direction, k places back
def shift(positions: torch.Tensor, k: int) -> torch.Tensor:
    d_model = positions.shape[1]
    b = k / 10000 ** (torch.arange(0, d_model, 2) / d_model)
    sin_a, cos_a = positions[:, 0::2], positions[:, 1::2]
    new_sin = sin_a * torch.cos(b) - cos_a * torch.sin(b)
    new_cos = cos_a * torch.cos(b) + sin_a * torch.sin(b)
    return torch.stack([new_sin, new_cos], dim=-1).reshape(positions.shape)
