"""Compute what a sentence of a grammar costs in the mean."""

from math import log2

import torch

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake

Grammar = dict[str, list[tuple[float, str, str | None]]]


def sentence_bits(grammar: Grammar, state: str | None) -> float:
    """Return the mean bits of the choices from `state` to the end of the sentence."""
    if state is None:
        return 0.0
    return sum(
        share * (-log2(share) + sentence_bits(grammar, next_state)) for share, word, next_state in grammar[state]
    )


COIN: Grammar = {"start": [(0.5, "yes", None), (0.5, "no", None)]}
THREE: Grammar = {"word": [(0.7, "cat", None), (0.2, "dog", None), (0.1, "owl", None)]}
NOUN: Grammar = {
    "start": [(0.5, "the", "noun"), (0.5, "she", None)],
    "noun": [(0.25, "cat", None), (0.75, "dog", None)],
}
CHAIN: Grammar = {
    "a": [(1.0, "one", "b")],
    "b": [(0.1, "two", "c"), (0.9, "deux", "c")],
    "c": [(0.6, "three", "d"), (0.4, "trois", None)],
    "d": [(0.3, "four", None), (0.3, "quatre", None), (0.4, "vier", None)],
}
TWO_WAYS: Grammar = {
    "verb": [(0.8, "sees", "noun"), (0.2, "gives", "noun")],
    "subject": [(0.35, "the", "noun"), (0.4, "she", "verb"), (0.25, "he", "verb")],
    "noun": [(0.15, "red", "last"), (0.85, "ball", None)],
    "last": [(0.5, "cat", None), (0.25, "dog", None), (0.25, "owl", None)],
    "unused": [(0.5, "so", None), (0.5, "but", None)],
}

CASES = (
    Case("two words of equal share", lambda: (dict(COIN), "start")),
    Case("three words of unequal shares", lambda: (dict(THREE), "word")),
    Case("the, and then a noun, or she", lambda: (dict(NOUN), "start")),
    Case("from the noun on", lambda: (dict(NOUN), "noun")),
    Case("a sure word, then choices", lambda: (dict(CHAIN), "a")),
    Case("from the middle of it on", lambda: (dict(CHAIN), "c")),
    Case("two ways to the same state, and a state that is not used", lambda: (dict(TWO_WAYS), "subject")),
)


def _state_and_rest(grammar: Grammar, state: str | None) -> float:
    total = 0.0
    for share, _, next_state in grammar[state or ""]:
        total -= share * log2(share)
        if next_state is not None:
            total += share * _state_and_rest(grammar, next_state)
    return total


def _sentence_by_sentence(grammar: Grammar, state: str | None) -> float:
    bits, ways = 0.0, [(1.0, state)]
    while ways:
        share, place = ways.pop()
        if place is None:
            bits -= share * log2(share)
        else:
            ways += [(share * own, following) for own, _, following in grammar[place]]
    return bits


def _in_tensors(grammar: Grammar, state: str | None) -> float:
    if state is None:
        return 0.0
    shares = torch.tensor([share for share, _, _ in grammar[state]], dtype=torch.float64)
    rest = torch.tensor([_in_tensors(grammar, following) for *_, following in grammar[state]], dtype=torch.float64)
    return float(shares @ (rest - shares.log2()))


WHOLE = "share * (-log2(share) + sentence_bits(grammar, next_state))"
END, SUM = "return 0.0", "return sum("
REST = "sentence_bits(grammar, next_state)"

MISTAKES = (
    Mistake(
        "rest-not-weighted",
        "The bits of the rest are not multiplied by the share: they are paid only where this choice is made.",
        {WHOLE: f"-share * log2(share) + {REST}"},
    ),
    Mistake(
        "first-choice-only",
        "You counted the bits of the first state alone. What comes after it costs too: call sentence_bits for the next "
        "state.",
        {WHOLE: "-share * log2(share)"},
    ),
    Mistake(
        "nats", "You took the natural logarithm. Bits are log2.", {"-log2(share)": "-0.6931471805599453 * log2(share)"}
    ),
    Mistake(
        "log10",
        "You took the logarithm to base 10. Bits are log2.",
        {"-log2(share)": "-0.3010299956639812 * log2(share)"},
    ),
    Mistake("sign-forgotten", "The minus is missing: the logarithm of a share is negative.", {"-log2": "log2"}),
    Mistake(
        "sign-of-the-own-bits",
        "The minus stands before the whole, so the rest changes its sign at each step. Only the logarithm takes it.",
        {WHOLE: f"-share * (log2(share) + {REST})"},
    ),
    Mistake(
        "plain-mean",
        "You took the plain mean over the choices. A choice counts by its share.",
        {WHOLE: f"(-log2(share) + {REST}) / len(grammar[state])"},
    ),
    Mistake(
        "not-weighted",
        "You added up the bits of all choices. In the mean each counts by its share: multiply by it.",
        {WHOLE: f"-log2(share) + {REST}"},
    ),
    Mistake(
        "own-bits-not-weighted",
        "The bits of the choice itself are not multiplied by its share.",
        {WHOLE: f"-log2(share) + share * {REST}"},
    ),
    Mistake(
        "divided-again",
        "You divided by the number of choices. Their shares make the mean already.",
        {WHOLE: f"{WHOLE} / len(grammar[state])"},
    ),
    Mistake(
        "end-forgotten",
        "The grammar has no state None: there the sentence ends, and costs 0 bits more.",
        {"if state is None": "if state == 0"},
    ),
    Mistake("end-returns-nothing", "At the end you return None. Nothing comes any more: 0 bits.", {END: "return None"}),
    Mistake("end-costs-a-bit", "At the end you add a bit. Nothing comes any more: 0 bits.", {END: "return 1.0"}),
    Mistake(
        "words-for-states",
        "You went on with the word. The next state is the third entry of a choice.",
        {f"{REST})": "sentence_bits(grammar, word))"},
    ),
    Mistake(
        "every-state-once",
        "You added up all states of the grammar. A sentence passes a state only with a certain share, and some never.",
        {WHOLE: "-share * log2(share)", "in grammar[state]": "in sum(grammar.values(), [])"},
    ),
    Mistake(
        "one-choice-only",
        "You return after the first choice. Is the `return` inside the loop?",
        {"    return total": "        return total"},
        of=_state_and_rest,
    ),
    Mistake(
        "likeliest-way",
        "This is what the likeliest choices cost. Take the mean over all of them.",
        {WHOLE: f"-log2(share) + {REST}", "in grammar[state]": "in [max(grammar[state])]"},
    ),
    Mistake(
        "longest-way",
        "This is what the dearest sentence costs. Take the mean over all choices.",
        {SUM: "return max(", WHOLE: f"-log2(share) + {REST}"},
    ),
    Mistake(
        "no-logarithm",
        "You took the shares themselves. A choice costs −log2 of its share.",
        ({"-log2(share)": "share"}, {"-log2(share)": "1 - share"}, {"-log2(share)": "1 / share"}),
    ),
    Mistake(
        "number-of-words",
        "This is the mean number of words. A choice costs −log2 of its share.",
        {"-log2(share)": "1"},
    ),
    Mistake("power-of-two", "This is 2 to the power of the bits. Return the bits.", {SUM: "return 2 ** sum("}),
)

EXERCISE = Exercise(
    name="grammar-entropy",
    chapter="gpt",
    minutes=12,
    difficulty="medium",
    solution=sentence_bits,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_state_and_rest, _sentence_by_sentence, _in_tensors),
)
