"""Answers to bag-of-words, written from its task and stub alone."""

# %% right: list.count in a comprehension
def bag_of_words(words: list[str], vocabulary: list[str]) -> list[int]:
    return [words.count(word) for word in vocabulary]


# %% right: Counter, missing words are 0
from collections import Counter


def bag_of_words(words, vocab):
    counter = Counter(words)
    return [counter[w] for w in vocab]


# %% right: a dictionary that is counted up
def bag_of_words(words, vocabulary):
    counts = {}
    for word in vocabulary:
        counts[word] = 0
    for word in words:
        if word in counts:
            counts[word] += 1
    return [counts[word] for word in vocabulary]


# %% right: a table of zeros and vocabulary.index
def bag_of_words(words, vocabulary):
    bag = [0] * len(vocabulary)
    for w in words:
        if w in vocabulary:
            bag[vocabulary.index(w)] += 1
    return bag


# %% right: ids and torch.bincount
def bag_of_words(words, vocabulary):
    place = {w: i for i, w in enumerate(vocabulary)}
    ids = torch.tensor([place[w] for w in words if w in place], dtype=torch.long)
    return torch.bincount(ids, minlength=len(vocabulary)).tolist()


# %% wrong: vocabulary.index raises an error for a word that is not in the vocabulary
def bag_of_words(words, vocabulary):
    bag = [0] * len(vocabulary)
    for w in words:
        bag[vocabulary.index(w)] += 1
    return bag


# %% wrong: only whether a word occurs, not how often
def bag_of_words(words, vocabulary):
    return [int(v in words) for v in vocabulary]


# %% wrong: as many places as there are words instead of vocabulary entries
def bag_of_words(words, vocabulary):
    bag = [0] * len(words)
    for w in words:
        if w in vocabulary:
            bag[vocabulary.index(w)] += 1
    return bag


# %% wrong: counts letters in the joined text, so "a" is also found inside other words
def bag_of_words(words, vocabulary):
    text = " ".join(words)
    return [text.count(v) for v in vocabulary]


# %% wrong: counts in the order of first occurrence, and words that do not occur are missing
def bag_of_words(words, vocabulary):
    counts = {}
    for w in words:
        if w in vocabulary:
            counts[w] = counts.get(w, 0) + 1
    return list(counts.values())


# %% wrong: return inside the loop, only the first count
def bag_of_words(words, vocabulary):
    bag = []
    for v in vocabulary:
        bag.append(words.count(v))
        return bag


# %% wrong: the counts come in alphabetical order instead of that of the vocabulary
def bag_of_words(words, vocabulary):
    return [words.count(v) for v in sorted(vocabulary)]


# %% wrong: unknown words get the place -1 and are counted for the last word
def bag_of_words(words, vocabulary):
    place = {v: i for i, v in enumerate(vocabulary)}
    bag = [0] * len(vocabulary)
    for w in words:
        bag[place.get(w, -1)] += 1
    return bag


# %% wrong: the arguments mixed up, counts the vocabulary's words for each word
def bag_of_words(words, vocabulary):
    return [vocabulary.count(w) for w in words]


# %% wrong: no start with 0, a KeyError at the first word
def bag_of_words(words, vocabulary):
    counts = {}
    for w in words:
        if w in vocabulary:
            counts[w] += 1
    return [counts[v] for v in vocabulary]


# %% wrong: a Counter of the known words, read without a default, fails for vocabulary words that do not occur
def bag_of_words(words, vocabulary):
    counts = {w: words.count(w) for w in words}
    return [counts[v] for v in vocabulary]
