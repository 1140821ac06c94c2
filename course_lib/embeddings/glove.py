"""The word vectors published as GloVe: those of a few words, or all."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from jaxtyping import Float
from torch import Tensor

from course_lib.embeddings.word_vectors import WordVectors
from course_lib.language import say


class GloveVectors(WordVectors):
    """Word vectors that also name, in `missing`, the words asked for that GloVe does not have."""

    def __init__(self, words: Sequence[str], matrix: Float[Tensor, "words d"], missing: Sequence[str]) -> None:
        """Take the words found, their vectors row by row, and the words not found."""
        super().__init__(words, matrix)
        self.missing = tuple(missing)


def load_glove(
    words: Iterable[str] | None = None,
    *,
    cache: str | Path | None = None,
    download: bool = True,
    progress: bool = True,
) -> GloveVectors:
    """Return GloVe's vectors (50 numbers, float32) of these words, in this order; `.missing` has those it lacks.

    Words are looked up as given, and GloVe's are lower-case.

    Args:
        words: the words; if not given, all 400 000, the most frequent ones first.
        cache, download, progress: where the file is kept, whether it may be downloaded if it is not there (76 MB,
            once), and whether a terminal shows how far that is.

    Raises:
        ValueError: `words` is a single text.
        WeightsUnavailableError: the vectors cannot be had, for whatever reason; the message says what to do.
    """
    if isinstance(words, str):
        raise ValueError(
            say("words is the single text {words!r}; give a list of words, for example [{words!r}].", words=words)
        )
    from course_lib.pretrained import read_glove  # noqa: PLC0415 - its models are built on this package

    all_words, matrix = read_glove(cache=cache, download=download, progress=progress)
    if words is None:
        return GloveVectors(all_words, matrix, missing=())
    row_of = {word: row for row, word in enumerate(all_words)}
    wanted = tuple(dict.fromkeys(words))
    found = [word for word in wanted if word in row_of]
    missing = [word for word in wanted if word not in row_of]
    return GloveVectors(found, matrix[[row_of[word] for word in found]], missing)


def try_glove(words: Iterable[str] | None = None, **options: Any) -> GloveVectors | None:
    """Do what `load_glove` does, with the same options; if the vectors cannot be had, print why and return None."""
    from course_lib.pretrained import WeightsUnavailableError  # noqa: PLC0415 - its models are built on this package

    try:
        return load_glove(words, **options)
    except WeightsUnavailableError as trouble:
        print(trouble)
        return None
