"""Answers to negative-sampling-loss, written from its task and stub alone."""

# %% right: logsigmoid of all dot products
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(
    word: torch.Tensor, near: torch.Tensor, others: torch.Tensor
) -> torch.Tensor:
    return -logsigmoid(word @ near) - logsigmoid(-(others @ word)).sum()


# %% right: a loop with softplus
import torch
from torch.nn.functional import softplus


def negative_sampling_loss(w, n, rest):
    loss = softplus(-(w * n).sum())
    for other in rest:
        loss = loss + softplus((w * other).sum())
    return loss


# %% wrong: the minus inside is missing, the random words are pulled near as well
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(
    word: torch.Tensor, near: torch.Tensor, others: torch.Tensor
) -> torch.Tensor:
    return -logsigmoid(word @ near) - logsigmoid(others @ word).sum()


# %% wrong: mean over the random words instead of the sum
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(
    word: torch.Tensor, near: torch.Tensor, others: torch.Tensor
) -> torch.Tensor:
    return -logsigmoid(word @ near) - logsigmoid(-(others @ word)).mean()


# %% wrong: the minus in front is missing, the loss is negative
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(
    word: torch.Tensor, near: torch.Tensor, others: torch.Tensor
) -> torch.Tensor:
    return logsigmoid(word @ near) + logsigmoid(-(others @ word)).sum()


# %% wrong: the dot products are summed before log sigma
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(
    word: torch.Tensor, near: torch.Tensor, others: torch.Tensor
) -> torch.Tensor:
    return -logsigmoid(word @ near) - logsigmoid(-(others @ word).sum())


# %% wrong: the sum over the random words is missing, one number for each
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(
    word: torch.Tensor, near: torch.Tensor, others: torch.Tensor
) -> torch.Tensor:
    return -logsigmoid(word @ near) - logsigmoid(-(others @ word))


# %% wrong: the random words' part has the wrong sign in front
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(
    word: torch.Tensor, near: torch.Tensor, others: torch.Tensor
) -> torch.Tensor:
    return -logsigmoid(word @ near) + logsigmoid(-(others @ word)).sum()


# %% wrong: sigma without the logarithm
import torch


def negative_sampling_loss(
    word: torch.Tensor, near: torch.Tensor, others: torch.Tensor
) -> torch.Tensor:
    return -torch.sigmoid(word @ near) - torch.sigmoid(-(others @ word)).sum()


# %% wrong: the random words are compared with the neighbour instead of the word
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(
    word: torch.Tensor, near: torch.Tensor, others: torch.Tensor
) -> torch.Tensor:
    return -logsigmoid(word @ near) - logsigmoid(-(others @ near)).sum()


# %% wrong: the logarithm of a rounded sigma, infinite for large dot products
import torch


def negative_sampling_loss(
    word: torch.Tensor, near: torch.Tensor, others: torch.Tensor
) -> torch.Tensor:
    loss = -torch.log(torch.sigmoid(word @ near))
    return loss - torch.log(1 - torch.sigmoid(others @ word)).sum()


# %% wrong: others is multiplied from the wrong side
import torch
from torch.nn.functional import logsigmoid


def negative_sampling_loss(
    word: torch.Tensor, near: torch.Tensor, others: torch.Tensor
) -> torch.Tensor:
    return -logsigmoid(word @ near) - logsigmoid(-(word @ others)).sum()
