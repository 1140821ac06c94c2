"""Answers to last-real-word, written from its task and stub alone."""

# %% right: count, then two lists of indices
def last_word(vectors, ids, pad_id):
    n = (ids != pad_id).sum(1)
    return vectors[torch.arange(ids.size(0)), n - 1]


# %% right: gather
def last_word(vectors, ids, pad_id):
    place = (ids != pad_id).sum(dim=1) - 1
    index = place[:, None, None].expand(-1, 1, vectors.shape[-1])
    return vectors.gather(1, index)[:, 0]


# %% right: text by text
def last_word(vectors, ids, pad_id):
    out = torch.zeros(vectors.shape[0], vectors.shape[2])
    for b in range(len(ids)):
        for w in range(ids.shape[1]):
            if ids[b, w] != pad_id:
                out[b] = vectors[b, w]
    return out


# %% right: the largest place that is a word
def last_word(v, tokens, pad):
    places = torch.arange(tokens.shape[1]).expand_as(tokens)
    last = places.masked_fill(tokens == pad, -1).max(dim=1).values
    return torch.stack([v[i, p] for i, p in enumerate(last)])


# %% right: back from the end by the number of pads
def last_word(vectors, ids, pad_id):
    pads = (ids == pad_id).sum(dim=1)
    return vectors[torch.arange(len(ids)), -pads - 1]


# %% right: a product with a one-hot row
def last_word(vectors, ids, pad_id):
    last = (ids != pad_id).sum(dim=1) - 1
    pick = torch.nn.functional.one_hot(last, ids.shape[1]).to(vectors.dtype)
    return (pick[:, None, :] @ vectors).squeeze(1)


# %% wrong: simply the last place
def last_word(vectors, ids, pad_id):
    return vectors[:, -1]


# %% wrong: the last place with a slice, so an axis stays
def last_word(vectors, ids, pad_id):
    return vectors[:, -1:, :]


# %% wrong: one forgotten
def last_word(vectors, ids, pad_id):
    n = (ids != pad_id).sum(dim=1)
    return vectors[torch.arange(len(ids)), n]


# %% wrong: the same places for all texts
def last_word(vectors, ids, pad_id):
    n = (ids != pad_id).sum(dim=1) - 1
    return vectors[:, n]


# %% wrong: the places index the batch
def last_word(vectors, ids, pad_id):
    n = (ids != pad_id).sum(dim=1) - 1
    return vectors[n]


# %% wrong: pads counted
def last_word(vectors, ids, pad_id):
    n = (ids == pad_id).sum(dim=1) - 1
    return vectors[torch.arange(len(ids)), n]


# %% wrong: the pad is 0
def last_word(vectors, ids, pad_id):
    n = ids.count_nonzero(dim=1) - 1
    return vectors[torch.arange(len(ids)), n]


# %% wrong: argmax of the words, the first one
def last_word(vectors, ids, pad_id):
    place = (ids != pad_id).int().argmax(dim=1)
    return vectors[torch.arange(len(ids)), place]


# %% wrong: argmax of the pads, the first pad
def last_word(vectors, ids, pad_id):
    place = (ids == pad_id).int().argmax(dim=1)
    return vectors[torch.arange(len(ids)), place]


# %% wrong: counted over the batch
def last_word(vectors, ids, pad_id):
    n = (ids != pad_id).sum(dim=0) - 1
    return vectors[torch.arange(len(ids)), n]


# %% wrong: counted over everything
def last_word(vectors, ids, pad_id):
    n = (ids != pad_id).sum() - 1
    return vectors[:, n]


# %% wrong: gather without expand
def last_word(vectors, ids, pad_id):
    n = (ids != pad_id).sum(dim=1) - 1
    return vectors.gather(1, n.view(-1, 1, 1)).squeeze(1)


# %% wrong: the pads are set to zero first
def last_word(vectors, ids, pad_id):
    vectors = vectors.masked_fill((ids == pad_id)[..., None], 0.0)
    return vectors[:, -1]


# %% wrong: the return is in the loop
def last_word(vectors, ids, pad_id):
    for text, words in zip(vectors, ids):
        return text[words != pad_id][-1]


# %% wrong: the words, not the vectors
def last_word(vectors, ids, pad_id):
    n = (ids != pad_id).sum(dim=1) - 1
    return ids[torch.arange(len(ids)), n]


# %% wrong: a mean of the words
def last_word(vectors, ids, pad_id):
    real = (ids != pad_id)[..., None]
    return (vectors * real).sum(1) / real.sum(1)


# %% wrong: only ids above the pad are words
def last_word(vectors, ids, pad_id):
    n = (ids > pad_id).sum(dim=1) - 1
    return vectors[torch.arange(len(ids)), n]
