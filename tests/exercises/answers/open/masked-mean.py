"""Answers to masked-mean, written from its task and stub alone."""

# %% right: sum by number, the axis kept by keepdim
def mean_of_words(vectors, ids, pad_id):
    real = ids != pad_id
    total = (vectors * real.unsqueeze(-1)).sum(dim=1)
    return total / real.sum(dim=1, keepdim=True)


# %% right: text by text
def mean_of_words(vectors, ids, pad_id):
    return torch.stack([text[words != pad_id].mean(dim=0) for text, words in zip(vectors, ids)])


# %% right: masked_fill with 0
def mean_of_words(vectors, ids, pad_id):
    pads = (ids == pad_id)[:, :, None]
    return vectors.masked_fill(pads, 0).sum(1) / (~pads).sum(1)


# %% right: einsum
def mean_of_words(v, tokens, pad):
    w = (tokens != pad).to(v.dtype)
    return torch.einsum("bn,bnd->bd", w, v) / w.sum(1)[:, None]


# %% right: loops with a counter
def mean_of_words(vectors, ids, pad_id):
    batch, words, d_model = vectors.shape
    out = torch.zeros(batch, d_model)
    for b in range(batch):
        n = 0
        for w in range(words):
            if int(ids[b, w]) != pad_id:
                out[b] += vectors[b, w]
                n += 1
        out[b] /= n
    return out


# %% right: weights that sum to 1, product of matrices
def mean_of_words(vectors, ids, pad_id):
    weights = (ids != pad_id).double()
    weights = weights / weights.sum(dim=1, keepdim=True)
    return torch.bmm(weights.unsqueeze(1), vectors.double()).squeeze(1)


# %% wrong: the mean of everything
def mean_of_words(vectors, ids, pad_id):
    return vectors.mean(dim=1)


# %% wrong: pads 0, but divided by all
def mean_of_words(vectors, ids, pad_id):
    return (vectors * (ids != pad_id).unsqueeze(-1)).mean(dim=1)


# %% wrong: not divided
def mean_of_words(vectors, ids, pad_id):
    return (vectors * (ids != pad_id).unsqueeze(-1)).sum(dim=1)


# %% wrong: pads in the sum, not in the number
def mean_of_words(vectors, ids, pad_id):
    return vectors.sum(dim=1) / (ids != pad_id).sum(dim=1, keepdim=True)


# %% wrong: the axis of d_model is forgotten
def mean_of_words(vectors, ids, pad_id):
    real = ids != pad_id
    return (vectors * real).sum(dim=1) / real.sum(dim=1, keepdim=True)


# %% wrong: the number has no axis
def mean_of_words(vectors, ids, pad_id):
    real = ids != pad_id
    return (vectors * real[..., None]).sum(dim=1) / real.sum(dim=1)


# %% wrong: one vector for all texts
def mean_of_words(vectors, ids, pad_id):
    return vectors[ids != pad_id].mean(dim=0)


# %% wrong: divided by the number of words in all texts
def mean_of_words(vectors, ids, pad_id):
    real = (ids != pad_id)[..., None]
    return (vectors * real).sum(dim=1) / real.sum()


# %% wrong: pads are 0
def mean_of_words(vectors, ids, pad_id):
    real = (ids != 0)[..., None]
    return (vectors * real).sum(dim=1) / real.sum(dim=1)


# %% wrong: the mean of the pads
def mean_of_words(vectors, ids, pad_id):
    real = (ids == pad_id)[..., None]
    return (vectors * real).sum(dim=1) / real.sum(dim=1)


# %% wrong: pads are cut off at the right only
def mean_of_words(vectors, ids, pad_id):
    n = (ids != pad_id).sum(dim=1)
    return torch.stack([vectors[b, : n[b]].mean(dim=0) for b in range(len(ids))])


# %% wrong: over d_model
def mean_of_words(vectors, ids, pad_id):
    return vectors.mean(dim=-1)


# %% wrong: an axis too many
def mean_of_words(vectors, ids, pad_id):
    real = (ids != pad_id)[..., None]
    return (vectors * real).sum(dim=1, keepdim=True) / real.sum(dim=1, keepdim=True)


# %% wrong: minus infinity for the pads
def mean_of_words(vectors, ids, pad_id):
    pads = (ids == pad_id)[..., None]
    return vectors.masked_fill(pads, float("-inf")).sum(dim=1) / (~pads).sum(dim=1)


# %% wrong: NaN for the pads, with a plain mean
def mean_of_words(vectors, ids, pad_id):
    pads = (ids == pad_id)[..., None]
    return vectors.masked_fill(pads, float("nan")).mean(dim=1)


# %% wrong: return in the loop
def mean_of_words(vectors, ids, pad_id):
    for text, words in zip(vectors, ids):
        return text[words != pad_id].mean(dim=0)


# %% wrong: the largest numbers
def mean_of_words(vectors, ids, pad_id):
    return vectors.masked_fill((ids == pad_id)[..., None], -torch.inf).max(dim=1).values


# %% wrong: weighted by the ids
def mean_of_words(vectors, ids, pad_id):
    return (vectors * ids[..., None]).sum(dim=1) / (ids != pad_id).sum(dim=1, keepdim=True)
