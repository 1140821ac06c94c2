"""Answers to sinusoidal-positions, written from its task and stub alone."""

# %% right: even and odd columns filled with slices
def sinusoidal_positions(length: int, d_model: int) -> torch.Tensor:
    places = torch.arange(length, dtype=torch.float32).unsqueeze(1)
    even = torch.arange(0, d_model, 2, dtype=torch.float32)
    angles = places / 10000 ** (even / d_model)
    result = torch.zeros(length, d_model)
    result[:, 0::2] = torch.sin(angles)
    result[:, 1::2] = torch.cos(angles)
    return result


# %% right: loops into torch.zeros with math
import math


def sinusoidal_positions(length, d_model):
    table = torch.zeros(length, d_model)
    for t in range(length):
        for i in range(d_model // 2):
            angle = t / 10000 ** (2 * i / d_model)
            table[t, 2 * i] = math.sin(angle)
            table[t, 2 * i + 1] = math.cos(angle)
    return table


# %% right: float64 inside, stack and flatten, cast at the end
def sinusoidal_positions(n, width):
    t = torch.arange(n).double()
    i = torch.arange(width // 2).double()
    rates = torch.pow(torch.tensor(10000.0, dtype=torch.float64), -2 * i / width)
    angles = torch.outer(t, rates)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1).float()


# %% right: rates with exp and log, reshape
import math


def sinusoidal_positions(length, d_model):
    rates = torch.exp(torch.arange(0, d_model, 2) * (-math.log(10000.0) / d_model))
    angles = torch.arange(length)[:, None] * rates
    pairs = torch.stack((torch.sin(angles), torch.cos(angles)), dim=2)
    return pairs.reshape(length, d_model)


# %% right: each component of its own, cosine as a sine moved by a quarter turn, column by column
import math


def sinusoidal_positions(length, d_model):
    columns = []
    for j in range(d_model):
        rate = 10000 ** (-(j - j % 2) / d_model)
        turn = math.pi / 2 if j % 2 == 1 else 0.0
        t = torch.arange(length, dtype=torch.float64)
        columns.append(torch.sin(t * rate + turn))
    return torch.stack(columns, dim=1).to(torch.float32)


# %% wrong: all sines first and then all cosines, instead of side by side
def sinusoidal_positions(length, d_model):
    t = torch.arange(length).float().unsqueeze(1)
    angles = t / 10000 ** (torch.arange(0, d_model, 2) / d_model)
    return torch.cat([angles.sin(), angles.cos()], dim=1)


# %% wrong: sine and cosine swapped
def sinusoidal_positions(length, d_model):
    t = torch.arange(length).float().unsqueeze(1)
    angles = t / 10000 ** (torch.arange(0, d_model, 2) / d_model)
    out = torch.zeros(length, d_model)
    out[:, 0::2] = angles.cos()
    out[:, 1::2] = angles.sin()
    return out


# %% wrong: the exponent has i instead of 2i
def sinusoidal_positions(length, d_model):
    t = torch.arange(length).float().unsqueeze(1)
    angles = t / 10000 ** (torch.arange(d_model // 2) / d_model)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)


# %% wrong: doubled twice, the exponent has 4i because i already steps by 2
import math


def sinusoidal_positions(length, d_model):
    out = torch.zeros(length, d_model)
    for t in range(length):
        for i in range(0, d_model, 2):
            angle = t / 10000 ** (2 * i / d_model)
            out[t, i] = math.sin(angle)
            out[t, i + 1] = math.cos(angle)
    return out


# %% wrong: the cosine has an exponent of its own, 2i + 1, so the pair does not share an angle
import math


def sinusoidal_positions(length, d_model):
    out = torch.zeros(length, d_model)
    for t in range(length):
        for j in range(d_model):
            angle = t / 10000 ** (j / d_model)
            out[t, j] = math.sin(angle) if j % 2 == 0 else math.cos(angle)
    return out


# %% wrong: the places are counted from 1
def sinusoidal_positions(length, d_model):
    t = torch.arange(1, length + 1).float().unsqueeze(1)
    angles = t / 10000 ** (torch.arange(0, d_model, 2) / d_model)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)


# %% wrong: the rates of the example's width 4 for every width
def sinusoidal_positions(length, d_model):
    t = torch.arange(length).double().unsqueeze(1)
    angles = t / 100.0 ** torch.arange(d_model // 2).double()
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1).float()


# %% wrong: integer division in the exponent, every pair turns with the same speed
def sinusoidal_positions(length, d_model):
    t = torch.arange(length).float().unsqueeze(1)
    exponents = torch.arange(0, d_model, 2) // d_model
    angles = t / 10000.0**exponents
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)


# %% wrong: multiplied by the power instead of divided
def sinusoidal_positions(length, d_model):
    t = torch.arange(length).float().unsqueeze(1)
    angles = t * 10000 ** (torch.arange(0, d_model, 2) / d_model)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)


# %% wrong: the result is float64
def sinusoidal_positions(length, d_model):
    t = torch.arange(length, dtype=torch.float64).unsqueeze(1)
    angles = t / 10000 ** (torch.arange(0, d_model, 2, dtype=torch.float64) / d_model)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)


# %% wrong: the result is transposed, [d_model, length]
def sinusoidal_positions(length, d_model):
    t = torch.arange(length).float().unsqueeze(1)
    angles = t / 10000 ** (torch.arange(0, d_model, 2) / d_model)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1).T


# %% wrong: stacked along the wrong axis, sines and cosines are not side by side
def sinusoidal_positions(length, d_model):
    t = torch.arange(length).float().unsqueeze(1)
    angles = t / 10000 ** (torch.arange(0, d_model, 2) / d_model)
    return torch.stack([angles.sin(), angles.cos()], dim=1).reshape(length, d_model)
