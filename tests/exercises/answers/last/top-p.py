"""Answers to top-p, written from its task and stub alone."""

# %% right: sorted, keep while the sum before the word is below p, scattered back
def top_p(logits, p):
    ordered, places = logits.sort(dim=-1, descending=True)
    shares = torch.softmax(ordered, dim=-1)
    before = shares.cumsum(dim=-1) - shares
    keep = before < p
    keep[:, 0] = True
    keep_at_place = torch.zeros_like(keep).scatter(1, places, keep)
    return logits.masked_fill(~keep_at_place, float("-inf"))


# %% right: a loop for each row
def top_p(scores, limit):
    result = torch.full_like(scores, float("-inf"))
    for r in range(scores.shape[0]):
        shares = torch.softmax(scores[r].double(), dim=0).tolist()
        order = sorted(range(len(shares)), key=lambda i: scores[r, i].item())
        total = 0.0
        for i in reversed(order):
            result[r, i] = scores[r, i]
            total += shares[i]
            if total >= limit:
                break
    return result


# %% wrong: the word with which the sum reaches p is dropped, even the first
def top_p(logits: torch.Tensor, p: float) -> torch.Tensor:
    ordered, places = logits.sort(dim=-1, descending=True)
    total = torch.softmax(ordered, dim=-1).cumsum(dim=-1)
    keep = total <= p
    keep = torch.zeros_like(keep).scatter(1, places, keep)
    return logits.masked_fill(~keep, float("-inf"))


# %% wrong: always keeps the first, but drops the word that reaches p if it is a later one
def top_p(logits: torch.Tensor, p: float) -> torch.Tensor:
    ordered, places = logits.sort(dim=-1, descending=True)
    total = torch.softmax(ordered, dim=-1).cumsum(dim=-1)
    keep = total <= p
    keep[:, 0] = True
    keep = torch.zeros_like(keep).scatter(1, places, keep)
    return logits.masked_fill(~keep, float("-inf"))


# %% wrong: returned in sorted order, not at the old places
def top_p(logits: torch.Tensor, p: float) -> torch.Tensor:
    ordered, places = logits.sort(dim=-1, descending=True)
    shares = torch.softmax(ordered, dim=-1)
    before = shares.cumsum(dim=-1) - shares
    keep = before < p
    keep[:, 0] = True
    return ordered.masked_fill(~keep, float("-inf"))


# %% wrong: keeps the words whose own share is at least p
def top_p(logits: torch.Tensor, p: float) -> torch.Tensor:
    shares = torch.softmax(logits, dim=-1)
    best = shares.max(dim=-1, keepdim=True).values
    keep = (shares >= p) | (shares == best)
    return logits.masked_fill(~keep, float("-inf"))


# %% wrong: changes logits itself
def top_p(logits: torch.Tensor, p: float) -> torch.Tensor:
    for row in logits:
        shares = torch.softmax(row, dim=0)
        total = 0.0
        for i in shares.argsort(descending=True):
            if total >= p and total > 0:
                row[i] = float("-inf")
            total += shares[i].item()
    return logits


# %% wrong: sorted ascending, keeps the unlikeliest words
def top_p(logits: torch.Tensor, p: float) -> torch.Tensor:
    ordered, places = logits.sort(dim=-1)
    shares = torch.softmax(ordered, dim=-1)
    before = shares.cumsum(dim=-1) - shares
    keep = before < p
    keep[:, 0] = True
    keep = torch.zeros_like(keep).scatter(1, places, keep)
    return logits.masked_fill(~keep, float("-inf"))


# %% wrong: the others become 0 instead of minus infinity
def top_p(logits: torch.Tensor, p: float) -> torch.Tensor:
    result = torch.zeros_like(logits)
    for r in range(len(logits)):
        shares = torch.softmax(logits[r], dim=0)
        total = 0.0
        for i in shares.argsort(descending=True):
            result[r, i] = logits[r, i]
            total += shares[i].item()
            if total >= p:
                break
    return result


# %% wrong: the number of words to keep is taken from the first row for all rows
def top_p(logits: torch.Tensor, p: float) -> torch.Tensor:
    ordered = torch.softmax(logits, dim=-1).sort(dim=-1, descending=True).values
    count = 1
    while count < logits.shape[1] and ordered[0, :count].sum() < p:
        count += 1
    limit = logits.topk(count, dim=-1).values[:, -1:]
    return logits.masked_fill(logits < limit, float("-inf"))


# %% wrong: the running sum is not started again for each row
def top_p(logits: torch.Tensor, p: float) -> torch.Tensor:
    result = torch.full_like(logits, float("-inf"))
    total = 0.0
    for r in range(len(logits)):
        shares = torch.softmax(logits[r], dim=0)
        for i in shares.argsort(descending=True):
            result[r, i] = logits[r, i]
            total += shares[i].item()
            if total >= p:
                break
    return result
