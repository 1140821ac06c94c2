"""Answers to block-parameters, written from its task and stub alone."""

# %% right: the formula, 12 d² in each layer
def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    return vocabulary * d + layers * 12 * d * d


# %% right: step by step
def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    table = vocabulary * d
    attention = 4 * d**2
    network = d * (4 * d) + (4 * d) * d
    return table + layers * (attention + network)


# %% right: a loop over layers and shapes
def count_parameters(num_layers, width, words):
    total = words * width
    for _ in range(num_layers):
        for _ in range(4):
            total += width * width
        for rows, columns in [(width, 4 * width), (4 * width, width)]:
            total += rows * columns
    return total


# %% right: real matrices, their elements counted
import torch


def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    matrices = [torch.empty(vocabulary, d)]
    for _ in range(layers):
        matrices += [torch.empty(d, d) for _ in range(4)]
        matrices += [torch.empty(d, 4 * d), torch.empty(4 * d, d)]
    return sum(matrix.numel() for matrix in matrices)


# %% right: modules without biases
from torch import nn


def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    def size(module):
        return sum(p.numel() for p in module.parameters())

    total = size(nn.Embedding(vocabulary, d))
    square = size(nn.Linear(d, d, bias=False))
    up = size(nn.Linear(d, 4 * d, bias=False))
    down = size(nn.Linear(4 * d, d, bias=False))
    return total + layers * (4 * square + up + down)


# %% right: d taken out
def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    return d * (vocabulary + 12 * layers * d)


# %% wrong: the token table counted in each layer
def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    return layers * (vocabulary * d + 12 * d * d)


# %% wrong: only one of the two matrices of the network
def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    return vocabulary * d + layers * (4 * d * d + 4 * d * d)


# %% wrong: d * 2 instead of d ** 2, which is the same for d = 2 only
def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    return vocabulary * d + layers * (12 * d * 2)


# %% wrong: brackets missing, the network is counted only once and not in each layer
def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    table = vocabulary * d
    return table + layers * 4 * d**2 + 8 * d**2


# %% wrong: three attention matrices, the output one is forgotten
def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    attention = 3 * d * d
    network = 2 * d * 4 * d
    return vocabulary * d + layers * (attention + network)


# %% wrong: biases counted although the model has none
from torch import nn


def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    total = vocabulary * d
    for _ in range(layers):
        modules = [nn.Linear(d, d) for _ in range(4)]
        modules += [nn.Linear(d, 4 * d), nn.Linear(4 * d, d)]
        total += sum(p.numel() for m in modules for p in m.parameters())
    return total


# %% wrong: the number of layers is not used
def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    return vocabulary * d + 4 * d * d + 2 * d * 4 * d


# %% wrong: a second table for the output is counted
def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    return 2 * vocabulary * d + layers * 12 * d**2


# %% wrong: returns inside the loop, after the first layer
def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    total = vocabulary * d
    for _ in range(layers):
        total += 4 * d * d
        total += 8 * d * d
        return total


# %% wrong: the network's matrices taken as [4d, 4d]
def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    hidden = 4 * d
    return vocabulary * d + layers * (4 * d**2 + 2 * hidden**2)


# %% wrong: returns a float
def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    hidden = d / 0.25
    return vocabulary * d + layers * (4 * d * d + 2 * d * hidden)


# %% wrong: the token table is forgotten
def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    return layers * (4 * d * d + 2 * 4 * d * d)
