"""Answers to all-cosines, written from its task and stub alone."""

# %% right: rows brought to length 1, then all dot products
def all_cosines(X: torch.Tensor) -> torch.Tensor:
    unit = X / X.norm(dim=-1, keepdim=True)
    return unit @ unit.transpose(1, 2)


# %% right: dot products divided by both lengths afterwards
def all_cosines(X):
    dots = torch.einsum("bid,bjd->bij", X, X)
    lengths = (X**2).sum(-1).sqrt()
    return dots / (lengths[:, :, None] * lengths[:, None, :])


# %% right: loops into torch.zeros
import math


def all_cosines(X):
    batch, words, d = X.shape
    result = torch.zeros(batch, words, words)
    for b in range(batch):
        for i in range(words):
            for j in range(words):
                u, v = X[b, i].tolist(), X[b, j].tolist()
                dot = sum(p * q for p, q in zip(u, v))
                result[b, i, j] = dot / (math.hypot(*u) * math.hypot(*v))
    return result


# %% right: PyTorch's cosine_similarity with broadcasting
def all_cosines(sentences):
    return torch.cosine_similarity(sentences.unsqueeze(2), sentences.unsqueeze(1), dim=-1)


# %% right: sentence by sentence, float64 inside and cast back
def all_cosines(X):
    tables = []
    for sentence in X:
        s = sentence.double()
        gram = s @ s.T
        root = gram.diagonal().sqrt()
        tables.append(gram / torch.outer(root, root))
    return torch.stack(tables).to(X.dtype)


# %% wrong: only dot products, not divided by the lengths
def all_cosines(X):
    return X @ X.transpose(1, 2)


# %% wrong: keepdim forgotten in the lengths
def all_cosines(X):
    unit = X / X.norm(dim=-1)
    return unit @ unit.transpose(1, 2)


# %% wrong: the length runs over the words instead of the components
def all_cosines(X):
    unit = X / X.norm(dim=1, keepdim=True)
    return unit @ unit.transpose(1, 2)


# %% wrong: one length for the whole batch
def all_cosines(X):
    unit = X / X.norm()
    return unit @ unit.transpose(1, 2)


# %% wrong: only one of the two words is brought to length 1
def all_cosines(X):
    unit = X / X.norm(dim=-1, keepdim=True)
    return unit @ X.transpose(1, 2)


# %% wrong: divided by the squared lengths, the root is forgotten
def all_cosines(X):
    unit = X / (X**2).sum(dim=-1, keepdim=True)
    return unit @ unit.transpose(1, 2)


# %% wrong: .T reverses all axes of a batch
def all_cosines(X):
    unit = X / X.norm(dim=-1, keepdim=True)
    return unit @ unit.T


# %% wrong: words and components are not transposed, the shapes do not fit
def all_cosines(X):
    unit = X / X.norm(dim=-1, keepdim=True)
    return unit @ unit


# %% wrong: lengths below 1 are taken as 1, so short words get too small cosines
def all_cosines(X):
    lengths = X.norm(dim=-1, keepdim=True).clamp(min=1.0)
    unit = X / lengths
    return unit @ unit.transpose(1, 2)


# %% wrong: negative cosines lose their sign
def all_cosines(X):
    unit = X / X.norm(dim=-1, keepdim=True)
    return (unit @ unit.transpose(1, 2)).abs()


# %% wrong: only the first sentence of the batch
def all_cosines(X):
    unit = X[0] / X[0].norm(dim=-1, keepdim=True)
    return (unit @ unit.T).unsqueeze(0)


# %% wrong: the angle itself instead of its cosine
def all_cosines(X):
    unit = X / X.norm(dim=-1, keepdim=True)
    return torch.acos((unit @ unit.transpose(1, 2)).clamp(-1, 1))


# %% wrong: divided by the sum of the absolute components instead of the length
def all_cosines(X):
    unit = X / X.abs().sum(dim=-1, keepdim=True)
    return unit @ unit.transpose(1, 2)
