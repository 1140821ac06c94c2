"""Answers to analogy-nothing-left-out, written from its task and stub alone."""

# %% right: the built-in cosine
def analogy(vectors, a, b, c, leave_out):
    goal = vectors[b] - vectors[a] + vectors[c]
    cos = torch.nn.functional.cosine_similarity(vectors, goal.unsqueeze(0))
    if leave_out:
        for row in (a, b, c):
            cos[row] = float("-inf")
    return cos.argmax().item()


# %% right: sorted, the first that may be taken
def analogy(vectors, a, b, c, leave_out):
    goal = vectors[b] - vectors[a] + vectors[c]
    unit = vectors / vectors.norm(dim=1, keepdim=True)
    order = torch.argsort(unit @ goal, descending=True).tolist()
    forbidden = {a, b, c} if leave_out else set()
    for row in order:
        if row not in forbidden:
            return row


# %% right: plain Python lists
def analogy(vectors, a, b, c, leave_out):
    rows = vectors.tolist()
    goal = [y - x + z for x, y, z in zip(rows[a], rows[b], rows[c])]

    def cosine(row):
        dot = sum(p * q for p, q in zip(row, goal))
        return dot / sum(p * p for p in row) ** 0.5

    candidates = [i for i in range(len(rows)) if not (leave_out and i in (a, b, c))]
    return max(candidates, key=lambda i: cosine(rows[i]))


# %% right: a mask of candidates, in float64
def analogy(v, first, second, third, without):
    v = v.double()
    allowed = torch.ones(len(v), dtype=torch.bool)
    if without:
        allowed[torch.tensor([first, second, third])] = False
    goal = v[second] + v[third] - v[first]
    cosines = (v * goal).sum(dim=1) / (v.pow(2).sum(dim=1).sqrt() * goal.pow(2).sum().sqrt())
    return int(torch.where(allowed, cosines, torch.tensor(-2.0).double()).argmax())


# %% wrong: the three are left out always
def analogy(vectors, a, b, c, leave_out):
    goal = vectors[b] - vectors[a] + vectors[c]
    cos = torch.cosine_similarity(vectors, goal[None])
    cos[[a, b, c]] = -2
    return int(cos.argmax())


# %% wrong: leave_out is forgotten
def analogy(vectors, a, b, c, leave_out):
    goal = vectors[b] - vectors[a] + vectors[c]
    return int(torch.cosine_similarity(vectors, goal[None]).argmax())


# %% wrong: the difference the other way
def analogy(vectors, a, b, c, leave_out):
    goal = vectors[a] - vectors[b] + vectors[c]
    cos = torch.cosine_similarity(vectors, goal[None])
    if leave_out:
        cos[[a, b, c]] = -2
    return int(cos.argmax())


# %% wrong: dot product, not cosine
def analogy(vectors, a, b, c, leave_out):
    scores = vectors @ (vectors[b] - vectors[a] + vectors[c])
    if leave_out:
        scores[[a, b, c]] = float("-inf")
    return int(scores.argmax())


# %% wrong: the nearest by distance
def analogy(vectors, a, b, c, leave_out):
    goal = vectors[b] - vectors[a] + vectors[c]
    distance = (vectors - goal).norm(dim=1)
    if leave_out:
        distance[[a, b, c]] = float("inf")
    return int(distance.argmin())


# %% wrong: only c is left out
def analogy(vectors, a, b, c, leave_out):
    goal = vectors[b] - vectors[a] + vectors[c]
    cos = torch.cosine_similarity(vectors, goal[None])
    if leave_out:
        cos[c] = -2
    return int(cos.argmax())


# %% wrong: set to 0
def analogy(vectors, a, b, c, leave_out):
    goal = vectors[b] - vectors[a] + vectors[c]
    cos = torch.cosine_similarity(vectors, goal[None])
    if leave_out:
        cos[[a, b, c]] = 0
    return int(cos.argmax())


# %% wrong: the rows are taken out, and the others move up
def analogy(vectors, a, b, c, leave_out):
    goal = vectors[b] - vectors[a] + vectors[c]
    if leave_out:
        vectors = vectors[[i for i in range(len(vectors)) if i not in (a, b, c)]]
    return int(torch.cosine_similarity(vectors, goal[None]).argmax())


# %% wrong: directions are added
def analogy(vectors, a, b, c, leave_out):
    unit = vectors / vectors.norm(dim=1, keepdim=True)
    cos = unit @ (unit[b] - unit[a] + unit[c])
    if leave_out:
        cos[[a, b, c]] = float("-inf")
    return int(cos.argmax())


# %% wrong: a tensor is returned
def analogy(vectors, a, b, c, leave_out):
    goal = vectors[b] - vectors[a] + vectors[c]
    cos = torch.cosine_similarity(vectors, goal[None])
    if leave_out:
        cos[[a, b, c]] = -2
    return cos.argmax()


# %% wrong: the cosine is returned
def analogy(vectors, a, b, c, leave_out):
    goal = vectors[b] - vectors[a] + vectors[c]
    cos = torch.cosine_similarity(vectors, goal[None])
    if leave_out:
        cos[[a, b, c]] = -2
    return cos.max().item()


# %% wrong: the condition is turned round
def analogy(vectors, a, b, c, leave_out):
    goal = vectors[b] - vectors[a] + vectors[c]
    cos = torch.cosine_similarity(vectors, goal[None])
    if not leave_out:
        cos[[a, b, c]] = -2
    return int(cos.argmax())


# %% wrong: b and c are left out, a is not
def analogy(vectors, a, b, c, leave_out):
    goal = vectors[b] - vectors[a] + vectors[c]
    order = torch.cosine_similarity(vectors, goal[None]).argsort(descending=True).tolist()
    return [row for row in order if not leave_out or row not in (b, c)][0]


# %% wrong: divided by the length of everything
def analogy(vectors, a, b, c, leave_out):
    goal = vectors[b] - vectors[a] + vectors[c]
    cos = vectors @ goal / (vectors.norm() * goal.norm())
    if leave_out:
        cos[[a, b, c]] = -2
    return int(cos.argmax())
