"""Answers to reciprocal-rank, written from its task and stub alone."""

# %% right: loops with a break
def mean_reciprocal_rank(ranked, right):
    total = 0
    for row, ok in zip(ranked.tolist(), right):
        for i in range(len(row)):
            if row[i] in ok:
                total += 1 / (i + 1)
                break
    return total / len(right)


# %% right: the smallest place
def mean_reciprocal_rank(ranked, right):
    scores = []
    for row, ok in zip(ranked.tolist(), right):
        places = [row.index(number) + 1 for number in ok if number in row]
        scores.append(1 / min(places) if places else 0)
    return sum(scores) / len(scores)


# %% right: the largest of 1 / place
def mean_reciprocal_rank(ranked, right):
    scores = torch.zeros(len(right))
    for q, ok in enumerate(right):
        for place, number in enumerate(ranked[q]):
            if number.item() in ok:
                scores[q] = max(scores[q].item(), 1 / (place + 1))
    return float(scores.mean())


# %% right: a helper
def mean_reciprocal_rank(order, answers):
    def score(numbers, good):
        place = 1
        while place <= len(numbers):
            if numbers[place - 1] in good:
                return 1 / place
            place += 1
        return 0

    return sum(score(order[i].tolist(), answers[i]) for i in range(len(answers))) / len(answers)


# %% wrong: places from 0
def mean_reciprocal_rank(ranked, right):
    total = 0
    for row, ok in zip(ranked.tolist(), right):
        for place, number in enumerate(row):
            if number in ok:
                total += 1 / place
                break
    return total / len(right)


# %% wrong: no break
def mean_reciprocal_rank(ranked, right):
    total = 0
    for row, ok in zip(ranked.tolist(), right):
        for place, number in enumerate(row, 1):
            if number in ok:
                total += 1 / place
    return total / len(right)


# %% wrong: the mean place
def mean_reciprocal_rank(ranked, right):
    total = 0
    for row, ok in zip(ranked.tolist(), right):
        for place, number in enumerate(row, 1):
            if number in ok:
                total += place
                break
    return total / len(right)


# %% wrong: questions without a hit are left out
def mean_reciprocal_rank(ranked, right):
    scores = []
    for row, ok in zip(ranked.tolist(), right):
        for place, number in enumerate(row, 1):
            if number in ok:
                scores.append(1 / place)
                break
    return sum(scores) / len(scores)


# %% wrong: tensors in sets
def mean_reciprocal_rank(ranked, right):
    total = 0
    for row, ok in zip(ranked, right):
        for place, number in enumerate(row, 1):
            if number in ok:
                total += 1 / place
                break
    return total / len(right)


# %% wrong: the last hit
def mean_reciprocal_rank(ranked, right):
    total = 0
    for row, ok in zip(ranked.tolist(), right):
        best = 0
        for place, number in enumerate(row, 1):
            if number in ok:
                best = 1 / place
        total += best
    return total / len(right)


# %% wrong: the sum
def mean_reciprocal_rank(ranked, right):
    total = 0
    for row, ok in zip(ranked.tolist(), right):
        for place, number in enumerate(row, 1):
            if number in ok:
                total += 1 / place
                break
    return total


# %% wrong: return in the loop
def mean_reciprocal_rank(ranked, right):
    for row, ok in zip(ranked.tolist(), right):
        for place, number in enumerate(row, 1):
            if number in ok:
                return 1 / place
    return 0.0


# %% wrong: one over the mean place
def mean_reciprocal_rank(ranked, right):
    places = []
    for row, ok in zip(ranked.tolist(), right):
        for place, number in enumerate(row, 1):
            if number in ok:
                places.append(place)
                break
    return len(places) / sum(places) if places else 0.0


# %% wrong: only the first place is looked at
def mean_reciprocal_rank(ranked, right):
    return sum(row[0] in ok for row, ok in zip(ranked.tolist(), right)) / len(right)


# %% wrong: divided by the number of places
def mean_reciprocal_rank(ranked, right):
    total = 0
    for row, ok in zip(ranked.tolist(), right):
        for place, number in enumerate(row, 1):
            if number in ok:
                total += 1 / place
                break
    return total / len(ranked[0])


# %% wrong: a hit counts 1
def mean_reciprocal_rank(ranked, right):
    return sum(bool(ok & set(row)) for row, ok in zip(ranked.tolist(), right)) / len(right)


# %% wrong: the values of each question
def mean_reciprocal_rank(ranked, right):
    scores = []
    for row, ok in zip(ranked.tolist(), right):
        score = 0.0
        for place, number in enumerate(row, 1):
            if number in ok:
                score = 1 / place
                break
        scores.append(score)
    return scores


# %% wrong: not found counts as the place behind the last
def mean_reciprocal_rank(ranked, right):
    total = 0
    for row, ok in zip(ranked.tolist(), right):
        place = 1
        while place <= len(row) and row[place - 1] not in ok:
            place += 1
        total += 1 / place
    return total / len(right)
