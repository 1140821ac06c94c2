"""Ask Hugging Face's hub, or a mirror of it, for files; what goes wrong becomes one sentence."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from course_lib.language import say
from course_lib.pretrained.cache import shows_progress
from course_lib.pretrained.unavailable import WeightsUnavailableError, disk_trouble

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
Wanted = Sequence[Sequence[str]]  # files, each by its name and by those that serve as well


def download(name: str, revision: str | None, wanted: Wanted, *, progress: bool = True) -> list[Path]:
    """Return where the files of a repository lie on this computer; those that are not here are downloaded, once.

    The address in HF_ENDPOINT is asked if it is set, as by `transformers`, and the files lie where that package looks
    for them.

    Args:
        name: of the repository.
        revision: the commit; None for the newest.
        wanted: of each file the names under which it is looked for, one after the other.
        progress: on a terminal, show how far the download is; elsewhere nothing is ever shown.

    Raises:
        WeightsUnavailableError: the files cannot be had, for whatever reason; the message says what to do.
    """
    # Here, because it looks at the environment when it is imported, and takes its time.
    from huggingface_hub import constants, errors, hf_hub_download  # noqa: PLC0415

    endpoint = os.environ.get("HF_ENDPOINT") or constants.ENDPOINT
    known = {"repository": name, "endpoint": endpoint, "files": names_of(wanted)}

    def first_that_is_there(names: Sequence[str]) -> Path:
        for file in names[:-1]:
            try:
                return Path(hf_hub_download(name, file, revision=revision, endpoint=endpoint))
            except errors.EntryNotFoundError:  # offline too, and the next may have come earlier
                continue
        return Path(hf_hub_download(name, names[-1], revision=revision, endpoint=endpoint))

    try:
        with _quietly(progress and shows_progress()):
            return [first_that_is_there(names) for names in wanted]
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


def names_of(wanted: Wanted) -> str:
    """Return the names of files for a message."""
    return ", ".join(one_of(names) for names in wanted)


def one_of(names: Sequence[str]) -> str:
    """Return the name of a file, and the other one under which it may be there."""
    return names[0] if len(names) == 1 else say("{file} or {other}", file=names[0], other=names[1])


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
