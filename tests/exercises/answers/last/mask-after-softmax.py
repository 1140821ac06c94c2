"""Answers to mask-after-softmax, written from its task and stub alone."""

# %% right: blocked scores become minus infinity before the softmax
def masked_weights(scores, mask):
    scores = scores.masked_fill(~mask, float("-inf"))
    return torch.softmax(scores, dim=-1)


# %% right: own softmax over where, with the row maximum of the allowed scores taken off
def masked_weights(scores, allowed):
    blocked = torch.where(allowed, scores, torch.full_like(scores, float("-inf")))
    largest = blocked.max(dim=-1, keepdim=True).values
    powers = torch.exp(blocked - largest)
    return powers / powers.sum(dim=-1, keepdim=True)


# %% wrong: the mask is inverted, the allowed keys are blocked
def masked_weights(scores: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    scores = scores.masked_fill(mask, float("-inf"))
    return torch.softmax(scores, dim=-1)


# %% wrong: blocked scores are set to 0 before the softmax, so they still get a share
def masked_weights(scores: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    scores = scores.masked_fill(~mask, 0.0)
    return torch.softmax(scores, dim=-1)


# %% wrong: rescaled after the softmax: 0/0 gives NaN where a blocked score is far above the allowed ones
def masked_weights(scores: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    weights = torch.softmax(scores, dim=-1)
    weights = weights.masked_fill(~mask, 0.0)
    return weights / weights.sum(dim=-1, keepdim=True)


# %% wrong: rescaled after the softmax with keepdim forgotten, rows are divided by the sums of other rows
def masked_weights(scores: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    weights = torch.softmax(scores, dim=-1).masked_fill(~mask, 0.0)
    return weights / weights.sum(dim=-1)


# %% wrong: softmax over the queries instead of the keys
def masked_weights(scores: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    scores = scores.masked_fill(~mask, float("-inf"))
    return torch.softmax(scores, dim=-2)


# %% wrong: a second softmax over the weights of the first one
def masked_weights(scores: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    weights = torch.softmax(scores, dim=-1)
    weights = weights.masked_fill(~mask, float("-inf"))
    return torch.softmax(weights, dim=-1)


# %% wrong: indexing with the mask fails where the mask must broadcast to the scores
def masked_weights(scores: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    scores = scores.clone()
    scores[~mask] = float("-inf")
    return torch.softmax(scores, dim=-1)
