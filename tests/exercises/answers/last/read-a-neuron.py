"""Answers to read-a-neuron, written from its task and stub alone."""

# %% right: the whole hidden layer, then topk
import torch


def strongest_words(
    x: torch.Tensor, w_1: torch.Tensor, b_1: torch.Tensor, neuron: int, count: int
) -> torch.Tensor:
    hidden = torch.relu(x @ w_1 + b_1)
    return hidden[:, neuron].topk(count).indices


# %% right: one unit only, sorted in plain Python
import torch


def strongest_words(words, w, b, unit, n):
    values = [max(0.0, (float(word @ w[:, unit]) + float(b[unit]))) for word in words]
    order = sorted(range(len(values)), key=lambda i: values[i], reverse=True)
    return torch.tensor(order[:n], dtype=torch.long)


# %% wrong: the row of the hidden layer instead of the column, units of one word instead of words of one unit
import torch


def strongest_words(
    x: torch.Tensor, w_1: torch.Tensor, b_1: torch.Tensor, neuron: int, count: int
) -> torch.Tensor:
    hidden = torch.relu(x @ w_1 + b_1)
    return hidden[neuron].topk(count).indices


# %% wrong: weakest first
import torch


def strongest_words(
    x: torch.Tensor, w_1: torch.Tensor, b_1: torch.Tensor, neuron: int, count: int
) -> torch.Tensor:
    hidden = torch.relu(x @ w_1 + b_1)
    return hidden[:, neuron].argsort()[-count:]


# %% wrong: the weakest words, sorted upwards
import torch


def strongest_words(
    x: torch.Tensor, w_1: torch.Tensor, b_1: torch.Tensor, neuron: int, count: int
) -> torch.Tensor:
    hidden = torch.relu(x @ w_1 + b_1)
    return torch.argsort(hidden[:, neuron])[:count]


# %% wrong: the values instead of the indices
import torch


def strongest_words(
    x: torch.Tensor, w_1: torch.Tensor, b_1: torch.Tensor, neuron: int, count: int
) -> torch.Tensor:
    hidden = torch.relu(x @ w_1 + b_1)
    return hidden[:, neuron].topk(count).values


# %% wrong: the unit's row of w_1 instead of its column
import torch


def strongest_words(
    x: torch.Tensor, w_1: torch.Tensor, b_1: torch.Tensor, neuron: int, count: int
) -> torch.Tensor:
    unit = torch.relu(x @ w_1[neuron] + b_1[neuron])
    return unit.topk(count).indices


# %% wrong: topk gives values and indices, both are returned
import torch


def strongest_words(
    x: torch.Tensor, w_1: torch.Tensor, b_1: torch.Tensor, neuron: int, count: int
) -> torch.Tensor:
    hidden = torch.relu(x @ w_1 + b_1)
    return torch.topk(hidden[:, neuron], count)


# %% wrong: the absolute value instead of ReLU, strongly negative words count as strong
import torch


def strongest_words(
    x: torch.Tensor, w_1: torch.Tensor, b_1: torch.Tensor, neuron: int, count: int
) -> torch.Tensor:
    hidden = (x @ w_1 + b_1).abs()
    return hidden[:, neuron].topk(count).indices


# %% wrong: topk along the units for every word
import torch


def strongest_words(
    x: torch.Tensor, w_1: torch.Tensor, b_1: torch.Tensor, neuron: int, count: int
) -> torch.Tensor:
    hidden = torch.relu(x @ w_1 + b_1)
    return hidden.topk(count).indices[:, neuron]


# %% wrong: the component of the words themselves, the first layer is not used
import torch


def strongest_words(
    x: torch.Tensor, w_1: torch.Tensor, b_1: torch.Tensor, neuron: int, count: int
) -> torch.Tensor:
    return torch.relu(x[:, neuron]).topk(count).indices


# %% wrong: the strongest words are found, but in the order of the text
import torch


def strongest_words(
    x: torch.Tensor, w_1: torch.Tensor, b_1: torch.Tensor, neuron: int, count: int
) -> torch.Tensor:
    hidden = torch.relu(x @ w_1 + b_1)
    return hidden[:, neuron].topk(count).indices.sort().values


# %% wrong: only the single strongest word
import torch


def strongest_words(
    x: torch.Tensor, w_1: torch.Tensor, b_1: torch.Tensor, neuron: int, count: int
) -> torch.Tensor:
    return torch.relu(x @ w_1 + b_1)[:, neuron].argmax()
