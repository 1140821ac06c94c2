"""Change the attention core in small ways and see whether its tests notice: `make test-mutations`.

Mutmut does the work, as `[tool.mutmut]` in pyproject.toml says, in a copy: the project itself is never changed.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.mutations.verdict import Mutant, complaints, explained_survivors

ROOT = Path(__file__).resolve().parents[2]
COPIED = ["pyproject.toml", "course_lib", "tests/conftest.py", "tests/attention"]
# One thread for each worker; no GPU, which the workers could not share.
ENVIRONMENT = {"OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}


def copy_project(folder: Path) -> None:
    """Copy what the tests of attention need into `folder`."""
    for name in COPIED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)


def mutmut(folder: Path, *arguments: str, capture: bool = True) -> str:
    """Run mutmut in `folder` and return what it prints."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    finished = subprocess.run(
        command, cwd=folder, env=os.environ | ENVIRONMENT, capture_output=capture, text=True, check=True
    )
    return finished.stdout if capture else ""


def changed_lines(diff: str, sign: str) -> str:
    """Return the lines of a diff that begin with `sign`, + or −, without its header."""
    return "\n".join(
        line[1:].strip() for line in diff.splitlines() if line.startswith(sign) and not line.startswith(3 * sign)
    )


def read_mutants(folder: Path) -> list[Mutant]:
    """Return every mutant of a finished run; with its changed lines, if no test noticed it."""
    mutants = []
    for name, status in re.findall(r"^\s*(\S+): (.+)$", mutmut(folder, "results", "--all", "true"), re.MULTILINE):
        diff = mutmut(folder, "show", name) if status != "killed" else ""
        module = re.split(r"\.xǁ|\.x_", name)[0]
        file = module.removeprefix("course_lib.attention.") + ".py"
        mutants.append(Mutant(file, status, changed_lines(diff, "-"), changed_lines(diff, "+")))
    return mutants


def main() -> int:
    """Run all mutants, print what is wrong, and return the exit status."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_project(folder)
        mutmut(folder, "run", capture=False)
        mutants = read_mutants(folder)
    wrong = complaints(mutants, explained_survivors())
    killed = sum(mutant.noticed for mutant in mutants)
    print(*wrong, sep="\n\n")
    print(f"\n{killed} of {len(mutants)} changes of the attention core were noticed by its tests.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
