"""Answers to rotate-halves, written from its task and stub alone."""

# %% right: halves
def rotate_halves(x, base):
    words, d = x.shape
    i = torch.arange(d // 2)
    angle = torch.arange(words).unsqueeze(1) / base ** (2 * i / d)
    a, b = x.chunk(2, dim=1)
    return torch.cat([a * angle.cos() - b * angle.sin(), a * angle.sin() + b * angle.cos()], dim=1)


# %% right: loops
def rotate_halves(x, base):
    import math

    words, d = x.shape
    out = torch.zeros_like(x)
    for t in range(words):
        for i in range(d // 2):
            alpha = t / base ** (2 * i / d)
            a, b = x[t, i], x[t, i + d // 2]
            out[t, i] = a * math.cos(alpha) - b * math.sin(alpha)
            out[t, i + d // 2] = a * math.sin(alpha) + b * math.cos(alpha)
    return out


# %% right: rotate_half as other programs have it
def rotate_halves(x, base):
    words, d = x.shape
    inv_freq = 1.0 / (base ** (torch.arange(0, d, 2, dtype=torch.float) / d))
    freqs = torch.outer(torch.arange(words, dtype=torch.float), inv_freq)
    emb = torch.cat((freqs, freqs), dim=-1)
    x1, x2 = x[..., : d // 2], x[..., d // 2 :]
    return x * emb.cos() + torch.cat((-x2, x1), dim=-1) * emb.sin()


# %% right: complex numbers
def rotate_halves(x, base):
    words, d = x.shape
    z = torch.complex(x[:, : d // 2].double(), x[:, d // 2 :].double())
    alpha = torch.arange(words)[:, None] * base ** (-2 * torch.arange(d // 2).double() / d)
    z = z * torch.exp(1j * alpha)
    return torch.hstack([z.real, z.imag])


# %% right: einsum with a matrix for each angle
def rotate_halves(x, base):
    words, d = x.shape
    alpha = torch.arange(words, dtype=x.dtype)[:, None] * base ** (-torch.arange(0, d, 2, dtype=x.dtype) / d)
    c, s = alpha.cos(), alpha.sin()
    turn = torch.stack([torch.stack([c, -s]), torch.stack([s, c])])  # [2, 2, words, d / 2]
    return torch.einsum("abti,bti->ati", turn, x.reshape(words, 2, d // 2).transpose(0, 1)).transpose(0, 1).reshape(words, d)


# %% right: by exp and log
def rotate_halves(x, base):
    n, d = x.shape
    half = d // 2
    freq = torch.exp(-torch.log(torch.tensor(float(base))) * torch.arange(half) / half)
    angle = torch.arange(n).view(-1, 1) * freq
    out = torch.empty(n, d, dtype=x.dtype)
    out[:, :half] = x[:, :half] * angle.cos() - x[:, half:] * angle.sin()
    out[:, half:] = x[:, half:] * angle.cos() + x[:, :half] * angle.sin()
    return out


# %% right: word by word with a matrix
def rotate_halves(x, base):
    words, d = x.shape
    rows = []
    for t in range(words):
        angle = t * torch.tensor([base ** (-2 * i / d) for i in range(d // 2)], dtype=torch.float64)
        c, s = torch.diag(angle.cos()), torch.diag(angle.sin())
        matrix = torch.cat([torch.cat([c, -s], 1), torch.cat([s, c], 1)], 0)
        rows.append(matrix @ x[t].double())
    return torch.stack(rows).to(x.dtype)


# %% wrong: neighbours
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(words)[:, None] / base ** (torch.arange(0, d, 2) / d)
    a, b = x[:, 0::2], x[:, 1::2]
    return torch.stack([a * angle.cos() - b * angle.sin(), a * angle.sin() + b * angle.cos()], -1).flatten(1)


# %% wrong: neighbours in, halves out
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(words)[:, None] / base ** (torch.arange(0, d, 2) / d)
    a, b = x[:, 0::2], x[:, 1::2]
    return torch.cat([a * angle.cos() - b * angle.sin(), a * angle.sin() + b * angle.cos()], -1)


# %% wrong: other direction
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(words)[:, None] / base ** (torch.arange(0, d, 2) / d)
    a, b = x.chunk(2, -1)
    return torch.cat([a * angle.cos() + b * angle.sin(), b * angle.cos() - a * angle.sin()], -1)


# %% wrong: places from 1
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(1, words + 1)[:, None] / base ** (torch.arange(0, d, 2) / d)
    a, b = x.chunk(2, -1)
    return torch.cat([a * angle.cos() - b * angle.sin(), a * angle.sin() + b * angle.cos()], -1)


# %% wrong: i / d
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(words)[:, None] / base ** (torch.arange(d // 2) / d)
    a, b = x.chunk(2, -1)
    return torch.cat([a * angle.cos() - b * angle.sin(), a * angle.sin() + b * angle.cos()], -1)


# %% wrong: the exponent of pair i doubled
def rotate_halves(x, base):
    words, d = x.shape
    i = torch.arange(0, d, 2)
    angle = torch.arange(words)[:, None] / base ** (2 * i / d)
    a, b = x.chunk(2, -1)
    return torch.cat([a * angle.cos() - b * angle.sin(), a * angle.sin() + b * angle.cos()], -1)


# %% wrong: multiplied
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(words)[:, None] * base ** (torch.arange(0, d, 2) / d)
    a, b = x.chunk(2, -1)
    return torch.cat([a * angle.cos() - b * angle.sin(), a * angle.sin() + b * angle.cos()], -1)


# %% wrong: base is always 10000
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(words)[:, None] / 10000 ** (torch.arange(0, d, 2) / d)
    a, b = x.chunk(2, -1)
    return torch.cat([a * angle.cos() - b * angle.sin(), a * angle.sin() + b * angle.cos()], -1)


# %% wrong: halves of the result swapped
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(words)[:, None] / base ** (torch.arange(0, d, 2) / d)
    a, b = x.chunk(2, -1)
    return torch.cat([a * angle.sin() + b * angle.cos(), a * angle.cos() - b * angle.sin()], -1)


# %% wrong: angles repeated one by one
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(words)[:, None] / base ** (torch.arange(0, d, 2) / d)
    angle = angle.repeat_interleave(2, dim=-1)
    a, b = x.chunk(2, -1)
    return x * angle.cos() + torch.cat([-b, a], -1) * angle.sin()


# %% wrong: the minus stands at the other half
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(words)[:, None] / base ** (torch.arange(0, d, 2) / d)
    angle = torch.cat([angle, angle], -1)
    a, b = x.chunk(2, -1)
    return x * angle.cos() + torch.cat([b, -a], -1) * angle.sin()


# %% wrong: no minus
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(words)[:, None] / base ** (torch.arange(0, d, 2) / d)
    angle = torch.cat([angle, angle], -1)
    a, b = x.chunk(2, -1)
    return x * angle.cos() + torch.cat([b, a], -1) * angle.sin()


# %% wrong: overwritten in a loop
def rotate_halves(x, base):
    import math

    x = x.clone()
    words, d = x.shape
    for t in range(words):
        for i in range(d // 2):
            alpha = t / base ** (2 * i / d)
            x[t, i] = x[t, i] * math.cos(alpha) - x[t, i + d // 2] * math.sin(alpha)
            x[t, i + d // 2] = x[t, i] * math.sin(alpha) + x[t, i + d // 2] * math.cos(alpha)
    return x


# %% wrong: writes into x
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(words)[:, None] / base ** (torch.arange(0, d, 2) / d)
    a, b = x[:, : d // 2].clone(), x[:, d // 2 :].clone()
    x[:, : d // 2] = a * angle.cos() - b * angle.sin()
    x[:, d // 2 :] = a * angle.sin() + b * angle.cos()
    return x


# %% wrong: writes into x, and the first half is overwritten
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(words)[:, None] / base ** (torch.arange(0, d, 2) / d)
    a, b = x[:, : d // 2], x[:, d // 2 :]
    x[:, : d // 2] = a * angle.cos() - b * angle.sin()
    x[:, d // 2 :] = a * angle.sin() + b * angle.cos()
    return x


# %% wrong: sine and cosine swapped
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(words)[:, None] / base ** (torch.arange(0, d, 2) / d)
    a, b = x.chunk(2, -1)
    return torch.cat([a * angle.sin() - b * angle.cos(), a * angle.cos() + b * angle.sin()], -1)


# %% wrong: one angle for all pairs
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(words)[:, None] * torch.ones(d // 2)
    a, b = x.chunk(2, -1)
    return torch.cat([a * angle.cos() - b * angle.sin(), a * angle.sin() + b * angle.cos()], -1)


# %% wrong: an angle for each component
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(words)[:, None] / base ** (2 * torch.arange(d) / d)
    a, b = x.chunk(2, -1)
    return torch.cat([a * angle.cos() - b * angle.sin(), a * angle.sin() + b * angle.cos()], -1)


# %% wrong: places and pairs without their axes
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(words) / base ** (torch.arange(0, d, 2) / d)
    a, b = x.chunk(2, -1)
    return torch.cat([a * angle.cos() - b * angle.sin(), a * angle.sin() + b * angle.cos()], -1)


# %% wrong: component i with d - 1 - i
def rotate_halves(x, base):
    words, d = x.shape
    angle = torch.arange(words)[:, None] / base ** (torch.arange(0, d, 2) / d)
    a, b = x[:, : d // 2], x.flip(-1)[:, : d // 2]
    return torch.cat([a * angle.cos() - b * angle.sin(), (a * angle.sin() + b * angle.cos()).flip(-1)], -1)
