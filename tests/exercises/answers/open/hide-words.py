"""Answers to hide-words, written from its task and stub alone."""

# %% right: two times where
def hide(ids, chosen, mask_id):
    return torch.where(chosen, mask_id, ids), torch.where(chosen, ids, -100)


# %% right: copies that are written into
def hide(ids, chosen, mask_id):
    inputs, targets = ids.clone(), ids.clone()
    inputs[chosen] = mask_id
    targets[~chosen] = -100
    return inputs, targets


# %% right: loops over rows and places
def hide(ids, chosen, mask_id):
    inputs, targets = [], []
    for row, picks in zip(ids.tolist(), chosen.tolist()):
        inputs.append([mask_id if pick else word for word, pick in zip(row, picks)])
        targets.append([word if pick else -100 for word, pick in zip(row, picks)])
    return torch.tensor(inputs), torch.tensor(targets)


# %% right: arithmetic with 0 and 1
def hide(text, picked, mask):
    p = picked.long()
    return (1 - p) * text + p * mask, p * text + (p - 1) * 100


# %% right: a list of two, the targets from full_like and masked_scatter
def hide(ids, chosen, mask_id):
    targets = torch.full_like(ids, -100)
    targets = targets.masked_scatter(chosen, ids[chosen])
    return [ids.masked_fill(chosen, mask_id), targets]


# %% right: places found with nonzero, results in int32
def hide(ids, chosen, mask_id):
    inputs = ids.to(torch.int32)
    targets = torch.full(ids.shape, -100, dtype=torch.int32)
    for b, w in chosen.nonzero().tolist():
        inputs[b, w] = mask_id
        targets[b, w] = ids[b, w]
    return inputs, targets


# %% wrong: ids is changed, and the targets are read from it afterwards
def hide(ids, chosen, mask_id):
    ids[chosen] = mask_id
    targets = torch.where(chosen, ids, -100)
    return ids, targets


# %% wrong: the results are right, but ids is changed at the end
def hide(ids, chosen, mask_id):
    targets = torch.where(chosen, ids, -100)
    ids[chosen] = mask_id
    return ids, targets


# %% wrong: masked_fill with an underscore
def hide(ids, chosen, mask_id):
    targets = ids.masked_fill(~chosen, -100)
    inputs = ids.masked_fill_(chosen, mask_id)
    return inputs, targets


# %% wrong: the targets are the whole text
def hide(ids, chosen, mask_id):
    return torch.where(chosen, mask_id, ids), ids


# %% wrong: where with swapped branches in both
def hide(ids, chosen, mask_id):
    return torch.where(chosen, ids, mask_id), torch.where(chosen, -100, ids)


# %% wrong: -100 at the chosen places of the targets
def hide(ids, chosen, mask_id):
    return torch.where(chosen, mask_id, ids), torch.where(chosen, -100, ids)


# %% wrong: 0 elsewhere in the targets
def hide(ids, chosen, mask_id):
    return torch.where(chosen, mask_id, ids), ids * chosen


# %% wrong: zeros_like, then the chosen words
def hide(ids, chosen, mask_id):
    inputs = ids.clone()
    inputs[chosen] = mask_id
    targets = torch.zeros_like(ids)
    targets[chosen] = ids[chosen]
    return inputs, targets


# %% wrong: targets of the chosen words only
def hide(ids, chosen, mask_id):
    inputs = ids.clone()
    inputs[chosen] = mask_id
    return inputs, ids[chosen]


# %% wrong: targets before inputs
def hide(ids, chosen, mask_id):
    return torch.where(chosen, ids, -100), torch.where(chosen, mask_id, ids)


# %% wrong: -100 also in the inputs
def hide(ids, chosen, mask_id):
    return torch.where(chosen, -100, ids), torch.where(chosen, ids, -100)


# %% wrong: the targets are found where the inputs are the mask
def hide(ids, chosen, mask_id):
    inputs = ids.masked_fill(chosen, mask_id)
    return inputs, torch.where(inputs == mask_id, ids, -100)


# %% wrong: the targets are floats
def hide(ids, chosen, mask_id):
    inputs = ids.clone()
    inputs[chosen] = mask_id
    targets = torch.ones(ids.shape) * -100
    targets[chosen] = ids[chosen].float()
    return inputs, targets


# %% wrong: inputs times not chosen
def hide(ids, chosen, mask_id):
    return ids * ~chosen, torch.where(chosen, ids, -100)


# %% wrong: targets +100
def hide(ids, chosen, mask_id):
    return torch.where(chosen, mask_id, ids), torch.where(chosen, ids, 100)


# %% wrong: inputs only
def hide(ids, chosen, mask_id):
    return torch.where(chosen, mask_id, ids)


# %% wrong: the mask stands in the targets too where the word is not chosen
def hide(ids, chosen, mask_id):
    return torch.where(chosen, mask_id, ids), torch.where(chosen, ids, mask_id)


# %% wrong: clone forgotten for both, so they are one tensor
def hide(ids, chosen, mask_id):
    inputs = ids
    targets = ids
    inputs[chosen] = mask_id
    targets[~chosen] = -100
    return inputs, targets
