"""The pins: everything pyproject.toml asks for is pinned once, and the package itself has lower bounds only."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()


def name_of(requirement: str) -> str:
    """Return a requirement's name in the one spelling that all tools agree on."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found.group()).lower()


@pytest.mark.parametrize("requirement", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"])
def test_what_the_project_asks_for_is_pinned(requirement: str) -> None:
    assert name_of(requirement) in {name_of(pin) for pin in PINS}, f"{requirement} is not pinned: run `make lock`"


@pytest.mark.parametrize("pin", PINS)
def test_a_pin_names_one_version(pin: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", pin), pin


@pytest.mark.parametrize("requirement", PROJECT["dependencies"])
def test_the_package_gives_lower_bounds_only(requirement: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]+>=[0-9.]+", requirement), requirement
