"""A small archive in GloVe's format, and a server on this computer that can misbehave while sending it."""

import hashlib
import io
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

MEMBER = "glove.6B.50d.txt"
# The last two are as odd as published files have them: words that hold a space, or what Python takes for a line's end.
LINES = "the 0.5 -1.25 3\nof 1 2e-3 3\nking -0.25 0.5 0.75\nnew york 1 1 2\na\u0085b 7 8 9\n"


@dataclass
class SmallServer:
    """What the server sends and how it misbehaves; `requests` holds the headers of every request it got."""

    address: str
    content: bytes
    etag: str = '"first"'
    modified: str = ""
    ranges: bool = True  # False: it answers every request with the whole file
    cut_after: int | None = None  # bytes after which it closes the connection
    silent_after: int | None = None  # bytes after which it sends no more, but holds the connection
    status: int | None = None  # the error it answers with
    before_answer: Callable[[], object] = lambda: None
    requests: list[dict[str, str]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def checksum(self) -> str:
        """Return the SHA-256 of what it sends."""
        return hashlib.sha256(self.content).hexdigest()


class Handler(BaseHTTPRequestHandler):
    """Answers GET as the SmallServer in the class attribute says."""

    small: SmallServer

    def do_GET(self) -> None:
        """Send the file, or the rest of it from where the Range header says, or an error."""
        small = self.small
        small.requests.append(dict(self.headers))
        small.before_answer()
        if small.status is not None:
            return self.send_error(small.status)
        if self.path == "/moved/glove.6B.zip":
            self.send_response(301)
            self.send_header("Location", "/glove.6B.zip")
            return self.end_headers()
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = (
            int(asked[1])
            if asked and small.ranges and self.headers.get("If-Range") in (small.etag, small.modified)
            else 0
        )
        if start and start >= len(small.content):
            return self.send_error(416)
        self.send_response(206 if start else 200)
        for name, value in (("ETag", small.etag), ("Last-Modified", small.modified)):
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(small.content) - start))
        self.end_headers()
        return self.send_body(small.content[start:])

    def send_body(self, body: bytes) -> None:
        """Send the bytes, or fewer and then close or fall silent."""
        small = self.small
        stop = small.cut_after if small.cut_after is not None else small.silent_after
        with suppress(ConnectionError):
            self.wfile.write(body[:stop])
        if small.silent_after is not None:
            small.closing.wait(5)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def make_archive(members: dict[str, str]) -> bytes:
    """Return a zip archive with these text files."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return file.getvalue()


@pytest.fixture(scope="session")
def archive_of() -> Callable[[dict[str, str]], bytes]:
    """Give ``archive_of({name: text})``: the bytes of a zip archive."""
    return make_archive


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallServer]:
    """Give a running server of a small GloVe archive; it knows ranges and behaves until a test says otherwise."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    handler = type("OneHandler", (Handler,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        address = f"http://127.0.0.1:{http.server_port}/glove.6B.zip"
        handler.small = SmallServer(address, make_archive({MEMBER: LINES, "glove.6B.100d.txt": "the 1 2 3 4\n"}))
        thread = threading.Thread(target=http.serve_forever, args=(0.01,))
        thread.start()
        yield handler.small
        handler.small.closing.set()
        http.shutdown()
        thread.join()


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Give an empty folder as cache."""
    return tmp_path / "cache"
