"""Answers to centre-columns, written from its task and stub alone."""

# %% right: mean over dim 0, broadcasting
def centre_columns(x: torch.Tensor) -> torch.Tensor:
    return x - x.mean(dim=0)


# %% right: two loops into torch.zeros
def centre_columns(x):
    n, d = x.shape
    out = torch.zeros(n, d)
    for j in range(d):
        total = 0.0
        for i in range(n):
            total += x[i, j].item()
        mean = total / n
        for i in range(n):
            out[i, j] = x[i, j].item() - mean
    return out


# %% right: in float64 with a matrix of ones, left in float64
def centre_columns(table):
    n = table.shape[0]
    t = table.double()
    averaging = torch.ones(n, n, dtype=torch.float64) / n
    return t - averaging @ t


# %% right: transposed, einsum for the sums, renamed parameter
def centre_columns(numbers):
    sums = torch.einsum("nd->d", numbers)
    means = sums / len(numbers)
    return (numbers.T - means[:, None]).T


# %% right: list comprehensions of Python sums
def centre_columns(x):
    rows = x.tolist()
    means = [sum(column) / len(rows) for column in zip(*rows)]
    return torch.tensor([[value - m for value, m in zip(row, means)] for row in rows])


# %% wrong: mean of each row instead of each column
def centre_columns(x):
    return x - x.mean(dim=1, keepdim=True)


# %% wrong: mean over dim 1 without keepdim, so row means are taken from columns (an error unless n equals d)
def centre_columns(x):
    return x - x.mean(dim=1)


# %% wrong: one mean of the whole table instead of one for each column
def centre_columns(x):
    return x - x.mean()


# %% wrong: changes the argument in place
def centre_columns(x):
    x -= x.mean(dim=0)
    return x


# %% wrong: column sums divided by the number of columns instead of the number of rows (right only if n equals d)
def centre_columns(x):
    n, d = x.shape
    out = torch.zeros(n, d)
    for j in range(d):
        mean = x[:, j].sum() / d
        out[:, j] = x[:, j] - mean
    return out


# %% wrong: takes the sum of the column away instead of its mean
def centre_columns(x):
    return x - x.sum(dim=0)


# %% wrong: sign turned round, mean minus number
def centre_columns(x):
    return x.mean(dim=0) - x


# %% wrong: the middle between smallest and largest number instead of the mean (right for two rows)
def centre_columns(x):
    middle = (x.min(dim=0).values + x.max(dim=0).values) / 2
    return x - middle


# %% wrong: also divides by the standard deviation
def centre_columns(x):
    return (x - x.mean(dim=0)) / x.std(dim=0)


# %% wrong: returns inside the loop, so only the first column is centred
def centre_columns(x):
    out = x.clone()
    for j in range(x.shape[1]):
        out[:, j] = x[:, j] - x[:, j].mean()
        return out
