"""Answers to one-hot, written from its task and stub alone."""

# %% right: a loop into torch.zeros
import torch


def one_hot(ids, size):
    rows = torch.zeros(len(ids), size)
    for k in range(len(ids)):
        rows[k, ids[k]] = 1
    return rows


# %% right: rows of the unit matrix
def one_hot(ids, size):
    return torch.eye(size)[ids]


# %% right: every place is compared with the id
def one_hot(numbers, width):
    places = torch.arange(width)
    return (numbers[:, None] == places[None, :]).to(torch.float64)


# %% right: scatter_ writes the ones
def one_hot(ids, size):
    answer = torch.zeros((ids.shape[0], size))
    answer.scatter_(1, ids.long().unsqueeze(1), 1.0)
    return answer


# %% right: nested list comprehensions of Python numbers
def one_hot(ids, size):
    table = [[1.0 if place == i else 0.0 for place in range(size)] for i in ids.tolist()]
    return torch.tensor(table).reshape(len(ids), size)


# %% right: all rows and their columns indexed at once
def one_hot(ids, size):
    n = ids.shape[0]
    result = torch.zeros(n, size)
    result[torch.arange(n), ids] = 1.0
    return result


# %% wrong: a slice over all rows sets the ones of every id in every row
def one_hot(ids, size):
    rows = torch.zeros(len(ids), size)
    rows[:, ids] = 1
    return rows


# %% wrong: the shape is turned over, one column for each id
def one_hot(ids, size):
    rows = torch.zeros(size, len(ids))
    for k, i in enumerate(ids):
        rows[i, k] = 1
    return rows


# %% wrong: the row length comes from the largest id, not from size
def one_hot(ids, size):
    rows = torch.zeros(len(ids), int(ids.max()) + 1)
    for k, i in enumerate(ids):
        rows[k, i] = 1
    return rows


# %% wrong: whole numbers instead of floats
def one_hot(ids, size):
    return (ids.unsqueeze(1) == torch.arange(size)).long()


# %% wrong: counts from 1, so the one stands one place too far to the left
def one_hot(ids, size):
    rows = torch.zeros(len(ids), size)
    for k in range(len(ids)):
        rows[k, ids[k] - 1] = 1
    return rows


# %% wrong: the id itself is written at the place instead of a 1
def one_hot(ids, size):
    rows = torch.zeros(len(ids), size)
    for k, i in enumerate(ids):
        rows[k, i] = i
    return rows


# %% wrong: all rows are the same list, so each shows the ones of all ids
def one_hot(ids, size):
    rows = [[0.0] * size] * len(ids)
    for k, i in enumerate(ids.tolist()):
        rows[k][i] = 1.0
    return torch.tensor(rows)


# %% wrong: the return stands inside the loop, only the first row gets its 1
def one_hot(ids, size):
    rows = torch.zeros(len(ids), size)
    for k in range(len(ids)):
        rows[k, ids[k]] = 1
        return rows


# %% wrong: the rows and the size are mixed up in the unit matrix
def one_hot(ids, size):
    return torch.eye(len(ids))[ids]


# %% wrong: the comparison lacks the new axis, so ids and places are compared one by one
def one_hot(ids, size):
    return (ids == torch.arange(size)).float()


# %% wrong: repeated ids give only one row, and the rows are sorted
def one_hot(ids, size):
    return torch.eye(size)[ids.unique()]


# %% wrong: calls PyTorch's one_hot, which is forbidden and gives whole numbers
def one_hot(ids, size):
    return torch.nn.functional.one_hot(ids, num_classes=size)


# %% wrong: a last column is missing, so the greatest id raises an error
def one_hot(ids, size):
    rows = torch.zeros(len(ids), size - 1)
    for k in range(len(ids)):
        rows[k, ids[k]] = 1
    return rows
