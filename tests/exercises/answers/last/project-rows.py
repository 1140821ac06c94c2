"""Answers to project-rows, written from its task and stub alone."""

# %% right: one factor for each row, times x
def project_rows(Y, x):
    factors = (Y @ x) / (x @ x)
    return factors.unsqueeze(1) * x


# %% right: a loop into zeros
def project_rows(rows, line):
    result = torch.zeros(rows.shape)
    for i in range(rows.shape[0]):
        result[i] = torch.dot(rows[i], line) / torch.dot(line, line) * line
    return result


# %% wrong: factors not made a column, shape error or wrong broadcasting
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return (Y @ x) / (x @ x) * x


# %% wrong: divided by the length of x instead of its square
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    factors = (Y @ x) / x.norm()
    return factors[:, None] * x


# %% wrong: returns only the factors, not the vectors
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return (Y @ x) / (x @ x)


# %% wrong: projects x on each row instead of each row on x
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    factors = (Y @ x) / (Y * Y).sum(dim=1)
    return factors[:, None] * Y


# %% wrong: the division is forgotten
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return torch.outer(Y @ x, x)


# %% wrong: returns what is left of each row at right angles to x, not the shadow
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    factors = (Y @ x) / (x @ x)
    return Y - factors[:, None] * x


# %% wrong: keeps only the components where x is not zero, right only for an x along one axis
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return Y * (x != 0)
