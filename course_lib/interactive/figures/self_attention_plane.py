"""Words as arrows in the plane: whom each of them looks at, and the new vector that it gets."""

from collections.abc import Sequence
from html import escape

import torch
from IPython.display import HTML
from jaxtyping import Float
from torch import Tensor

from course_lib.attention import scaled_dot_product_attention
from course_lib.interactive.parts.figure import interactive_figure
from course_lib.interactive.parts.refusals import refuse_unfit_place
from course_lib.language import say

LOWEST, HIGHEST, LONGEST_NAME = -2, 5, 8
FEWEST_WORDS, MOST_WORDS = 2, 5
CORNER = "asks \\ looks at"  # of the table
# The sentence that goes through the first parts of the book, without its third feature (little word).
WORDS = ("the", "ball", "is", "blue")
VECTORS = ((0.0, 0.0), (2.0, 1.0), (1.0, 0.0), (1.0, 2.0))
FEATURES = ("thing", "colour")


def self_attention_plane(
    words: Sequence[str] = WORDS,
    vectors: Sequence[Sequence[int | float]] = VECTORS,
    *,
    features: Sequence[str] = FEATURES,
    asks: int = 3,
) -> HTML:
    """Show self-attention without parameters among arrows: the shares softmax(XXᵀ / √2), and the new vectors.

    The tips can be dragged, with the mouse, a finger or the arrow keys. A slider makes all vectors longer or shorter;
    buttons give the start, vectors of the same length, one long vector, and two groups that are opposed.

    Args:
        words: two to five different ones.
        vectors: where each word's arrow ends at first, two numbers from −2 to 5; zeros are allowed.
        features: what the two axes say of a word.
        asks: the word whose row and new vector stand out at first, counted from 0.

    Raises:
        ValueError: another number of words, a long, empty or repeated one, or vectors that do not fit.
    """
    _refuse_unfit_names(words, features)
    places = _places(words, vectors)
    refuse_unfit_place("asks", asks, len(words))
    return interactive_figure(
        "self_attention_plane",
        parts=[
            "softmax",
            "attention",
            "vectors",
            "hull",
            "words",
            "label_places",
            "columns",
            "slider",
            "buttons",
            "drawing",
            "lines",
            "plane",
            "arrows",
            "handle",
            "table",
        ],
        title=say("Every word asks every word"),
        instruction=say("Move the tips of the arrows: drag them, or choose one with Tab and press the arrow keys."),
        data={
            "words": list(words),
            "vectors": places,
            "features": list(features),
            "asks": asks,
            "low": LOWEST,
            "high": HIGHEST,
        },
        fallback=_in_words(words, torch.tensor(places, dtype=torch.float64)),
    )


def _refuse_unfit_names(words: Sequence[str], features: Sequence[str]) -> None:
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS or len(set(words)) < len(words):
        raise ValueError(
            say(
                "words must hold {fewest} to {most} different words; got {words}.",
                fewest=FEWEST_WORDS,
                most=MOST_WORDS,
                words=list(words),
            )
        )
    if len(features) != 2:
        raise ValueError(say("features must name the two axes; got {features}.", features=list(features)))
    for name in (*words, *features):
        if not (1 <= len(name) <= LONGEST_NAME and name.isprintable() and name.strip()):
            raise ValueError(
                say(
                    "Each word and each feature must have 1 to {longest} characters that can be seen; got {name!r}.",
                    longest=LONGEST_NAME,
                    name=name,
                )
            )


def _places(words: Sequence[str], vectors: Sequence[Sequence[int | float]]) -> list[list[float]]:
    if len(vectors) != len(words):
        raise ValueError(
            say(
                "vectors must hold one vector for each of the {words} words; got {vectors}.",
                words=len(words),
                vectors=len(vectors),
            )
        )
    for word, vector in zip(words, vectors, strict=True):
        if len(vector) != 2 or not all(LOWEST <= component <= HIGHEST for component in vector):
            raise ValueError(
                say(
                    "The vector of {word!r} must be two numbers from {lowest} to {highest}, for example (2.0, 1.0); "
                    "got {vector!r}.",
                    word=word,
                    lowest=LOWEST,
                    highest=HIGHEST,
                    vector=vector,
                )
            )
    return [[float(component) for component in vector] for vector in vectors]


def _in_words(words: Sequence[str], x: Float[Tensor, "words 2"]) -> str:
    outputs, weights = scaled_dot_product_attention(x, x, x, return_weights=True)
    head = "".join(f"<th>{escape(name)}</th>" for name in (say(CORNER), *words, say("vector"), say("new vector")))
    rows = "".join(
        f"<tr><th>{escape(word)}</th>"
        + "".join(f"<td>{share:.2f}</td>" for share in shares)
        + f"<td>{_pair(old, 'g')}</td><td>{_pair(new, '.2f')}</td></tr>"
        for word, shares, old, new in zip(words, weights.tolist(), x.tolist(), outputs.tolist(), strict=True)
    )
    intro = say(
        "How each word (row) shares its attention among all words (columns), and the mean that it becomes. With "
        "scripts allowed, you can move the vectors."
    )
    return f'<p>{escape(intro)}</p><div style="overflow-x:auto"><table><tr>{head}</tr>{rows}</table></div>'


def _pair(vector: Sequence[float], form: str) -> str:
    return f"({', '.join(format(round(component, 2) + 0.0, form) for component in vector)})".replace("-", "−")
