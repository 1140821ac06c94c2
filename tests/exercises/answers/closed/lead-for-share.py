"""Answers to lead-for-share, written from its task and stub alone."""

# %% right: the formula
import torch


def lead_for_share(share: torch.Tensor, n: int) -> torch.Tensor:
    return torch.log(share * (n - 1) / (1 - share))

# %% right: sum and difference of logarithms
import torch
import math


def lead_for_share(share, n):
    return math.log(n - 1) + torch.log(share) - torch.log1p(-share)

# %% right: torch.logit in float64
import torch


def lead_for_share(p, words):
    others = torch.tensor(float(words - 1), dtype=torch.float64)
    return torch.logit(p.double()) + torch.log(others)

# %% right: a loop over the flattened shares
import torch
import math


def lead_for_share(share, n):
    out = torch.zeros(share.numel())
    for i, s in enumerate(share.flatten().tolist()):
        out[i] = math.log((n - 1) * s / (1 - s))
    return out.reshape(share.shape)

# %% right: the difference of two scores: log of the share and log of each other's share
import torch


def lead_for_share(share, n):
    other = (1 - share) / (n - 1)
    return share.log() - other.log()

# %% right: minus the logarithm of the upside-down fraction
import torch


def lead_for_share(share, n):
    ratio = (1.0 / share - 1.0) / (n - 1)
    return -ratio.log()

# %% wrong: n instead of n − 1
import torch


def lead_for_share(share, n):
    return torch.log(share * n / (1 - share))

# %% wrong: the share is not used, the answer fits only one half
import torch


def lead_for_share(share, n):
    return torch.full_like(share, n - 1).log()

# %% wrong: n is not used, the answer fits only two scores
import torch


def lead_for_share(share, n):
    return torch.log(share / (1 - share))

# %% wrong: the lead is never allowed to be negative
import torch


def lead_for_share(share, n):
    return torch.log(share * (n - 1) / (1 - share)).clamp(min=0)

# %% wrong: logarithm to base 10
import torch


def lead_for_share(share, n):
    return torch.log10(share * (n - 1) / (1 - share))

# %% wrong: the sign is the wrong way round
import torch


def lead_for_share(share, n):
    return torch.log((1 - share) / (share * (n - 1)))

# %% wrong: the logarithm is forgotten
import torch


def lead_for_share(share, n):
    return share * (n - 1) / (1 - share)

# %% wrong: math.log takes only a single number, not a tensor with several entries
import torch
import math


def lead_for_share(share, n):
    return torch.tensor(math.log(share * (n - 1) / (1 - share)))

# %% wrong: n − 1 is divided by instead of multiplied
import torch


def lead_for_share(share, n):
    return torch.log(share / ((1 - share) * (n - 1)))

# %% wrong: share and 1 − share are exchanged; one half does not show it
import torch


def lead_for_share(share, n):
    return torch.log((1 - share) * (n - 1) / share)

# %% wrong: the others are forgotten in the denominator: share times n − 1 only
import torch


def lead_for_share(share, n):
    return torch.log(share * (n - 1))

# %% wrong: n − 1 stands outside the logarithm
import torch


def lead_for_share(share, n):
    return (n - 1) * torch.log(share / (1 - share))

# %% wrong: works only with tensors of one axis, the shape is lost
import torch
import math


def lead_for_share(share, n):
    return torch.tensor([math.log(s * (n - 1) / (1 - s)) for s in share.flatten().tolist()])

# %% wrong: changes share in place
import torch


def lead_for_share(share, n):
    rest = 1 - share
    share *= n - 1
    share /= rest
    return share.log()
