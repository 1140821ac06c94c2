"""Answers to encode-merges, written before its list of mistakes."""

# %% right: the pair with the smallest place in the order of the dict, again and again
def encode(ids, merges):
    order = {pair: n for n, pair in enumerate(merges)}
    ids = list(ids)
    while len(ids) >= 2:
        pairs = [p for p in zip(ids, ids[1:]) if p in order]
        if not pairs:
            break
        best = min(pairs, key=order.get)
        out, i = [], 0
        while i < len(ids):
            if tuple(ids[i : i + 2]) == best:
                out.append(merges[best])
                i += 2
            else:
                out.append(ids[i])
                i += 1
        ids = out
    return ids


# %% right: by the number of the new token, one place at a time
def encode(ids, merges):
    ids = ids[:]
    while True:
        found = [(merges[p], i) for i, p in enumerate(zip(ids, ids[1:])) if p in merges]
        if not found:
            return ids
        new, i = min(found)
        ids[i : i + 2] = [new]


# %% right: once through all merges
def encode(word, rules):
    word = list(word)
    for pair, new in rules.items():
        i = 0
        while i < len(word) - 1:
            if (word[i], word[i + 1]) == pair:
                word = word[:i] + [new] + word[i + 2 :]
            i += 1
    return word


# %% right: recursion, with a tuple as result
def encode(ids: list[int], merges: dict[tuple[int, int], int]) -> list[int]:
    for pair, new in merges.items():
        for i in range(len(ids) - 1):
            if (ids[i], ids[i + 1]) == pair:
                return encode([*ids[:i], new, *ids[i + 2 :]], merges)
    return tuple(ids)


# %% wrong: leftmost pair first
def encode(ids, merges):
    ids = list(ids)
    i = 0
    while i < len(ids) - 1:
        pair = (ids[i], ids[i + 1])
        if pair in merges:
            ids[i : i + 2] = [merges[pair]]
            i = 0
        else:
            i += 1
    return ids


# %% wrong: one pass from left to right, no merges of merges
def encode(ids, merges):
    out = []
    i = 0
    while i < len(ids):
        pair = tuple(ids[i : i + 2])
        if pair in merges:
            out.append(merges[pair])
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


# %% wrong: the pair learned last first
def encode(ids, merges):
    ids = list(ids)
    while True:
        pairs = [p for p in zip(ids, ids[1:]) if p in merges]
        if not pairs:
            return ids
        best = max(pairs, key=lambda p: merges[p])
        i = 0
        while i < len(ids) - 1:
            if (ids[i], ids[i + 1]) == best:
                ids[i : i + 2] = [merges[best]]
            i += 1


# %% wrong: only the first occurrence of each merge
def encode(ids, merges):
    ids = list(ids)
    for pair, new in merges.items():
        for i in range(len(ids) - 1):
            if (ids[i], ids[i + 1]) == pair:
                ids[i : i + 2] = [new]
                break
    return ids


# %% wrong: one merge only
def encode(ids, merges):
    for pair, new in merges.items():
        if pair in zip(ids, ids[1:]):
            out, i = [], 0
            while i < len(ids):
                if tuple(ids[i : i + 2]) == pair:
                    out.append(new)
                    i += 2
                else:
                    out.append(ids[i])
                    i += 1
            return out
    return list(ids)


# %% wrong: changes the caller's list
def encode(ids, merges):
    for pair, new in merges.items():
        i = 0
        while i < len(ids) - 1:
            if (ids[i], ids[i + 1]) == pair:
                ids[i : i + 2] = [new]
            i += 1
    return ids


# %% wrong: the most frequent pair of the word first
def encode(ids, merges):
    ids = list(ids)
    while True:
        counts = Counter(p for p in zip(ids, ids[1:]) if p in merges)
        if not counts:
            return ids
        best = counts.most_common(1)[0][0]
        i = 0
        while i < len(ids) - 1:
            if (ids[i], ids[i + 1]) == best:
                ids[i : i + 2] = [merges[best]]
            i += 1


# %% wrong: the last number is lost
def encode(ids, merges):
    word = list(ids)
    for pair, new in merges.items():
        out, i = [], 0
        while i < len(word) - 1:
            if (word[i], word[i + 1]) == pair:
                out.append(new)
                i += 2
            else:
                out.append(word[i])
                i += 1
        word = out
    return word


# %% wrong: the place is not moved past a merged pair
def encode(ids, merges):
    word = list(ids)
    for pair, new in merges.items():
        out = []
        for i in range(len(word)):
            if tuple(word[i : i + 2]) == pair:
                out.append(new)
            else:
                out.append(word[i])
        word = out
    return word


# %% wrong: from right to left
def encode(ids, merges):
    word = list(ids)
    for pair, new in merges.items():
        i = len(word) - 2
        while i >= 0:
            if tuple(word[i : i + 2]) == pair:
                word[i : i + 2] = [new]
                i -= 1
            i -= 1
    return word
