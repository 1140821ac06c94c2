"""Answers to first-row, written from its task and stub alone."""

# %% right: the last word's own number in the last line
import torch


def first_row(weights: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    words, d = x.shape
    row = torch.zeros(d, dtype=x.dtype)
    for component in range(d):
        for word in range(words - 1):
            row[component] += weights[0, word] * x[word, component]
        row[component] += weights[0, words - 1] * x[words - 1, component]  # the last word
    return row


# %% right: the loop goes over all words, the last line is gone
def first_row(weights: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    words, d = x.shape
    row = torch.zeros(d)
    for component in range(d):
        for word in range(words):
            row[component] += weights[0, word] * x[word, component]
    return row


# %% right: the matrix product
def first_row(weights: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return weights[0] @ x


# %% right: einsum in float64
def first_row(w, vectors):
    return torch.einsum("k,kd->d", w[0].double(), vectors.double())


# %% right: a sum of scaled words
def first_row(weights: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return (weights[0].unsqueeze(1) * x).sum(dim=0)


# %% right: index -1 for the last word
def first_row(weights: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    words, d = x.shape
    row = torch.zeros(d, dtype=x.dtype)
    for component in range(d):
        for word in range(words - 1):
            row[component] += weights[0, word] * x[word, component]
        row[component] += weights[0, -1] * x[-1, component]
    return row


# %% right: Python sums in a list
def first_row(weights: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    words, d = x.shape
    return torch.tensor(
        [sum(weights[0, w].item() * x[w, c].item() for w in range(words)) for c in range(d)]
    )


# %% wrong: the last word is addressed by word + 1, which does not exist for a single word
def first_row(weights: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    words, d = x.shape
    row = torch.zeros(d, dtype=x.dtype)
    for component in range(d):
        for word in range(words - 1):
            row[component] += weights[0, word] * x[word, component]
        row[component] += weights[0, words - 1] * x[word + 1, component]  # the last word
    return row


# %% wrong: the loop goes over all words, but the last line still adds the last word once more
def first_row(weights: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    words, d = x.shape
    row = torch.zeros(d, dtype=x.dtype)
    for component in range(d):
        for word in range(words):
            row[component] += weights[0, word] * x[word, component]
        row[component] += weights[0, words - 1] * x[word, component]
    return row


# %% wrong: the weight was made to fit the wrong word, so the last but one counts twice
def first_row(weights: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    words, d = x.shape
    row = torch.zeros(d, dtype=x.dtype)
    for component in range(d):
        for word in range(words - 1):
            row[component] += weights[0, word] * x[word, component]
        row[component] += weights[0, word] * x[word, component]
    return row


# %% wrong: the last line is deleted, but the loop still stops before the last word
def first_row(weights: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    words, d = x.shape
    row = torch.zeros(d, dtype=x.dtype)
    for component in range(d):
        for word in range(words - 1):
            row[component] += weights[0, word] * x[word, component]
    return row


# %% wrong: index words is one past the end (IndexError)
def first_row(weights: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    words, d = x.shape
    row = torch.zeros(d, dtype=x.dtype)
    for component in range(d):
        for word in range(words - 1):
            row[component] += weights[0, word] * x[word, component]
        row[component] += weights[0, words - 1] * x[words, component]
    return row


# %% wrong: the last line moved into the loop, so the last word is added words - 1 times
def first_row(weights: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    words, d = x.shape
    row = torch.zeros(d, dtype=x.dtype)
    for component in range(d):
        for word in range(words - 1):
            row[component] += weights[0, word] * x[word, component]
            row[component] += weights[0, words - 1] * x[words - 1, component]
    return row


# %% wrong: weights read by column instead of by row
def first_row(weights: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    words, d = x.shape
    row = torch.zeros(d, dtype=x.dtype)
    for component in range(d):
        for word in range(words):
            row[component] += weights[word, 0] * x[word, component]
    return row


# %% wrong: a change without effect, the bug is still there
def first_row(weights: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    words, d = x.shape
    row = torch.zeros_like(x[0])
    last = words - 1
    for component in range(d):
        for word in range(last):
            row[component] = row[component] + weights[0, word] * x[word, component]
        row[component] = row[component] + weights[0, last] * x[word, component]
    return row


# %% wrong: returns all rows of the product instead of the first
def first_row(weights: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return weights @ x


# %% wrong: the last line overwrites the sum instead of adding to it
def first_row(weights: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    words, d = x.shape
    row = torch.zeros(d, dtype=x.dtype)
    for component in range(d):
        for word in range(words - 1):
            row[component] += weights[0, word] * x[word, component]
        row[component] = weights[0, words - 1] * x[words - 1, component]
    return row
