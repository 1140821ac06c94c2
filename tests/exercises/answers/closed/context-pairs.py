"""Answers to context-pairs, written from its task and stub alone."""

# %% right: two loops with the limits by max and min
def context_pairs(words, window):
    pairs = []
    for i in range(len(words)):
        for j in range(max(0, i - window), min(len(words), i + window + 1)):
            if j != i:
                pairs.append((words[i], words[j]))
    return pairs


# %% right: one list comprehension with the distance
def context_pairs(words, window):
    return [
        (word, other)
        for i, word in enumerate(words)
        for j, other in enumerate(words)
        if 1 <= abs(i - j) <= window
    ]


# %% right: slices before and after
def context_pairs(sentence, reach):
    pairs = []
    for place, word in enumerate(sentence):
        before = sentence[max(0, place - reach) : place]
        after = sentence[place + 1 : place + 1 + reach]
        pairs += [(word, neighbour) for neighbour in before + after]
    return pairs


# %% right: offsets, places outside skipped
def context_pairs(words: list[str], window: int) -> list[tuple[str, str]]:
    pairs = []
    for i, word in enumerate(words):
        for offset in range(-window, window + 1):
            j = i + offset
            if offset == 0 or j < 0 or j >= len(words):
                continue
            pairs.append((word, words[j]))
    return pairs


# %% right: a generator with a while loop
def context_pairs(words, window):
    def pairs():
        for i in range(len(words)):
            j = i - window
            while j <= i + window:
                if 0 <= j < len(words) and j != i:
                    yield words[i], words[j]
                j += 1

    return list(pairs())


# %% wrong: the upper limit is one too small, the last neighbour is missing
def context_pairs(words, window):
    pairs = []
    for i in range(len(words)):
        for j in range(max(0, i - window), min(len(words), i + window)):
            if j != i:
                pairs.append((words[i], words[j]))
    return pairs


# %% wrong: the word is paired with itself too
def context_pairs(words, window):
    pairs = []
    for i in range(len(words)):
        for j in range(max(0, i - window), min(len(words), i + window + 1)):
            pairs.append((words[i], words[j]))
    return pairs


# %% wrong: left out by equal text instead of equal place, so neighbours with the same word are lost
def context_pairs(words, window):
    pairs = []
    for i in range(len(words)):
        for j in range(max(0, i - window), min(len(words), i + window + 1)):
            if words[j] != words[i]:
                pairs.append((words[i], words[j]))
    return pairs


# %% wrong: the lower limit is missing, negative places count from the end
def context_pairs(words, window):
    pairs = []
    for i in range(len(words)):
        for j in range(i - window, min(len(words), i + window + 1)):
            if j != i:
                pairs.append((words[i], words[j]))
    return pairs


# %% wrong: the upper limit is missing, IndexError at the end
def context_pairs(words, window):
    pairs = []
    for i in range(len(words)):
        for j in range(max(0, i - window), i + window + 1):
            if j != i:
                pairs.append((words[i], words[j]))
    return pairs


# %% wrong: a slice with a negative start, neighbours before the word are lost near the beginning (right for window 1)
def context_pairs(words, window):
    pairs = []
    for i, word in enumerate(words):
        for neighbour in words[i - window : i] + words[i + 1 : i + window + 1]:
            pairs.append((word, neighbour))
    return pairs


# %% wrong: sorted by distance (near ones first), not from left to right
def context_pairs(words, window):
    pairs = []
    for i, word in enumerate(words):
        for distance in range(1, window + 1):
            if i - distance >= 0:
                pairs.append((word, words[i - distance]))
            if i + distance < len(words):
                pairs.append((word, words[i + distance]))
    return pairs


# %% wrong: only the neighbours after the word
def context_pairs(words, window):
    pairs = []
    for i, word in enumerate(words):
        for neighbour in words[i + 1 : i + window + 1]:
            pairs.append((word, neighbour))
    return pairs


# %% wrong: the place is looked up with index(), which finds the first of equal words
def context_pairs(words, window):
    pairs = []
    for word in words:
        i = words.index(word)
        for j in range(max(0, i - window), min(len(words), i + window + 1)):
            if j != i:
                pairs.append((word, words[j]))
    return pairs


# %% wrong: a pair that occurs twice is listed once only
def context_pairs(words, window):
    pairs = []
    for i in range(len(words)):
        for j in range(max(0, i - window), min(len(words), i + window + 1)):
            if j != i and (words[i], words[j]) not in pairs:
                pairs.append((words[i], words[j]))
    return pairs


# %% wrong: (neighbour, word) instead of (word, neighbour)
def context_pairs(words, window):
    pairs = []
    for i in range(len(words)):
        for j in range(max(0, i - window), min(len(words), i + window + 1)):
            if j != i:
                pairs.append((words[j], words[i]))
    return pairs


# %% wrong: only neighbours at exactly the distance window
def context_pairs(words, window):
    pairs = []
    for i in range(len(words)):
        for j in (i - window, i + window):
            if 0 <= j < len(words):
                pairs.append((words[i], words[j]))
    return pairs


# %% wrong: the return stands inside the loop, only the first word's pairs
def context_pairs(words, window):
    pairs = []
    for i in range(len(words)):
        for j in range(max(0, i - window), min(len(words), i + window + 1)):
            if j != i:
                pairs.append((words[i], words[j]))
        return pairs


# %% right: lists of two instead of tuples (its author called it wrong; the task asks for pairs, and these are pairs)
def context_pairs(words, window):
    return [
        [words[i], words[j]]
        for i in range(len(words))
        for j in range(len(words))
        if i != j and abs(i - j) <= window
    ]


# %% wrong: a window of 0 is taken as 1
def context_pairs(words, window):
    window = window or 1
    pairs = []
    for i in range(len(words)):
        for j in range(max(0, i - window), min(len(words), i + window + 1)):
            if j != i:
                pairs.append((words[i], words[j]))
    return pairs
