"""Answers to all-differences, written from its task and stub alone."""

# %% right: broadcasting with None
def all_differences(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return a[:, None] - b[None, :]


# %% right: two loops into torch.zeros
def all_differences(a, b):
    table = torch.zeros(len(a), len(b))
    for i in range(len(a)):
        for j in range(len(b)):
            table[i, j] = a[i] - b[j]
    return table


# %% right: list comprehension of Python numbers, then reshape
def all_differences(first, second):
    flat = [p - q for p in first.tolist() for q in second.tolist()]
    return torch.tensor(flat).reshape(len(first), len(second))


# %% right: meshgrid with indexing ij, in float64
def all_differences(a, b):
    left, right = torch.meshgrid(a.double(), b.double(), indexing="ij")
    return left - right


# %% right: the other way round, transposed and negated
def all_differences(a, b):
    n = a.shape[0]
    m = b.shape[0]
    other = b.view(m, 1).expand(m, n) - a.view(1, n).expand(m, n)
    return -other.T


# %% wrong: subtracts the two vectors directly, no new axis
def all_differences(a, b):
    return a - b


# %% wrong: table transposed, a runs along the columns, shape [m, n]
def all_differences(a, b):
    return a[None, :] - b[:, None]


# %% wrong: sign turned round, b minus a
def all_differences(a, b):
    return b[None, :] - a[:, None]


# %% wrong: made as [m, n] and reshaped to [n, m] instead of transposed
def all_differences(a, b):
    table = a.unsqueeze(0) - b.unsqueeze(1)
    return table.reshape(len(a), len(b))


# %% wrong: absolute differences, negative ones lose their sign (right where every a is larger)
def all_differences(a, b):
    return torch.cdist(a[:, None].float(), b[:, None].float(), p=1)


# %% wrong: returns a flat list of numbers, [n * m], not a table
def all_differences(a, b):
    values = []
    for p in a:
        for q in b:
            values.append(p - q)
    return torch.tensor(values)


# %% wrong: the return stands inside the outer loop, so only the first row is filled
def all_differences(a, b):
    table = torch.zeros(len(a), len(b))
    for i in range(len(a)):
        for j in range(len(b)):
            table[i, j] = a[i] - b[j]
        return table


# %% wrong: table of whole numbers, fractions are cut off (right for whole numbers)
def all_differences(a, b):
    table = torch.zeros((len(a), len(b)), dtype=torch.long)
    for i in range(len(a)):
        for j in range(len(b)):
            table[i, j] = int(a[i] - b[j])
    return table


# %% wrong: sums instead of differences
def all_differences(a, b):
    return a[:, None] + b[None, :]


# %% wrong: the inner loop uses the length of a, so columns are missing or the index runs out (right if n equals m)
def all_differences(a, b):
    n = len(a)
    table = torch.zeros(n, len(b))
    for i in range(n):
        for j in range(n):
            table[i, j] = a[i] - b[j]
    return table
