"""Answers to project-rows, written from its task and stub alone."""

# %% right: vectorised, one factor for each row
import torch


def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    factors = (Y @ x) / (x @ x)
    return factors.unsqueeze(1) * x


# %% right: a loop into torch.zeros
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    n, d = Y.shape
    answer = torch.zeros(n, d)
    length_squared = 0.0
    for j in range(d):
        length_squared += x[j].item() ** 2
    for i in range(n):
        dot = 0.0
        for j in range(d):
            dot += Y[i, j].item() * x[j].item()
        for j in range(d):
            answer[i, j] = dot / length_squared * x[j]
    return answer


# %% right: einsum in float64, left so
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    Y, x = Y.double(), x.double()
    return torch.einsum("nd,d,e->ne", Y, x, x) / torch.einsum("d,d->", x, x)


# %% right: the projection matrix
def project_rows(rows, direction):
    matrix = torch.outer(direction, direction) / torch.dot(direction, direction)
    return rows @ matrix


# %% right: the unit vector first, then outer
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    unit = x / torch.linalg.vector_norm(x)
    return torch.outer(Y @ unit, unit)


# %% right: a list of shadows, stacked
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return torch.stack([torch.dot(y, x) / (x**2).sum() * x for y in Y])


# %% right: sum with keepdim
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return (Y * x).sum(dim=1, keepdim=True) * x / (x * x).sum()


# %% wrong: divided by the length of x instead of by its square
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return ((Y @ x) / x.norm()).unsqueeze(1) * x


# %% wrong: not divided by x · x
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return (Y @ x).unsqueeze(1) * x


# %% wrong: axis of size 1 forgotten, the factors meet the components instead of the rows
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return (Y @ x) / (x @ x) * x


# %% wrong: the square of the sum of x instead of the sum of the squares
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    factors = (Y @ x) / x.sum() ** 2
    return factors.unsqueeze(1) * x


# %% wrong: the shadow of x on each row, the roles are swapped
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    factors = (Y @ x) / (Y * Y).sum(dim=1)
    return factors.unsqueeze(1) * Y


# %% wrong: returns only the factors, shape [n]
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return (Y @ x) / (x @ x)


# %% wrong: one factor for all rows, the sum has no dim
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    factor = (Y * x).sum() / (x * x).sum()
    return factor * x.expand(Y.shape)


# %% wrong: the remainder (row minus shadow) instead of the shadow
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    shadow = torch.outer((Y @ x) / (x @ x), x)
    return Y - shadow


# %% wrong: factors limited to 1, so no shadow is longer than x
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    factors = ((Y @ x) / (x @ x)).clamp(max=1)
    return factors.unsqueeze(1) * x


# %% wrong: returns after the first row
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    answer = torch.zeros(Y.shape)
    for i, y in enumerate(Y):
        answer[i] = (y @ x) / (x @ x) * x
        return answer


# %% wrong: the cosine as factor, divided by the length of the row as well
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    cosines = torch.nn.functional.cosine_similarity(Y, x.unsqueeze(0), dim=1)
    return cosines.unsqueeze(1) * x


# %% wrong: the product is not transposed right (shapes do not fit unless n = d)
def project_rows(Y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return ((x @ Y) / (x @ x)).unsqueeze(1) * x
