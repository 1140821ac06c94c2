"""Answers to weighted-mean, written from its task and stub alone."""

# %% right: two matrix products
def attend(query, keys, values):
    weights = torch.softmax(keys @ query, dim=0)
    return weights @ values


# %% right: einsum
def attend(q, k, v):
    shares = torch.einsum("d,nd->n", q, k).softmax(-1)
    return torch.einsum("n,nv->v", shares, v)


# %% right: a loop into torch.zeros
def attend(query, keys, values):
    n = keys.shape[0]
    scores = torch.zeros(n)
    for i in range(n):
        for j in range(len(query)):
            scores[i] += query[j] * keys[i, j]
    shares = torch.softmax(scores, dim=0)
    result = torch.zeros(values.shape[1])
    for i in range(n):
        for j in range(values.shape[1]):
            result[j] += shares[i] * values[i, j]
    return result


# %% right: float64 inside and left so, products broadcast and summed
def attend(query: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    scores = (keys.double() * query.double()).sum(dim=1)
    shares = torch.softmax(scores, dim=0)
    return (shares[:, None] * values.double()).sum(dim=0)


# %% right: list comprehensions, a tensor made of Python sums
def attend(query, keys, values):
    scores = [sum(a * b for a, b in zip(query.tolist(), key)) for key in keys.tolist()]
    shares = torch.softmax(torch.tensor(scores), dim=0).tolist()
    columns = zip(*values.tolist())
    return torch.tensor([sum(s * x for s, x in zip(shares, column)) for column in columns])


# %% wrong: scaled by the root of d, which the task does not ask for
def attend(query, keys, values):
    weights = torch.softmax(keys @ query / query.shape[0] ** 0.5, dim=0)
    return weights @ values


# %% wrong: the weighted sum is divided by n once more
def attend(query, keys, values):
    weights = torch.softmax(keys @ query, dim=0)
    return (weights[:, None] * values).mean(dim=0)


# %% wrong: the softmax is forgotten, the scores themselves are the weights
def attend(query, keys, values):
    scores = keys @ query
    return scores @ values


# %% wrong: the scores are divided by their sum instead of going through softmax
def attend(query, keys, values):
    scores = keys @ query
    return (scores / scores.sum()) @ values


# %% wrong: the mean is taken of the keys instead of the values
def attend(query, keys, values):
    weights = torch.softmax(keys @ query, dim=0)
    return weights @ keys


# %% wrong: the shares are returned instead of the mean
def attend(query, keys, values):
    return torch.softmax(keys @ query, dim=0)


# %% wrong: weights * values without a new axis multiplies along the wrong axis (or does not fit)
def attend(query, keys, values):
    weights = torch.softmax(keys @ query, dim=0)
    return (weights * values).sum(dim=0)


# %% wrong: only the value with the best score is returned
def attend(query, keys, values):
    return values[torch.argmax(keys @ query)]


# %% wrong: one axis too many, the result is [1, d_v]
def attend(query, keys, values):
    weights = torch.softmax(query.unsqueeze(0) @ keys.T, dim=-1)
    return weights @ values


# %% wrong: softmax over an axis of length one, so every share is 1 and the values are summed
def attend(query, keys, values):
    scores = keys @ query.unsqueeze(1)
    weights = torch.softmax(scores, dim=-1)
    return (weights * values).sum(dim=0)


# %% wrong: own softmax with plain exp, large scores overflow to NaN
def attend(query, keys, values):
    exps = torch.exp(keys @ query)
    weights = exps / exps.sum()
    return weights @ values


# %% wrong: cosine similarity in place of the dot product as score
def attend(query, keys, values):
    scores = torch.nn.functional.cosine_similarity(keys, query.unsqueeze(0), dim=1)
    return torch.softmax(scores, dim=0) @ values


# %% wrong: query @ keys without a transposition, a shape error (or the wrong scores)
def attend(query, keys, values):
    weights = torch.softmax(query @ keys, dim=0)
    return weights @ values


# %% wrong: summed over the wrong axis, result [n] instead of [d_v]
def attend(query, keys, values):
    weights = torch.softmax(keys @ query, dim=0)
    return (weights[:, None] * values).sum(dim=1)
