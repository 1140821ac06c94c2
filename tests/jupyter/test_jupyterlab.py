"""One chapter in a real JupyterLab: seen before it runs, run from the first cell to the last, and saved unchanged."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from book._tools.notebooks import BOOK, ROOT
from book._tools.refresh import refresh

CHAPTER = "transformer/feed-forward.ipynb"
SETTINGS = '{"windowingMode": "none"}'  # or JupyterLab leaves cells outside of the window without outputs
MINUTES = 60_000  # milliseconds

pytestmark = [pytest.mark.audit, pytest.mark.browser]


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the chapter with the outputs of this machine."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    path = tmp_path / "work" / "chapter.ipynb"
    path.parent.mkdir()
    path.write_bytes((BOOK / CHAPTER).read_bytes())
    refresh(path)
    return path


@pytest.fixture
def lab(notebook: Path, tmp_path: Path) -> Iterator[str]:
    """Start JupyterLab with nobody's settings and signatures, and return its address."""
    pytest.importorskip("jupyterlab", reason="`make audit` installs JupyterLab")
    settings = tmp_path / "settings" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text(SETTINGS, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"),
        *("--IdentityProvider.token=", f"--ServerApp.root_dir={notebook.parent}"),
        *(f"--LabApp.user_settings_dir={tmp_path / 'settings'}", "--LabApp.news_url=None"),
    ]
    home = {name: str(tmp_path / name) for name in ("HOME", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "IPYTHONDIR")}
    environment = {**os.environ, **home}
    environment.pop("MPLBACKEND", None)
    with (tmp_path / "lab.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/api", server)
            yield f"http://127.0.0.1:{port}/lab/tree/{notebook.name}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers, as long as it lives."""
    for _ in range(120):
        assert server.poll() is None, "JupyterLab has ended by itself"
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise AssertionError("JupyterLab does not answer")


@pytest.fixture
def tab(lab: str, browser: Browser) -> Iterator[Page]:
    """Open the chapter."""
    page = browser.new_page(viewport={"width": 1200, "height": 1000})
    page.goto(lab)
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=2 * MINUTES)
    yield page
    page.close()


def test_a_chapter_can_be_read_before_it_runs_and_saving_it_after_changes_nothing(tab: Page, notebook: Path) -> None:
    stored = notebook.read_bytes()
    figures = stored.count(b'"image/svg+xml"')
    pictures = tab.locator(".jp-OutputArea-output img[src^='data:image/png']")
    expect(pictures).to_have_count(figures, timeout=MINUTES)
    expect(tab.get_by_text("The drawing appears when you run this cell.")).to_be_visible()
    expect(tab.locator(".course-architecture a")).to_have_count(0)

    tab.get_by_text("Run", exact=True).click()
    tab.get_by_text("Run All Cells", exact=True).click()
    count = stored.count(b'"cell_type": "code"')
    expect(tab.locator(".jp-CodeCell .jp-InputPrompt").last).to_have_text(f"[{count}]:", timeout=5 * MINUTES)
    expect(tab.locator(".jp-RenderedSVG")).to_have_count(figures, timeout=MINUTES)
    drawing = tab.locator(".course-architecture .drawing")
    expect(drawing).to_be_visible()
    expect(tab.get_by_text("The drawing appears when you run this cell.")).to_be_hidden()
    assert tab.get_by_text("Javascript Error").count() == 0

    before = notebook.stat().st_mtime_ns
    tab.keyboard.press("Control+s")
    for _ in range(60):
        if notebook.stat().st_mtime_ns != before:
            break
        time.sleep(0.5)
    assert notebook.stat().st_mtime_ns != before
    assert notebook.read_bytes().decode() == stored.decode()
