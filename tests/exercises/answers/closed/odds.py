"""Answers to odds, written from its task and stub alone."""

# %% right: two indexed shares, one division
import torch


def odds(weights: torch.Tensor, word: int, first: int, second: int) -> torch.Tensor:
    return weights[:, :, word, first] / weights[:, :, word, second]


# %% right: loops into torch.zeros
def odds(weights: torch.Tensor, word: int, first: int, second: int) -> torch.Tensor:
    batch, heads = weights.shape[:2]
    answer = torch.zeros(batch, heads)
    for b in range(batch):
        for h in range(heads):
            row = weights[b, h, word]
            answer[b, h] = row[first].item() / row[second].item()
    return answer


# %% right: the logarithms subtracted, in float64
def odds(weights: torch.Tensor, word: int, first: int, second: int) -> torch.Tensor:
    logs = weights.double().select(2, word).log()
    return torch.exp(logs.select(2, first) - logs.select(2, second))


# %% right: a list of lists
def odds(w, query, a, b):
    return torch.tensor([[(head[query, a] / head[query, b]).item() for head in text] for text in w])


# %% right: einsum with one-hot vectors
def odds(weights: torch.Tensor, word: int, first: int, second: int) -> torch.Tensor:
    queries, keys = weights.shape[-2:]
    q = torch.eye(queries, dtype=weights.dtype)[word]
    k = torch.eye(keys, dtype=weights.dtype)
    top = torch.einsum("bhqk,q,k->bh", weights, q, k[first])
    bottom = torch.einsum("bhqk,q,k->bh", weights, q, k[second])
    return top / bottom


# %% wrong: turned round, second over first
def odds(weights: torch.Tensor, word: int, first: int, second: int) -> torch.Tensor:
    return weights[:, :, word, second] / weights[:, :, word, first]


# %% wrong: the difference instead of the ratio
def odds(weights: torch.Tensor, word: int, first: int, second: int) -> torch.Tensor:
    return weights[:, :, word, first] - weights[:, :, word, second]


# %% wrong: queries and keys swapped, how much first and second attend to the word
def odds(weights: torch.Tensor, word: int, first: int, second: int) -> torch.Tensor:
    return weights[:, :, first, word] / weights[:, :, second, word]


# %% wrong: share against all the rest, p / (1 - p), instead of against second
def odds(weights: torch.Tensor, word: int, first: int, second: int) -> torch.Tensor:
    p = weights[:, :, word, first]
    return p / (1 - p)


# %% wrong: the mean over the heads, [batch]
def odds(weights: torch.Tensor, word: int, first: int, second: int) -> torch.Tensor:
    ratio = weights[:, :, word, first] / weights[:, :, word, second]
    return ratio.mean(dim=1)


# %% wrong: only the first sentence and the first head
def odds(weights: torch.Tensor, word: int, first: int, second: int) -> torch.Tensor:
    row = weights[0, 0, word]
    return (row[first] / row[second]).reshape(1, 1)


# %% wrong: the word is used as number of the head, not of the query
def odds(weights: torch.Tensor, word: int, first: int, second: int) -> torch.Tensor:
    return weights[:, word, :, first] / weights[:, word, :, second]


# %% wrong: slices keep the axes of size 1, [batch, heads, 1, 1]
def odds(weights: torch.Tensor, word: int, first: int, second: int) -> torch.Tensor:
    row = weights[:, :, word : word + 1]
    return row[..., first : first + 1] / row[..., second : second + 1]


# %% wrong: whole-number division
def odds(weights: torch.Tensor, word: int, first: int, second: int) -> torch.Tensor:
    return weights[:, :, word, first] // weights[:, :, word, second]


# %% wrong: the logarithm of the ratio
def odds(weights: torch.Tensor, word: int, first: int, second: int) -> torch.Tensor:
    return torch.log(weights[:, :, word, first] / weights[:, :, word, second])


# %% wrong: softmax applied again to weights that are shares already
def odds(weights: torch.Tensor, word: int, first: int, second: int) -> torch.Tensor:
    row = torch.softmax(weights, dim=-1)[:, :, word]
    return row[:, :, first] / row[:, :, second]


# %% wrong: one number for all sentences and heads together
def odds(weights: torch.Tensor, word: int, first: int, second: int) -> torch.Tensor:
    return weights[:, :, word, first].sum() / weights[:, :, word, second].sum()


# %% wrong: places counted from 1
def odds(weights: torch.Tensor, word: int, first: int, second: int) -> torch.Tensor:
    row = weights[:, :, word - 1]
    return row[:, :, first - 1] / row[:, :, second - 1]
