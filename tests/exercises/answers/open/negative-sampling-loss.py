"""Answers to negative-sampling-loss, written from its task and stub alone."""

# %% right: logsigmoid
import torch


def negative_sampling_loss(
    word: torch.Tensor, near: torch.Tensor, others: torch.Tensor
) -> torch.Tensor:
    log_sigma = torch.nn.functional.logsigmoid
    return -log_sigma(near @ word) - log_sigma(-(others @ word)).sum()

# %% right: softplus, which is minus log σ of the negative
import torch
from torch.nn.functional import softplus


def negative_sampling_loss(word, near, others):
    return softplus(-torch.dot(word, near)) + softplus(others @ word).sum()

# %% right: the built-in binary cross entropy, summed
import torch
import torch.nn.functional as F


def negative_sampling_loss(w, n, o):
    scores = torch.cat([n.unsqueeze(0), o], dim=0) @ w
    labels = torch.zeros_like(scores)
    labels[0] = 1.0
    return F.binary_cross_entropy_with_logits(scores, labels, reduction="sum")

# %% right: a loop over the random words
import torch


def negative_sampling_loss(word, near, others):
    loss = -torch.nn.functional.logsigmoid((word * near).sum())
    for other in others:
        loss = loss - torch.nn.functional.logsigmoid(-(word * other).sum())
    return loss

# %% right: einsum in float64
import torch


def negative_sampling_loss(word, near, others):
    word, near, others = word.double(), near.double(), others.double()
    good = torch.einsum("d,d->", word, near)
    bad = torch.einsum("kd,d->k", others, word)
    zero = torch.zeros((), dtype=torch.float64)
    return torch.logaddexp(zero, -good) + torch.logaddexp(zero, bad).sum()

# %% wrong: the minus inside σ is forgotten for the random words
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(word, near, others):
    return -logsigmoid(near @ word) - logsigmoid(others @ word).sum()

# %% wrong: the minus in front of the whole is forgotten
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(word, near, others):
    return logsigmoid(near @ word) + logsigmoid(-(others @ word)).sum()

# %% wrong: the mean over the random words instead of the sum
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(word, near, others):
    return -logsigmoid(near @ word) - logsigmoid(-(others @ word)).mean()

# %% wrong: the sum runs over the random words instead of the components (wrong axis); the example does not show it, as its word is all zeros and k = d
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(word, near, others):
    bad = (others * word).sum(dim=0)
    return -logsigmoid((near * word).sum()) - logsigmoid(-bad).sum()

# %% wrong: the dot products of the random words are added up before log σ
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(word, near, others):
    return -logsigmoid(near @ word) - logsigmoid(-(others @ word).sum())

# %% wrong: the logarithm is forgotten
import torch


def negative_sampling_loss(word, near, others):
    return -torch.sigmoid(near @ word) - torch.sigmoid(-(others @ word)).sum()

# %% wrong: the random words are compared with near instead of word
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(word, near, others):
    return -logsigmoid(near @ word) - logsigmoid(-(others @ near)).sum()

# %% wrong: the true neighbour is left out
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(word, near, others):
    return -logsigmoid(-(others @ word)).sum()

# %% wrong: the return is in the loop, only the first random word counts
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(word, near, others):
    loss = -logsigmoid(near @ word)
    for other in others:
        loss = loss - logsigmoid(-(other @ word))
        return loss

# %% wrong: the sum over the random words is missing, the result has shape [k]
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(word, near, others):
    return -logsigmoid(near @ word) - logsigmoid(-(others @ word))

# %% wrong: a softmax over near and the random words instead of σ for each
import torch


def negative_sampling_loss(word, near, others):
    scores = torch.cat([near[None], others]) @ word
    return -torch.log_softmax(scores, dim=0)[0]

# %% wrong: the logarithm to base 2 instead of ln
import torch


def negative_sampling_loss(word, near, others):
    good = torch.nn.functional.logsigmoid(near @ word)
    bad = torch.nn.functional.logsigmoid(-(others @ word)).sum()
    return -(good + bad) / torch.log(torch.tensor(2.0))

# %% wrong: the minus sign is at the true neighbour, the roles are exchanged
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(word, near, others):
    return -logsigmoid(-(near @ word)) - logsigmoid(others @ word).sum()
