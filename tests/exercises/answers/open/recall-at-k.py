"""Answers to recall-at-k, written from its task and stub alone."""

# %% right: any, with lists
def recall_at_k(ranked, right, k):
    hits = 0
    for row, answers in zip(ranked.tolist(), right):
        if any(number in answers for number in row[:k]):
            hits += 1
    return hits / len(ranked)


# %% right: isdisjoint in one line
def recall_at_k(ranked, right, k):
    return sum(not ok.isdisjoint(row[:k].tolist()) for row, ok in zip(ranked, right)) / len(right)


# %% right: a tensor of hits, and its mean
def recall_at_k(ranked, right, k):
    hits = torch.zeros(len(right))
    for i in range(len(right)):
        for j in range(k):
            if int(ranked[i, j]) in right[i]:
                hits[i] = 1.0
    return hits.mean().item()


# %% right: compared number by number
def recall_at_k(order, answers, count):
    found = []
    for i, numbers in enumerate(answers):
        top = order[i, :count]
        found.append(max(int((top == number).any()) for number in numbers))
    return sum(found) / len(found)


# %% wrong: the share of the right ones found
def recall_at_k(ranked, right, k):
    total = 0
    for row, ok in zip(ranked.tolist(), right):
        total += len(ok & set(row[:k])) / len(ok)
    return total / len(right)


# %% wrong: precision at k
def recall_at_k(ranked, right, k):
    total = 0
    for row, ok in zip(ranked.tolist(), right):
        total += len(ok & set(row[:k])) / k
    return total / len(right)


# %% wrong: hits counted, not questions
def recall_at_k(ranked, right, k):
    hits = 0
    for row, ok in zip(ranked.tolist(), right):
        for number in row[:k]:
            if number in ok:
                hits += 1
    return hits / len(right)


# %% wrong: tensors are looked up in the set
def recall_at_k(ranked, right, k):
    hits = 0
    for row, ok in zip(ranked, right):
        if any(number in ok for number in row[:k]):
            hits += 1
    return hits / len(right)


# %% wrong: all right ones must be there
def recall_at_k(ranked, right, k):
    return sum(ok.issubset(row[:k]) for row, ok in zip(ranked.tolist(), right)) / len(right)


# %% wrong: k is not used
def recall_at_k(ranked, right, k):
    return sum(bool(ok & set(row)) for row, ok in zip(ranked.tolist(), right)) / len(right)


# %% wrong: one place too many
def recall_at_k(ranked, right, k):
    return sum(bool(ok & set(row[: k + 1])) for row, ok in zip(ranked.tolist(), right)) / len(right)


# %% wrong: only the k-th place
def recall_at_k(ranked, right, k):
    return sum(row[k - 1] in ok for row, ok in zip(ranked.tolist(), right)) / len(right)


# %% wrong: the best only
def recall_at_k(ranked, right, k):
    return sum(row[0] in ok for row, ok in zip(ranked.tolist(), right)) / len(right)


# %% wrong: the number of questions
def recall_at_k(ranked, right, k):
    return sum(bool(ok & set(row[:k])) for row, ok in zip(ranked.tolist(), right))


# %% wrong: divided by k
def recall_at_k(ranked, right, k):
    return sum(bool(ok & set(row[:k])) for row, ok in zip(ranked.tolist(), right)) / k


# %% wrong: return in the loop
def recall_at_k(ranked, right, k):
    hits = 0
    for row, ok in zip(ranked.tolist(), right):
        if ok & set(row[:k]):
            hits += 1
        return hits / len(right)


# %% wrong: the last k
def recall_at_k(ranked, right, k):
    return sum(bool(ok & set(row[-k:])) for row, ok in zip(ranked.tolist(), right)) / len(right)


# %% wrong: any of the common numbers, so that 0 does not count
def recall_at_k(ranked, right, k):
    return sum(any(ok & set(row[:k])) for row, ok in zip(ranked.tolist(), right)) / len(right)


# %% wrong: the rows are cut
def recall_at_k(ranked, right, k):
    return sum(bool(ok & set(row)) for row, ok in zip(ranked[:k].tolist(), right)) / len(right)


# %% wrong: in per cent
def recall_at_k(ranked, right, k):
    return 100 * sum(bool(ok & set(row[:k])) for row, ok in zip(ranked.tolist(), right)) / len(right)


# %% wrong: found right ones by all right ones
def recall_at_k(ranked, right, k):
    found = sum(len(ok & set(row[:k])) for row, ok in zip(ranked.tolist(), right))
    return found / sum(len(ok) for ok in right)


# %% wrong: not found
def recall_at_k(ranked, right, k):
    return sum(ok.isdisjoint(row[:k]) for row, ok in zip(ranked.tolist(), right)) / len(right)
