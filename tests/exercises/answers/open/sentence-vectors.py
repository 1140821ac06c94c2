"""Answers to sentence-vectors, written from its task and stub alone."""

# %% right: the mean, then normalize
def sentence_vectors(vectors, ids, pad_id):
    mask = (ids != pad_id).unsqueeze(-1)
    mean = (vectors * mask).sum(dim=1) / mask.sum(dim=1)
    return torch.nn.functional.normalize(mean, p=2, dim=1)


# %% right: sentence by sentence
def sentence_vectors(vectors, ids, pad_id):
    result = []
    for sentence, numbers in zip(vectors, ids):
        mean = sentence[numbers != pad_id].mean(dim=0)
        result.append(mean / mean.norm())
    return torch.stack(result)


# %% right: masked_fill and the root of the sum of squares
def sentence_vectors(vectors, ids, pad_id):
    pads = (ids == pad_id)[:, :, None]
    mean = vectors.masked_fill(pads, 0).sum(1) / (~pads).sum(1)
    return mean / (mean**2).sum(dim=-1, keepdim=True).sqrt()


# %% right: loops into zeros, cut at the count
def sentence_vectors(v, numbers, pad):
    out = torch.zeros(v.shape[0], v.shape[2])
    for i in range(v.shape[0]):
        n = int((numbers[i] != pad).sum())
        out[i] = v[i, :n].sum(dim=0) / n
        out[i] /= out[i].norm()
    return out


# %% right: a product of matrices in float64
def sentence_vectors(vectors, ids, pad_id):
    weights = (ids != pad_id).double()
    sums = torch.einsum("sp,spd->sd", weights, vectors.double())
    return sums / torch.linalg.norm(sums, dim=1, keepdim=True)


# %% wrong: the mean with pads
def sentence_vectors(vectors, ids, pad_id):
    mean = vectors.mean(dim=1)
    return mean / mean.norm(dim=1, keepdim=True)


# %% wrong: not divided by the length
def sentence_vectors(vectors, ids, pad_id):
    mask = (ids != pad_id)[..., None]
    return (vectors * mask).sum(dim=1) / mask.sum(dim=1)


# %% wrong: normalised before the mean
def sentence_vectors(vectors, ids, pad_id):
    mask = (ids != pad_id)[..., None]
    unit = torch.nn.functional.normalize(vectors, dim=-1)
    return (unit * mask).sum(dim=1) / mask.sum(dim=1)


# %% wrong: normalised before and after
def sentence_vectors(vectors, ids, pad_id):
    mask = (ids != pad_id)[..., None]
    unit = torch.nn.functional.normalize(vectors, dim=-1)
    return torch.nn.functional.normalize((unit * mask).sum(dim=1), dim=-1)


# %% wrong: the mean over the wrong axis
def sentence_vectors(vectors, ids, pad_id):
    mask = (ids != pad_id)[..., None]
    mean = (vectors * mask).sum(dim=2)
    return mean / mean.norm(dim=1, keepdim=True)


# %% wrong: one norm for the whole batch
def sentence_vectors(vectors, ids, pad_id):
    mask = (ids != pad_id)[..., None]
    mean = (vectors * mask).sum(dim=1) / mask.sum(dim=1)
    return mean / mean.norm()


# %% wrong: normalised over the sentences
def sentence_vectors(vectors, ids, pad_id):
    mask = (ids != pad_id)[..., None]
    mean = (vectors * mask).sum(dim=1) / mask.sum(dim=1)
    return torch.nn.functional.normalize(mean, dim=0)


# %% wrong: keepdim forgotten
def sentence_vectors(vectors, ids, pad_id):
    mask = (ids != pad_id)[..., None]
    mean = (vectors * mask).sum(dim=1) / mask.sum(dim=1)
    return mean / mean.norm(dim=1)


# %% wrong: [CLS] alone
def sentence_vectors(vectors, ids, pad_id):
    first = vectors[:, 0]
    return first / first.norm(dim=1, keepdim=True)


# %% wrong: [CLS] and [SEP] are left out
def sentence_vectors(vectors, ids, pad_id):
    rows = []
    for sentence, numbers in zip(vectors, ids):
        mean = sentence[numbers != pad_id][1:-1].mean(dim=0)
        rows.append(mean / mean.norm())
    return torch.stack(rows)


# %% wrong: pads are 0
def sentence_vectors(vectors, ids, pad_id):
    mask = (ids != 0)[..., None]
    mean = (vectors * mask).sum(dim=1) / mask.sum(dim=1)
    return mean / mean.norm(dim=1, keepdim=True)


# %% wrong: the mask needs an axis
def sentence_vectors(vectors, ids, pad_id):
    mask = ids != pad_id
    mean = (vectors * mask).sum(dim=1) / mask.sum(dim=1, keepdim=True)
    return mean / mean.norm(dim=1, keepdim=True)


# %% wrong: divided by the sum of the squares
def sentence_vectors(vectors, ids, pad_id):
    mask = (ids != pad_id)[..., None]
    mean = (vectors * mask).sum(dim=1) / mask.sum(dim=1)
    return mean / (mean**2).sum(dim=1, keepdim=True)


# %% wrong: the sum of the numbers becomes 1
def sentence_vectors(vectors, ids, pad_id):
    mask = (ids != pad_id)[..., None]
    mean = (vectors * mask).sum(dim=1) / mask.sum(dim=1)
    return mean / mean.sum(dim=1, keepdim=True)


# %% wrong: divided by the longest mean
def sentence_vectors(vectors, ids, pad_id):
    mask = (ids != pad_id)[..., None]
    mean = (vectors * mask).sum(dim=1) / mask.sum(dim=1)
    return mean / mean.norm(dim=1).max()


# %% wrong: divided by the longest piece
def sentence_vectors(vectors, ids, pad_id):
    mask = (ids != pad_id)[..., None]
    mean = (vectors * mask).sum(dim=1) / mask.sum(dim=1)
    return mean / vectors.norm(dim=-1).max(dim=1, keepdim=True).values


# %% wrong: the mean of all sentences together
def sentence_vectors(vectors, ids, pad_id):
    mean = vectors[ids != pad_id].mean(dim=0)
    return mean / mean.norm()


# %% wrong: each piece normalised, no mean
def sentence_vectors(vectors, ids, pad_id):
    return vectors / vectors.norm(dim=-1, keepdim=True)
