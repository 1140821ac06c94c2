"""Answers to one-place-each, written from its task and stub alone."""

# %% right: eye and where
def hide_each(ids, mask_id):
    return torch.where(torch.eye(len(ids)).bool(), mask_id, ids)


# %% right: a loop with clones
def hide_each(ids, mask_id):
    rows = []
    for i in range(len(ids)):
        row = ids.clone()
        row[i] = mask_id
        rows.append(row)
    return torch.stack(rows)


# %% right: repeat and the diagonal
def hide_each(ids, mask_id):
    table = ids.repeat(len(ids), 1)
    i = torch.arange(len(ids))
    table[i, i] = mask_id
    return table


# %% right: masked_fill of an expanded text
def hide_each(text, mask):
    n = text.numel()
    return text.expand(n, n).masked_fill(torch.eye(n, dtype=torch.bool), mask)


# %% right: lists
def hide_each(ids, mask_id):
    ids = ids.tolist()
    return torch.tensor([ids[:i] + [mask_id] + ids[i + 1 :] for i in range(len(ids))])


# %% right: places compared, in arithmetic, int32
def hide_each(ids, mask_id):
    i = torch.arange(len(ids))
    here = (i[:, None] == i[None, :]).int()
    return (here * mask_id + (1 - here) * ids).int()


# %% wrong: no clone, and the same tensor in every row
def hide_each(ids, mask_id):
    rows = []
    for i in range(len(ids)):
        row = ids
        row[i] = mask_id
        rows.append(row)
    return torch.stack(rows)


# %% wrong: one copy for all, so what was hidden stays hidden
def hide_each(ids, mask_id):
    row = ids.clone()
    rows = []
    for i in range(len(ids)):
        row[i] = mask_id
        rows.append(row.clone())
    return torch.stack(rows)


# %% wrong: all but one hidden
def hide_each(ids, mask_id):
    return torch.where(torch.eye(len(ids)).bool(), ids, mask_id)


# %% wrong: triu
def hide_each(ids, mask_id):
    n = len(ids)
    return torch.where(torch.ones(n, n).triu().bool(), mask_id, ids)


# %% wrong: the text in the columns
def hide_each(ids, mask_id):
    return torch.where(torch.eye(len(ids)).bool(), mask_id, ids.unsqueeze(1))


# %% wrong: mask_id on the diagonal is added
def hide_each(ids, mask_id):
    return ids + mask_id * torch.eye(len(ids), dtype=torch.long)


# %% wrong: zero on the diagonal
def hide_each(ids, mask_id):
    return ids * (1 - torch.eye(len(ids), dtype=torch.long))


# %% wrong: in floats, from eye without a dtype
def hide_each(ids, mask_id):
    eye = torch.eye(len(ids))
    return ids * (1 - eye) + mask_id * eye


# %% wrong: the word is left out
def hide_each(ids, mask_id):
    return torch.stack([torch.cat([ids[:i], ids[i + 1 :]]) for i in range(len(ids))])


# %% wrong: equal words are hidden too
def hide_each(ids, mask_id):
    return torch.stack([ids.masked_fill(ids == word, mask_id) for word in ids])


# %% wrong: return inside the loop
def hide_each(ids, mask_id):
    for i in range(len(ids)):
        row = ids.clone()
        row[i] = mask_id
        return row


# %% wrong: cat instead of stack
def hide_each(ids, mask_id):
    rows = []
    for i in range(len(ids)):
        row = ids.clone()
        row[i] = mask_id
        rows.append(row)
    return torch.cat(rows)


# %% wrong: from the end
def hide_each(ids, mask_id):
    return torch.where(torch.eye(len(ids)).bool().flip(1), mask_id, ids)


# %% wrong: the targets, -100 elsewhere
def hide_each(ids, mask_id):
    return torch.where(torch.eye(len(ids)).bool(), ids, -100)


# %% wrong: one row is missing
def hide_each(ids, mask_id):
    rows = []
    for i in range(1, len(ids)):
        row = ids.clone()
        row[i] = mask_id
        rows.append(row)
    return torch.stack(rows)


# %% wrong: expand and fill_diagonal_
def hide_each(ids, mask_id):
    table = ids.expand(len(ids), len(ids))
    table.fill_diagonal_(mask_id)
    return table


# %% wrong: the whole text in the first row, too
def hide_each(ids, mask_id):
    rows = [ids]
    for i in range(len(ids)):
        row = ids.clone()
        row[i] = mask_id
        rows.append(row)
    return torch.stack(rows)
