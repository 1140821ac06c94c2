"""Answers to softmax-jacobian, written from its task and stub alone."""

# %% right: diag_embed minus the outer products
import torch


def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    return torch.diag_embed(shares) - shares.unsqueeze(2) * shares.unsqueeze(1)


# %% right: loops into torch.zeros
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    rows, n = shares.shape
    answer = torch.zeros(rows, n, n)
    for r in range(rows):
        for i in range(n):
            for j in range(n):
                if i == j:
                    answer[r, i, j] = shares[r, i] * (1 - shares[r, i])
                else:
                    answer[r, i, j] = -shares[r, i] * shares[r, j]
    return answer


# %% right: row by row, stacked
def softmax_jacobian(p):
    return torch.stack([torch.diag(row) - torch.outer(row, row) for row in p])


# %% right: einsum in float64
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    p = shares.double()
    eye = torch.eye(p.shape[1], dtype=torch.float64)
    return torch.einsum("ri,ij->rij", p, eye) - torch.einsum("ri,rj->rij", p, p)


# %% right: identity minus share, times share
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    eye = torch.eye(shares.shape[-1], dtype=shares.dtype)
    return shares[:, :, None] * (eye - shares[:, None, :])


# %% right: batched matrix product, the diagonal added afterwards
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    column = shares.unsqueeze(-1)
    answer = -torch.bmm(column, column.transpose(1, 2))
    for i in range(shares.shape[1]):
        answer[:, i, i] += shares[:, i]
    return answer


# %% wrong: the sign is turned round
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    return shares.unsqueeze(2) * shares.unsqueeze(1) - torch.diag_embed(shares)


# %% wrong: only the diagonal, zeros beside it
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    return torch.diag_embed(shares * (1 - shares))


# %% wrong: the outer products of all rows are summed up and taken from each row
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    return torch.diag_embed(shares) - shares.T @ shares


# %% wrong: torch.diag of a matrix takes its diagonal instead of making one for each row
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    return torch.diag(shares) - shares.unsqueeze(2) * shares.unsqueeze(1)


# %% wrong: the identity instead of diag(p)
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    eye = torch.eye(shares.shape[1], dtype=shares.dtype)
    return eye - shares.unsqueeze(2) * shares.unsqueeze(1)


# %% wrong: both factors lie on the same axis, so squares instead of outer products
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    return torch.diag_embed(shares) - shares.unsqueeze(1) * shares.unsqueeze(1)


# %% wrong: softmax applied to the shares first
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    p = torch.softmax(shares, dim=-1)
    return torch.diag_embed(p) - p.unsqueeze(2) * p.unsqueeze(1)


# %% wrong: returns inside the loop, only the matrix of the first row
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    for p in shares:
        return torch.diag(p) - torch.outer(p, p)


# %% wrong: plus instead of minus beside the diagonal
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    answer = shares.unsqueeze(2) * shares.unsqueeze(1)
    for i in range(shares.shape[1]):
        answer[:, i, i] = shares[:, i] * (1 - shares[:, i])
    return answer


# %% wrong: the outer product alone, diag(p) is missing
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    return -torch.einsum("ri,rj->rij", shares, shares)


# %% wrong: identity of the size rows instead of n
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    eye = torch.eye(shares.shape[0], dtype=shares.dtype)
    return shares.unsqueeze(2) * (eye - shares.unsqueeze(1))


# %% wrong: only the part above the diagonal is filled beside it, not the one below
def softmax_jacobian(shares: torch.Tensor) -> torch.Tensor:
    rows, n = shares.shape
    answer = torch.zeros(rows, n, n)
    for i in range(n):
        answer[:, i, i] = shares[:, i] - shares[:, i] ** 2
        for j in range(i + 1, n):
            answer[:, i, j] = -shares[:, i] * shares[:, j]
    return answer
