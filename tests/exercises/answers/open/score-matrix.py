"""Answers to score-matrix, written from its task and stub alone."""

# %% right: one product, divided by the root
def score_form(w_q: torch.Tensor, w_k: torch.Tensor) -> torch.Tensor:
    d_k = w_q.shape[1]
    return w_q @ w_k.T / d_k**0.5


# %% right: einsum and math.sqrt
import math


def score_form(wq, wk):
    return torch.einsum("ik,jk->ij", wq, wk) / math.sqrt(wq.size(-1))


# %% right: loops into torch.zeros
def score_form(w_q, w_k):
    d_model, d_k = w_q.shape
    M = torch.zeros(d_model, d_model)
    for i in range(d_model):
        for j in range(d_model):
            total = 0.0
            for c in range(d_k):
                total += float(w_q[i, c]) * float(w_k[j, c])
            M[i, j] = total / d_k**0.5
    return M


# %% right: float64 inside and cast back, both matrices scaled by the fourth root
def score_form(w_q, w_k):
    scale = w_q.shape[-1] ** -0.25
    q = w_q.double() * scale
    k = w_k.double() * scale
    return (q @ k.transpose(0, 1)).to(w_q.dtype)


# %% right: a list comprehension of dot products
def score_form(a, b):
    root = len(a[0]) ** 0.5
    return torch.stack([torch.stack([torch.dot(r, c) / root for c in b]) for r in a])


# %% wrong: the division by the root of d_k is forgotten
def score_form(w_q, w_k):
    return w_q @ w_k.T


# %% wrong: the product is taken the other way round, so M is transposed
def score_form(w_q, w_k):
    return w_k @ w_q.T / w_q.shape[1] ** 0.5


# %% wrong: the wrong matrix is transposed, the result is [d_k, d_k]
def score_form(w_q, w_k):
    return w_q.T @ w_k / w_q.shape[1] ** 0.5


# %% wrong: divided by the root of d_model instead of d_k
def score_form(w_q, w_k):
    return w_q @ w_k.T / w_q.shape[0] ** 0.5


# %% wrong: divided by d_k instead of its root
def score_form(w_q, w_k):
    return w_q @ w_k.T / w_q.shape[1]


# %% wrong: precedence, d_k ** 1 / 2 is half of d_k and not its root
def score_form(w_q, w_k):
    d_k = w_q.shape[1]
    return w_q @ w_k.T / (d_k**1 / 2)


# %% wrong: no transposition, the shapes do not fit
def score_form(w_q, w_k):
    return w_q @ w_k / w_q.shape[1] ** 0.5


# %% wrong: only the first columns are used, right only for d_k = 1
def score_form(w_q, w_k):
    return torch.outer(w_q[:, 0], w_k[:, 0]) / w_q.shape[1] ** 0.5


# %% wrong: M is made symmetric, as for equal matrices
def score_form(w_q, w_k):
    m = w_q @ w_k.T / w_q.shape[1] ** 0.5
    return (m + m.T) / 2


# %% wrong: multiplied by the root instead of divided
def score_form(w_q, w_k):
    return w_q @ w_k.T * w_q.shape[1] ** 0.5


# %% wrong: a softmax over the rows is added
def score_form(w_q, w_k):
    return torch.softmax(w_q @ w_k.T / w_q.shape[1] ** 0.5, dim=-1)
