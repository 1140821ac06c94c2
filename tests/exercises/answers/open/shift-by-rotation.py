"""Answers to shift-by-rotation, written from its task and stub alone."""

# %% right: sines and cosines by slices, into empty_like
def shift(positions, k):
    d_model = positions.shape[1]
    i = torch.arange(d_model // 2)
    b = k / 10000 ** (2 * i / d_model)
    sin_a = positions[:, 0::2]
    cos_a = positions[:, 1::2]
    result = torch.empty_like(positions)
    result[:, 0::2] = sin_a * torch.cos(b) + cos_a * torch.sin(b)
    result[:, 1::2] = cos_a * torch.cos(b) - sin_a * torch.sin(b)
    return result


# %% right: a loop into torch.zeros with math
import math


def shift(positions, k):
    places, d_model = positions.shape
    moved = torch.zeros(places, d_model)
    for row in range(places):
        for i in range(d_model // 2):
            b = k / 10000 ** (2 * i / d_model)
            s, c = float(positions[row, 2 * i]), float(positions[row, 2 * i + 1])
            moved[row, 2 * i] = s * math.cos(b) + c * math.sin(b)
            moved[row, 2 * i + 1] = c * math.cos(b) - s * math.sin(b)
    return moved


# %% right: complex numbers, float64 inside and left so
def shift(vectors, steps):
    width = vectors.shape[-1]
    pairs = vectors.double().reshape(len(vectors), -1, 2)
    z = torch.complex(pairs[..., 1], pairs[..., 0])
    freq = 10000.0 ** (-torch.arange(0, width, 2, dtype=torch.float64) / width)
    z = z * torch.exp(1j * steps * freq)
    return torch.stack([z.imag, z.real], dim=-1).flatten(1)


# %% right: one rotation matrix for all pairs, a matrix product
def shift(positions: torch.Tensor, k: int) -> torch.Tensor:
    d = positions.shape[1]
    blocks = []
    for i in range(d // 2):
        b = torch.tensor(k / 10000 ** (2 * i / d), dtype=torch.float64)
        blocks.append(torch.stack([
            torch.stack([b.cos(), b.sin()]),
            torch.stack([-b.sin(), b.cos()]),
        ]))
    rotation = torch.block_diag(*blocks).to(positions.dtype)
    return positions @ rotation.T


# %% right: the angle is recovered with atan2 and grows by b
def shift(positions, k):
    d_model = positions.shape[1]
    pairs = positions.double().unflatten(1, (-1, 2))
    angle = torch.atan2(pairs[:, :, 0], pairs[:, :, 1])
    steps = torch.arange(d_model // 2, dtype=torch.float64)
    angle = angle + k / 10000 ** (2 * steps / d_model)
    return torch.stack([angle.sin(), angle.cos()], dim=2).reshape(positions.shape).to(positions.dtype)


# %% wrong: signs swapped, it turns backwards
def shift(positions, k):
    d_model = positions.shape[1]
    b = k / 10000 ** (torch.arange(0, d_model, 2) / d_model)
    s, c = positions[:, 0::2], positions[:, 1::2]
    result = torch.empty_like(positions)
    result[:, 0::2] = s * torch.cos(b) - c * torch.sin(b)
    result[:, 1::2] = c * torch.cos(b) + s * torch.sin(b)
    return result


# %% wrong: all sines in the first half, all cosines in the second (another layout)
def shift(positions, k):
    d_model = positions.shape[1]
    half = d_model // 2
    b = k / 10000 ** (2 * torch.arange(half) / d_model)
    s, c = positions[:, :half], positions[:, half:]
    return torch.cat([s * b.cos() + c * b.sin(), c * b.cos() - s * b.sin()], dim=1)


# %% wrong: read pair by pair, but put together with cat, so the result's layout is halves
def shift(positions, k):
    d_model = positions.shape[1]
    b = k / 10000 ** (2 * torch.arange(d_model // 2) / d_model)
    s, c = positions[:, 0::2], positions[:, 1::2]
    return torch.cat([s * b.cos() + c * b.sin(), c * b.cos() - s * b.sin()], dim=1)


# %% wrong: the exponent is i / d_model, the 2 is forgotten
def shift(positions, k):
    d_model = positions.shape[1]
    b = k / 10000 ** (torch.arange(d_model // 2) / d_model)
    s, c = positions[:, 0::2], positions[:, 1::2]
    return torch.stack([s * b.cos() + c * b.sin(), c * b.cos() - s * b.sin()], -1).flatten(1)


# %% wrong: the exponent has a 2 too many, arange already runs in steps of two
def shift(positions, k):
    d_model = positions.shape[1]
    b = k / 10000 ** (2 * torch.arange(0, d_model, 2) / d_model)
    s, c = positions[:, 0::2], positions[:, 1::2]
    return torch.stack([s * b.cos() + c * b.sin(), c * b.cos() - s * b.sin()], -1).flatten(1)


# %% wrong: every pair is turned by k, the frequencies are ignored
import math


def shift(positions, k):
    s, c = positions[:, 0::2], positions[:, 1::2]
    result = torch.empty_like(positions)
    result[:, 0::2] = s * math.cos(k) + c * math.sin(k)
    result[:, 1::2] = c * math.cos(k) - s * math.sin(k)
    return result


# %% wrong: the sine is overwritten before the cosine is computed from it (and the argument is changed)
def shift(positions, k):
    d_model = positions.shape[1]
    b = k / 10000 ** (2 * torch.arange(d_model // 2) / d_model)
    positions[:, 0::2] = positions[:, 0::2] * b.cos() + positions[:, 1::2] * b.sin()
    positions[:, 1::2] = positions[:, 1::2] * b.cos() - positions[:, 0::2] * b.sin()
    return positions


# %% wrong: the angle is recovered with asin, which loses the quadrant
def shift(positions, k):
    d_model = positions.shape[1]
    b = k / 10000 ** (2 * torch.arange(d_model // 2) / d_model)
    a = torch.asin(positions[:, 0::2])
    return torch.stack([torch.sin(a + b), torch.cos(a + b)], dim=-1).flatten(1)


# %% wrong: one turn repeated range(k) times, so a negative k does nothing
def shift(positions, k):
    d_model = positions.shape[1]
    b = 1 / 10000 ** (2 * torch.arange(d_model // 2) / d_model)
    for _ in range(k):
        s, c = positions[:, 0::2], positions[:, 1::2]
        positions = torch.stack([s * b.cos() + c * b.sin(), c * b.cos() - s * b.sin()], -1).flatten(1)
    return positions


# %% wrong: takes the rows for the places 0, 1, 2, ... and builds the places k, k + 1, ... anew
def shift(positions, k):
    places, d_model = positions.shape
    place = torch.arange(places).unsqueeze(1) + k
    angle = place / 10000 ** (2 * torch.arange(d_model // 2) / d_model)
    return torch.stack([angle.sin(), angle.cos()], dim=-1).flatten(1)


# %% wrong: the rows are moved k places with roll instead of turning the pairs
def shift(positions, k):
    return torch.roll(positions, shifts=-k, dims=0)


# %% wrong: multiplied by 10000^(2i/d) instead of divided
def shift(positions, k):
    d_model = positions.shape[1]
    b = k * 10000.0 ** (2 * torch.arange(d_model // 2) / d_model)
    s, c = positions[:, 0::2], positions[:, 1::2]
    return torch.stack([s * b.cos() + c * b.sin(), c * b.cos() - s * b.sin()], -1).flatten(1)


# %% wrong: only the first pair is turned, the others stay as they are
import math


def shift(positions, k):
    result = positions.clone()
    result[:, 0] = positions[:, 0] * math.cos(k) + positions[:, 1] * math.sin(k)
    result[:, 1] = positions[:, 1] * math.cos(k) - positions[:, 0] * math.sin(k)
    return result
