"""Answers to project, written from its task and stub alone."""

# %% right: three products
def project(
    x: torch.Tensor, w_q: torch.Tensor, w_k: torch.Tensor, w_v: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    return x @ w_q, x @ w_k, x @ w_v


# %% right: einsum in a comprehension
def project(words, q, k, v):
    return tuple(torch.einsum("bwd,dk->bwk", words, w) for w in (q, k, v))


# %% right: loops into torch.zeros
def project(x, w_q, w_k, w_v):
    results = []
    for w in [w_q, w_k, w_v]:
        out = torch.zeros(x.shape[0], x.shape[1], w.shape[1])
        for b in range(x.shape[0]):
            for i in range(x.shape[1]):
                for c in range(w.shape[1]):
                    out[b, i, c] = sum(x[b, i, d] * w[d, c] for d in range(x.shape[2]))
        results.append(out)
    return results[0], results[1], results[2]


# %% right: one product with the matrices side by side, then split
def project(x, w_q, w_k, w_v):
    together = x @ torch.cat([w_q, w_k, w_v], dim=1)
    sizes = [w_q.shape[1], w_k.shape[1], w_v.shape[1]]
    query, key, value = together.split(sizes, dim=-1)
    return query, key, value


# %% right: float64 inside and left so, products and sums by broadcasting
def project(x, w_q, w_k, w_v):
    def times(w):
        return (x.double().unsqueeze(-1) * w.double()).sum(dim=-2)

    return times(w_q), times(w_k), times(w_v)


# %% wrong: the matrix stands on the left of x
def project(x, w_q, w_k, w_v):
    return w_q @ x, w_k @ x, w_v @ x


# %% wrong: the matrices are transposed, an error or, if they are square, other numbers
def project(x, w_q, w_k, w_v):
    return x @ w_q.T, x @ w_k.T, x @ w_v.T


# %% wrong: order key, query, value
def project(x, w_q, w_k, w_v):
    query = x @ w_q
    key = x @ w_k
    value = x @ w_v
    return key, query, value


# %% wrong: only the query is returned
def project(x, w_q, w_k, w_v):
    return x @ w_q


# %% wrong: the key is made with the query's matrix
def project(x, w_q, w_k, w_v):
    return x @ w_q, x @ w_q, x @ w_v


# %% wrong: one product, cut into three equal parts, wrong where d_v differs from d_k
def project(x, w_q, w_k, w_v):
    together = x @ torch.cat([w_q, w_k, w_v], dim=1)
    return torch.chunk(together, 3, dim=-1)


# %% wrong: a chain, each projection takes the result of the one before
def project(x, w_q, w_k, w_v):
    query = x @ w_q
    key = query @ w_k
    value = key @ w_v
    return query, key, value


# %% wrong: the three results are stacked, an error where d_v differs from d_k
def project(x, w_q, w_k, w_v):
    return tuple(torch.stack([x @ w_q, x @ w_k, x @ w_v]))


# %% wrong: only the first sentence of the batch
def project(x, w_q, w_k, w_v):
    first = x[0]
    return first @ w_q, first @ w_k, first @ w_v


# %% wrong: products component by component instead of matrix products
def project(x, w_q, w_k, w_v):
    return x * w_q, x * w_k, x * w_v


# %% wrong: the query is scaled by the root of d_k already, right only for d_k = 1
def project(x, w_q, w_k, w_v):
    return x @ w_q / w_q.shape[1] ** 0.5, x @ w_k, x @ w_v


# %% wrong: return inside the loop, one result only
def project(x, w_q, w_k, w_v):
    results = []
    for w in (w_q, w_k, w_v):
        results.append(x @ w)
        return tuple(results)
