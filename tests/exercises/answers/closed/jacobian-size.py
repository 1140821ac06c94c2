"""Answers to jacobian-size, written from its task and stub alone."""

# %% right: the three power sums, clamped at 0
def jacobian_size(shares):
    second = (shares**2).sum(dim=-1)
    third = (shares**3).sum(dim=-1)
    return (second - 2 * third + second**2).clamp(min=0).sqrt()


# %% right: float64 inside, diagonal and the rest apart, cast back
def jacobian_size(shares):
    p = shares.double()
    squares = p.square()
    diagonal = (p * (1 - p)).square().sum(-1)
    rest = squares.sum(-1).square() - squares.square().sum(-1)
    return torch.sqrt(torch.relu(diagonal + rest)).to(shares.dtype)


# %% right: one column of the matrix after the other, in a loop
def jacobian_size(shares):
    rows, n = shares.shape
    total = torch.zeros(rows, dtype=shares.dtype)
    for j in range(n):
        column = -shares * shares[:, j : j + 1]
        column[:, j] += shares[:, j]
        total += (column**2).sum(dim=1)
    return total.sqrt()


# %% right: Python sums over each row, into torch.zeros
def jacobian_size(p):
    sizes = torch.zeros(len(p))
    for i, row in enumerate(p.tolist()):
        two = sum(x * x for x in row)
        total = sum((x * (1 - x)) ** 2 + x * x * (two - x * x) for x in row)
        sizes[i] = max(total, 0.0) ** 0.5
    return sizes


# %% right: einsum in float64 and left so
def jacobian_size(shares: torch.Tensor) -> torch.Tensor:
    p = shares.to(torch.float64)
    s2 = torch.einsum("rn,rn->r", p, p)
    s3 = torch.einsum("rn,rn,rn->r", p, p, p)
    squared = s2 * (1 + s2) - 2 * s3
    return torch.where(squared > 0, squared, torch.zeros_like(squared)) ** 0.5


# %% wrong: no clamp, a rounding error below 0 gives NaN for nearly one-hot rows
def jacobian_size(shares):
    second = (shares**2).sum(dim=-1)
    third = (shares**3).sum(dim=-1)
    return torch.sqrt(second - 2 * third + second**2)


# %% wrong: 1e-12 added under the root, too little against NaN in float32
def jacobian_size(shares):
    second = (shares**2).sum(dim=-1)
    third = (shares**3).sum(dim=-1)
    return torch.sqrt(second - 2 * third + second**2 + 1e-12)


# %% wrong: the root is forgotten
def jacobian_size(shares):
    second = (shares**2).sum(dim=-1)
    third = (shares**3).sum(dim=-1)
    return (second - 2 * third + second**2).clamp(min=0)


# %% wrong: the trace, which agrees for two shares only
def jacobian_size(shares):
    return (shares * (1 - shares)).sum(dim=-1)


# %% wrong: only the diagonal, the entries beside it are left out
def jacobian_size(shares):
    return ((shares * (1 - shares)) ** 2).sum(dim=-1).sqrt()


# %% wrong: the mixed term is counted once instead of twice
def jacobian_size(shares):
    second = (shares**2).sum(dim=-1)
    third = (shares**3).sum(dim=-1)
    return (second - third + second**2).clamp(min=0).sqrt()


# %% wrong: the norm of diag(p) less the norm of p p^T, as if norms could be subtracted
def jacobian_size(shares):
    second = (shares**2).sum(dim=-1)
    return (second.sqrt() - second).clamp(min=0)


# %% wrong: sum of p^4 in place of the square of the sum of p^2
def jacobian_size(shares):
    return ((shares**2) - 2 * shares**3 + shares**4).sum(dim=-1).clamp(min=0).sqrt()


# %% wrong: the sum of squares is not squared in the last term
def jacobian_size(shares):
    second = (shares**2).sum(dim=-1)
    third = (shares**3).sum(dim=-1)
    return (second - 2 * third + second).clamp(min=0).sqrt()


# %% wrong: summed over all rows, one number for the whole tensor
def jacobian_size(shares):
    second = (shares**2).sum()
    third = (shares**3).sum()
    return (second - 2 * third + second**2).clamp(min=0).sqrt()


# %% wrong: keepdim left on, shape [rows, 1]
def jacobian_size(shares):
    second = (shares**2).sum(dim=-1, keepdim=True)
    third = (shares**3).sum(dim=-1, keepdim=True)
    return (second - 2 * third + second**2).clamp(min=0).sqrt()


# %% wrong: summed over the rows (axis 0) instead of along each row
def jacobian_size(shares):
    second = (shares**2).sum(dim=0)
    third = (shares**3).sum(dim=0)
    return (second - 2 * third + second**2).clamp(min=0).sqrt()


# %% wrong: the size of the first row only, for every row
def jacobian_size(shares):
    p = shares[0]
    size = torch.linalg.norm(torch.diag(p) - torch.outer(p, p))
    return size.repeat(len(shares))


# %% wrong: a shift of 0.001 under the root keeps NaN away but spoils small sizes
def jacobian_size(shares):
    second = (shares**2).sum(dim=-1)
    third = (shares**3).sum(dim=-1)
    return (second - 2 * third + second**2 + 1e-3).sqrt()
