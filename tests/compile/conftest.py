"""The tests of what PyTorch's tools make of course_lib take it as readers have it, and compute on one thread."""

import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import pytest

from tests.attention.conftest import one_thread
from tests.compile.parts import Library

__all__ = ["one_thread"]

# What one file imported without checks, for the next: torch 2.5 compiles nothing of a module imported twice.
UNCHECKED: dict[str, ModuleType] = {}


# To pytest a folder without __init__.py is no package: a fixture of that scope would last to the end of all tests.
@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    """Import course_lib once more, without the shape checks at run time, whose code no compiler can follow."""
    checked, finders = take_out_course_lib(), list(sys.meta_path)
    sys.meta_path[:] = [finder for finder in finders if not type(finder).__module__.startswith("jaxtyping")]
    sys.modules.update(UNCHECKED)
    yield Library(*(import_module(f"course_lib.{name}") for name in Library._fields))
    UNCHECKED.update(take_out_course_lib())
    sys.modules.update(checked)
    sys.meta_path[:] = finders


def take_out_course_lib() -> dict[str, ModuleType]:
    """Remove all modules of course_lib from those imported, and return them."""
    names = [name for name in sys.modules if name.split(".")[0] == "course_lib"]
    return {name: sys.modules.pop(name) for name in names}
