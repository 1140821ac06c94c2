"""Answers to shift-targets, written from its task and stub alone."""

# %% right: two slices of the columns
def shift_targets(tgt: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    return tgt[:, :-1], tgt[:, 1:]


# %% right: narrow with the length worked out
def shift_targets(table):
    length = table.size(1)
    read = table.narrow(1, 0, length - 1)
    say = table.narrow(1, 1, length - 1)
    return read, say


# %% right: loops into zeros of the same dtype
def shift_targets(tgt):
    batch, length = tgt.shape
    read = torch.zeros(batch, length - 1, dtype=tgt.dtype)
    say = torch.zeros(batch, length - 1, dtype=tgt.dtype)
    for b in range(batch):
        for t in range(length - 1):
            read[b, t] = tgt[b, t]
            say[b, t] = tgt[b, t + 1]
    return read, say


# %% right: columns paired up and stacked
def shift_targets(tgt):
    columns = [tgt[:, t] for t in range(tgt.shape[1])]
    return torch.stack(columns[:-1], dim=1), torch.stack(columns[1:], dim=1)


# %% right: lists in a comprehension
def shift_targets(tgt):
    rows = tgt.tolist()
    read = torch.tensor([row[:-1] for row in rows])
    say = torch.tensor([row[1:] for row in rows])
    return (read, say)


# %% right: rolled to the left, then the last column cut off both
def shift_targets(tgt):
    rolled = torch.roll(tgt, shifts=-1, dims=1)
    return tgt[:, :-1], rolled[:, :-1]


# %% wrong: the two results in the wrong order
def shift_targets(tgt):
    return tgt[:, 1:], tgt[:, :-1]


# %% wrong: rows are cut off instead of columns
def shift_targets(tgt):
    return tgt[:-1], tgt[1:]


# %% wrong: the start is removed by its id 1, fails for another start id
def shift_targets(tgt):
    say = tgt[tgt != 1].reshape(tgt.shape[0], -1)
    return tgt[:, :-1], say


# %% wrong: what shall be said is cut at both ends
def shift_targets(tgt):
    return tgt[:, :-1], tgt[:, 1:-1]


# %% wrong: both results are the same, nothing is shifted
def shift_targets(tgt):
    return tgt[:, :-1], tgt[:, :-1]


# %% wrong: rolled without cutting, the start comes back at the end and the length is not reduced
def shift_targets(tgt):
    return tgt, torch.roll(tgt, -1, dims=1)


# %% wrong: only one of the two is returned
def shift_targets(tgt):
    return tgt[:, 1:]


# %% wrong: single columns instead of all but one
def shift_targets(tgt):
    return tgt[:, -1], tgt[:, 1]


# %% wrong: the example's length 4 for every table
def shift_targets(tgt):
    return tgt[:, 0:3], tgt[:, 1:4]


# %% wrong: squeeze drops an axis when there is one sentence only or the length is 2
def shift_targets(tgt):
    return tgt[:, :-1].squeeze(), tgt[:, 1:].squeeze()


# %% wrong: only the first sentence of the batch
def shift_targets(tgt):
    sentence = tgt[0]
    return sentence[:-1].unsqueeze(0), sentence[1:].unsqueeze(0)


# %% wrong: ends are also blanked in what is read, although all but the last column is to stay
def shift_targets(tgt):
    read = tgt[:, :-1].clone()
    read[read == 2] = 0
    return read, tgt[:, 1:]


# %% wrong: lists of lists instead of tensors
def shift_targets(tgt):
    rows = tgt.tolist()
    return [row[:-1] for row in rows], [row[1:] for row in rows]
