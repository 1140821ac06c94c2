"""Pin what pyproject.toml asks for: `make lock` keeps pins that still fit, `make lock UPGRADE=yes` takes the newest.

uv resolves for all promised Pythons and systems at once, whatever is installed here. requirements.txt gets the package
and its `dev` extra; benchmarks/requirements.txt gets what `bench` needs beyond that.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OLDEST_PYTHON = "3.11.0"
FORM = ["--universal", "--python-version", OLDEST_PYTHON, "--no-header", "--no-annotate", "--quiet"]
# torch's build for graphics cards names these itself, each at one version; its build for processors does without them.
FOR_GRAPHICS_CARDS = re.compile(r"(cuda|nvidia)-|triton==")


def portable(pins: Iterable[str]) -> list[str]:
    """Return the pins that hold on every machine: no package for graphics cards, no local version such as ``+cpu``."""
    return [re.sub(r"\+[\w.]+", "", pin) for pin in pins if not FOR_GRAPHICS_CARDS.match(pin)]


def resolve(kept: list[str], *options: str) -> list[str]:
    """Return pins for pyproject.toml, of the versions in `kept` where they fit; raise CalledProcessError.

    Args:
        kept: The pins to begin with.
        options: What else to tell `uv pip compile`, as the extra.
    """
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pins.txt"  # uv keeps the versions it finds in the file it writes
        file.write_text("\n".join(kept), encoding="utf-8")
        command = [uv, "pip", "compile", "pyproject.toml", *FORM, *options, "--output-file", str(file)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return portable(file.read_text(encoding="utf-8").splitlines())


def lock(course: Path, bench: Path, upgrade: bool) -> None:
    """Write both files of pins; with `upgrade`, forget the old ones."""
    old = [file.read_text(encoding="utf-8").splitlines() if not upgrade else [] for file in (course, bench)]
    pins = resolve(old[0], "--extra", "dev")
    write(course, pins)
    write(
        bench,
        [pin for pin in resolve(pins + old[1], "--extra", "bench", "--constraint", str(course)) if pin not in pins],
    )


def write(file: Path, pins: list[str]) -> None:
    """Write one pin a line, with the same line ends on every system."""
    file.write_text("".join(f"{pin}\n" for pin in pins), encoding="utf-8", newline="\n")


def main() -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="make lock", description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that pyproject.toml allows")
    try:
        lock(ROOT / "requirements.txt", ROOT / "benchmarks" / "requirements.txt", parser.parse_args().upgrade)
    except FileNotFoundError:
        print("make lock needs uv: `make book` installs it into .venv.", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        return int(error.returncode)  # uv has said what it could not resolve
    return 0


if __name__ == "__main__":
    sys.exit(main())
