"""Two words to choose: the neighbours of one, and how the other compares with it."""

from html import escape
from math import floor, log10

import torch
from IPython.display import HTML
from jaxtyping import Float
from torch import Tensor

from course_lib.embeddings.word_vectors import WordVectors
from course_lib.interactive.parts.figure import interactive_figure
from course_lib.language import say

MOST_WORDS, MOST_COMPONENTS, MOST_NEIGHBOURS, LONGEST_WORD = 120, 32, 10, 16
MOST_DIGITS, FEWEST_DIGITS = 5, 3
TWO_WORDS = "{word} and {other}: dot product {dot}, lengths {length} and {other_length}, cosine {cosine}."
TWO_WORDS_AND_RANK = (
    "{word} and {other}: dot product {dot}, lengths {length} and {other_length}, cosine {cosine}, rank {rank} of "
    "{count}."
)
ROOM = 26_000  # bytes for words and numbers: keeps the output below 41 KB


def word_neighbours(vectors: WordVectors, word: str, other: str, count: int = 5) -> HTML:
    """Show the nearest neighbours of a word by cosine, and its dot product, cosine and rank with another word.

    The reader can choose any two of the words, which are listed in the order of `vectors.words`; words with
    the same cosine keep that order too. The figure holds the matrix rounded to five significant digits of its
    largest number, or to four or three where more would not fit in 41 KB.

    Args:
        vectors: 3 to 120 words of at most 16 characters, 2 to 32 numbers each.
        word: the one whose neighbours are shown at first.
        other: the one it is compared with at first.
        count: how many neighbours, from 1 to 10, fewer than there are words.

    Raises:
        ValueError: too many words or numbers, a word without direction, an unknown word, an unfit count.
    """
    _refuse_unfit(vectors, word, other, count)
    numbers, scale = shortened(vectors)
    rounded = WordVectors(vectors.words, numbers * scale)
    for without_direction in (name for name in rounded.words if not rounded[name].any()):
        raise ValueError(
            say(
                "The vector of {without_direction!r} is 0 once rounded, so it has no cosine; leave it out.",
                without_direction=without_direction,
            )
        )
    return interactive_figure(
        "word_neighbours",
        parts=["vectors", "nearest", "columns", "chooser", "buttons", "track", "readout"],
        title=say("The neighbours of a word"),
        instruction=say("Choose two words."),
        data={
            # One text instead of a list: its quotes would cost eleven characters a word.
            "words": "\n".join(vectors.words),
            # Decimals, not bytes: the comparison of notebooks gives decimals a tolerance.
            "numbers": numbers.flatten().tolist(),
            "scale": scale,
            "chosen": [rounded.row_of[word], rounded.row_of[other]],
            "count": count,
        },
        fallback=_in_words(rounded, word, other, count),
    )


def shortened(vectors: WordVectors) -> tuple[Float[Tensor, "words d"], float]:
    """Return the matrix as short decimals below 10 and the power of ten that they are to be multiplied by."""
    exact = vectors.matrix.detach().to("cpu", torch.float64)
    room = ROOM - len("\n".join(vectors.words).encode())
    largest = float(exact.abs().max())
    scale = 10.0 ** floor(log10(largest)) if largest else 1.0
    for digits in range(MOST_DIGITS, FEWEST_DIGITS - 1, -1):
        numbers = (exact / scale).round(decimals=digits - 1) + 0.0  # makes −0 a 0
        if sum(len(f"{number},") for number in numbers.flatten().tolist()) <= room:
            break
    return numbers, scale


def _refuse_unfit(vectors: WordVectors, word: str, other: str, count: int) -> None:
    words, components = vectors.matrix.shape
    if not 3 <= words <= MOST_WORDS:
        raise ValueError(
            say("vectors must hold 3 to {most_words} words; got {words}.", most_words=MOST_WORDS, words=words)
        )
    if not 2 <= components <= MOST_COMPONENTS:
        raise ValueError(
            say(
                "Each word must have 2 to {most_components} numbers; got {components}.",
                most_components=MOST_COMPONENTS,
                components=components,
            )
        )
    for name in vectors.words:
        if not (1 <= len(name) <= LONGEST_WORD and name.isprintable()):
            raise ValueError(
                say(
                    "Each word must have 1 to {longest_word} characters that can be printed; got {name!r}.",
                    longest_word=LONGEST_WORD,
                    name=name,
                )
            )
    if not vectors.matrix.isfinite().all():
        raise ValueError(say("The vectors must hold finite numbers; got NaN or infinity."))
    for argument, name in (("word", word), ("other", other)):
        if name not in vectors:
            raise ValueError(
                say(
                    "{argument} must be one of the words, for example {example!r}; got {name!r}.",
                    argument=argument,
                    example=vectors.words[0],
                    name=name,
                )
            )
    if not 1 <= count <= min(MOST_NEIGHBOURS, words - 1):
        raise ValueError(
            say("count must be from 1 to {most}; got {count}.", most=min(MOST_NEIGHBOURS, words - 1), count=count)
        )


def _in_words(vectors: WordVectors, word: str, other: str, count: int) -> str:
    # Rounded before they are compared: equal cosines differ in their last bits.
    neighbours = sorted(
        vectors.nearest(word, len(vectors)), key=lambda found: (-round(found[1], 12), vectors.row_of[found[0]])
    )
    rows = "".join(f"<tr><th>{escape(name)}</th><td>{_show(cosine)}</td></tr>" for name, cosine in neighbours[:count])
    intro = say("The nearest neighbours of {word}. With scripts allowed, you can choose other words.", word=word)
    head = f"<th>{escape(say('word'))}</th><th>{escape(say('cosine'))}</th>"
    compared = {
        "word": word,
        "other": other,
        "dot": _show(vectors[word] @ vectors[other]),
        "length": _show(vectors[word].norm()),
        "other_length": _show(vectors[other].norm()),
        "cosine": _show(vectors.cosine(word, other)),
    }
    if word == other:
        comparison = say(TWO_WORDS, **compared)
    else:
        rank = [name for name, _ in neighbours].index(other) + 1
        comparison = say(TWO_WORDS_AND_RANK, **compared, rank=rank, count=len(neighbours))
    return f"<p>{escape(intro)}</p><table><tr>{head}</tr>{rows}</table><p>{escape(comparison)}</p>"


def _show(number: Tensor | float) -> str:
    return f"{round(float(number), 3) + 0.0:.3f}".replace("-", "−")
