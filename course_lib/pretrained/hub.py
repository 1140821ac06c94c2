"""Files from a repository of Hugging Face's hub, of a mirror of it, or from a folder of the same form."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer
from torch import Tensor

from course_lib.language import say
from course_lib.pretrained.hub_download import ANOTHER, Wanted, download, names_of, one_of
from course_lib.pretrained.package import announce
from course_lib.pretrained.unavailable import WeightsUnavailableError, disk_trouble
from course_lib.pretrained.weights_file import WEIGHTS, read_weights

CONFIG, TOKENS = "config.json", "tokenizer.json"
NO_FILE = "{repository} has no {file}; expected a repository or folder with {files}."


@dataclass(frozen=True)
class Repository:
    """One version of a repository, and what its readers should know of the weights in it."""

    name: str
    revision: str  # the commit: what comes is always the same
    megabytes: int
    licence: str


@dataclass(frozen=True)
class HubFiles:
    """What the files hold: sizes, weights by the names of `transformers`, and what the tokens are made of."""

    config: Mapping[str, Any]
    state: dict[str, Tensor]
    of_tokens: Mapping[str, bytes]  # each file as it is, by its name

    def tokenizer(self) -> Tokenizer:
        """Return the tokenizer that tokenizer.json describes."""
        return Tokenizer.from_str(self.of_tokens[TOKENS].decode())


def read_repository(
    repository: Repository | str | Path, *, of_tokens: Sequence[str] = (TOKENS,), progress: bool = True
) -> HubFiles:
    """Return what the files of a repository hold; what is not on this computer is downloaded, once.

    Only these files come: settings, weights and what the tokens are made of. Weights come as numbers without code
    (safetensors) if they are there as such; see `read_weights`.

    Args:
        repository: what is wanted; a text is the name of a repository or the path of a folder with such files.
        of_tokens: the files of which the tokens are made.
        progress: on a terminal, show how far the download is; elsewhere nothing is ever shown.

    Raises:
        WeightsUnavailableError: the files cannot be had, for whatever reason; the message says what to do.
    """
    name, revision = str(repository), None
    if isinstance(repository, Repository):
        name, revision = repository.name, repository.revision
        announce(_announcement(repository))
    wanted = [(CONFIG,), WEIGHTS, *((file,) for file in of_tokens)]
    is_here = Path(name).is_dir()
    paths = _in_folder(Path(name), wanted) if is_here else download(name, revision, wanted, progress=progress)
    with disk_trouble(name, another=ANOTHER):
        config, weights, *tokens = paths
        contents = {file.name: file.read_bytes() for file in tokens}
        return HubFiles(json.loads(config.read_bytes()), read_weights(weights), contents)


def refuse_other_settings(config: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
    """Raise ValueError if the settings of a model ask for what the course's model does not do.

    A setting that is not there has its usual value.
    """
    for name, value in expected.items():
        if config.get(name, value) != value:
            raise ValueError(
                say(
                    "config.json has {name} {given!r}; expected {expected!r}.",
                    name=name,
                    given=config[name],
                    expected=value,
                )
            )


def _in_folder(folder: Path, wanted: Wanted) -> list[Path]:
    """Return where the files lie in a folder of the reader's own."""
    paths = []
    for names in wanted:
        there = [folder / file for file in names if (folder / file).exists()]
        if not there:
            raise WeightsUnavailableError(
                say(NO_FILE, repository=folder, file=one_of(names), files=names_of(wanted)),
            )
        paths.append(there[0])
    return paths


def _announcement(repository: Repository) -> str:
    return say(
        "{name}: {megabytes} MB, downloaded once from Hugging Face's hub; licence {licence}.",
        name=repository.name,
        megabytes=repository.megabytes,
        licence=repository.licence,
    )
