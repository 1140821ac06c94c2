"""Answers to softmax-jacobian, written from its task and stub alone."""

# %% right: diag_embed minus the outer products
def softmax_jacobian(shares):
    return torch.diag_embed(shares) - shares.unsqueeze(2) * shares.unsqueeze(1)


# %% right: three loops into zeros
def softmax_jacobian(p):
    rows, n = p.shape
    result = torch.zeros(rows, n, n)
    for r in range(rows):
        for i in range(n):
            for j in range(n):
                same = 1.0 if i == j else 0.0
                result[r, i, j] = p[r, i] * (same - p[r, j])
    return result


# %% wrong: the outer product mixes all rows, right only for one row
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    return torch.diag_embed(shares) - shares.T @ shares


# %% wrong: torch.diag of the whole table takes its diagonal instead of building a matrix for each row
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    return torch.diag(shares) - shares.unsqueeze(2) @ shares.unsqueeze(1)


# %% wrong: softmax applied once more to the shares
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    p = torch.softmax(shares, dim=-1)
    return torch.diag_embed(p) - p.unsqueeze(2) * p.unsqueeze(1)


# %% wrong: ones on the diagonal instead of the shares
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    n = shares.shape[1]
    return torch.eye(n) - shares.unsqueeze(2) * shares.unsqueeze(1)


# %% wrong: inner product of each row instead of the outer one
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    inner = shares.unsqueeze(1) @ shares.unsqueeze(2)
    return torch.diag_embed(shares) - inner


# %% wrong: only the diagonal is filled, the entries between different words are 0
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    return torch.diag_embed(shares * (1 - shares))


# %% wrong: the sign is turned round
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    return shares.unsqueeze(2) * shares.unsqueeze(1) - torch.diag_embed(shares)


# %% wrong: returns after the first row
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    result = []
    for p in shares:
        result.append(torch.diag(p) - torch.outer(p, p))
        return torch.stack(result)
