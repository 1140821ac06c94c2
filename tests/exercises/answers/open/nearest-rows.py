"""Answers to nearest-rows, written from its task and stub alone."""

# %% right: built-in cosine, own place filled with minus infinity
import torch


def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    cosines = torch.nn.functional.cosine_similarity(matrix, matrix[row].unsqueeze(0), dim=1)
    cosines[row] = float("-inf")
    return cosines.topk(count).indices


# %% right: unit rows, sorted, own id taken out
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    unit = matrix / matrix.norm(dim=1, keepdim=True)
    order = torch.argsort(unit @ unit[row], descending=True)
    return order[order != row][:count]


# %% right: Python loops and sorted
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    def cosine(a, b):
        dot = sum(p * q for p, q in zip(a, b))
        return dot / (sum(p * p for p in a) ** 0.5 * sum(q * q for q in b) ** 0.5)

    rows = matrix.tolist()
    others = [i for i in range(len(rows)) if i != row]
    others.sort(key=lambda i: cosine(rows[i], rows[row]), reverse=True)
    return torch.tensor(others[:count], dtype=torch.long)


# %% right: the best is picked again and again
def nearest_rows(m, own, how_many):
    m = m.double()
    lengths = torch.sqrt((m**2).sum(dim=1))
    cosines = torch.einsum("nd,d->n", m, m[own]) / (lengths * lengths[own])
    cosines[own] = -2.0
    best = torch.zeros(how_many, dtype=torch.long)
    for place in range(how_many):
        best[place] = cosines.argmax()
        cosines[best[place]] = -2.0
    return best


# %% right: not divided by the length of the given row, which changes no order
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    values = (matrix @ matrix[row]) / matrix.norm(dim=1)
    ids = torch.tensor([i for i in range(matrix.shape[0]) if i != row])
    order = values[ids].argsort(descending=True)
    return ids[order[:count]]


# %% wrong: dot product instead of cosine, long rows win
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    scores = matrix @ matrix[row]
    scores[row] = float("-inf")
    return scores.topk(count).indices


# %% wrong: the row itself is among the answers
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    unit = matrix / matrix.norm(dim=1, keepdim=True)
    return (unit @ unit[row]).topk(count).indices


# %% wrong: own cosine set to 0, so the row itself comes before rows with negative cosines
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    unit = matrix / matrix.norm(dim=1, keepdim=True)
    cosines = unit @ unit[row]
    cosines[row] = 0
    return cosines.topk(count).indices


# %% wrong: ids counted without the row, so all ids behind it are one too small
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    unit = matrix / matrix.norm(dim=1, keepdim=True)
    others = torch.cat([unit[:row], unit[row + 1 :]])
    return (others @ unit[row]).topk(count).indices


# %% wrong: returns the cosines instead of the ids
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    unit = matrix / matrix.norm(dim=1, keepdim=True)
    cosines = unit @ unit[row]
    cosines[row] = float("-inf")
    return cosines.topk(count).values


# %% wrong: the smallest cosines first
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    unit = matrix / matrix.norm(dim=1, keepdim=True)
    order = torch.argsort(unit @ unit[row])
    return order[order != row][:count]


# %% wrong: absolute value of the cosine, so opposite rows count as near
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    unit = matrix / matrix.norm(dim=1, keepdim=True)
    cosines = (unit @ unit[row]).abs()
    cosines[row] = -1
    return cosines.topk(count).indices


# %% wrong: one id too few, the slice ends at count although it starts at 1
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    unit = matrix / matrix.norm(dim=1, keepdim=True)
    order = torch.argsort(unit @ unit[row], descending=True)
    return order[1:count]


# %% wrong: the smallest distance instead of the largest cosine
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    distances = (matrix - matrix[row]).norm(dim=1)
    distances[row] = float("inf")
    return distances.topk(count, largest=False).indices


# %% wrong: divided by the norm of the whole matrix, not of each row
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    unit = matrix / matrix.norm()
    cosines = unit @ unit[row]
    cosines[row] = -2
    return cosines.topk(count).indices


# %% wrong: each column brought to length 1 instead of each row
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    unit = matrix / matrix.norm(dim=0, keepdim=True)
    cosines = unit @ unit[row]
    order = cosines.argsort(descending=True)
    return order[order != row][:count]


# %% wrong: divided by the squared length of each row
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    cosines = (matrix @ matrix[row]) / (matrix * matrix).sum(dim=1)
    cosines[row] = float("-inf")
    return cosines.topk(count).indices
