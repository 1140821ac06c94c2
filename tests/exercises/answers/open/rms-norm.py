"""Answers to rms-norm, written from its task and stub alone."""

# %% right: as the formula
def rms_norm(x, gain, eps):
    return gain * x / torch.sqrt(x.pow(2).mean(-1, keepdim=True) + eps)


# %% right: torch's own
def rms_norm(x, gain, eps):
    return torch.nn.functional.rms_norm(x, (x.shape[-1],), weight=gain, eps=eps)


# %% right: the module of torch
def rms_norm(x, gain, eps):
    layer = torch.nn.RMSNorm(x.shape[-1], eps=eps, dtype=x.dtype)
    layer.weight.data = gain
    return layer(x)


# %% right: loops over rows
def rms_norm(x, gain, eps):
    flat = x.reshape(-1, x.shape[-1])
    rows = []
    for row in flat:
        total = 0.0
        for number in row:
            total = total + number**2
        rows.append(row / (total / len(row) + eps) ** 0.5 * gain)
    return torch.stack(rows).reshape(x.shape)


# %% right: einsum and unsqueeze
def rms_norm(x, gain, eps):
    d = x.shape[-1]
    squares = torch.einsum("...i,...i->...", x, x)
    scale = torch.rsqrt(squares / d + eps)
    return x * scale.unsqueeze(-1) * gain


# %% right: in double, and back
def rms_norm(x, gain, eps):
    y = x.double()
    y = y / (y.square().sum(-1, keepdim=True) / y.size(-1) + eps).sqrt()
    return (y * gain).to(x.dtype)


# %% right: from the length of the vector, eps times d under the root
def rms_norm(x, gain, eps):
    d = x.shape[-1]
    return d**0.5 * gain * x / (torch.linalg.vector_norm(x, dim=-1, keepdim=True) ** 2 + d * eps) ** 0.5


# %% right: mean and variance: the mean square is their sum
def rms_norm(x, gain, eps):
    mean = x.mean(dim=-1, keepdim=True)
    variance = x.var(dim=-1, keepdim=True, unbiased=False)
    return x / torch.sqrt(mean**2 + variance + eps) * gain


# %% wrong: LayerNorm by torch
def rms_norm(x, gain, eps):
    return torch.nn.functional.layer_norm(x, x.shape[-1:], weight=gain, eps=eps)


# %% wrong: the mean is subtracted, and std divides
def rms_norm(x, gain, eps):
    return gain * (x - x.mean(-1, keepdim=True)) / (x.std(-1, keepdim=True) + eps)


# %% wrong: std without the mean
def rms_norm(x, gain, eps):
    return gain * x / (x.std(-1, keepdim=True) + eps)


# %% wrong: var without the mean, unbiased
def rms_norm(x, gain, eps):
    return gain * x / torch.sqrt(x.var(-1, keepdim=True) + eps)


# %% wrong: eps is added to the root
def rms_norm(x, gain, eps):
    rms = torch.sqrt(torch.mean(x**2, dim=-1, keepdim=True))
    return gain * x / (rms + eps)


# %% wrong: the length of the vector
def rms_norm(x, gain, eps):
    return x / (x.norm(dim=-1, keepdim=True) + eps) * gain


# %% wrong: F.normalize
def rms_norm(x, gain, eps):
    return torch.nn.functional.normalize(x, dim=-1, eps=eps) * gain


# %% wrong: sum instead of mean
def rms_norm(x, gain, eps):
    return gain * x / ((x * x).sum(-1, keepdim=True) + eps) ** 0.5


# %% wrong: keepdim is missing
def rms_norm(x, gain, eps):
    return gain * x / torch.sqrt((x**2).mean(-1) + eps)


# %% wrong: mean over everything
def rms_norm(x, gain, eps):
    return gain * x / torch.sqrt((x**2).mean() + eps)


# %% wrong: mean over the first axis
def rms_norm(x, gain, eps):
    return gain * x / torch.sqrt((x**2).mean(0, keepdim=True) + eps)


# %% wrong: mean over the words
def rms_norm(x, gain, eps):
    return gain * x / torch.sqrt((x**2).mean(1, keepdim=True) + eps)


# %% wrong: no root
def rms_norm(x, gain, eps):
    return gain * x / ((x**2).mean(-1, keepdim=True) + eps)


# %% wrong: gain forgotten
def rms_norm(x, gain, eps):
    return x * torch.rsqrt((x**2).mean(-1, keepdim=True) + eps)


# %% wrong: eps forgotten
def rms_norm(x, gain, eps):
    return gain * x / (x**2).mean(-1, keepdim=True) ** 0.5


# %% wrong: writes into x
def rms_norm(x, gain, eps):
    x /= torch.sqrt((x**2).mean(-1, keepdim=True) + eps)
    x *= gain
    return x


# %% wrong: writes into x by mul_
def rms_norm(x, gain, eps):
    return x.mul_(torch.rsqrt(x.square().mean(-1, keepdim=True) + eps)).mul_(gain)


# %% wrong: rsqrt and still divided
def rms_norm(x, gain, eps):
    return gain * x / torch.rsqrt((x**2).mean(-1, keepdim=True) + eps)


# %% wrong: gain as an offset
def rms_norm(x, gain, eps):
    return x / torch.sqrt((x**2).mean(-1, keepdim=True) + eps) + gain


# %% wrong: the mean is squared
def rms_norm(x, gain, eps):
    return gain * x / torch.sqrt(x.mean(-1, keepdim=True) ** 2 + eps)


# %% wrong: only three axes
def rms_norm(x, gain, eps):
    return gain * x / torch.sqrt((x**2).mean(dim=2, keepdim=True) + eps)


# %% wrong: matrix product with the gain
def rms_norm(x, gain, eps):
    return (x / torch.sqrt((x**2).mean(-1, keepdim=True) + eps)) @ gain


# %% wrong: eps of its own
def rms_norm(x, gain, eps=1e-6):
    return gain * x / torch.sqrt((x**2).mean(-1, keepdim=True) + 1e-6)


# %% wrong: torch's own without eps
def rms_norm(x, gain, eps):
    return torch.nn.functional.rms_norm(x, x.shape[-1:], gain)
