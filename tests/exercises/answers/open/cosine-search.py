"""Answers to cosine-search, written from its task and stub alone."""

# %% right: both normalised, topk
def cosine_search(questions, sections, k):
    q = torch.nn.functional.normalize(questions, dim=-1)
    s = torch.nn.functional.normalize(sections, dim=-1)
    return torch.topk(q @ s.T, k, dim=-1).indices


# %% right: argsort, cut
def cosine_search(questions, sections, k):
    cosines = torch.cosine_similarity(questions.unsqueeze(1), sections.unsqueeze(0), dim=2)
    return cosines.argsort(dim=1, descending=True)[:, :k]


# %% right: plain loops and sorted
def cosine_search(questions, sections, k):
    answer = []
    for q in questions:
        scores = [(float(q @ s / s.norm()), i) for i, s in enumerate(sections)]
        scores.sort(reverse=True)
        answer.append([i for _, i in scores[:k]])
    return torch.tensor(answer)


# %% right: the best again and again, in float64
def cosine_search(asked, texts, how_many):
    cosines = torch.einsum("qd,sd->qs", asked.double(), texts.double())
    cosines = cosines / torch.outer(asked.double().norm(dim=1), texts.double().norm(dim=1))
    out = torch.zeros(len(asked), how_many, dtype=torch.int32)
    for place in range(how_many):
        best = cosines.argmax(dim=1)
        out[:, place] = best
        cosines[torch.arange(len(asked)), best] = float("-inf")
    return out


# %% wrong: dot products
def cosine_search(questions, sections, k):
    return (questions @ sections.T).topk(k).indices


# %% wrong: only the questions are normalised
def cosine_search(questions, sections, k):
    q = questions / questions.norm(dim=1, keepdim=True)
    return (q @ sections.T).topk(k).indices


# %% wrong: the lowest first
def cosine_search(questions, sections, k):
    q = torch.nn.functional.normalize(questions, dim=-1)
    s = torch.nn.functional.normalize(sections, dim=-1)
    return (q @ s.T).argsort(dim=1)[:, :k]


# %% wrong: best last
def cosine_search(questions, sections, k):
    q = torch.nn.functional.normalize(questions, dim=-1)
    s = torch.nn.functional.normalize(sections, dim=-1)
    return (q @ s.T).argsort(dim=1)[:, -k:]


# %% wrong: the cosines
def cosine_search(questions, sections, k):
    q = torch.nn.functional.normalize(questions, dim=-1)
    s = torch.nn.functional.normalize(sections, dim=-1)
    return (q @ s.T).topk(k).values


# %% wrong: over the questions
def cosine_search(questions, sections, k):
    q = torch.nn.functional.normalize(questions, dim=-1)
    s = torch.nn.functional.normalize(sections, dim=-1)
    return (q @ s.T).topk(k, dim=0).indices


# %% wrong: questions for each section
def cosine_search(questions, sections, k):
    q = torch.nn.functional.normalize(questions, dim=-1)
    s = torch.nn.functional.normalize(sections, dim=-1)
    return (s @ q.T).topk(k).indices


# %% wrong: columns normalised
def cosine_search(questions, sections, k):
    q = torch.nn.functional.normalize(questions, dim=0)
    s = torch.nn.functional.normalize(sections, dim=0)
    return (q @ s.T).topk(k).indices


# %% wrong: distances
def cosine_search(questions, sections, k):
    return torch.cdist(questions, sections).topk(k, largest=False).indices


# %% wrong: the rows are cut
def cosine_search(questions, sections, k):
    s = sections / sections.norm(dim=1, keepdim=True)
    return (questions @ s.T).argsort(dim=1, descending=True)[:k]


# %% wrong: keepdim forgotten
def cosine_search(questions, sections, k):
    s = sections / sections.norm(dim=1)
    return (questions @ s.T).topk(k).indices


# %% wrong: not transposed
def cosine_search(questions, sections, k):
    s = sections / sections.norm(dim=1, keepdim=True)
    return (questions @ s).topk(k).indices


# %% wrong: a list
def cosine_search(questions, sections, k):
    s = sections / sections.norm(dim=1, keepdim=True)
    return (questions @ s.T).topk(k).indices.tolist()


# %% wrong: floats in fresh zeros
def cosine_search(questions, sections, k):
    s = sections / sections.norm(dim=1, keepdim=True)
    out = torch.zeros(len(questions), k)
    for i, q in enumerate(questions):
        out[i] = (s @ q).topk(k).indices
    return out


# %% wrong: return in the loop
def cosine_search(questions, sections, k):
    s = sections / sections.norm(dim=1, keepdim=True)
    for q in questions:
        return (s @ q).topk(k).indices


# %% wrong: topk whole
def cosine_search(questions, sections, k):
    s = sections / sections.norm(dim=1, keepdim=True)
    return (questions @ s.T).topk(k)


# %% wrong: absolute values
def cosine_search(questions, sections, k):
    s = sections / sections.norm(dim=1, keepdim=True)
    return (questions @ s.T).abs().topk(k).indices


# %% wrong: all of them
def cosine_search(questions, sections, k):
    s = sections / sections.norm(dim=1, keepdim=True)
    return (questions @ s.T).argsort(dim=1, descending=True)


# %% wrong: only the best
def cosine_search(questions, sections, k):
    s = sections / sections.norm(dim=1, keepdim=True)
    return (questions @ s.T).argmax(dim=1)
