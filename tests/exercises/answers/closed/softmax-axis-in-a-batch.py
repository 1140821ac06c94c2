"""Answers to softmax-axis-in-a-batch, written from its task and stub alone."""

# %% right: the last axis
import torch


def head_weights(query, key):
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-1)


# %% right: the number of the last axis is computed
def head_weights(query, key):
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=scores.ndim - 1)


# %% right: einsum and a softmax by hand, float64 inside and left so
def head_weights(q, k):
    scores = torch.einsum("...qd,...kd->...qk", q.double(), k.double())
    scores = scores / q.size(-1) ** 0.5
    shares = torch.exp(scores - scores.amax(dim=-1, keepdim=True))
    return shares / shares.sum(dim=-1, keepdim=True)


# %% right: the old function for one sentence, called for each sentence of a batch
def one_sentence(query, key):
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=1)


def head_weights(query, key):
    if query.dim() == 2:
        return one_sentence(query, key)
    return torch.stack([one_sentence(q, k) for q, k in zip(query, key)])


# %% right: loops into torch.zeros
def head_weights(query, key):
    batched = query.dim() == 3
    queries = query if batched else query[None]
    keys = key if batched else key[None]
    answer = torch.zeros(len(queries), queries.shape[1], keys.shape[1])
    for b in range(len(queries)):
        for i in range(queries.shape[1]):
            scores = keys[b] @ queries[b, i] / keys.shape[-1] ** 0.5
            answer[b, i] = scores.softmax(dim=0)
    return answer if batched else answer[0]


# %% wrong: axis 2 is right in a batch, but raises an error without one
def head_weights(query, key):
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=2)


# %% wrong: axis 0, which is the batch or the queries
def head_weights(query, key):
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=0)


# %% wrong: axis -2, the queries, with and without a batch
def head_weights(query, key):
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-2)


# %% wrong: the softmax over axis 1 stays and its result is divided by the row sums, which gives other shares
def head_weights(query, key):
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=1)
    return weights / weights.sum(dim=-1, keepdim=True)


# %% wrong: a change without effect, the scores are only computed in another way
def head_weights(query, key):
    scores = torch.matmul(query, key.mT) * key.shape[-1] ** -0.5
    return scores.softmax(1)


# %% wrong: no axis is given, and PyTorch then takes the batch axis in a batch
import warnings


def head_weights(query, key):
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return torch.nn.functional.softmax(scores)


# %% wrong: the softmax runs over all queries and keys of a sentence together
def head_weights(query, key):
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    return torch.softmax(scores.flatten(-2), dim=-1).reshape(scores.shape)


# %% wrong: squeeze drops the axis of a batch of one sentence
def head_weights(query, key):
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-1).squeeze(0)


# %% wrong: the axis is mended, but the division by the root of d_k got lost
def head_weights(query, key):
    scores = query @ key.transpose(-2, -1)
    return torch.softmax(scores, dim=-1)


# %% wrong: the softmax is right, but the scores are now divided by the root of the number of keys
def head_weights(query, key):
    scores = query @ key.transpose(-2, -1) / key.shape[-2] ** 0.5
    return torch.softmax(scores, dim=-1)


# %% wrong: T turns over all axes of a batch instead of the last two
def head_weights(query, key):
    scores = query @ key.T / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-1)


# %% wrong: the weights come back transposed, keys before queries
def head_weights(query, key):
    scores = key @ query.transpose(-2, -1) / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-2)


# %% wrong: only the first sentence of a batch comes back
def head_weights(query, key):
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    if scores.dim() == 3:
        return torch.softmax(scores[0], dim=1).unsqueeze(0)
    return torch.softmax(scores, dim=1)
