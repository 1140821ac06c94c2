"""Answers to read-a-neuron, written from its task and stub alone."""

# %% right: the whole layer, then topk of one column
import torch


def strongest_words(
    x: torch.Tensor, w_1: torch.Tensor, b_1: torch.Tensor, neuron: int, count: int
) -> torch.Tensor:
    hidden = torch.relu(x @ w_1 + b_1)
    return hidden[:, neuron].topk(count).indices


# %% right: only the one unit, sorted
def strongest_words(x, w_1, b_1, neuron, count):
    unit = (x @ w_1[:, neuron] + b_1[neuron]).clamp(min=0)
    return torch.argsort(unit, descending=True)[:count]


# %% right: Python loops and sorted
def strongest_words(x, w_1, b_1, neuron, count):
    numbers = []
    for word in range(x.shape[0]):
        total = b_1[neuron].item()
        for component in range(x.shape[1]):
            total += x[word, component].item() * w_1[component, neuron].item()
        numbers.append(max(0.0, total))
    order = sorted(range(len(numbers)), key=lambda word: -numbers[word])
    return torch.tensor(order[:count], dtype=torch.long)


# %% right: neither offset nor ReLU, which change no order among words that fire
def strongest_words(x, w_1, b_1, neuron, count):
    return torch.topk(x @ w_1[:, neuron], count)[1]


# %% right: einsum in float64, the largest picked again and again
def strongest_words(vectors, weights, offsets, unit, how_many):
    values = torch.einsum("wd,d->w", vectors.double(), weights[:, unit].double())
    values = torch.nn.functional.relu(values + offsets[unit].double())
    best = []
    for _ in range(how_many):
        place = int(values.argmax())
        best.append(place)
        values[place] = -1.0
    return torch.tensor(best, dtype=torch.int64)


# %% right: functional linear with the transposed matrix
def strongest_words(x, w_1, b_1, neuron, count):
    hidden = torch.nn.functional.linear(x, w_1.T, b_1).relu()
    values, indices = hidden.sort(dim=0, descending=True)
    return indices[:count, neuron]


# %% wrong: returns the values instead of the indices
def strongest_words(x, w_1, b_1, neuron, count):
    hidden = torch.relu(x @ w_1 + b_1)
    return hidden[:, neuron].topk(count).values


# %% wrong: the row of w_1 instead of its column
def strongest_words(x, w_1, b_1, neuron, count):
    unit = torch.relu(x @ w_1[neuron] + b_1[neuron])
    return unit.topk(count).indices


# %% wrong: ReLU without the offset, so words that only fire thanks to it are all 0
def strongest_words(x, w_1, b_1, neuron, count):
    unit = torch.relu(x @ w_1[:, neuron])
    return unit.topk(count).indices


# %% wrong: absolute value instead of ReLU, strongly negative words win
def strongest_words(x, w_1, b_1, neuron, count):
    unit = (x @ w_1[:, neuron] + b_1[neuron]).abs()
    return unit.topk(count).indices


# %% wrong: the weakest words first
def strongest_words(x, w_1, b_1, neuron, count):
    unit = torch.relu(x @ w_1 + b_1)[:, neuron]
    return unit.argsort()[:count]


# %% wrong: the right words, but sorted by place instead of by strength
def strongest_words(x, w_1, b_1, neuron, count):
    unit = torch.relu(x @ w_1 + b_1)[:, neuron]
    return unit.topk(count).indices.sort().values


# %% wrong: places counted among the firing words only, not among all words
def strongest_words(x, w_1, b_1, neuron, count):
    unit = torch.relu(x @ w_1 + b_1)[:, neuron]
    firing = unit[unit > 0]
    return firing.argsort(descending=True)[:count]


# %% wrong: the strongest units of one word instead of the strongest words of one unit
def strongest_words(x, w_1, b_1, neuron, count):
    hidden = torch.relu(x @ w_1 + b_1)
    return hidden[neuron].topk(count).indices


# %% wrong: the sum over all units, neuron is ignored
def strongest_words(x, w_1, b_1, neuron, count):
    hidden = torch.relu(x @ w_1 + b_1)
    return hidden.sum(dim=1).topk(count).indices


# %% wrong: units counted from 1
def strongest_words(x, w_1, b_1, neuron, count):
    hidden = torch.relu(x @ w_1 + b_1)
    return hidden[:, neuron - 1].topk(count).indices


# %% wrong: the whole offset vector added to one unit's numbers
def strongest_words(x, w_1, b_1, neuron, count):
    unit = torch.relu(x @ w_1[:, neuron] + b_1)
    return unit.topk(count).indices


# %% wrong: only the strongest word, count is ignored
def strongest_words(x, w_1, b_1, neuron, count):
    hidden = torch.relu(x @ w_1 + b_1)
    return hidden[:, neuron].argmax().reshape(1)


# %% wrong: returns the words' vectors instead of their indices
def strongest_words(x, w_1, b_1, neuron, count):
    hidden = torch.relu(x @ w_1 + b_1)
    return x[hidden[:, neuron].topk(count).indices]
