"""Answers to merge-step, written before its list of mistakes."""

# %% right: while over places
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if i + 1 < len(ids) and ids[i] == pair[0] and ids[i + 1] == pair[1]:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


# %% right: for with a flag that skips
def merge(ids, pair, new_id):
    result = []
    skip = False
    for i, number in enumerate(ids):
        if skip:
            skip = False
            continue
        if (number, *ids[i + 1 : i + 2]) == pair:
            result.append(new_id)
            skip = True
        else:
            result.append(number)
    return result


# %% right: a copy changed in place
def merge(ids, pair, new_id):
    ids = ids.copy()
    i = 0
    while i < len(ids) - 1:
        if (ids[i], ids[i + 1]) == pair:
            ids[i : i + 2] = [new_id]
        i += 1
    return ids


# %% right: recursion
def merge(ids: list[int], pair: tuple[int, int], new_id: int) -> list[int]:
    if len(ids) < 2:
        return list(ids)
    if ids[:2] == list(pair):
        return [new_id] + merge(ids[2:], pair, new_id)
    return ids[:1] + merge(ids[1:], pair, new_id)


# %% wrong: the place moves by one only after a merge, so the second number stays
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if tuple(ids[i : i + 2]) == pair:
            out.append(new_id)
        else:
            out.append(ids[i])
        i += 1
    return out


# %% wrong: the last number is lost
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids) - 1:
        if (ids[i], ids[i + 1]) == pair:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


# %% wrong: IndexError at the end
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if (ids[i], ids[i + 1]) == pair:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


# %% wrong: only the first occurrence
def merge(ids, pair, new_id):
    for i in range(len(ids) - 1):
        if (ids[i], ids[i + 1]) == pair:
            return ids[:i] + [new_id] + ids[i + 2 :]
    return list(ids)


# %% wrong: changes the caller's list
def merge(ids, pair, new_id):
    i = 0
    while i < len(ids) - 1:
        if (ids[i], ids[i + 1]) == pair:
            ids[i] = new_id
            del ids[i + 1]
        i += 1
    return ids


# %% wrong: from right to left
def merge(ids, pair, new_id):
    out = []
    i = len(ids) - 1
    while i >= 0:
        if i > 0 and (ids[i - 1], ids[i]) == pair:
            out.insert(0, new_id)
            i -= 2
        else:
            out.insert(0, ids[i])
            i -= 1
    return out


# %% wrong: either order of the pair
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if set(ids[i : i + 2]) == set(pair):
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


# %% wrong: the new number is put in, but the old ones stay too
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        out.append(ids[i])
        if tuple(ids[i : i + 2]) == pair:
            out.append(new_id)
            i += 1
        i += 1
    return out


# %% wrong: compares a list with a tuple, so nothing is ever merged
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if ids[i : i + 2] == pair:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


# %% wrong: walks in steps of two, pairs at odd places are missed
def merge(ids, pair, new_id):
    out = []
    for i in range(0, len(ids), 2):
        two = ids[i : i + 2]
        out += [new_id] if tuple(two) == pair else two
    return out
