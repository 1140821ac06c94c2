"""Answers to merge-update, written from its task and stub alone."""

# %% right: the product transposed
def merge(weight, a, b, alpha):
    return weight + (alpha / a.shape[-1]) * (a @ b).T


# %% right: the factors transposed and turned
def merge(weight, a, b, alpha):
    return torch.addmm(weight, b.mT, a.mT, alpha=alpha / b.shape[0])


# %% right: einsum over the rank
def merge(w, down, up, alpha):
    rank = down.shape[1]
    return w + torch.einsum("ir,ro->oi", down, up) * alpha / rank


# %% right: loops
def merge(weight, a, b, alpha):
    out = weight.clone()
    d_out, d_in = weight.shape
    rank = a.shape[1]
    for o in range(d_out):
        for i in range(d_in):
            out[o, i] += alpha * sum(a[i, r] * b[r, o] for r in range(rank)) / rank
    return out


# %% right: transposed twice
def merge(weight, a, b, alpha):
    rank = len(b)
    return (weight.t() + a.mul(alpha / rank).matmul(b)).t()


# %% right: what the layer makes of the rows of eye
def merge(weight, a, b, alpha):
    x = torch.eye(a.shape[0], dtype=a.dtype)
    y = x @ weight.T + alpha / a.shape[1] * x @ a @ b
    return y.T


# %% wrong: not transposed
def merge(weight, a, b, alpha):
    return weight + alpha / a.shape[1] * (a @ b)


# %% wrong: the weight is transposed
def merge(weight, a, b, alpha):
    return weight.T + alpha / a.shape[1] * (a @ b)


# %% wrong: without the factor
def merge(weight, a, b, alpha):
    return weight + (a @ b).T


# %% wrong: alpha without the rank
def merge(weight, a, b, alpha):
    return weight + alpha * (a @ b).T


# %% wrong: times the rank
def merge(weight, a, b, alpha):
    return weight + alpha * a.shape[1] * (a @ b).T


# %% wrong: the rank from the wrong axis
def merge(weight, a, b, alpha):
    rank = a.shape[0]
    return weight + alpha / rank * (a @ b).T


# %% wrong: the rank as the length of a
def merge(weight, a, b, alpha):
    return weight + alpha / len(a) * (b.T @ a.T)


# %% wrong: += changes the weight
def merge(weight, a, b, alpha):
    weight += alpha / a.shape[1] * (a @ b).T
    return weight


# %% wrong: add_ changes the weight
def merge(weight, a, b, alpha):
    return weight.add_((a @ b).T, alpha=alpha / a.shape[1])


# %% wrong: b @ a
def merge(weight, a, b, alpha):
    return weight + alpha / a.shape[1] * (b @ a)


# %% wrong: only the change
def merge(weight, a, b, alpha):
    return alpha / a.shape[1] * (a @ b).T


# %% wrong: the weight is scaled as well
def merge(weight, a, b, alpha):
    return alpha / a.shape[1] * (weight + (a @ b).T)


# %% wrong: whole division
def merge(weight, a, b, alpha):
    return weight + alpha // a.shape[1] * (a @ b).T


# %% wrong: both factors are scaled
def merge(weight, a, b, alpha):
    scale = alpha / a.shape[1]
    return weight + ((scale * a) @ (scale * b)).T


# %% wrong: the weight is multiplied by the change
def merge(weight, a, b, alpha):
    return weight * (alpha / a.shape[1] * (a @ b).T)


# %% wrong: the root of the rank
def merge(weight, a, b, alpha):
    return weight + alpha / a.shape[1] ** 0.5 * (a @ b).T


# %% wrong: subtracted
def merge(weight, a, b, alpha):
    return weight - alpha / a.shape[1] * (a @ b).T


# %% wrong: the result is transposed
def merge(weight, a, b, alpha):
    return (weight + alpha / a.shape[1] * (a @ b).T).T


# %% wrong: reshaped instead of transposed
def merge(weight, a, b, alpha):
    return weight + alpha / a.shape[1] * (a @ b).reshape(weight.shape)


# %% wrong: rank over alpha
def merge(weight, a, b, alpha):
    return weight + a.shape[1] / alpha * (a @ b).T
