"""The pins: all that pyproject.toml asks for is pinned, for each promised Python; the package has lower bounds only."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from book._tools.fit_python import OLDEST, dotted
from book._tools.lock import OLDEST_PYTHON, portable

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
COURSE, BENCH = ROOT / "requirements.txt", ROOT / "benchmarks" / "requirements.txt"
EXTRAS = PROJECT["optional-dependencies"]


def pins(file: Path) -> list[Requirement]:
    """Return the pins of a file."""
    return [Requirement(line) for line in file.read_text(encoding="utf-8").splitlines()]


def version_of(pin: Requirement) -> str:
    """Return the one version that a pin allows."""
    (specifier,) = pin.specifier
    return specifier.version


def holds_on_oldest_python(pin: Requirement) -> bool:
    """Say whether the pin counts for the oldest Python, on this system."""
    oldest = {"python_full_version": OLDEST_PYTHON, "python_version": dotted(OLDEST)}
    return pin.marker is None or pin.marker.evaluate(oldest)


def needs_a_newer_python(pin: Requirement, python: str = OLDEST_PYTHON) -> str:
    """Return for which Pythons a pinned package is made, if it is installed and not made for `python`; else ""."""
    try:
        found = metadata(pin.name)
    except PackageNotFoundError:
        return ""
    is_said = "Requires-Python" in found and found["Version"] == version_of(pin)
    made_for = found["Requires-Python"] if is_said else None
    return "" if made_for is None or python in Requirement(f"x{made_for}").specifier else made_for


@pytest.mark.parametrize(
    ("asked", "files"),
    [(PROJECT["dependencies"] + EXTRAS["dev"], [COURSE]), (EXTRAS["bench"], [COURSE, BENCH])],
    ids=["course", "bench"],
)
def test_what_the_project_asks_for_is_pinned_to_a_version_that_it_allows(asked: list[str], files: list[Path]) -> None:
    pinned = [pin for file in files for pin in pins(file)]
    for requirement in map(Requirement, asked):
        versions = [
            version_of(pin) for pin in pinned if canonicalize_name(pin.name) == canonicalize_name(requirement.name)
        ]
        assert versions, f"{requirement} is not pinned: run `make lock`"
        assert [version for version in versions if version not in requirement.specifier] == [], "run `make lock`"


@pytest.mark.parametrize("pin", [*pins(COURSE), *pins(BENCH)], ids=str)
def test_a_pin_names_one_public_version(pin: Requirement) -> None:
    assert re.fullmatch(r"==[0-9a-z.]+", str(pin.specifier)), pin


def test_a_pin_needs_no_newer_python_than_the_oldest_that_is_promised() -> None:
    """Debian 12 has 3.11.2; a pin that asks for 3.11.5 ends every `make book` there."""
    assert dotted((*OLDEST, 0)) == OLDEST_PYTHON
    checked = [pin for pin in pins(COURSE) if holds_on_oldest_python(pin)]
    assert [f"{pin} is for {made_for}" for pin in checked if (made_for := needs_a_newer_python(pin))] == []


def test_the_check_of_pins_notices_one_that_needs_a_newer_python() -> None:
    pin = Requirement(f"pytest=={metadata('pytest')['Version']}")
    assert needs_a_newer_python(pin) == ""
    assert needs_a_newer_python(pin, "3.5.0").startswith(">=3.")


def test_a_pin_for_newer_pythons_alone_asks_nothing_of_the_oldest() -> None:
    assert holds_on_oldest_python(Requirement("soupsieve==2.10 ; python_full_version < '3.11.5'"))
    assert not holds_on_oldest_python(Requirement("soupsieve==4.1.2 ; python_full_version >= '3.11.5'"))


def test_each_package_is_pinned_once_for_the_oldest_python() -> None:
    names = [canonicalize_name(pin.name) for pin in pins(COURSE) if holds_on_oldest_python(pin)]
    assert [name for name in set(names) if names.count(name) > 1] == []


@pytest.mark.parametrize("file", [COURSE, BENCH], ids=["course", "bench"])
def test_the_pins_are_as_make_lock_writes_them(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert portable(lines) == lines == sorted(lines, key=lambda line: canonicalize_name(Requirement(line).name))


@pytest.mark.parametrize("requirement", PROJECT["dependencies"])
def test_the_package_gives_lower_bounds_only(requirement: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]+>=[0-9.]+", requirement), requirement
