"""Answers to nearest-rows, written from its task and stub alone."""

# %% right: unit rows, own cosine blocked, topk
def nearest_rows(matrix, row, count):
    unit = matrix / matrix.norm(dim=1, keepdim=True)
    cosines = unit @ unit[row]
    cosines[row] = -float("inf")
    return torch.topk(cosines, count).indices


# %% right: a sorted Python list of pairs
def nearest_rows(table, own, count):
    pairs = []
    for i in range(len(table)):
        if i != own:
            cosine = torch.dot(table[i], table[own])
            cosine = cosine / (table[i].norm() * table[own].norm())
            pairs.append((cosine.item(), i))
    pairs.sort(reverse=True)
    return torch.tensor([i for _, i in pairs[:count]], dtype=torch.long)


# %% wrong: the row itself is not left out
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    unit = matrix / matrix.norm(dim=1, keepdim=True)
    cosines = unit @ unit[row]
    return cosines.topk(count).indices


# %% wrong: dot products instead of cosines, long rows win
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    scores = matrix @ matrix[row]
    scores[row] = -float("inf")
    return scores.topk(count).indices


# %% wrong: own cosine set to 0, so the row comes back before rows with a negative cosine
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    unit = matrix / matrix.norm(dim=1, keepdim=True)
    cosines = unit @ unit[row]
    cosines[row] = 0.0
    return cosines.topk(count).indices


# %% wrong: sorted ascending, the worst rows first
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    unit = matrix / matrix.norm(dim=1, keepdim=True)
    cosines = unit @ unit[row]
    order = torch.argsort(cosines)
    order = order[order != row]
    return order[:count]


# %% wrong: the row is cut out first, so all ids after it are one too small
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    unit = matrix / matrix.norm(dim=1, keepdim=True)
    others = torch.cat([unit[:row], unit[row + 1 :]])
    cosines = others @ unit[row]
    return cosines.topk(count).indices


# %% wrong: returns the cosines instead of the ids
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    unit = matrix / matrix.norm(dim=1, keepdim=True)
    cosines = unit @ unit[row]
    cosines[row] = -float("inf")
    return cosines.topk(count).values


# %% wrong: largest absolute cosine, an opposite row counts as near
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    unit = matrix / matrix.norm(dim=1, keepdim=True)
    cosines = (unit @ unit[row]).abs()
    cosines[row] = -1.0
    return cosines.topk(count).indices


# %% wrong: drops the row only after the best were chosen, one id is missing
def nearest_rows(matrix: torch.Tensor, row: int, count: int) -> torch.Tensor:
    unit = matrix / matrix.norm(dim=1, keepdim=True)
    cosines = unit @ unit[row]
    best = cosines.topk(count).indices
    return best[best != row]
