"""Answers to text-rows, written before its list of mistakes."""

# %% right: view of two cuts
def text_rows(ids, length):
    rows = (ids.numel() - 1) // length
    return ids[: rows * length].view(rows, length), ids[1 : 1 + rows * length].view(rows, length)


# %% right: a loop with stack
def text_rows(ids, length):
    inputs, targets = [], []
    start = 0
    while start + length + 1 <= len(ids):
        inputs.append(ids[start : start + length])
        targets.append(ids[start + 1 : start + length + 1])
        start += length
    return torch.stack(inputs), torch.stack(targets)


# %% right: unfold with windows of length + 1
def text_rows(text: torch.Tensor, n: int):
    windows = text.unfold(0, n + 1, n)
    return [windows[:, :-1], windows[:, 1:]]


# %% right: Python lists
def text_rows(ids, length):
    numbers = ids.tolist()
    starts = range(0, len(numbers) - length, length)
    x = [numbers[s : s + length] for s in starts]
    y = [numbers[s + 1 : s + 1 + length] for s in starts]
    return torch.tensor(x), torch.tensor(y)


# %% wrong: the rows are counted without the last target, so a full text gives an error
def text_rows(ids, length):
    rows = len(ids) // length
    inputs = ids[: rows * length].reshape(rows, length)
    targets = ids[1 : rows * length + 1].reshape(rows, length)
    return inputs, targets


# %% wrong: the targets are the inputs
def text_rows(ids, length):
    rows = (len(ids) - 1) // length
    inputs = ids[: rows * length].reshape(rows, length)
    return inputs, inputs


# %% wrong: shifted inside the row, the last target is the row's first word
def text_rows(ids, length):
    rows = (len(ids) - 1) // length
    inputs = ids[: rows * length].reshape(rows, length)
    return inputs, inputs.roll(-1, dims=1)


# %% wrong: windows that overlap, one for each place
def text_rows(ids, length):
    starts = range(len(ids) - length)
    return (
        torch.stack([ids[s : s + length] for s in starts]),
        torch.stack([ids[s + 1 : s + length + 1] for s in starts]),
    )


# %% wrong: rows of length + 1 side by side, a word between rows is no input
def text_rows(ids, length):
    rows = len(ids) // (length + 1)
    table = ids[: rows * (length + 1)].reshape(rows, length + 1)
    return table[:, :-1], table[:, 1:]


# %% wrong: the text goes down the columns
def text_rows(ids, length):
    rows = (len(ids) - 1) // length
    inputs = ids[: rows * length].reshape(length, rows).T
    targets = ids[1 : rows * length + 1].reshape(length, rows).T
    return inputs, targets


# %% wrong: targets first
def text_rows(ids, length):
    rows = (len(ids) - 1) // length
    inputs = ids[: rows * length].reshape(rows, length)
    targets = ids[1 : rows * length + 1].reshape(rows, length)
    return targets, inputs


# %% wrong: the targets are the words before
def text_rows(ids, length):
    rows = (len(ids) - 1) // length
    inputs = ids[1 : rows * length + 1].reshape(rows, length)
    targets = ids[: rows * length].reshape(rows, length)
    return inputs, targets


# %% wrong: [length, rows]
def text_rows(ids, length):
    rows = (len(ids) - 1) // length
    inputs = ids[: rows * length].reshape(rows, length)
    targets = ids[1 : rows * length + 1].reshape(rows, length)
    return inputs.T, targets.T


# %% wrong: nothing dropped, reshape(-1, length) fails
def text_rows(ids, length):
    return ids[:-1].reshape(-1, length), ids[1:].reshape(-1, length)


# %% wrong: one row too few always
def text_rows(ids, length):
    rows = len(ids) // length - 1
    inputs = ids[: rows * length].reshape(rows, length)
    targets = ids[1 : rows * length + 1].reshape(rows, length)
    return inputs, targets
