"""The README lists, for a machine without make, exactly the commands that `make book` and `make test` run."""

import os
import re
import shutil
import subprocess

import pytest

from book._tools.notebooks import ROOT

NOISE = (" --quiet", " --disable-pip-version-check")
CHECKS = ("command -v", "python book/_tools/fit_python.py", "touch", "echo")  # of use to make alone
CHECKS += (".ci/check_javascript",)  # needs npm, and does nothing where there is none


def commands_of_make() -> list[str]:
    """Return what `make test` would run on a machine where nothing is installed or built yet."""
    flags = ["--dry-run", "--always-make", "--no-print-directory", "PYTHON=python"]
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    printed = subprocess.run(
        ["make", *flags, "test"], cwd=ROOT, env=outside, capture_output=True, text=True, check=True
    ).stdout.replace(".venv/bin/", "")
    commands = [line for line in printed.splitlines() if not line.startswith((*CHECKS, "make "))]
    return list(dict.fromkeys(without_noise(command) for command in commands))


def without_noise(command: str) -> str:
    """Return a command without the options that only keep it quiet."""
    for option in NOISE:
        command = command.replace(option, "")
    return command


def commands_of_the_readme() -> list[str]:
    """Return the commands of the block for a machine without make."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"\*\*Without make.*?```sh\n(.*?)```", readme, re.DOTALL)
    assert block
    return block.group(1).splitlines()


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make to compare with")
def test_the_readme_lists_what_make_runs():
    assert sorted(commands_of_the_readme()) == sorted(commands_of_make())


def test_no_command_needs_a_certain_shell():
    assert [command for command in commands_of_the_readme() if re.search(r"[$'`|&;<>~]|^\w+=", command)] == []
