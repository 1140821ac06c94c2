"""Answers to vector-of-a-word, written from its task and stub alone."""

# %% right: a list for each word
def vectors_of_words(vectors, word_of):
    groups = []
    for vector, word in zip(vectors, word_of):
        if word is None:
            continue
        if word == len(groups):
            groups.append([])
        groups[word].append(vector)
    return torch.stack([sum(group) / len(group) for group in groups])


# %% right: sums and counts in fresh zeros
def vectors_of_words(vectors, word_of):
    words = max(w for w in word_of if w is not None) + 1
    sums = torch.zeros(words, vectors.shape[1])
    counts = torch.zeros(words, 1)
    for place, w in enumerate(word_of):
        if w is not None:
            sums[w] += vectors[place]
            counts[w] += 1
    return sums / counts


# %% right: a matrix of who belongs where
def vectors_of_words(vectors, word_of):
    ids = torch.tensor([-1 if w is None else w for w in word_of])
    member = (torch.arange(ids.max() + 1).unsqueeze(1) == ids.unsqueeze(0)).to(vectors.dtype)
    member = member / member.sum(dim=1, keepdim=True)
    return member @ vectors


# %% right: masks, one after the other, in float64
def vectors_of_words(pieces, numbers):
    found = sorted({n for n in numbers if n is not None})
    out = torch.empty(len(found), pieces.size(1), dtype=torch.float64)
    for n in found:
        mask = torch.tensor([m == n for m in numbers])
        out[n] = pieces[mask].double().mean(0)
    return out


# %% wrong: the first piece
def vectors_of_words(vectors, word_of):
    firsts = {}
    for vector, w in zip(vectors, word_of):
        if w is not None and w not in firsts:
            firsts[w] = vector
    return torch.stack(list(firsts.values()))


# %% wrong: the last piece, by overwriting
def vectors_of_words(vectors, word_of):
    words = max(w for w in word_of if w is not None) + 1
    out = torch.zeros(words, vectors.shape[1], dtype=vectors.dtype)
    for vector, w in zip(vectors, word_of):
        if w is not None:
            out[w] = vector
    return out


# %% wrong: the sum
def vectors_of_words(vectors, word_of):
    words = max(w for w in word_of if w is not None) + 1
    out = torch.zeros(words, vectors.shape[1], dtype=vectors.dtype)
    for vector, w in zip(vectors, word_of):
        if w is not None:
            out[w] += vector
    return out


# %% wrong: if w leaves out word 0
def vectors_of_words(vectors, word_of):
    groups = {}
    for vector, w in zip(vectors, word_of):
        if w:
            groups.setdefault(w, []).append(vector)
    return torch.stack([torch.stack(g).mean(dim=0) for g in groups.values()])


# %% wrong: None becomes -1, the last word
def vectors_of_words(vectors, word_of):
    ids = [-1 if w is None else w for w in word_of]
    words = max(ids) + 1
    sums = torch.zeros(words, vectors.shape[1], dtype=vectors.dtype)
    counts = torch.zeros(words, 1)
    for vector, w in zip(vectors, ids):
        sums[w] += vector
        counts[w] += 1
    return sums / counts


# %% wrong: None is a group like any other
def vectors_of_words(vectors, word_of):
    groups = {}
    for vector, w in zip(vectors, word_of):
        groups.setdefault(w, []).append(vector)
    return torch.stack([torch.stack(g).mean(dim=0) for g in groups.values()])


# %% wrong: the last word is forgotten
def vectors_of_words(vectors, word_of):
    words = max(w for w in word_of if w is not None)
    return torch.stack([vectors[[x == w for x in word_of]].mean(dim=0) for w in range(words)])


# %% wrong: the mean over the numbers of each vector
def vectors_of_words(vectors, word_of):
    words = max(w for w in word_of if w is not None) + 1
    return torch.stack([vectors[[x == w for x in word_of]].mean(dim=-1) for w in range(words)])


# %% wrong: the mean over everything
def vectors_of_words(vectors, word_of):
    words = max(w for w in word_of if w is not None) + 1
    return torch.stack([vectors[[x == w for x in word_of]].mean() for w in range(words)])


# %% wrong: the mean of the mean and the next
def vectors_of_words(vectors, word_of):
    words = max(w for w in word_of if w is not None) + 1
    out = torch.zeros(words, vectors.shape[1], dtype=vectors.dtype)
    seen = set()
    for vector, w in zip(vectors, word_of):
        if w is None:
            continue
        out[w] = (out[w] + vector) / 2 if w in seen else vector
        seen.add(w)
    return out


# %% wrong: a list
def vectors_of_words(vectors, word_of):
    words = max(w for w in word_of if w is not None) + 1
    return [vectors[[x == w for x in word_of]].mean(dim=0) for w in range(words)]


# %% wrong: max over a list with None
def vectors_of_words(vectors, word_of):
    words = max(word_of) + 1
    return torch.stack([vectors[[x == w for x in word_of]].mean(dim=0) for w in range(words)])


# %% wrong: only the special pieces are dropped
def vectors_of_words(vectors, word_of):
    return vectors[[w is not None for w in word_of]]


# %% wrong: divided by all pieces of words
def vectors_of_words(vectors, word_of):
    real = [w for w in word_of if w is not None]
    out = torch.zeros(max(real) + 1, vectors.shape[1], dtype=vectors.dtype)
    for vector, w in zip(vectors, word_of):
        if w is not None:
            out[w] += vector / len(real)
    return out


# %% wrong: return in the loop
def vectors_of_words(vectors, word_of):
    words = max(w for w in word_of if w is not None) + 1
    for w in range(words):
        return vectors[[x == w for x in word_of]].mean(dim=0)
