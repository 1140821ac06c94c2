"""How far a download has come, said in plain lines: no widget, and nothing on stderr, which notebooks show in red."""


class DownloadProgress:
    """Counts the bytes of one download, and prints a line at every tenth of it."""

    def __init__(self, received: int, announced: str | None, shown: bool) -> None:
        """Begin at `received` bytes; `announced` is the Content-Length of what is still to come, if it is known."""
        self.received = received
        self.total = received + int(announced) if announced else None
        self.shown = shown
        self.tenths = self._tenths()
        self._say(f"Downloading, going on from {self}." if received else f"Downloading {self._size()}.")

    def __str__(self) -> str:
        """Return for example '86.2 of 862.2 MB'."""
        return f"{_megabytes(self.received)} of {self._size()}"

    def add(self, count: int) -> None:
        """Count bytes that have come."""
        self.received += count
        if self._tenths() > self.tenths:
            self.tenths = self._tenths()
            self._say(f"{10 * self.tenths} %")

    def is_short(self) -> bool:
        """Say whether fewer bytes have come than were announced."""
        return self.total is not None and self.received < self.total

    def _tenths(self) -> int:
        return 10 * self.received // self.total if self.total else 0

    def _size(self) -> str:
        return "a file of unknown size" if self.total is None else f"{_megabytes(self.total)} MB"

    def _say(self, line: str) -> None:
        if self.shown:
            print(line, flush=True)


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.1f}"
