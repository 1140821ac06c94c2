"""Answers to round-to-four-bits, written from its task and stub alone."""

# %% right: a scale of 0 replaced by torch.where
def round_to_four_bits(numbers):
    low = numbers.min(dim=1, keepdim=True).values
    high = numbers.max(dim=1, keepdim=True).values
    scale = (high - low) / 15
    safe = torch.where(scale == 0, torch.ones_like(scale), scale)
    q = torch.round((numbers - low) / safe)
    return low + q * scale


# %% right: block by block with an if
def round_to_four_bits(numbers):
    rows = []
    for block in numbers:
        least, most = block.min(), block.max()
        if least == most:
            rows.append(block.clone())
            continue
        scale = (most - least) / 15
        rows.append(least + scale * ((block - least) / scale).round())
    return torch.stack(rows)


# %% right: the nearest of the sixteen values, number by number
def round_to_four_bits(numbers):
    out = torch.zeros(numbers.shape)
    for b, block in enumerate(numbers.tolist()):
        values = [min(block) + (max(block) - min(block)) / 15 * q for q in range(16)]
        for i, x in enumerate(block):
            out[b, i] = min(values, key=lambda v: abs(v - x))
    return out


# %% right: NaN becomes 0, rounded by adding a half
def round_to_four_bits(x):
    m = x.amin(1)[:, None]
    d = (x.amax(1)[:, None] - m) / 15
    q = ((x - m) / d + 0.5).nan_to_num(0).int()
    return d * q + m


# %% right: a tiny number keeps the scale from 0
def round_to_four_bits(numbers):
    minimum = numbers.amin(dim=-1, keepdim=True)
    scale = ((numbers.amax(dim=-1, keepdim=True) - minimum) / 15).clamp(min=1e-12)
    q = ((numbers - minimum) / scale).round().clamp(0, 15)
    return minimum + q * scale


# %% wrong: divided by 0 in a block of equal numbers
def round_to_four_bits(numbers):
    low = numbers.amin(dim=1, keepdim=True)
    scale = (numbers.amax(dim=1, keepdim=True) - low) / 15
    return low + ((numbers - low) / scale).round() * scale


# %% wrong: sixteen gaps
def round_to_four_bits(numbers):
    low = numbers.amin(dim=1, keepdim=True)
    scale = (numbers.amax(dim=1, keepdim=True) - low) / 16
    safe = torch.where(scale == 0, 1.0, scale)
    return low + ((numbers - low) / safe).round() * scale


# %% wrong: rounded down by int
def round_to_four_bits(numbers):
    low = numbers.amin(dim=1, keepdim=True)
    scale = (numbers.amax(dim=1, keepdim=True) - low) / 15
    safe = torch.where(scale == 0, 1.0, scale)
    return low + ((numbers - low) / safe).int() * scale


# %% wrong: one minimum and one scale for all blocks
def round_to_four_bits(numbers):
    low = numbers.min()
    scale = (numbers.max() - low) / 15
    if scale == 0:
        return numbers.clone()
    return low + ((numbers - low) / scale).round() * scale


# %% wrong: the steps themselves
def round_to_four_bits(numbers):
    low = numbers.amin(dim=1, keepdim=True)
    scale = (numbers.amax(dim=1, keepdim=True) - low) / 15
    safe = torch.where(scale == 0, 1.0, scale)
    return ((numbers - low) / safe).round()


# %% wrong: the minimum is not added back
def round_to_four_bits(numbers):
    low = numbers.amin(dim=1, keepdim=True)
    scale = (numbers.amax(dim=1, keepdim=True) - low) / 15
    safe = torch.where(scale == 0, 1.0, scale)
    return ((numbers - low) / safe).round() * scale


# %% wrong: no keepdim
def round_to_four_bits(numbers):
    low = numbers.amin(dim=1)
    scale = (numbers.amax(dim=1) - low) / 15
    safe = torch.where(scale == 0, 1.0, scale)
    return low + ((numbers - low) / safe).round() * scale


# %% wrong: counted from 0
def round_to_four_bits(numbers):
    low = numbers.amin(dim=1, keepdim=True)
    scale = (numbers.amax(dim=1, keepdim=True) - low) / 15
    safe = torch.where(scale == 0, 1.0, scale)
    return (numbers / safe).round() * scale


# %% wrong: around 0, by the largest size
def round_to_four_bits(numbers):
    scale = numbers.abs().amax(dim=1, keepdim=True) / 7
    return (numbers / scale).round() * scale


# %% wrong: written into numbers
def round_to_four_bits(numbers):
    for block in numbers:
        low, high = block.min().clone(), block.max().clone()
        if low != high:
            scale = (high - low) / 15
            block[:] = low + scale * ((block - low) / scale).round()
    return numbers


# %% wrong: minimum, scale and steps
def round_to_four_bits(numbers):
    low = numbers.amin(dim=1, keepdim=True)
    scale = (numbers.amax(dim=1, keepdim=True) - low) / 15
    safe = torch.where(scale == 0, 1.0, scale)
    return low, scale, ((numbers - low) / safe).round()


# %% wrong: along the wrong axis
def round_to_four_bits(numbers):
    low = numbers.amin(dim=0, keepdim=True)
    scale = (numbers.amax(dim=0, keepdim=True) - low) / 15
    safe = torch.where(scale == 0, 1.0, scale)
    return low + ((numbers - low) / safe).round() * scale
