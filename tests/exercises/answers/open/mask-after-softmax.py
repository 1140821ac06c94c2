"""Answers to mask-after-softmax, written from its task and stub alone."""

# %% right: blocked scores become minus infinity before the softmax
def masked_weights(scores: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    scores = scores.masked_fill(~mask, float("-inf"))
    return torch.softmax(scores, dim=-1)


# %% right: torch.where, float64 inside and left so
def masked_weights(s, allowed):
    blocked = torch.full_like(s, float("-inf"))
    kept = torch.where(allowed, s, blocked)
    return kept.double().softmax(-1)


# %% right: exponentials by hand, shifted by the largest allowed score
def masked_weights(scores, mask):
    hidden = scores.masked_fill(mask.logical_not(), -torch.inf)
    top = hidden.max(dim=-1, keepdim=True).values
    powers = torch.exp(hidden - top)
    return powers / powers.sum(dim=-1, keepdim=True)


# %% right: a loop over rows into torch.zeros, softmax over the allowed keys only
def masked_weights(scores, mask):
    mask = mask.expand(scores.shape)
    rows = scores.reshape(-1, scores.shape[-1])
    allowed = mask.reshape(-1, scores.shape[-1])
    out = torch.zeros(rows.shape)
    for r in range(rows.shape[0]):
        places = [k for k in range(rows.shape[1]) if allowed[r, k]]
        shares = torch.softmax(rows[r, places], dim=0)
        for k, share in zip(places, shares):
            out[r, k] = share
    return out.reshape(scores.shape)


# %% right: an added mask of 0 and minus infinity
def masked_weights(scores, mask):
    added = torch.zeros(mask.shape, dtype=scores.dtype)
    added = added.masked_fill(~mask, float("-inf"))
    return (scores + added).softmax(dim=-1)


# %% wrong: the blocked scores become 0 before the softmax, so blocked keys still get a share
def masked_weights(scores, mask):
    scores = scores.masked_fill(~mask, 0.0)
    return torch.softmax(scores, dim=-1)


# %% wrong: mask inverted, the allowed keys are blocked
def masked_weights(scores, mask):
    scores = scores.masked_fill(mask, float("-inf"))
    return torch.softmax(scores, dim=-1)


# %% wrong: masked after the softmax and divided by the rest, 0 / 0 where a blocked score is far larger than the allowed ones
def masked_weights(scores, mask):
    weights = torch.softmax(scores, dim=-1).masked_fill(~mask, 0.0)
    return weights / weights.sum(dim=-1, keepdim=True)


# %% wrong: still masked after the softmax, with minus infinity instead of 0
def masked_weights(scores, mask):
    weights = torch.softmax(scores, dim=-1)
    return weights.masked_fill(~mask, float("-inf"))


# %% wrong: softmax over the queries instead of the keys
def masked_weights(scores, mask):
    scores = scores.masked_fill(~mask, float("-inf"))
    return torch.softmax(scores, dim=-2).nan_to_num(0.0)


# %% wrong: divided by the row sums without keepdim
def masked_weights(scores, mask):
    top = scores.masked_fill(~mask, float("-inf")).amax(-1, keepdim=True)
    powers = torch.exp(scores - top).masked_fill(~mask, 0.0)
    return powers / powers.sum(dim=-1)


# %% wrong: scaled up by the number of keys over the number of allowed keys, right only for equal scores
def masked_weights(scores, mask):
    weights = torch.softmax(scores, dim=-1)
    weights = weights.masked_fill(~mask, 0.0)
    allowed = mask.expand(scores.shape).sum(dim=-1, keepdim=True)
    return weights * scores.shape[-1] / allowed


# %% wrong: 10 subtracted from the blocked scores is not enough, blocked keys get a small share
def masked_weights(scores, mask):
    scores = torch.where(mask, scores, scores - 10)
    return torch.softmax(scores, dim=-1)


# %% wrong: indexing with the mask does not broadcast, an error where the mask has fewer axes or a size of 1
def masked_weights(scores, mask):
    scores = scores.clone()
    scores[~mask] = float("-inf")
    return torch.softmax(scores, dim=-1)


# %% wrong: softmax a second time after the mask, blocked keys get a share
def masked_weights(scores, mask):
    weights = torch.softmax(scores, dim=-1).masked_fill(~mask, 0.0)
    return torch.softmax(weights, dim=-1)
