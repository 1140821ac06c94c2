"""An imitation of Colab: a Python that has torch but not the course, and a server that has the course."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from book._tools.notebooks import ROOT

# What Colab has before the course comes; ipykernel is what makes it a notebook's kernel.
FOUND_ON_COLAB = ("torch", "numpy", "matplotlib", "ipykernel")
# The number of threads is kept as well: two workers with two threads each, on two cores, mostly wait for one another.
KEPT_VARIABLES = re.compile(
    "PATH|HOME|LANG|TMPDIR|PIP_.*|SSL_.*|REQUESTS_CA_BUNDLE|https?_proxy|OMP_NUM_THREADS", re.IGNORECASE
)
CELL_TIMEOUT = 300  # seconds; the setup cell waits for pip
PACKAGE_PARTS = ("course_lib", "pyproject.toml", "README.md", "LICENSE")


@dataclass(frozen=True)
class ImitatedColab:
    """A virtual environment that runs notebooks, with nothing of the environment of the tests themselves."""

    folder: Path

    @property
    def python(self) -> Path:
        """Return the environment's interpreter."""
        return self.folder / "bin" / "python"

    def pip(self, *arguments: str) -> str:
        """Run pip inside and return what it prints."""
        command = [self.python, "-m", "pip", *arguments]
        done = subprocess.run(command, env=self.variables(""), capture_output=True, text=True)
        assert done.returncode == 0, f"pip {' '.join(arguments)} failed:\n{done.stderr[-2000:]}"
        return done.stdout

    def versions(self) -> dict[str, str]:
        """Return the version of each installed package."""
        return {found["name"]: found["version"] for found in json.loads(self.pip("list", "--format", "json"))}

    def variables(self, source: str) -> dict[str, str]:
        """Return the environment variables inside: the way to the package index, and little else."""
        outside = {name: value for name, value in os.environ.items() if KEPT_VARIABLES.fullmatch(name)}
        settings = {"NO_PROXY": "127.0.0.1", "PIP_RETRIES": "0", "IPYTHONDIR": str(self.folder / "ipython")}
        return outside | settings | ({"COURSE_LIB_SOURCE": source} if source else {})

    def run(self, notebook: NotebookNode, folder: Path, source: str = "") -> NotebookNode:
        """Run the notebook in `folder`, up to the first error, with COURSE_LIB_SOURCE set to `source`."""
        kernels = KernelSpecManager(kernel_dirs=[str(self.folder / "share" / "jupyter" / "kernels")])
        manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=kernels)
        client = NotebookClient(notebook, km=manager, timeout=CELL_TIMEOUT, startup_timeout=CELL_TIMEOUT)
        # An error is in the cell's outputs, where a reader would see it.
        with suppress(CellExecutionError):
            client.execute(env=self.variables(source), cwd=str(folder), cleanup_kc=True)
        return notebook


@pytest.fixture(scope="session")
def colab(tmp_path_factory: pytest.TempPathFactory) -> ImitatedColab:
    """Make the environment; installing torch takes about 40 seconds, once for all tests."""
    made = ImitatedColab(tmp_path_factory.mktemp("colab") / "venv")
    subprocess.run([sys.executable, "-m", "venv", made.folder], check=True)
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    made.pip("install", "--quiet", *(pin for pin in pins if pin.split("==")[0] in FOUND_ON_COLAB))
    spec = made.folder / "share" / "jupyter" / "kernels" / "python3" / "kernel.json"
    argv = [str(made.python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec.write_text(json.dumps({"argv": argv, "display_name": "Colab", "language": "python"}), encoding="utf-8")
    return made


@pytest.fixture
def colab_without_course(colab: ImitatedColab) -> ImitatedColab:
    """Give the environment as Colab starts: without course_lib."""
    colab.pip("uninstall", "--yes", "--quiet", "course_lib")
    return colab


@dataclass(frozen=True)
class Server:
    """A web server on this machine that holds the course as a wheel and as GitHub's archive of a branch."""

    address: str
    file: Path

    @property
    def wheel(self) -> str:
        """Return the wheel's address."""
        return f"{self.address}/{self.file.name}"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Build the wheel and the archive from a copy of the course and serve both."""
    served, copy = tmp_path_factory.mktemp("served"), tmp_path_factory.mktemp("copy") / "attention-colab"
    copy.mkdir()
    for part in PACKAGE_PARTS:
        duplicate = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        duplicate(ROOT / part, copy / part)
    (served / "archive" / "refs" / "heads").mkdir(parents=True)
    shutil.make_archive(str(served / "archive" / "refs" / "heads" / "colab"), "zip", copy.parent)
    pip_wheel = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", served, copy]
    subprocess.run(pip_wheel, check=True)
    (wheel,) = served.glob("*.whl")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(served))) as http_server:
        Thread(target=http_server.serve_forever).start()
        yield Server(f"http://127.0.0.1:{http_server.server_port}", wheel)
        http_server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder without a line on the screen for each request."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def closed_port() -> str:
    """Give an address on this machine where nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"
