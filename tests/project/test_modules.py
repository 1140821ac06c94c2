"""Every module of the library can be reached by its name: no package shows a function in its place."""

import importlib
import pkgutil
from types import ModuleType

import course_lib


def hidden_modules(package: ModuleType) -> list[str]:
    """Return the modules whose package has something else under their name."""
    hidden = []
    for found in pkgutil.iter_modules(package.__path__, prefix=f"{package.__name__}."):
        module = importlib.import_module(found.name)
        if getattr(package, found.name.rpartition(".")[2]) is not module:
            hidden.append(found.name)
        if found.ispkg:
            hidden += hidden_modules(module)
    return hidden


def test_no_module_is_hidden_by_its_own_function() -> None:
    assert hidden_modules(course_lib) == []


def test_a_hidden_module_is_found(monkeypatch) -> None:
    monkeypatch.setattr("course_lib.decoding.search", lambda: None)
    assert hidden_modules(course_lib) == ["course_lib.decoding.search"]
