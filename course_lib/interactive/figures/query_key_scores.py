"""Two words that ask each other: the score of one asking is not the score of the other asking."""

from collections.abc import Sequence
from html import escape
from itertools import product
from math import sqrt

import torch
from IPython.display import HTML

from course_lib.attention import softmax
from course_lib.interactive.parts.figure import interactive_figure
from course_lib.language import say

LIMIT, LONGEST_WORD, MOST_COMPONENTS = 10.0, 10, 4
WORDS = ("creature", "fluffy")
QUERY = ((3.0, 0.0, 1.0), (1.0, -1.0, 1.0))
KEY = ((0.0, 2.0, 1.0), (2.0, 0.5, -1.0))

Vectors = Sequence[Sequence[int | float]]


def query_key_scores(words: Sequence[str] = WORDS, query: Vectors = QUERY, key: Vectors = KEY) -> HTML:
    """Show how two words score each other: products, their sum Q·K, divided by √d_k, softmax over the keys.

    All components can be changed. Buttons give the start, the queries as keys too (then both directions score
    the same), and queries of zeros (then every key gets the same weight).

    Args:
        words: two different ones.
        query: what each word asks for, [2, d_k] with a d_k of 2, 3 or 4, each component from −10 to 10.
        key: what each word can be found by, of the same shape.

    Raises:
        ValueError: other than two words, a long or empty word, vectors that do not fit, a component out of range.
    """
    _refuse_unfit_words(words)
    queries = _components("query", query, None)
    keys = _components("key", key, len(queries[0]))
    return interactive_figure(
        "query_key_scores",
        parts=["softmax", "attention", "columns", "number_field", "buttons", "track", "table"],
        title=say("Two words ask each other"),
        instruction=say("Change the numbers, or press a button. Compare the framed scores."),
        data={"words": list(words), "query": queries, "key": keys, "limit": LIMIT},
        fallback=_in_words(words, queries, keys),
    )


def _refuse_unfit_words(words: Sequence[str]) -> None:
    if len(words) != 2 or words[0] == words[1]:
        raise ValueError(say("words must be two different words; got {words}.", words=list(words)))
    for word in words:
        if not 1 <= len(word) <= LONGEST_WORD:
            raise ValueError(
                say(
                    "Each word must have 1 to {longest_word} characters; got {word!r}.",
                    longest_word=LONGEST_WORD,
                    word=word,
                )
            )


def _components(name: str, vectors: Vectors, width: int | None) -> list[list[float]]:
    lengths = [len(vector) for vector in vectors]
    if len(lengths) != 2 or lengths[0] != lengths[1] or not 2 <= lengths[0] <= MOST_COMPONENTS:
        raise ValueError(
            say(
                "{name} must hold two vectors of 2 to {most_components} numbers each; got lengths {lengths}.",
                name=name,
                most_components=MOST_COMPONENTS,
                lengths=lengths,
            )
        )
    if width not in (None, lengths[0]):
        raise ValueError(
            say(
                "{name} must have as many components as query, {width}; got {count}.",
                name=name,
                width=width,
                count=lengths[0],
            )
        )
    for component in (component for vector in vectors for component in vector):
        if not abs(component) <= LIMIT:
            raise ValueError(
                say(
                    "Each component of {name} must be a number from -10 to 10; got {component}.",
                    name=name,
                    component=component,
                )
            )
    return [[float(component) for component in vector] for vector in vectors]


def _in_words(words: Sequence[str], query: list[list[float]], key: list[list[float]]) -> str:
    width = len(query[0])
    dots = torch.tensor(query, dtype=torch.float64) @ torch.tensor(key, dtype=torch.float64).mT  # [queries, keys]
    scaled = dots / sqrt(width)
    weights = softmax(scaled)
    lines = [say("How the words score each other. With scripts allowed, you can change all numbers.")]
    for asks, answers in product((0, 1), repeat=2):
        line = say(
            "{asks} asks {answers}: {sum} = {dot}; divided by √{width}: {scaled}; weight {weight}.",
            asks=words[asks],
            answers=words[answers],
            sum=_sum_in_words(query[asks], key[answers]),
            dot=_show(dots[asks, answers]),
            width=width,
            scaled=_show(scaled[asks, answers]),
            weight=_show(weights[asks, answers]),
        )
        lines.append(line)
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _sum_in_words(query: list[float], key: list[float]) -> str:
    return " + ".join(f"{a:g} · {b:g}" for a, b in zip(query, key, strict=True)).replace("-", "−")


def _show(number: torch.Tensor) -> str:
    return f"{round(float(number), 2) + 0.0:.2f}".replace("-", "−")
