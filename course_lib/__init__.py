"""Companion package of the course "Attention, from the dot product to the Transformer"."""

from importlib.metadata import version

from course_lib.language import say


def __getattr__(name: str) -> str:
    """Return the installed version as `__version__`; `pyproject.toml` says it, and nothing else does."""
    if name == "__version__":
        return version("course_lib")
    raise AttributeError(say("module {module!r} has no attribute {name!r}", module=__name__, name=name))
