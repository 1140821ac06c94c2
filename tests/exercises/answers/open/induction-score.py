"""Answers to induction-score, written before its list of mistakes."""

# %% right: a table of pairs
def score(weights, ids):
    n = len(ids)
    same = ids[:, None] == ids[None, :]
    earlier = torch.tril(same, diagonal=-1)
    after = torch.zeros(n, n)
    after[:, 1:] = earlier[:, :-1].float()
    repeated = earlier.any(dim=1)
    sums = (weights * after).sum(dim=-1)
    return sums[:, repeated].mean(dim=1)


# %% right: plain loops over heads
def score(weights, ids):
    result = []
    text = ids.tolist()
    for head in weights:
        scores = []
        for i in range(len(text)):
            places = [j + 1 for j in range(i) if text[j] == text[i]]
            if places:
                scores.append(sum(head[i, p] for p in places))
        result.append(sum(scores) / len(scores))
    return torch.stack(result)


# %% right: einsum in float64
def score(attention, text):
    words = text.shape[0]
    before = torch.arange(words)[:, None] > torch.arange(words)
    hit = ((text[:, None] == text) & before).double()
    shifted = torch.nn.functional.pad(hit, (1, 0))[:, :words]
    total = torch.einsum("hqk,qk->h", attention.double(), shifted)
    return total / (hit.sum(dim=1) > 0).sum()


# %% right: places remembered in a dict
def score(weights: torch.Tensor, ids: torch.Tensor) -> torch.Tensor:
    seen = {}
    rows = []
    for place, word in enumerate(ids.tolist()):
        if word in seen:
            rows.append(weights[:, place, seen[word]].sum(dim=1))
        seen.setdefault(word, []).append(place + 1)
    return torch.stack(rows).mean(dim=0)


# %% wrong: the earlier occurrence itself
def score(weights, ids):
    total, repeated = torch.zeros(len(weights)), 0
    for i in range(len(ids)):
        earlier = [e for e in range(i) if ids[e] == ids[i]]
        if earlier:
            repeated += 1
            total = total + weights[:, i, earlier].sum(dim=1)
    return total / repeated


# %% wrong: mean over all words
def score(weights, ids):
    total = torch.zeros(len(weights))
    for i in range(len(ids)):
        for e in range(i):
            if ids[e] == ids[i]:
                total = total + weights[:, i, e + 1]
    return total / len(ids)


# %% wrong: the last earlier occurrence only
def score(weights, ids):
    total, repeated = torch.zeros(len(weights)), 0
    for i in range(len(ids)):
        earlier = [e for e in range(i) if ids[e] == ids[i]]
        if earlier:
            repeated += 1
            total = total + weights[:, i, earlier[-1] + 1]
    return total / repeated


# %% wrong: the first earlier occurrence only
def score(weights, ids):
    total, repeated = torch.zeros(len(weights)), 0
    text = ids.tolist()
    for i in range(len(text)):
        first = text.index(text[i])
        if first < i:
            repeated += 1
            total = total + weights[:, i, first + 1]
    return total / repeated


# %% wrong: rows and columns confused
def score(weights, ids):
    total, repeated = torch.zeros(len(weights)), 0
    for i in range(len(ids)):
        earlier = [e for e in range(i) if ids[e] == ids[i]]
        repeated += bool(earlier)
        for e in earlier:
            total = total + weights[:, e + 1, i]
    return total / repeated


# %% wrong: divided by the number of pairs
def score(weights, ids):
    total, pairs = torch.zeros(len(weights)), 0
    for i in range(len(ids)):
        for e in range(i):
            if ids[e] == ids[i]:
                pairs += 1
                total = total + weights[:, i, e + 1]
    return total / pairs


# %% wrong: the sum, no mean
def score(weights, ids):
    total = torch.zeros(len(weights))
    for i in range(len(ids)):
        for e in range(i):
            if ids[e] == ids[i]:
                total = total + weights[:, i, e + 1]
    return total


# %% wrong: the place after may not be the word itself
def score(weights, ids):
    total, repeated = torch.zeros(len(weights)), 0
    for i in range(len(ids)):
        earlier = [e for e in range(i) if ids[e] == ids[i]]
        repeated += bool(earlier)
        for e in earlier:
            if e + 1 < i:
                total = total + weights[:, i, e + 1]
    return total / repeated


# %% wrong: one number for all heads
def score(weights, ids):
    total, repeated = 0.0, 0
    for i in range(len(ids)):
        earlier = [e for e in range(i) if ids[e] == ids[i]]
        repeated += bool(earlier)
        for e in earlier:
            total = total + weights[:, i, e + 1].mean()
    return total / repeated


# %% wrong: the place before
def score(weights, ids):
    total, repeated = torch.zeros(len(weights)), 0
    for i in range(len(ids)):
        earlier = [e for e in range(i) if ids[e] == ids[i]]
        repeated += bool(earlier)
        for e in earlier:
            total = total + weights[:, i, e - 1]
    return total / repeated


# %% wrong: the word itself counts as an occurrence
def score(weights, ids):
    total, repeated = torch.zeros(len(weights)), 0
    for i in range(len(ids)):
        earlier = [e for e in range(i + 1) if ids[e] == ids[i] and e + 1 < len(ids)]
        repeated += bool(earlier)
        for e in earlier:
            total = total + weights[:, i, e + 1]
    return total / repeated


# %% wrong: the largest weight of the places, not their sum
def score(weights, ids):
    total, repeated = torch.zeros(len(weights)), 0
    for i in range(len(ids)):
        earlier = [e + 1 for e in range(i) if ids[e] == ids[i]]
        if earlier:
            repeated += 1
            total = total + weights[:, i, earlier].amax(dim=1)
    return total / repeated
