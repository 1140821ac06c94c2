"""Answers to layer-norm, written from its task and stub alone."""

# %% right: mean and variance along the last axis
import torch


def layer_norm(
    x: torch.Tensor, gain: torch.Tensor, offset: torch.Tensor, eps: float
) -> torch.Tensor:
    centred = x - x.mean(dim=-1, keepdim=True)
    variance = (centred**2).mean(dim=-1, keepdim=True)
    return centred / torch.sqrt(variance + eps) * gain + offset


# %% right: loops over words, var with correction 0
import torch


def layer_norm(x, g, b, epsilon):
    result = torch.zeros_like(x)
    for s in range(x.shape[0]):
        for t in range(x.shape[1]):
            word = x[s, t]
            spread = (word.var(correction=0) + epsilon) ** 0.5
            result[s, t] = (word - word.mean()) / spread * g + b
    return result


# %% wrong: the variance is divided by d_model - 1
import torch


def layer_norm(
    x: torch.Tensor, gain: torch.Tensor, offset: torch.Tensor, eps: float
) -> torch.Tensor:
    mean = x.mean(dim=-1, keepdim=True)
    variance = x.var(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps) * gain + offset


# %% wrong: eps outside the root
import torch


def layer_norm(
    x: torch.Tensor, gain: torch.Tensor, offset: torch.Tensor, eps: float
) -> torch.Tensor:
    mean = x.mean(dim=-1, keepdim=True)
    std = x.std(dim=-1, keepdim=True, correction=0)
    return (x - mean) / (std + eps) * gain + offset


# %% wrong: keepdim forgotten
import torch


def layer_norm(
    x: torch.Tensor, gain: torch.Tensor, offset: torch.Tensor, eps: float
) -> torch.Tensor:
    mean = x.mean(dim=-1)
    variance = ((x - mean) ** 2).mean(dim=-1)
    return (x - mean) / torch.sqrt(variance + eps) * gain + offset


# %% wrong: the axis of the words instead of the components
import torch


def layer_norm(
    x: torch.Tensor, gain: torch.Tensor, offset: torch.Tensor, eps: float
) -> torch.Tensor:
    mean = x.mean(dim=1, keepdim=True)
    variance = x.var(dim=1, keepdim=True, correction=0)
    return (x - mean) / torch.sqrt(variance + eps) * gain + offset


# %% wrong: the root is missing
import torch


def layer_norm(
    x: torch.Tensor, gain: torch.Tensor, offset: torch.Tensor, eps: float
) -> torch.Tensor:
    mean = x.mean(dim=-1, keepdim=True)
    variance = x.var(dim=-1, keepdim=True, correction=0)
    return (x - mean) / (variance + eps) * gain + offset


# %% wrong: one mean and one variance for the whole tensor
import torch


def layer_norm(
    x: torch.Tensor, gain: torch.Tensor, offset: torch.Tensor, eps: float
) -> torch.Tensor:
    mean = x.mean()
    variance = ((x - mean) ** 2).mean()
    return (x - mean) / torch.sqrt(variance + eps) * gain + offset


# %% wrong: the offset is added before the gain multiplies
import torch


def layer_norm(
    x: torch.Tensor, gain: torch.Tensor, offset: torch.Tensor, eps: float
) -> torch.Tensor:
    mean = x.mean(dim=-1, keepdim=True)
    variance = x.var(dim=-1, keepdim=True, correction=0)
    return ((x - mean) / torch.sqrt(variance + eps) + offset) * gain


# %% wrong: gain and offset are forgotten
import torch


def layer_norm(
    x: torch.Tensor, gain: torch.Tensor, offset: torch.Tensor, eps: float
) -> torch.Tensor:
    mean = x.mean(dim=-1, keepdim=True)
    variance = x.var(dim=-1, keepdim=True, correction=0)
    return (x - mean) / torch.sqrt(variance + eps)


# %% wrong: the mean of the squares instead of the variance, the mean is not subtracted there
import torch


def layer_norm(
    x: torch.Tensor, gain: torch.Tensor, offset: torch.Tensor, eps: float
) -> torch.Tensor:
    mean = x.mean(dim=-1, keepdim=True)
    variance = (x**2).mean(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps) * gain + offset


# %% wrong: normalised over all words of a sentence together
import torch


def layer_norm(
    x: torch.Tensor, gain: torch.Tensor, offset: torch.Tensor, eps: float
) -> torch.Tensor:
    mean = x.mean(dim=(1, 2), keepdim=True)
    variance = x.var(dim=(1, 2), keepdim=True, correction=0)
    return (x - mean) / torch.sqrt(variance + eps) * gain + offset
