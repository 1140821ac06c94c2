"""Answers to scaled-dot-product-attention, written from its task and stub alone."""

# %% right: matmul and torch.softmax
def attention(query, key, value):
    d_k = query.shape[-1]
    scores = query @ key.transpose(-2, -1) / d_k**0.5
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, weights


# %% right: einsum, softmax by hand with the largest score of each row taken off
def attention(q, k, v):
    scores = torch.einsum("...qd,...kd->...qk", q, k) / q.size(-1) ** 0.5
    scores = scores - scores.max(dim=-1, keepdim=True).values
    exps = torch.exp(scores)
    weights = exps / exps.sum(dim=-1, keepdim=True)
    return torch.einsum("...qk,...kv->...qv", weights, v), weights


# %% right: loops over every query and key, into torch.zeros
import math


def attention(query, key, value):
    front = query.shape[:-2]
    n_q, d_k = query.shape[-2:]
    n_k, d_v = value.shape[-2:]
    qs = query.reshape(-1, n_q, d_k)
    ks = key.reshape(-1, n_k, d_k)
    vs = value.reshape(-1, n_k, d_v)
    output = torch.zeros(len(qs), n_q, d_v)
    weights = torch.zeros(len(qs), n_q, n_k)
    for b in range(len(qs)):
        for i in range(n_q):
            scores = [float(torch.dot(qs[b, i], ks[b, j])) / math.sqrt(d_k) for j in range(n_k)]
            top = max(scores)
            exps = [math.exp(s - top) for s in scores]
            total = sum(exps)
            for j in range(n_k):
                weights[b, i, j] = exps[j] / total
                output[b, i] += exps[j] / total * vs[b, j]
    return output.reshape(*front, n_q, d_v), weights.reshape(*front, n_q, n_k)


# %% right: float64 inside and left so, the query scaled beforehand
def attention(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor):
    q = query.double() / torch.sqrt(torch.tensor(float(key.shape[-1]), dtype=torch.float64))
    weights = (q @ key.double().mT).softmax(dim=-1)
    return weights @ value.double(), weights


# %% right: broadcast products and sums, logsumexp
def attention(query, key, value):
    d_k = key.shape[-1]
    scores = (query.unsqueeze(-2) * key.unsqueeze(-3)).sum(-1) * d_k**-0.5
    weights = (scores - scores.logsumexp(-1, keepdim=True)).exp()
    output = (weights.unsqueeze(-1) * value.unsqueeze(-3)).sum(-2)
    return output, weights


# %% wrong: the scale 1/sqrt(d_k) is forgotten
def attention(query, key, value):
    scores = query @ key.transpose(-2, -1)
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, weights


# %% wrong: divided by d_k instead of its root
def attention(query, key, value):
    scores = query @ key.transpose(-2, -1) / query.shape[-1]
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, weights


# %% wrong: softmax over the queries (axis -2) instead of the keys
def attention(query, key, value):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=-2)
    return weights @ value, weights


# %% wrong: the key is not transposed, a shape error in general
def attention(query, key, value):
    scores = query @ key / query.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, weights


# %% wrong: key.T turns all axes round, so it fails with axes in front
def attention(query, key, value):
    scores = query @ key.T / query.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, weights


# %% wrong: softmax along axis 1, right only without axes in front
def attention(query, key, value):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=1)
    return weights @ value, weights


# %% wrong: exp without taking off the maximum, large scores overflow
def attention(query, key, value):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    exps = torch.exp(scores)
    weights = exps / exps.sum(dim=-1, keepdim=True)
    return weights @ value, weights


# %% wrong: the maximum of the whole tensor is taken off instead of the row's, rows far below it become 0/0 = NaN
def attention(query, key, value):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    exps = torch.exp(scores - scores.max())
    weights = exps / exps.sum(dim=-1, keepdim=True)
    return weights @ value, weights


# %% wrong: only the output is returned, not the weights
def attention(query, key, value):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-1) @ value


# %% wrong: the two results are returned in the other order
def attention(query, key, value):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=-1)
    return weights, weights @ value


# %% wrong: the scores are returned in place of the weights
def attention(query, key, value):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, scores


# %% wrong: scaled with the root of the number of queries (axis -2) instead of d_k
def attention(query, key, value):
    scores = query @ key.transpose(-2, -1) / query.shape[-2] ** 0.5
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, weights


# %% wrong: scaled with the root of d_v, the width of the values, instead of d_k
def attention(query, key, value):
    scores = query @ key.transpose(-2, -1) / value.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, weights


# %% wrong: the scale is applied after the softmax, rows do not sum to 1
def attention(query, key, value):
    weights = torch.softmax(query @ key.transpose(-2, -1), dim=-1) / query.shape[-1] ** 0.5
    return weights @ value, weights


# %% wrong: transpose(1, 2) is fixed to one axis in front and fails for other numbers
def attention(query, key, value):
    scores = query @ key.transpose(1, 2) / query.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, weights
