"""The word vectors published as GloVe: a few words of them, from a file that is downloaded only when asked for."""

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import torch
from jaxtyping import Float
from torch import Tensor

from course_lib.embeddings.download import cache_folder, fetch
from course_lib.embeddings.glove_archive import read_vectors
from course_lib.embeddings.unavailable import GloveUnavailableError
from course_lib.embeddings.word_vectors import WordVectors
from course_lib.language import say

# Stanford NLP's "GloVe 6B": 400,000 lower-case words, from Wikipedia 2014 and Gigaword 5 (public domain, PDDL).
GLOVE_ADDRESS = "https://nlp.stanford.edu/data/glove.6B.zip"
GLOVE_MEGABYTES = 862
NOT_HERE_OF_STANFORD = (
    "The GloVe vectors are not on this computer, and nothing was downloaded; call again with download=True to fetch "
    "{address} ({megabytes} MB) once."
)
NOT_HERE = (
    "The GloVe vectors are not on this computer, and nothing was downloaded; call again with download=True to fetch "
    "{address} once."
)
# The SHA-256 that torchtext (torchtext/experimental/vectors.py) and Embeddings.jl (src/glove.jl) give for that file.
GLOVE_CHECKSUM = "617afb2fe6cbd085c235baf7a465b96f4112bd7f7ccb2b2cbd649fed9cbcf2fb"


class GloveVectors(WordVectors):
    """Word vectors that also name, in `missing`, the words asked for that the file does not have."""

    def __init__(self, words: Sequence[str], matrix: Float[Tensor, "words d"], missing: Sequence[str]) -> None:
        """Take the words found, their vectors row by row, and the words not found."""
        super().__init__(words, matrix)
        self.missing = tuple(missing)


def load_glove(
    words: Iterable[str],
    *,
    address: str = GLOVE_ADDRESS,
    member: str = "glove.6B.50d.txt",
    checksum: str = GLOVE_CHECKSUM,
    cache: str | Path | None = None,
    download: bool = False,
    progress: bool = True,
) -> GloveVectors:
    """Return the GloVe vectors (float32) of these words, in this order; those the file lacks are in `.missing`.

    Words are looked up as given, and the file's are lower-case. `member` chooses among the sizes in the archive: 50d,
    100d, 200d, 300d. Without `download=True` nothing is fetched: only the cache is read, which is the system's own
    unless `cache` names a folder. `checksum` is the SHA-256 of the archive, and part of its name in the cache.

    Raises:
        ValueError: `words` is a single text.
        GloveUnavailableError: the vectors cannot be had, for whatever reason; the message says what to do.
    """
    if isinstance(words, str):
        raise ValueError(
            say("words is the single text {words!r}; give a list of words, for example [{words!r}].", words=words)
        )
    archive = Path(cache or cache_folder()) / "course_lib" / name_in_cache(address, checksum)
    if not archive.exists():
        if not download:
            message = NOT_HERE_OF_STANFORD if address == GLOVE_ADDRESS else NOT_HERE
            raise GloveUnavailableError(say(message, address=address, megabytes=GLOVE_MEGABYTES))
        fetch(address, archive, checksum, progress=progress)
    wanted = tuple(dict.fromkeys(words))
    vectors = read_vectors(archive, member, wanted)
    if not vectors:
        raise GloveUnavailableError(
            say(
                "{member} has none of the {count} words asked for; give words as it spells them, in lower case.",
                member=member,
                count=len(wanted),
            )
        )
    found = [word for word in wanted if word in vectors]
    matrix = torch.tensor([vectors[word] for word in found], dtype=torch.float32)
    return GloveVectors(found, matrix, missing=[word for word in wanted if word not in vectors])


def try_glove(words: Iterable[str], **options: Any) -> GloveVectors | None:
    """Do what `load_glove` does, with the same options; if the vectors cannot be had, print why and return None."""
    try:
        return load_glove(words, **options)
    except GloveUnavailableError as trouble:
        print(trouble)
        return None


def name_in_cache(address: str, checksum: str) -> str:
    """Return a file name that says which file it is, and which version: glove.6B-617afb2f.zip."""
    name = PurePosixPath(urlsplit(address).path)
    return f"{name.stem}-{checksum[:8]}{name.suffix}"
