"""A large file comes once, goes on where it broke off, is checked, and is whole or not there at all."""

import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock, Timeout

from course_lib.embeddings import download
from course_lib.embeddings.download import cache_folder, fetch
from course_lib.embeddings.download_progress import DownloadProgress
from course_lib.embeddings.unavailable import GloveUnavailableError


@pytest.fixture
def target(cache: Path) -> Path:
    """Give the place that the file shall come to, in a folder that is not there yet."""
    return cache / "course_lib" / "glove.zip"


def fetch_from(server: Any, target: Path, **options: Any) -> None:
    """Fetch what the server has."""
    fetch(server.address, target, server.checksum, **options)


def break_off(server: Any, target: Path, after: int) -> None:
    """Fetch from a server that closes the connection after some bytes, and let it behave again."""
    server.cut_after = after
    with pytest.raises(GloveUnavailableError, match="broke off after"):
        fetch_from(server, target)
    server.cut_after = None


def test_the_file_arrives_whole_and_leaves_nothing_beside_it(server: Any, target: Path) -> None:
    fetch_from(server, target)
    assert target.read_bytes() == server.content
    assert {path.name for path in target.parent.iterdir()} <= {target.name, f"{target.name}.lock"}


def test_a_file_that_is_there_is_not_asked_for_again(server: Any, target: Path) -> None:
    fetch_from(server, target)
    fetch_from(server, target)
    assert len(server.requests) == 1


@pytest.mark.parametrize("path", ["", "/moved"])
def test_an_interrupted_download_goes_on_where_it_stopped(server: Any, target: Path, path: str) -> None:
    address = server.address.replace("/glove", f"{path}/glove")
    break_off(server, target, after=40)
    assert not target.exists()
    fetch(address, target, server.checksum)
    assert server.requests[-1]["Range"] == "bytes=40-"
    assert server.requests[-1]["If-Range"] == server.etag
    assert target.read_bytes() == server.content


def test_it_goes_on_after_several_interruptions(server: Any, target: Path) -> None:
    for _ in range(3):
        break_off(server, target, after=40)
    fetch_from(server, target)
    assert [request.get("Range") for request in server.requests] == [None, "bytes=40-", "bytes=80-", "bytes=120-"]
    assert target.read_bytes() == server.content


def test_a_server_that_knows_no_ranges_makes_it_start_over(server: Any, target: Path) -> None:
    server.ranges = False
    break_off(server, target, after=40)
    fetch_from(server, target)
    assert server.requests[-1]["Range"] == "bytes=40-"
    assert target.read_bytes() == server.content


@pytest.mark.parametrize("etag", ["", 'W/"weak"'])
def test_a_server_that_names_no_version_is_asked_for_the_whole_file(server: Any, target: Path, etag: str) -> None:
    server.etag = etag
    break_off(server, target, after=40)
    fetch_from(server, target)
    assert "Range" not in server.requests[-1]
    assert target.read_bytes() == server.content


@pytest.mark.parametrize("etag", ["", 'W/"weak"'])
def test_a_date_names_the_version_where_no_strong_etag_does(server: Any, target: Path, etag: str) -> None:
    server.etag, server.modified = etag, "Mon, 25 Aug 2014 19:35:52 GMT"
    break_off(server, target, after=40)
    fetch_from(server, target)
    assert server.requests[-1]["Range"] == "bytes=40-"
    assert server.requests[-1]["If-Range"] == server.modified
    assert target.read_bytes() == server.content


def test_the_name_of_a_version_goes_with_its_bytes(server: Any, target: Path) -> None:
    break_off(server, target, after=40)
    server.content, server.etag = server.content[::-1], ""
    break_off(server, target, after=40)
    fetch_from(server, target)
    assert "Range" not in server.requests[-1]


def test_a_file_that_changed_on_the_server_is_fetched_from_its_start(server: Any, target: Path) -> None:
    break_off(server, target, after=40)
    server.content, server.etag = server.content[::-1], '"second"'
    fetch_from(server, target)
    assert server.requests[-1]["If-Range"] == '"first"'
    assert target.read_bytes() == server.content


def test_a_whole_file_that_was_not_checked_yet_is_kept(server: Any, target: Path) -> None:
    break_off(server, target, after=40)
    target.with_name(f"{target.name}.part").write_bytes(server.content)
    fetch_from(server, target)
    assert target.read_bytes() == server.content
    assert len(server.requests) == 2


def test_corrupted_bytes_are_refused_and_the_next_call_works(server: Any, target: Path) -> None:
    right, checksum = server.content, server.checksum
    server.content = right[:50] + bytes([right[50] ^ 1]) + right[51:]
    with pytest.raises(GloveUnavailableError, match=r"not the one expected .* was deleted; call again"):
        fetch(server.address, target, checksum)
    assert not list(target.parent.glob("*.part"))
    server.content = right
    fetch(server.address, target, checksum)
    assert target.read_bytes() == right


def test_corrupted_bytes_before_an_interruption_are_refused_too(server: Any, target: Path) -> None:
    break_off(server, target, after=40)
    part = target.with_name(f"{target.name}.part")
    part.write_bytes(bytes(40))
    with pytest.raises(GloveUnavailableError, match="not the one expected"):
        fetch_from(server, target)
    fetch_from(server, target)
    assert target.read_bytes() == server.content


@pytest.mark.parametrize("status", [404, 503])
def test_an_error_of_the_server_is_named(server: Any, target: Path, status: int) -> None:
    server.status = status
    with pytest.raises(
        GloveUnavailableError, match=rf"failed: the server answered {status} \(.*\); make sure"
    ) as raised:
        fetch_from(server, target)
    assert raised.value.__cause__.fp.closed, "the connection was left open"


def test_an_unreachable_port_is_one_sentence(server: Any, target: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: nobody answers
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/glove.6B.zip"
        with pytest.raises(GloveUnavailableError, match=f"^Downloading {address} failed: .*refused.*call again later"):
            fetch(address, target, server.checksum)


@pytest.mark.parametrize("address", ["glove.6B.zip", "http://127.0.0.1:x/"])
def test_an_address_that_leads_nowhere_is_one_sentence(target: Path, address: str) -> None:
    with pytest.raises(GloveUnavailableError, match=f"^Downloading {address} failed: "):
        fetch(address, target, "0" * 64)


def test_a_host_that_is_not_found_is_one_sentence(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", offline)
    monkeypatch.setenv("no_proxy", "*")
    with pytest.raises(GloveUnavailableError, match=r"failed: Name or service not known; make sure .* is online"):
        fetch("https://nlp.stanford.edu/data/glove.6B.zip", target, "0" * 64)


def test_a_server_that_does_not_answer_is_given_up(server: Any, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "SECONDS_OF_SILENCE", 0.2)
    server.before_answer = lambda: server.closing.wait(5)
    with pytest.raises(GloveUnavailableError, match=r"failed: the server was silent for 0\.2 seconds"):
        fetch_from(server, target)


def test_a_server_that_falls_silent_is_given_up_and_what_came_is_kept(
    server: Any, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []
    urlopen, add = download.urlopen, DownloadProgress.add
    monkeypatch.setattr(
        download, "urlopen", lambda *args, **options: opened.append(urlopen(*args, **options)) or opened[0]
    )
    monkeypatch.setattr(download, "PIECE", 10)

    def add_and_lose_patience(progress: DownloadProgress, count: int) -> None:
        """Wait only briefly after the last byte; for the others, however late a busy machine brings them, as ever."""
        add(progress, count)
        if progress.received == server.silent_after:
            opened[0].fp.raw._sock.settimeout(0.1)

    monkeypatch.setattr(DownloadProgress, "add", add_and_lose_patience)
    server.silent_after = 40
    with pytest.raises(GloveUnavailableError, match=r"broke off after 0.0 of 0.0 MB: the server was silent"):
        fetch_from(server, target)
    monkeypatch.undo()
    server.silent_after = None
    fetch_from(server, target)
    assert server.requests[-1]["Range"] == "bytes=40-"
    assert target.read_bytes() == server.content


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_sentence_and_not_the_servers_fault(server: Any, target: Path) -> None:
    target.parent.mkdir(parents=True)
    target.with_name(f"{target.name}.part").symlink_to("/dev/full")
    with pytest.raises(GloveUnavailableError, match=r"could not be written .*No space left.* make room"):
        fetch_from(server, target)


def test_a_cache_that_cannot_be_made_is_one_sentence(server: Any, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(GloveUnavailableError, match=r"could not be written to the cache .* cache="):
        fetch_from(server, tmp_path / "file" / "glove.zip")
    assert not server.requests


@pytest.mark.parametrize("progress", [True, False])
def test_two_who_ask_at_once_share_one_download(
    server: Any, target: Path, capsys: pytest.CaptureFixture[str], progress: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = threading.Event()

    class Lock(FileLock):
        def acquire(self, *args: Any, **options: Any) -> Any:
            try:
                return super().acquire(*args, **options)
            except Timeout:
                refused.set()
                raise

    monkeypatch.setattr(download, "FileLock", Lock)
    server.before_answer = refused.wait  # the first goes on only when the second has found it there
    with ThreadPoolExecutor(2) as pool:
        for call in [pool.submit(fetch_from, server, target, progress=progress) for _ in range(2)]:
            call.result()
    assert len(server.requests) == 1
    assert target.read_bytes() == server.content
    assert ("waiting for it" in capsys.readouterr().out) == progress


def test_progress_goes_to_stdout_in_tenths(
    server: Any, target: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "PIECE", 1)
    fetch_from(server, target)
    shown = capsys.readouterr()
    assert shown.out.splitlines() == ["Downloading 0.0 MB.", *(f"{tenth}0 %" for tenth in range(1, 11))]
    assert shown.err == ""


def test_progress_goes_on_where_the_download_does(
    server: Any, target: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "PIECE", 10_000)
    server.content = bytes(1_000_000)
    break_off(server, target, after=750_000)
    capsys.readouterr()
    fetch_from(server, target)
    assert capsys.readouterr().out.splitlines() == [
        "Downloading, going on from 0.8 of 1.0 MB.",
        "80 %",
        "90 %",
        "100 %",
    ]


def test_progress_can_be_turned_off(server: Any, target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fetch_from(server, target, progress=False)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("system", "variables", "folder"),
    [
        ("linux", {}, "home/.cache"),
        ("linux", {"XDG_CACHE_HOME": "chosen"}, "chosen"),
        ("darwin", {}, "home/Library/Caches"),
        ("win32", {"LOCALAPPDATA": "local"}, "local"),
        ("win32", {}, "home/AppData/Local"),
    ],
)
def test_the_cache_is_where_the_system_keeps_caches(
    system: str, variables: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(Path, "home", lambda: Path("home"))
    monkeypatch.setattr(sys, "platform", system)
    assert cache_folder() == Path(folder)
