"""Answers to weighted-mean, written from its task and stub alone."""

# %% right: matrix products
def attend(query, keys, values):
    shares = torch.softmax(keys @ query, dim=0)
    return shares @ values


# %% right: a loop over the keys
def attend(q, ks, vs):
    scores = torch.stack([(q * k).sum() for k in ks])
    shares = torch.softmax(scores, dim=-1)
    total = torch.zeros(vs.shape[1])
    for share, v in zip(shares, vs):
        total = total + share * v
    return total


# %% wrong: the scores are divided by the root of d, the task asks for plain dot products
def attend(
    query: torch.Tensor, keys: torch.Tensor, values: torch.Tensor
) -> torch.Tensor:
    scores = keys @ query / query.shape[0] ** 0.5
    return torch.softmax(scores, dim=0) @ values


# %% wrong: no softmax, the raw scores are the weights
def attend(
    query: torch.Tensor, keys: torch.Tensor, values: torch.Tensor
) -> torch.Tensor:
    return (keys @ query) @ values


# %% wrong: shares not made a column, shape error or wrong broadcasting
def attend(
    query: torch.Tensor, keys: torch.Tensor, values: torch.Tensor
) -> torch.Tensor:
    shares = torch.softmax(keys @ query, dim=0)
    return (shares * values).sum(dim=0)


# %% wrong: softmax over an axis of length 1, every share becomes 1
def attend(
    query: torch.Tensor, keys: torch.Tensor, values: torch.Tensor
) -> torch.Tensor:
    scores = keys @ query.unsqueeze(1)
    shares = torch.softmax(scores, dim=-1)
    return (shares * values).sum(dim=0)


# %% wrong: the weighted values are averaged again, divided by n once too often
def attend(
    query: torch.Tensor, keys: torch.Tensor, values: torch.Tensor
) -> torch.Tensor:
    shares = torch.softmax(keys @ query, dim=0)
    return (shares.unsqueeze(1) * values).mean(dim=0)


# %% wrong: returns the mean of the keys instead of the values
def attend(
    query: torch.Tensor, keys: torch.Tensor, values: torch.Tensor
) -> torch.Tensor:
    shares = torch.softmax(keys @ query, dim=0)
    return shares @ keys


# %% wrong: scores computed from the values instead of the keys
def attend(
    query: torch.Tensor, keys: torch.Tensor, values: torch.Tensor
) -> torch.Tensor:
    shares = torch.softmax(values @ query, dim=0)
    return shares @ values


# %% wrong: ignores the query, always the plain mean
def attend(
    query: torch.Tensor, keys: torch.Tensor, values: torch.Tensor
) -> torch.Tensor:
    return values.mean(dim=0)
