"""A real reader and the word "bank": where its vector lies between the bank for money and the bank of a river."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor

from course_lib.language import say
from course_lib.pretrained import MiniLM, load_minilm
from course_lib.tiny_corpora import HOMOGRAPHS


def vectors_at_each_depth(
    minilm: MiniLM, word: str, sentences: Sequence[str]
) -> list[Float[Tensor, "sentences d_model"]]:
    """Return the vectors of a word in some sentences: as the first layer gets them, then as each layer leaves them.

    Args:
        minilm: the reader.
        word: a word that is one piece.
        sentences: each with the word; where it stands several times, its first place counts.

    Raises:
        ValueError: a sentence without the word.
    """
    ids = minilm.ids(sentences)  # [sentences, pieces]
    of_word: Any = minilm.tokenizer.token_to_id(word)  # None where the word is no single piece
    is_word: Tensor = ids == of_word
    if not is_word.any(dim=1).all():
        without = sentences[is_word.any(dim=1).tolist().index(False)]
        raise ValueError(say("{without!r} has no {word!r}; give sentences with the word.", without=without, word=word))
    place = is_word.int().argmax(dim=1)
    given: list[Tensor] = []
    hooks = [layer.register_forward_pre_hook(lambda _, x: given.append(x[0])) for layer in minilm.reader.encoder.layers]
    try:
        last = minilm.word_vectors(sentences)  # the hooks keep what each layer is given
    finally:
        for hook in hooks:
            hook.remove()
    return [vectors[torch.arange(len(ids)), place] for vectors in (*given, last)]


def between(
    vectors: Float[Tensor, "vectors d"], first: Float[Tensor, "in_first d"], second: Float[Tensor, "in_second d"]
) -> list[float]:
    """Say for each vector where it lies between two groups: 0 at the mean of the first, 1 at that of the second.

    A vector that belongs to a group is left out of the group's mean, so that it is not near for being a part of it.
    """
    places = []
    for vector in vectors:
        near, far = (
            float((vector - group[(group != vector).any(dim=1)].mean(dim=0)).norm()) for group in (first, second)
        )
        places.append(near / (near + far))
    return places


def bank_places(minilm: MiniLM) -> dict[str, list[float]]:
    """Return where "bank" lies between money (0) and river (1): read alone, and in six sentences of each meaning."""
    money, river = (
        vectors_at_each_depth(minilm, "bank", HOMOGRAPHS["bank"][meaning])[-1] for meaning in ("money", "river")
    )
    alone = vectors_at_each_depth(minilm, "bank", ["bank"])[-1]
    rows = {"alone": alone, "money": money, "river": river}
    return {name: between(vectors, money, river) for name, vectors in rows.items()}


def measure(meaning: str, number: int) -> float:
    """Load the model, and return the place of one of its readings of the word."""
    return _places_once()[meaning][number]


@cache
def _places_once() -> dict[str, list[float]]:
    return bank_places(load_minilm(progress=False))


def every_reading() -> list[dict[str, object]]:
    """Return the word alone, and the numbers of the sentences of each meaning."""
    readings = [("alone", 0), *((meaning, number) for meaning in ("money", "river") for number in range(6))]
    return [{"meaning": meaning, "number": number} for meaning, number in readings]
