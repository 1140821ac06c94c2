"""The version is said once, in pyproject.toml, and the package reads it."""

import tomllib
from pathlib import Path

import pytest

import course_lib

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def test_the_package_has_the_version_of_the_project() -> None:
    assert course_lib.__version__ == tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"]


def test_what_the_package_has_not_is_missing_as_from_any_module() -> None:
    with pytest.raises(AttributeError, match=r"^module 'course_lib' has no attribute '__versions__'$"):
        print(course_lib.__versions__)
