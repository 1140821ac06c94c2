"""How far a download has come, said in plain lines: no widget, and nothing on stderr, which notebooks show in red."""

from course_lib.language import say

MEGABYTE = 1e6


class DownloadProgress:
    """Counts the bytes of one download, and prints a line at every tenth of it."""

    def __init__(self, received: int, announced: str | None, shown: bool) -> None:
        """Begin at `received` bytes; `announced` is the Content-Length of what is still to come, if it is known."""
        self.received = received
        self.total = received + int(announced) if announced else None
        self.shown = shown
        self.tenths = self._tenths()
        self._print(self._beginning())

    def __str__(self) -> str:
        """Return for example '86.2 of 862.2 MB'."""
        if self.total is None:
            return say("{received:.1f} of a file of unknown size", received=self.received / MEGABYTE)
        return say("{received:.1f} of {total:.1f} MB", received=self.received / MEGABYTE, total=self.total / MEGABYTE)

    def add(self, count: int) -> None:
        """Count bytes that have come."""
        self.received += count
        if self._tenths() > self.tenths:
            self.tenths = self._tenths()
            self._print(say("{percent} %", percent=10 * self.tenths))

    def is_short(self) -> bool:
        """Say whether fewer bytes have come than were announced."""
        return self.total is not None and self.received < self.total

    def _tenths(self) -> int:
        return 10 * self.received // self.total if self.total else 0

    def _beginning(self) -> str:
        if self.received:
            return say("Downloading, going on from {progress}.", progress=self)
        if self.total is None:
            return say("Downloading a file of unknown size.")
        return say("Downloading {total:.1f} MB.", total=self.total / MEGABYTE)

    def _print(self, line: str) -> None:
        if self.shown:
            print(line, flush=True)
