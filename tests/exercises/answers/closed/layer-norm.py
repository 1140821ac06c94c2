"""Answers to layer-norm, written from its task and stub alone."""

# %% right: mean and variance with keepdim
def layer_norm(x, gain, offset, eps):
    mean = x.mean(dim=-1, keepdim=True)
    var = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps) * gain + offset


# %% right: var with correction 0 and unsqueeze
def layer_norm(x, gain, offset, eps):
    mean = x.mean(-1).unsqueeze(-1)
    var = x.var(-1, correction=0).unsqueeze(-1)
    return gain * (x - mean) * (var + eps) ** -0.5 + offset


# %% right: loops over the words, into torch.zeros
import math


def layer_norm(x, gain, offset, eps):
    batch, words, d_model = x.shape
    result = torch.zeros(batch, words, d_model)
    for b in range(batch):
        for w in range(words):
            row = x[b, w].tolist()
            mean = sum(row) / d_model
            var = sum((c - mean) ** 2 for c in row) / d_model
            for i in range(d_model):
                result[b, w, i] = (row[i] - mean) / math.sqrt(var + eps) * gain[i] + offset[i]
    return result


# %% right: float64 and left so, einsum for the sum of squares
def layer_norm(v, g, o, small):
    v = v.double()
    centred = v - v.sum(2, keepdim=True) / v.shape[2]
    var = torch.einsum("bwd,bwd->bw", centred, centred) / v.shape[2]
    return torch.addcmul(o.double(), centred / (var + small).sqrt()[..., None], g.double())


# %% right: the last axis to the front, var_mean, cast back
def layer_norm(x: torch.Tensor, gain: torch.Tensor, offset: torch.Tensor, eps: float) -> torch.Tensor:
    components = x.to(torch.float64).permute(2, 0, 1)
    var, mean = torch.var_mean(components, dim=0, unbiased=False)
    normalised = ((components - mean) / (var + eps).sqrt()).permute(1, 2, 0)
    return normalised.to(x.dtype) * gain + offset


# %% wrong: the variance is divided by d_model - 1
def layer_norm(x, gain, offset, eps):
    mean = x.mean(dim=-1, keepdim=True)
    var = x.var(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps) * gain + offset


# %% wrong: eps stands outside the root
def layer_norm(x, gain, offset, eps):
    mean = x.mean(dim=-1, keepdim=True)
    var = x.var(dim=-1, keepdim=True, unbiased=False)
    return (x - mean) / (torch.sqrt(var) + eps) * gain + offset


# %% wrong: keepdim is forgotten, the shapes do not fit
def layer_norm(x, gain, offset, eps):
    mean = x.mean(dim=-1)
    var = x.var(dim=-1, unbiased=False)
    return (x - mean) / torch.sqrt(var + eps) * gain + offset


# %% wrong: mean and variance over the words (axis 1) instead of the components
def layer_norm(x, gain, offset, eps):
    mean = x.mean(dim=1, keepdim=True)
    var = x.var(dim=1, keepdim=True, unbiased=False)
    return (x - mean) / torch.sqrt(var + eps) * gain + offset


# %% wrong: mean and variance over the whole tensor (right for one word only)
def layer_norm(x, gain, offset, eps):
    mean = x.mean()
    var = ((x - mean) ** 2).mean()
    return (x - mean) / torch.sqrt(var + eps) * gain + offset


# %% wrong: one mean and variance for all words of a sentence together
def layer_norm(x, gain, offset, eps):
    mean = x.mean(dim=(1, 2), keepdim=True)
    var = x.var(dim=(1, 2), keepdim=True, unbiased=False)
    return (x - mean) / torch.sqrt(var + eps) * gain + offset


# %% wrong: the root is forgotten, divided by the variance
def layer_norm(x, gain, offset, eps):
    mean = x.mean(dim=-1, keepdim=True)
    var = x.var(dim=-1, keepdim=True, unbiased=False)
    return (x - mean) / (var + eps) * gain + offset


# %% wrong: the offset is added before the gain multiplies
def layer_norm(x, gain, offset, eps):
    mean = x.mean(dim=-1, keepdim=True)
    var = x.var(dim=-1, keepdim=True, unbiased=False)
    return ((x - mean) / torch.sqrt(var + eps) + offset) * gain


# %% wrong: the offset is forgotten
def layer_norm(x, gain, offset, eps):
    mean = x.mean(dim=-1, keepdim=True)
    var = x.var(dim=-1, keepdim=True, unbiased=False)
    return (x - mean) / torch.sqrt(var + eps) * gain


# %% wrong: the mean is not subtracted from x, only within the variance
def layer_norm(x, gain, offset, eps):
    var = x.var(dim=-1, keepdim=True, unbiased=False)
    return x / torch.sqrt(var + eps) * gain + offset


# %% wrong: the mean of the squares without subtracting the mean first, in the variance
def layer_norm(x, gain, offset, eps):
    mean = x.mean(dim=-1, keepdim=True)
    var = (x**2).mean(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps) * gain + offset


# %% wrong: the sum of the squared differences instead of their mean
def layer_norm(x, gain, offset, eps):
    mean = x.mean(dim=-1, keepdim=True)
    var = ((x - mean) ** 2).sum(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps) * gain + offset


# %% wrong: x is changed in place
def layer_norm(x, gain, offset, eps):
    x -= x.mean(dim=-1, keepdim=True)
    var = (x**2).mean(dim=-1, keepdim=True)
    return x / torch.sqrt(var + eps) * gain + offset


# %% wrong: eps is ignored, always 1e-5
def layer_norm(x, gain, offset, eps):
    eps = 1e-5
    mean = x.mean(dim=-1, keepdim=True)
    var = x.var(dim=-1, keepdim=True, unbiased=False)
    return (x - mean) / torch.sqrt(var + eps) * gain + offset


# %% wrong: eps squared inside the root (standard deviation and eps combined like lengths)
def layer_norm(x, gain, offset, eps):
    mean = x.mean(dim=-1, keepdim=True)
    std = x.std(dim=-1, keepdim=True, unbiased=False)
    return (x - mean) / torch.sqrt(std**2 + eps**2) * gain + offset


# %% wrong: the gain multiplies the other axis (one gain for each word), a shape error in general
def layer_norm(x, gain, offset, eps):
    mean = x.mean(dim=-1, keepdim=True)
    var = x.var(dim=-1, keepdim=True, unbiased=False)
    return (x - mean) / torch.sqrt(var + eps) * gain.unsqueeze(-1) + offset.unsqueeze(-1)
