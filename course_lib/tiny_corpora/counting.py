"""Sentences that count things: one cat sleeps alone, four cats sleep together."""

import random

NOUNS = {
    "cat": "cats",
    "dog": "dogs",
    "bird": "birds",
    "horse": "horses",
    "tree": "trees",
    "house": "houses",
    "boat": "boats",
    "child": "children",
}
VERBS = {"sleeps": "sleep", "waits": "wait", "stands": "stand", "rests": "rest"}
NUMBERS = ("one", "two", "three", "four")
# How often a sentence ends in "alone", "together" or neither, for one, two, three and four things.
ALONE = (0.9, 0.4, 0.1, 0.0)
TOGETHER = (0.0, 0.2, 0.6, 1.0)
ADJECTIVES = ("old", "small", "quiet", "brown")


def counting_sentences(count: int, seed: int = 0) -> list[list[str]]:
    """Make `count` sentences about one to four things of a kind.

    Regularities, and there are no others:

    - "one" stands with singular nouns and verbs, "two", "three" and "four" with plural ones; so does "a" against
      "many";
    - the more things there are, the likelier the sentence ends in "together", and the less likely in "alone";
    - noun, verb, adjective and number are otherwise drawn independently, all equally likely.

    Example: ["three", "old", "cats", "sleep", "together"].
    """
    choose = random.Random(seed)
    return [_sentence(choose) for _ in range(count)]


def _sentence(choose: random.Random) -> list[str]:
    amount = choose.randrange(4)
    number = NUMBERS[amount] if choose.random() < 0.7 else ("a" if amount == 0 else "many")
    noun, verb = choose.choice(list(NOUNS)), choose.choice(list(VERBS))
    adjective = [choose.choice(ADJECTIVES)] if choose.random() < 0.3 else []
    if amount > 0:
        noun, verb = NOUNS[noun], VERBS[verb]
    lot = choose.random()
    ending = ["alone"] if lot < ALONE[amount] else ["together"] if lot > 1 - TOGETHER[amount] else []
    return [number, *adjective, noun, verb, *ending]
