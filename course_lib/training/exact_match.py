"""How well a translator does: which share of the sentences comes out exactly right."""

from collections.abc import Sequence

from course_lib.training.translator import TextPair, Translator


def exact_match(translator: Translator, pairs: Sequence[TextPair]) -> float:
    """Return the share of sentences whose greedy translation is the expected one, letter by letter.

    Raises:
        ValueError: there are no sentences.
    """
    if not pairs:
        raise ValueError("there are no pairs of sentences to judge by; expected at least one.")
    written = translator.translate([source for source, _ in pairs])
    right = [translation == target for translation, (_, target) in zip(written, pairs, strict=True)]
    return sum(right) / len(right)
