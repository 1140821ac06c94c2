"""Count how often each word of a vocabulary occurs."""

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake

Words = list[str]


def bag_of_words(words: Words, vocabulary: Words) -> list[int]:
    """Return one count for each word of the vocabulary."""
    return [words.count(entry) for entry in vocabulary]


CASES = (
    Case("one word twice, one not at all", lambda: (["a", "dog", "a"], ["a", "cat", "dog"])),
    Case("a word outside the vocabulary", lambda: (["a", "cow"], ["a", "dog"])),
    Case("a vocabulary that is not sorted", lambda: (["b", "b", "c", "a"], ["c", "a", "b"])),
    Case("no words", lambda: ([], ["a", "b"])),
)


def _with_a_dictionary(words: Words, vocabulary: Words) -> list[int]:
    counts = dict.fromkeys(vocabulary, 0)
    for word in words:
        if word in counts:
            counts[word] += 1
    return list(counts.values())


def _with_sums(words: Words, vocabulary: Words) -> list[int]:
    return [sum(word == entry for word in words) for entry in vocabulary]


def _whether(words: Words, vocabulary: Words) -> list[int]:
    return [int(entry in words) for entry in vocabulary]


def _per_word_of_the_text(words: Words, vocabulary: Words) -> list[int]:
    return [words.count(word) for word in words]


def _sorted(words: Words, vocabulary: Words) -> list[int]:
    return [words.count(entry) for entry in sorted(vocabulary)]


def _occurring_only(words: Words, vocabulary: Words) -> list[int]:
    return [words.count(entry) for entry in vocabulary if entry in words]


def _shares(words: Words, vocabulary: Words) -> list[float]:
    return [words.count(entry) / max(len(words), 1) for entry in vocabulary]


def _in_the_vocabulary(words: Words, vocabulary: Words) -> list[int]:
    return [vocabulary.count(word) for word in words]


MISTAKES = (
    Mistake("whether-not-how-often", "You say whether a word occurs. The task asks how often.", _whether),
    Mistake(
        "one-per-word-of-the-text",
        "One number for each word of the text. Go through the vocabulary.",
        _per_word_of_the_text,
    ),
    Mistake("sorted", "You sorted the vocabulary. Keep its order: the places are the ids.", _sorted),
    Mistake("zeros-left-out", "Words that do not occur count 0; they keep their place.", _occurring_only),
    Mistake("shares", "These are shares of the text. The task asks for counts.", _shares),
    Mistake("counted-in-the-vocabulary", "You counted in the vocabulary. Count in the text.", _in_the_vocabulary),
)

EXERCISE = Exercise(
    name="bag-of-words",
    chapter="why-attention",
    minutes=5,
    difficulty="easy",
    solution=bag_of_words,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_a_dictionary, _with_sums),
)
