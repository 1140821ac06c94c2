"""Answers to unknown-words, written before its list of mistakes."""

# %% right: a loop that counts, with a set
def unknown_share(known, words):
    vocabulary = set(known)
    unknown = 0
    for word in words:
        if word not in vocabulary:
            unknown += 1
    return unknown / len(words)


# %% right: a list of the unknown words
def unknown_share(known: list[str], words: list[str]) -> float:
    return len([w for w in words if w not in known]) / len(words)


# %% right: one minus the share of the known ones
def unknown_share(vocab_text, text):
    seen = {word: True for word in vocab_text}
    return 1 - sum(seen.get(word, False) for word in text) / len(text)


# %% right: with a Counter and a mean in torch, made a float
def unknown_share(known, words):
    from collections import Counter

    counts = Counter(words)
    missing = sum(n for word, n in counts.items() if word not in frozenset(known))
    return (torch.tensor(float(missing)) / len(words)).item()


# %% wrong: the share of known words
def unknown_share(known, words):
    return sum(word in set(known) for word in words) / len(words)


# %% wrong: different words only, each counted once
def unknown_share(known, words):
    unknown = set(words) - set(known)
    return len(unknown) / len(set(words))


# %% wrong: different unknown words, divided by all words
def unknown_share(known, words):
    return len(set(words) - set(known)) / len(words)


# %% wrong: the number, not the share
def unknown_share(known, words):
    vocabulary = set(known)
    return sum(word not in vocabulary for word in words)


# %% wrong: divided by the size of the vocabulary
def unknown_share(known, words):
    vocabulary = set(known)
    return sum(word not in vocabulary for word in words) / len(vocabulary)


# %% wrong: known and words confused
def unknown_share(known, words):
    other = set(words)
    return sum(word not in other for word in known) / len(known)


# %% wrong: a percentage
def unknown_share(known, words):
    vocabulary = set(known)
    return 100 * sum(word not in vocabulary for word in words) / len(words)


# %% wrong: lower-cases everything first
def unknown_share(known, words):
    vocabulary = {word.lower() for word in known}
    return sum(word.lower() not in vocabulary for word in words) / len(words)


# %% wrong: looks the word up inside the joined text
def unknown_share(known, words):
    text = " ".join(known)
    return sum(word not in text for word in words) / len(words)
