"""What a reader sees when published weights cannot be had: one sentence, no traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

from course_lib.language import say


class WeightsUnavailableError(RuntimeError):
    """Published weights cannot be had; the message says in one sentence what was tried, why not, and what to do."""

    def _render_traceback_(self) -> list[str]:
        """Return the lines that IPython shows in place of a traceback: the sentence alone."""
        return [str(self)]


@contextmanager
def disk_trouble(name: str, *, another: str = "give another folder as cache=") -> Iterator[None]:
    """Turn an OSError into the sentence that the file `name` cannot be kept in the cache; `another` says what helps."""
    try:
        yield
    except OSError as error:
        raise WeightsUnavailableError(
            say(
                "{name} could not be written to the cache or read from it ({reason}); "
                "make room there, or {another}, and call again.",
                name=name,
                another=another,
                reason=error.strerror or error,
            )
        ) from error
