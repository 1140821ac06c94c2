"""Refuse a model that is too large for a page, and words and texts that do not fit it."""

from collections.abc import Sequence

from torch import nn

from course_lib.language import say
from course_lib.transformer import number_of_parameters

MOST_TEXTS = 8


def refuse_large_model(model: nn.Module, most: int) -> None:
    """Raise ValueError if a model has more parameters than a page shall carry."""
    parameters = number_of_parameters(model)
    if parameters > most:
        raise ValueError(
            say("The model has {count:,} parameters; expected at most {most:,}.", count=parameters, most=most)
        )


def refuse_other_words_than_ids(words: Sequence[str], ids: int) -> None:
    """Raise ValueError unless there is a word for each of a model's ids."""
    if len(words) != ids:
        raise ValueError(
            say("There must be a word for each of the model's {ids} ids; got {count}.", ids=ids, count=len(words))
        )


def refuse_unfit_texts(texts: Sequence[str], text: int, words: Sequence[str], *, least: int, most: int) -> None:
    """Raise ValueError unless the texts are of known words and not too long, and `text` is the place of one.

    Args:
        texts: 2 to 8 texts to choose from.
        text: the place of the one shown at first.
        words: those that the model knows.
        least, most: how many words a text may have.
    """
    if not 2 <= len(texts) <= MOST_TEXTS or not 0 <= text < len(texts):
        raise ValueError(
            say(
                "texts must hold 2 to {most} texts, and text be the place of one; got {count} and {text}.",
                most=MOST_TEXTS,
                count=len(texts),
                text=text,
            )
        )
    for one in texts:
        unknown = [word for word in one.split() if word not in words]
        if unknown or not least <= len(one.split()) <= most:
            raise ValueError(
                say(
                    "Each text must have {least} to {most} words of the model; {text!r} has {count}, and unknown are: "
                    "{unknown}.",
                    least=least,
                    most=most,
                    text=one,
                    count=len(one.split()),
                    unknown=", ".join(unknown) or say("none"),
                )
            )
