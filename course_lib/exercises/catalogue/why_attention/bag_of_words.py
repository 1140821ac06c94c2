"""Count how often each word of a vocabulary occurs."""

from collections import Counter

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake

Words = list[str]


def bag_of_words(words: Words, vocabulary: Words) -> list[int]:
    """Return one count for each word of the vocabulary."""
    return [words.count(entry) for entry in vocabulary]


CASES = (
    Case("one word twice, one not at all", lambda: (["a", "dog", "a"], ["a", "cat", "dog"])),
    Case("a word outside the vocabulary", lambda: (["a", "cow"], ["a", "dog"])),
    Case("a vocabulary that is not sorted", lambda: (["b", "b", "c", "a"], ["c", "a", "b"])),
    Case("words inside other words", lambda: (["cat", "at", "eat", "at"], ["at", "a", "cat"])),
    Case("capitals", lambda: (["The", "cat", "the", "the"], ["the", "The"])),
    Case("no words", lambda: ([], ["a", "b"])),
)


def _with_a_dictionary(words: Words, vocabulary: Words) -> list[int]:
    counts = dict.fromkeys(vocabulary, 0)
    for word in words:
        if word in counts:
            counts[word] += 1
    return list(counts.values())


def _with_places(words: Words, vocabulary: Words) -> list[int]:
    counts = [0] * len(vocabulary)
    for word in words:
        if word in vocabulary:
            counts[vocabulary.index(word)] += 1
    return counts


def _with_a_counter(words: Words, vocabulary: Words) -> list[int]:
    counter = Counter(words)
    return [counter[entry] for entry in vocabulary]


MISTAKES = (
    Mistake(
        "whether-not-how-often",
        "You say whether it occurs, not how often.",
        {"words.count(entry)": "int(entry in words)"},
    ),
    Mistake(
        "one-per-word-of-the-text",
        "One number for each word of the text. Go through the vocabulary.",
        {"(entry) for entry in vocabulary": "(word) for word in words"},
    ),
    Mistake(
        "as-long-as-the-text",
        "Your list is as long as the text. It needs one place for each word of the vocabulary.",
        {"len(vocabulary)": "len(words)"},
        of=_with_places,
    ),
    Mistake("sorted", "You sorted the vocabulary. Keep its order.", {"in vocabulary": "in sorted(vocabulary)"}),
    Mistake(
        "order-of-the-text",
        "The counts stand in the order of the text, and words that do not occur have none. Go through the vocabulary.",
        (
            {"counter[entry] for entry in vocabulary": "n for word, n in counter.items() if word in vocabulary"},
            {"[counter[entry] for entry in vocabulary]": "list(counter.values())"},
        ),
        of=_with_a_counter,
    ),
    Mistake("zeros-left-out", "Words that do not occur count 0.", {"in vocabulary": "in vocabulary if entry in words"}),
    Mistake(
        "no-zero-to-start-with",
        "Your dictionary has no entry yet for this word. Start each word of the vocabulary with 0.",
        (
            {"dict.fromkeys(vocabulary, 0)": "{}", "if word in counts": "if word in vocabulary"},
            {"dict.fromkeys(vocabulary, 0)": "{}", "        if word in counts:\n    ": ""},
        ),
        of=_with_a_dictionary,
    ),
    Mistake(
        "no-entry-without-a-word",
        "A word of the vocabulary that does not occur has no entry in your dictionary: use .get(entry, 0).",
        {"Counter(words)": "dict(Counter(words))"},
        of=_with_a_counter,
    ),
    Mistake(
        "unknown-word-not-ignored",
        "A word that is not in the vocabulary stops your function, or is counted for another one. Leave it out.",
        (
            {"        if word in vocabulary:\n    ": ""},
            {"        if word in vocabulary:\n    ": "", ".index(word)": ".index(word) if word in vocabulary else -1"},
        ),
        of=_with_places,
    ),
    Mistake(
        "unknown-word-without-entry",
        "A word that is not in the vocabulary has no entry in your dictionary. Leave it out.",
        {"        if word in counts:\n    ": ""},
        of=_with_a_dictionary,
    ),
    Mistake(
        "parts-of-words",
        "You count a word inside longer words too. Compare whole words: lists have a method count.",
        (
            {"words.count(entry)": '" ".join(words).count(entry)'},
            {"words.count(entry)": "sum(entry in word for word in words)"},
        ),
    ),
    Mistake(
        "capitals-ignored",
        "“The” and “the” are two words.",
        {"words.count(entry)": "[word.lower() for word in words].count(entry.lower())"},
    ),
    Mistake("first-only", "You return inside the loop, after the first count.", {"in vocabulary": "in vocabulary[:1]"}),
    Mistake(
        "shares", "These are shares of the text. The task asks for counts.", {"(entry)": "(entry) / max(len(words), 1)"}
    ),
    Mistake(
        "counted-in-the-vocabulary",
        "You counted in the vocabulary. Count in the text.",
        {"words.count(entry) for entry in vocabulary": "vocabulary.count(word) for word in words"},
    ),
)

EXERCISE = Exercise(
    name="bag-of-words",
    chapter="why-attention",
    minutes=5,
    difficulty="easy",
    solution=bag_of_words,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_a_dictionary, _with_places, _with_a_counter),
    parts=("count",),
)
