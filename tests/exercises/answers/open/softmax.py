"""Answers to softmax, written from its task and stub alone."""

# %% right: shifted by the largest along the axis
def softmax(scores: torch.Tensor, dim: int) -> torch.Tensor:
    shifted = scores - scores.max(dim=dim, keepdim=True).values
    powers = torch.exp(shifted)
    return powers / powers.sum(dim=dim, keepdim=True)


# %% right: with logsumexp
def softmax(x, axis):
    return torch.exp(x - torch.logsumexp(x, dim=axis, keepdim=True))


# %% right: loops over rows into torch.zeros, with math.exp
import math


def softmax(scores, dim):
    moved = scores.movedim(dim, -1)
    rows = moved.reshape(-1, moved.shape[-1])
    result = torch.zeros(rows.shape)
    for r, row in enumerate(rows.tolist()):
        top = max(row)
        powers = [math.exp(s - top) for s in row]
        for c, p in enumerate(powers):
            result[r, c] = p / sum(powers)
    return result.reshape(moved.shape).movedim(-1, dim)


# %% right: float64 inside and left so, e as the base
def softmax(scores, dim):
    s = scores.double()
    s = s - s.amax(dim, keepdim=True)
    powers = e**s
    return powers / powers.sum(dim, keepdim=True)


# %% right: one over the sum of exp of the differences, where an overflow becomes a share of 0
def softmax(scores, dim):
    s = scores.movedim(dim, -1)
    differences = s.unsqueeze(-2) - s.unsqueeze(-1)
    shares = 1 / torch.exp(differences).sum(dim=-1)
    return shares.movedim(-1, dim)


# %% right: axis swapped to the front, so that nothing needs keepdim
def softmax(scores, dim):
    t = scores.transpose(0, dim)
    powers = (t - t.amax(0)).exp()
    return (powers / powers.sum(0)).transpose(0, dim)


# %% wrong: not shifted, exp(1000) overflows
def softmax(scores, dim):
    powers = torch.exp(scores)
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: keepdim forgotten in the sum
def softmax(scores, dim):
    powers = torch.exp(scores - scores.amax(dim=dim, keepdim=True))
    return powers / powers.sum(dim=dim)


# %% wrong: the sum runs over the whole tensor instead of the axis
def softmax(scores, dim):
    powers = torch.exp(scores - scores.max())
    return powers / powers.sum()


# %% wrong: always along the last axis, dim ignored
def softmax(scores, dim):
    powers = torch.exp(scores - scores.amax(dim=-1, keepdim=True))
    return powers / powers.sum(dim=-1, keepdim=True)


# %% wrong: shifted by the largest score of the whole tensor, so a row far below it becomes 0 / 0
def softmax(scores, dim):
    powers = torch.exp(scores - scores.max())
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: max with keepdim gives a pair of values and indices, subtracting it raises an error
def softmax(scores, dim):
    powers = torch.exp(scores - scores.max(dim=dim, keepdim=True))
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: scores clamped to 50, so different large scores get equal shares
def softmax(scores, dim):
    powers = torch.exp(scores.clamp(-50, 50))
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: shifted by the mean, which still overflows when one score is far above the others
def softmax(scores, dim):
    powers = torch.exp(scores - scores.mean(dim=dim, keepdim=True))
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: powers of 2 instead of e
def softmax(scores, dim):
    powers = 2 ** (scores - scores.amax(dim=dim, keepdim=True))
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: overflow hidden with nan_to_num, the largest share becomes 0
def softmax(scores, dim):
    powers = torch.exp(scores)
    return (powers / powers.sum(dim=dim, keepdim=True)).nan_to_num(0.0)


# %% wrong: float64 instead of a shift, exp(1000) overflows there too
def softmax(scores, dim):
    powers = torch.exp(scores.double())
    return (powers / powers.sum(dim=dim, keepdim=True)).to(scores.dtype)
