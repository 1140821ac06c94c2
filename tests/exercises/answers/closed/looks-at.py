"""Answers to looks-at, written from its task and stub alone."""

# %% right: mean over the heads, argmax over the source words
def looks_at(weights):
    return weights.mean(dim=1).argmax(dim=-1)


# %% right: loops, the first of equals kept by a strict comparison
def looks_at(weights):
    batch, heads, targets, sources = weights.shape
    places = torch.zeros(batch, targets, dtype=torch.long)
    for b in range(batch):
        for t in range(targets):
            best = -1.0
            for s in range(sources):
                mean = weights[b, :, t, s].mean().item()
                if mean > best:
                    best = mean
                    places[b, t] = s
    return places


# %% right: the sum over the heads has its largest place where the mean has
def looks_at(w):
    total = torch.einsum("bhts->bts", w)
    return torch.max(total, dim=2).indices


# %% right: list comprehension with Python lists and index
def looks_at(weights):
    means = weights.mean(1).tolist()
    return torch.tensor([[row.index(max(row)) for row in sentence] for sentence in means])


# %% right: first place that reaches the largest mean, by comparison
def looks_at(weights: torch.Tensor) -> torch.Tensor:
    mean = weights.sum(1) / weights.shape[1]
    reached = mean == mean.amax(-1, keepdim=True)
    places = torch.arange(mean.shape[-1]).expand_as(mean)
    return places.masked_fill(~reached, mean.shape[-1]).amin(-1)


# %% wrong: only the first head is looked at
def looks_at(weights):
    return weights[:, 0].argmax(dim=-1)


# %% wrong: the largest weight over the heads instead of the mean
def looks_at(weights):
    return weights.max(dim=1).values.argmax(dim=-1)


# %% wrong: argmax over the target words instead of the source words
def looks_at(weights):
    return weights.mean(dim=1).argmax(dim=1)


# %% wrong: the mean over the batch (axis 0) instead of the heads
def looks_at(weights):
    return weights.mean(dim=0).argmax(dim=-1)


# %% wrong: the last of equal means counts
def looks_at(weights):
    mean = weights.mean(dim=1)
    last = mean.shape[-1] - 1
    return last - mean.flip(-1).argmax(dim=-1)


# %% wrong: counted from 1
def looks_at(weights):
    return weights.mean(dim=1).argmax(dim=-1) + 1


# %% wrong: the largest mean itself is returned, not its place
def looks_at(weights):
    return weights.mean(dim=1).max(dim=-1).values


# %% wrong: the heads are not averaged, one place for each head
def looks_at(weights):
    return weights.argmax(dim=-1)


# %% wrong: the mean of the heads' places instead of the place of the mean
def looks_at(weights):
    return weights.argmax(dim=-1).float().mean(dim=1).round().long()


# %% wrong: the places stand in a float tensor
def looks_at(weights):
    mean = weights.mean(dim=1)
    places = torch.zeros(mean.shape[0], mean.shape[1])
    for b in range(mean.shape[0]):
        for t in range(mean.shape[1]):
            places[b, t] = mean[b, t].argmax()
    return places


# %% wrong: squeeze at the end drops a batch of one (or a single target word)
def looks_at(weights):
    return weights.mean(dim=1).argmax(dim=-1).squeeze()


# %% wrong: a vote of the heads' places (most frequent) instead of the mean of the weights
def looks_at(weights):
    return weights.argmax(dim=-1).mode(dim=1).values


# %% wrong: the place in the flattened target x source table, one number for each sentence
def looks_at(weights):
    return weights.mean(dim=1).flatten(1).argmax(dim=-1)


# %% wrong: keepdim left on, shape [batch, target words, 1]
def looks_at(weights):
    return weights.mean(dim=1).argmax(dim=-1, keepdim=True)


# %% wrong: the product over the heads instead of the mean
def looks_at(weights):
    return weights.prod(dim=1).argmax(dim=-1)


# %% wrong: only the first sentence of the batch
def looks_at(weights):
    return weights[0].mean(dim=0).argmax(dim=-1).unsqueeze(0)
