"""A long English text that every Python brings along: its own documentation of the language."""

from pydoc_data.topics import topics


def python_documentation() -> str:
    """Return what `help()` tells about the language, topic after topic, as one text of some 460 000 characters.

    It changes a little from one version of Python to the next. Its licence is Python's own.
    """
    return "\n".join(topics[name] for name in sorted(topics))
