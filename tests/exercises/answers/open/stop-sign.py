"""Answers to stop-sign, written from its task and stub alone."""

# %% right: append until an end comes
def until_stop(ids, end_ids):
    answer = []
    for i in ids:
        if i in end_ids:
            return answer
        answer.append(i)
    return answer


# %% right: a while loop with a counter
def until_stop(ids, end_ids):
    n = 0
    while n < len(ids) and ids[n] not in end_ids:
        n += 1
    return ids[:n]


# %% right: takewhile
from itertools import takewhile


def until_stop(ids, end_ids):
    return list(takewhile(lambda token: token not in set(end_ids), ids))


# %% right: the nearest of all places
def until_stop(ids, end_ids):
    places = [place for place, token in enumerate(ids) if token in end_ids]
    return ids[: places[0]] if places else ids


# %% right: next with a default
def until_stop(ids, end_ids):
    cut = next((i for i in range(len(ids)) if ids[i] in end_ids), None)
    return ids[:cut]


# %% wrong: the end is included
def until_stop(ids, end_ids):
    answer = []
    for i in ids:
        answer.append(i)
        if i in end_ids:
            break
    return answer


# %% wrong: the ends are taken out, the rest stays
def until_stop(ids, end_ids):
    return [i for i in ids if i not in end_ids]


# %% wrong: only the first of end_ids
def until_stop(ids, end_ids):
    if end_ids[0] in ids:
        return ids[: ids.index(end_ids[0])]
    return ids


# %% wrong: cut at the end that is first in end_ids
def until_stop(ids, end_ids):
    for end in end_ids:
        if end in ids:
            return ids[: ids.index(end)]
    return ids


# %% wrong: nothing returned without an end
def until_stop(ids, end_ids):
    for place, token in enumerate(ids):
        if token in end_ids:
            return ids[:place]


# %% wrong: index raises an error
def until_stop(ids, end_ids):
    return ids[: min(ids.index(end) for end in end_ids)]


# %% wrong: cut at the last end
def until_stop(ids, end_ids):
    cut = len(ids)
    for place, token in enumerate(ids):
        if token in end_ids:
            cut = place
    return ids[:cut]


# %% wrong: a token is compared with the list
def until_stop(ids, end_ids):
    for place, token in enumerate(ids):
        if token == end_ids:
            return ids[:place]
    return ids


# %% wrong: the caller's list is cut
def until_stop(ids, end_ids):
    for place, token in enumerate(ids):
        if token in end_ids:
            del ids[place:]
            break
    return ids


# %% wrong: an empty list without an end
def until_stop(ids, end_ids):
    for place, token in enumerate(ids):
        if token in end_ids:
            return ids[:place]
    return []


# %% wrong: the else belongs to the first id
def until_stop(ids, end_ids):
    for place, token in enumerate(ids):
        if token in end_ids:
            return ids[:place]
        else:
            return ids
    return ids


# %% wrong: the token before the end is missing
def until_stop(ids, end_ids):
    for place, token in enumerate(ids):
        if token in end_ids:
            return ids[: place - 1]
    return ids
