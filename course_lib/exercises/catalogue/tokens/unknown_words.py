"""Say how much of a text a vocabulary of words does not know."""

from collections import Counter

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def unknown_share(known: list[str], words: list[str]) -> float:
    """Return the share of `words`, each occurrence counted, that do not occur in `known`."""
    vocabulary = set(known)
    return sum(word not in vocabulary for word in words) / len(words)


CASES = (
    Case("one known and one unknown word", lambda: (["ball"], ["ball", "sky"])),
    Case("the unknown word occurs twice", lambda: (["the", "ball", "is", "blue"], ["the", "sky", "is", "sky"])),
    Case("every word is known", lambda: (["a", "red", "ball"], ["ball", "a"])),
    Case("no word is known", lambda: (["a"], ["blue", "sky", "blue"])),
    Case(
        "known words that repeat", lambda: (["the", "cat", "the", "dog"], ["the", "owl", "sees", "the", "old", "owl"])
    ),
    Case("a known word that occurs three times", lambda: (["no", "it", "is"], ["no", "no", "well", "no", "it", "was"])),
    Case("parts of a known word", lambda: (["sunlight", "day"], ["sun", "day", "light", "sunlight", "a"])),
    Case("a capital letter", lambda: (["the", "cat"], ["The", "cat", "saw", "the", "cat"])),
)


def _with_a_loop(known: list[str], words: list[str]) -> float:
    unknown = 0
    for word in words:
        if word not in known:
            unknown += 1
    return unknown / len(words)


def _from_what_is_known(known: list[str], words: list[str]) -> float:
    return 1 - len([word for word in words if word in known]) / len(words)


def _counted_first(known: list[str], words: list[str]) -> float:
    counts = Counter(words)
    return sum(counts[word] for word in counts.keys() - set(known)) / counts.total()


SUM, LENGTH = "sum(word not in vocabulary for word in words)", "len(words)"

MISTAKES = (
    Mistake("known-counted", "This is the share of the known words. Count those that are `not in`.", {"not in": "in"}),
    Mistake(
        "different-words",
        "You counted each different word once. Each occurrence counts: go through the list, not the set of its words.",
        {f"{SUM} / {LENGTH}": "len(set(words) - vocabulary) / len(set(words))"},
    ),
    Mistake(
        "different-unknown-words",
        "You counted an unknown word once, however often it occurs. Each occurrence counts.",
        {SUM: "len(set(words) - vocabulary)"},
    ),
    Mistake("number-not-share", "This is how many there are. Divide by the number of words.", {f" / {LENGTH}": ""}),
    Mistake(
        "divided-by-the-vocabulary",
        "You divided by the number of known words. The share is one of `words`: divide by len(words).",
        ({LENGTH: "len(vocabulary)"}, {LENGTH: "len(known)"}),
    ),
    Mistake(
        "divided-by-different-words",
        "You divided by the number of different words. Each occurrence counts, below the line too.",
        {LENGTH: "len(set(words))"},
    ),
    Mistake(
        "divided-by-the-known",
        "You divided by the number of words that are known. A share is divided by all of them.",
        {LENGTH: "max(1, sum(word in vocabulary for word in words))"},
    ),
    Mistake(
        "lists-swapped",
        "You asked which of the known words are missing in the text. It is the other way round.",
        {"set(known)": "set(words)", "in words) / len(words)": "in known) / len(known)"},
    ),
    Mistake("per-cent", "You multiplied by 100. A share goes from 0 to 1.", {"return ": "return 100 * "}),
    Mistake("whole-numbers", "`//` rounds down to a whole number. Write /.", {" / ": " // "}),
    Mistake(
        "case-ignored",
        "You made all letters small. *The* and *the* are two words here: compare them as they stand.",
        {"set(known)": "set(map(str.lower, known))", "word not": "word.lower() not"},
    ),
    Mistake(
        "parts-of-words",
        "You looked for the letters anywhere in the text. A word is known if the whole of it is: ask a set.",
        ({"set(known)": '" ".join(known)'}, {"set(known)": '"".join(known)'}),
    ),
    Mistake(
        "first-word-only",
        "You return after the first word. Is the `return` inside the loop?",
        {"    return unknown": "        return unknown"},
        of=_with_a_loop,
    ),
    Mistake("yes-or-no", "You said whether any word is unknown. How many are: sum, not any.", {"sum(": "any("}),
)

EXERCISE = Exercise(
    name="unknown-words",
    chapter="tokens",
    minutes=5,
    difficulty="easy",
    solution=unknown_share,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_a_loop, _from_what_is_known, _counted_first),
)
