"""Answers to gated-width, written from its task and stub alone."""

# %% right: counted and rounded
def gated_width(d_model, d_ff):
    old = d_model * d_ff + d_ff + d_ff * d_model + d_model
    return round(old / (3 * d_model))


# %% right: half added, then int
def gated_width(d_model, d_ff):
    params = (d_model + 1) * d_ff + (d_ff + 1) * d_model
    return int(params / 3 / d_model + 0.5)


# %% right: two candidates
def gated_width(d_model, d_ff):
    old = 2 * d_model * d_ff + d_ff + d_model
    below = old // (3 * d_model)
    return below if old - 3 * d_model * below <= 3 * d_model * (below + 1) - old else below + 1


# %% right: divmod
def gated_width(d_model, d_ff):
    width, rest = divmod(2 * d_model * d_ff + d_ff + d_model, 3 * d_model)
    return width + (2 * rest >= 3 * d_model)


# %% right: a rounded float
def gated_width(d_model, d_ff):
    return round((2 * d_ff + d_ff / d_model + 1) / 3, 0)


# %% right: searched
def gated_width(d_model, d_ff):
    old = sum(p.numel() for m in (torch.nn.Linear(d_model, d_ff), torch.nn.Linear(d_ff, d_model)) for p in m.parameters())
    return min(range(1, 2 * d_ff + 2), key=lambda w: abs(3 * w * d_model - old))


# %% right: ceiling of what is half less
def gated_width(d_model, d_ff):
    import math

    return math.ceil((2 * d_model * d_ff + d_ff + d_model) / (3 * d_model) - 0.5)


# %% right: by torch, and item
def gated_width(d_model, d_ff):
    old = torch.tensor(2 * d_model * d_ff + d_ff + d_model, dtype=torch.float64)
    return int(torch.round(old / (3 * d_model)).item())


# %% wrong: two thirds
def gated_width(d_model, d_ff):
    return round(2 / 3 * d_ff)


# %% wrong: two thirds, rounded down
def gated_width(d_model, d_ff):
    return 2 * d_ff // 3


# %% wrong: rounded down
def gated_width(d_model, d_ff):
    return (2 * d_model * d_ff + d_ff + d_model) // (3 * d_model)


# %% wrong: rounded up
def gated_width(d_model, d_ff):
    import math

    return math.ceil((2 * d_model * d_ff + d_ff + d_model) / (3 * d_model))


# %% wrong: not rounded
def gated_width(d_model, d_ff):
    return (2 * d_model * d_ff + d_ff + d_model) / (3 * d_model)


# %% wrong: half
def gated_width(d_model, d_ff):
    return d_ff // 2


# %% wrong: upside down
def gated_width(d_model, d_ff):
    return round(3 / 2 * d_ff)


# %% wrong: the gated block has offsets too
def gated_width(d_model, d_ff):
    old = 2 * d_model * d_ff + d_ff + d_model
    return round((old - d_model) / (3 * d_model + 2))


# %% wrong: only the offsets of the first layer
def gated_width(d_model, d_ff):
    return round((2 * d_model * d_ff + d_ff) / (3 * d_model))


# %% wrong: only the offsets of the second layer
def gated_width(d_model, d_ff):
    return round((2 * d_model * d_ff + d_model) / (3 * d_model))


# %% wrong: two matrices in the gated block
def gated_width(d_model, d_ff):
    return round((2 * d_model * d_ff + d_ff + d_model) / (2 * d_model))


# %% wrong: brackets
def gated_width(d_model, d_ff):
    return round((2 * d_model * d_ff + d_ff + d_model) / 3 * d_model)


# %% wrong: divided by d_ff
def gated_width(d_model, d_ff):
    return round((2 * d_model * d_ff + d_ff + d_model) / (3 * d_ff))


# %% wrong: to a multiple of 8
def gated_width(d_model, d_ff):
    w = (2 * d_model * d_ff + d_ff + d_model) / (3 * d_model)
    return round(w / 8) * 8


# %% wrong: eight thirds of d_model
def gated_width(d_model, d_ff):
    return round(8 / 3 * d_model)


# %% wrong: the number of parameters
def gated_width(d_model, d_ff):
    return 2 * d_model * d_ff + d_ff + d_model


# %% wrong: offsets counted once together
def gated_width(d_model, d_ff):
    return round((2 * d_model * d_ff + 2 * d_model) / (3 * d_model))


# %% wrong: a tensor
def gated_width(d_model, d_ff):
    return torch.tensor((2 * d_model * d_ff + d_ff + d_model) / (3 * d_model)).round()


# %% wrong: the same width
def gated_width(d_model, d_ff):
    return d_ff
