"""Files from a repository of Hugging Face's hub, of a mirror of it, or from a folder of the same form."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from course_lib.language import say
from course_lib.pretrained.cache import shows_progress
from course_lib.pretrained.package import announce
from course_lib.pretrained.unavailable import WeightsUnavailableError, disk_trouble

CONFIG, WEIGHTS, TOKENS = FILES = ("config.json", "model.safetensors", "tokenizer.json")
OFFLINE = (
    "{repository} could not be downloaded: {endpoint} was not reached; make sure that this computer is online, or set "
    "HF_ENDPOINT to a mirror that it reaches, and call again."
)
NOT_THERE = (
    "{repository} could not be downloaded: {endpoint} does not have it, or not for everybody; give another repository, "
    "or a folder with {files}."
)
OTHERWISE = "{repository} could not be downloaded from {endpoint}; the package huggingface_hub says: {reason}"
LACKS = "{repository} of {endpoint} lacks a file; expected a repository with {files}."
ANOTHER = "set HF_HOME to another folder"  # the hub's own cache; its package reads this when it is imported
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
    """What the files hold: sizes, weights by the names of `transformers`, and the tokenizer."""

    config: Mapping[str, Any]
    state: dict[str, Tensor]
    tokenizer: Tokenizer


def read_repository(repository: Repository | str | Path, *, progress: bool = True) -> HubFiles:
    """Return what the files of a repository hold; what is not on this computer is downloaded, once.

    Only these files come: settings, weights without code (safetensors) and the tokenizer. The address in HF_ENDPOINT is
    asked if it is set, as by `transformers`, and the files lie where that package looks for them.

    Args:
        repository: what is wanted; a text is the name of a repository or the path of a folder with such files.
        progress: on a terminal, show how far the download is; elsewhere nothing is ever shown.

    Raises:
        WeightsUnavailableError: the files cannot be had, for whatever reason; the message says what to do.
    """
    name = repository.name if isinstance(repository, Repository) else str(repository)
    if isinstance(repository, Repository):
        announce(_announcement(repository))
    folder = Path(name) if Path(name).is_dir() else _download(repository, name, progress)
    for file in FILES:
        if not (folder / file).exists():
            raise WeightsUnavailableError(say(NO_FILE, repository=name, file=file, files=", ".join(FILES)))
    with disk_trouble(name, another=ANOTHER):
        config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_str((folder / TOKENS).read_text(encoding="utf-8"))
        return HubFiles(config, load_file(folder / WEIGHTS), tokenizer)


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


def _download(repository: Repository | str | Path, name: str, progress: bool) -> Path:
    # Here, because it looks at the environment when it is imported, and takes its time.
    from huggingface_hub import constants, errors, hf_hub_download  # noqa: PLC0415

    endpoint = os.environ.get("HF_ENDPOINT") or constants.ENDPOINT
    known = {"repository": name, "endpoint": endpoint, "files": ", ".join(FILES)}
    revision = repository.revision if isinstance(repository, Repository) else None
    try:
        with _quietly(progress and shows_progress()):
            paths = [hf_hub_download(name, file, revision=revision, endpoint=endpoint) for file in FILES]
        return Path(paths[0]).parent
    except (errors.RepositoryNotFoundError, errors.RevisionNotFoundError, errors.HFValidationError) as trouble:
        raise WeightsUnavailableError(say(NOT_THERE, **known)) from trouble
    except (errors.LocalEntryNotFoundError, ConnectionError) as trouble:
        raise WeightsUnavailableError(say(OFFLINE, **known)) from trouble
    except errors.EntryNotFoundError as trouble:
        raise WeightsUnavailableError(say(LACKS, **known)) from trouble
    except errors.HfHubHTTPError as trouble:
        raise WeightsUnavailableError(say(OTHERWISE, reason=_first_line(trouble), **known)) from trouble
    except RuntimeError as trouble:
        # Where nothing answers, many versions of huggingface_hub ask again through a client that they have closed.
        sentence = OFFLINE if "client has been closed" in str(trouble) else OTHERWISE
        raise WeightsUnavailableError(say(sentence, reason=_first_line(trouble), **known)) from trouble
    except OSError as trouble:
        with disk_trouble(name, another=ANOTHER):
            raise trouble


@contextmanager
def _quietly(bars_are_shown: bool) -> Iterator[None]:
    """Keep bars of progress and news of retries out of what a cell shows, which is stored."""
    from huggingface_hub import utils  # noqa: PLC0415 - as above

    verbosity, had_bars = utils.logging.get_verbosity(), not utils.are_progress_bars_disabled()
    utils.logging.set_verbosity_error()
    if not bars_are_shown and had_bars:
        utils.disable_progress_bars()
    try:
        yield
    finally:
        utils.logging.set_verbosity(verbosity)
        if not bars_are_shown and had_bars:
            utils.enable_progress_bars()


def _first_line(trouble: Exception) -> str:
    return (str(trouble).strip().splitlines() or [type(trouble).__name__])[0]


def _announcement(repository: Repository) -> str:
    return say(
        "{name}: {megabytes} MB, downloaded once from Hugging Face's hub; licence {licence}.",
        name=repository.name,
        megabytes=repository.megabytes,
        licence=repository.licence,
    )
