"""Answers to left-pads, written before its list of mistakes."""

# %% right: cumsum
def mask_and_places(ids, pad_id):
    real = ids != pad_id
    places = real.cumsum(-1) - 1
    places[places < 0] = 0
    return real.unsqueeze(1).unsqueeze(1), places


# %% right: arange minus the number of pads
def mask_and_places(ids, pad_id):
    batch, words = ids.shape
    pads = (ids == pad_id).sum(dim=1, keepdim=True)
    places = torch.maximum(torch.arange(words) - pads, torch.tensor(0))
    return (~(ids == pad_id)).view(batch, 1, 1, words), places


# %% right: loops, places in int32
def mask_and_places(tokens, pad):
    places = torch.zeros(tokens.shape, dtype=torch.int32)
    mask = torch.zeros(tokens.shape, dtype=torch.bool)
    for b in range(tokens.shape[0]):
        n = 0
        for w in range(tokens.shape[1]):
            if tokens[b, w] != pad:
                places[b, w] = n
                mask[b, w] = True
                n += 1
    return [mask[:, None, None], places]


# %% right: where, the method of long names
def mask_and_places(ids: torch.Tensor, pad_id: int):
    is_word = torch.ne(ids, pad_id)
    counts = torch.cumsum(is_word.int(), dim=1)
    return is_word[:, None, None, :], torch.where(is_word, counts - 1, 0)


# %% wrong: True on the pads
def mask_and_places(ids, pad_id):
    pads = ids == pad_id
    places = ((~pads).long().cumsum(dim=1) - 1).clamp(min=0)
    return pads[:, None, None, :], places


# %% wrong: counted from 1
def mask_and_places(ids, pad_id):
    is_word = ids != pad_id
    return is_word[:, None, None, :], is_word.long().cumsum(dim=1)


# %% wrong: places are -1 on the pads
def mask_and_places(ids, pad_id):
    is_word = ids != pad_id
    return is_word[:, None, None, :], is_word.long().cumsum(dim=1) - 1


# %% wrong: places counted over all, pads too
def mask_and_places(ids, pad_id):
    is_word = ids != pad_id
    places = torch.arange(ids.shape[1]).expand(ids.shape)
    return is_word[:, None, None, :], places


# %% wrong: arange times mask
def mask_and_places(ids, pad_id):
    is_word = ids != pad_id
    return is_word[:, None, None, :], torch.arange(ids.shape[1]) * is_word


# %% wrong: mask [batch, words]
def mask_and_places(ids, pad_id):
    is_word = ids != pad_id
    return is_word, (is_word.long().cumsum(dim=1) - 1).clamp(min=0)


# %% wrong: mask [batch, 1, words, 1]
def mask_and_places(ids, pad_id):
    is_word = ids != pad_id
    return is_word[:, None, :, None], (is_word.long().cumsum(dim=1) - 1).clamp(min=0)


# %% wrong: pad is always 0
def mask_and_places(ids, pad_id):
    is_word = ids != 0
    return is_word[:, None, None, :], (is_word.long().cumsum(dim=1) - 1).clamp(min=0)


# %% wrong: cumsum over the batch
def mask_and_places(ids, pad_id):
    is_word = ids != pad_id
    return is_word[:, None, None, :], (is_word.long().cumsum(dim=0) - 1).clamp(min=0)


# %% wrong: places of the first row for all
def mask_and_places(ids, pad_id):
    is_word = ids != pad_id
    first = int((ids[0] == pad_id).sum())
    places = (torch.arange(ids.shape[1]) - first).clamp(min=0)
    return is_word[:, None, None, :], places.repeat(len(ids), 1)


# %% wrong: places first
def mask_and_places(ids, pad_id):
    is_word = ids != pad_id
    return (is_word.long().cumsum(dim=1) - 1).clamp(min=0), is_word[:, None, None, :]


# %% wrong: the mask in numbers
def mask_and_places(ids, pad_id):
    is_word = (ids != pad_id).long()
    return is_word[:, None, None, :], (is_word.cumsum(dim=1) - 1).clamp(min=0)
