"""Answers to first-difference, written from its task and stub alone."""

# %% right: over the places of the shorter list
def first_difference(one, other):
    n = min(len(one), len(other))
    for i in range(n):
        if one[i] != other[i]:
            return i
    return None if len(one) == len(other) else n


# %% right: zip_longest fills up with None
from itertools import zip_longest


def first_difference(one, other):
    for i, (a, b) in enumerate(zip_longest(one, other)):
        if a != b:
            return i


# %% right: equal first, then a counter
def first_difference(one, other):
    if one == other:
        return None
    place = 0
    for a, b in zip(one, other):
        if a != b:
            break
        place = place + 1
    return place


# %% right: the first beginning that differs
def first_difference(one, other):
    for length in range(1, max(len(one), len(other)) + 1):
        if one[:length] != other[:length]:
            return length - 1
    return None


# %% right: with tensors
def first_difference(one, other):
    n = min(len(one), len(other))
    differs = torch.tensor(one[:n]) != torch.tensor(other[:n])
    if differs.any():
        return int(differs.int().argmax())
    if len(one) == len(other):
        return None
    return n


# %% wrong: the lengths are forgotten
def first_difference(one, other):
    for i, (a, b) in enumerate(zip(one, other)):
        if a != b:
            return i
    return None


# %% wrong: the length where they are equal
def first_difference(one, other):
    for i, (a, b) in enumerate(zip(one, other)):
        if a != b:
            return i
    return min(len(one), len(other))


# %% wrong: -1 where they are equal
def first_difference(one, other):
    for i, (a, b) in enumerate(zip(one, other)):
        if a != b:
            return i
    if len(one) == len(other):
        return -1
    return min(len(one), len(other))


# %% wrong: beyond the end of the other list
def first_difference(one, other):
    for i in range(len(one)):
        if one[i] != other[i]:
            return i
    if len(one) != len(other):
        return len(one)
    return None


# %% wrong: counted from 1
def first_difference(one, other):
    for i, (a, b) in enumerate(zip(one, other), start=1):
        if a != b:
            return i
    if len(one) != len(other):
        return min(len(one), len(other))
    return None


# %% wrong: the last difference
def first_difference(one, other):
    found = None
    for i, (a, b) in enumerate(zip(one, other)):
        if a != b:
            found = i
    if found is None and len(one) != len(other):
        found = min(len(one), len(other))
    return found


# %% wrong: the lengths first
def first_difference(one, other):
    if len(one) != len(other):
        return min(len(one), len(other))
    for i in range(len(one)):
        if one[i] != other[i]:
            return i
    return None


# %% wrong: the length of the longer list
def first_difference(one, other):
    for i, (a, b) in enumerate(zip(one, other)):
        if a != b:
            return i
    if len(one) != len(other):
        return max(len(one), len(other))
    return None


# %% wrong: the id in place of its place
def first_difference(one, other):
    for a, b in zip(one, other):
        if a != b:
            return a
    if len(one) != len(other):
        return min(len(one), len(other))
    return None


# %% wrong: the place found again by index
def first_difference(one, other):
    for a, b in zip(one, other):
        if a != b:
            return one.index(a)
    if len(one) != len(other):
        return min(len(one), len(other))
    return None


# %% wrong: ids that the other list lacks
def first_difference(one, other):
    for i, a in enumerate(one):
        if a not in other:
            return i
    if len(one) != len(other):
        return min(len(one), len(other))
    return None


# %% wrong: return in the loop
def first_difference(one, other):
    for i, (a, b) in enumerate(zip(one, other)):
        if a != b:
            return i
        return None
    return min(len(one), len(other))


# %% wrong: False for equal lists
def first_difference(one, other):
    if one == other:
        return False
    i = 0
    while i < min(len(one), len(other)) and one[i] == other[i]:
        i += 1
    return i
