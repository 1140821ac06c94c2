"""Answers to pair-counts, written before its list of mistakes."""

# %% right: range over places
def pair_counts(words):
    counts = {}
    for word in words:
        for i in range(len(word) - 1):
            pair = (word[i], word[i + 1])
            if pair not in counts:
                counts[pair] = 0
            counts[pair] += 1
    return counts


# %% right: a Counter
def pair_counts(words):
    return Counter(pair for word in words for pair in zip(word[:-1], word[1:]))


# %% right: defaultdict, slices made tuples
def pair_counts(texts):
    from collections import defaultdict

    counts = defaultdict(int)
    for text in texts:
        for start in range(len(text)):
            pair = tuple(text[start : start + 2])
            if len(pair) == 2:
                counts[pair] += 1
    return dict(counts)


# %% right: previous number remembered
def pair_counts(words: list[list[int]]) -> dict[tuple[int, int], int]:
    found = {}
    for word in words:
        last = None
        for number in word:
            if last is not None:
                found[last, number] = found.setdefault((last, number), 0) + 1
            last = number
    return found


# %% wrong: the words are joined first, so pairs reach across
def pair_counts(words):
    counts = {}
    flat = [number for word in words for number in word]
    for pair in zip(flat, flat[1:]):
        counts[pair] = counts.get(pair, 0) + 1
    return counts


# %% wrong: every second pair only
def pair_counts(words):
    counts = {}
    for word in words:
        for pair in zip(word[::2], word[1::2]):
            counts[pair] = counts.get(pair, 0) + 1
    return counts


# %% wrong: the return inside the loop
def pair_counts(words):
    counts = {}
    for word in words:
        for pair in zip(word, word[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        return counts


# %% wrong: set to one instead of counted
def pair_counts(words):
    counts = {}
    for word in words:
        for pair in zip(word, word[1:]):
            counts[pair] = 1
    return counts


# %% wrong: counts each number, not pairs
def pair_counts(words):
    counts = {}
    for word in words:
        for number in word:
            counts[number] = counts.get(number, 0) + 1
    return counts


# %% wrong: the order inside a pair is lost by sorting
def pair_counts(words):
    counts = {}
    for word in words:
        for a, b in zip(word, word[1:]):
            pair = (min(a, b), max(a, b))
            counts[pair] = counts.get(pair, 0) + 1
    return counts


# %% wrong: a pair counts once for each word
def pair_counts(words):
    counts = {}
    for word in words:
        for pair in set(zip(word, word[1:])):
            counts[pair] = counts.get(pair, 0) + 1
    return counts


# %% wrong: overlapping equal pairs are not counted
def pair_counts(words):
    counts = {}
    for word in words:
        i = 0
        while i < len(word) - 1:
            pair = (word[i], word[i + 1])
            counts[pair] = counts.get(pair, 0) + 1
            i += 2 if word[i] == word[i + 1] else 1
    return counts


# %% wrong: range too short, the last pair is lost
def pair_counts(words):
    counts = {}
    for word in words:
        for i in range(len(word) - 2):
            pair = (word[i], word[i + 1])
            counts[pair] = counts.get(pair, 0) + 1
    return counts


# %% wrong: lists as keys
def pair_counts(words):
    counts = {}
    for word in words:
        for i in range(len(word) - 1):
            pair = word[i : i + 2]
            counts[pair] = counts.get(pair, 0) + 1
    return counts
