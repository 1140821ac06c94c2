"""Published vectors: a few words out of the archive, from the cache alone unless a download is asked for."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import torch

from course_lib.embeddings import glove_archive
from course_lib.embeddings.glove import GLOVE_ADDRESS, GLOVE_CHECKSUM, load_glove, name_in_cache, try_glove
from course_lib.embeddings.unavailable import GloveUnavailableError

WHERE_IT_WOULD_COME_FROM = (
    "The GloVe vectors are not on this computer, and nothing was downloaded; call again with download=True "
    "to fetch https://nlp.stanford.edu/data/glove.6B.zip (862 MB) once."
)


@pytest.fixture
def options(server: Any, cache: Path) -> dict[str, Any]:
    """Give the options that make load_glove download from the small server."""
    return {
        "address": server.address,
        "checksum": server.checksum,
        "cache": cache,
        "download": True,
        "progress": False,
    }


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every attempt to connect or to look up a host fail the test."""

    def refuse(*_: object) -> None:
        pytest.fail("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def serve(server: Any, options: dict[str, Any], content: bytes) -> None:
    """Let the server send other bytes, and ask for them."""
    server.content = content
    options["checksum"] = server.checksum


def test_the_words_asked_for_come_in_that_order_with_their_numbers(options: dict[str, Any]) -> None:
    vectors = load_glove(["king", "the"], **options)
    assert vectors.words == ("king", "the")
    assert torch.equal(vectors.matrix, torch.tensor([[-0.25, 0.5, 0.75], [0.5, -1.25, 3.0]]))
    assert vectors.matrix.dtype == torch.float32
    assert vectors.missing == ()


def test_words_the_file_lacks_are_left_out_and_named(options: dict[str, Any]) -> None:
    vectors = load_glove(["unheard", "of", "King"], **options)
    assert vectors.words == ("of",)
    assert vectors.missing == ("unheard", "King")


def test_a_word_given_twice_is_taken_once(options: dict[str, Any]) -> None:
    assert load_glove(iter(["of", "the", "of"]), **options).words == ("of", "the")


@pytest.mark.parametrize(("word", "vector"), [("new york", [1.0, 1.0, 2.0]), ("a\u0085b", [7.0, 8.0, 9.0])])
def test_odd_words_keep_their_vectors(options: dict[str, Any], word: str, vector: list[float]) -> None:
    assert load_glove([word], **options)[word].tolist() == vector


def test_another_size_is_another_member(options: dict[str, Any]) -> None:
    assert load_glove(["the"], member="glove.6B.100d.txt", **options).matrix.shape == (1, 4)


def test_reading_stops_when_every_word_is_found() -> None:
    def lines() -> Iterator[bytes]:
        yield b"the 1 2\n"
        yield b"of 3 4\n"
        yield b"and 5 6\n"
        pytest.fail("read on")

    assert glove_archive.select_vectors(lines(), "file", ["of"]) == {"of": [3.0, 4.0]}


def test_the_cache_serves_the_second_call_without_network(
    server: Any, options: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    load_glove(["the"], **options)
    request.getfixturevalue("no_network")
    for download in (True, False):
        assert load_glove(["of"], **{**options, "download": download}).words == ("of",)
    assert len(server.requests) == 1


def test_another_checksum_never_takes_the_old_file(
    server: Any, options: dict[str, Any], archive_of: Callable[[dict[str, str]], bytes]
) -> None:
    load_glove(["the"], **options)
    serve(server, options, archive_of({"glove.6B.50d.txt": "the 4 5 6\n"}))
    assert load_glove(["the"], **options)["the"].tolist() == [4.0, 5.0, 6.0]


@pytest.mark.usefixtures("no_network")
def test_nothing_is_downloaded_unless_asked_for_and_the_sentence_is_the_same_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for home in ("one", "another"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / home))
        assert try_glove(["king"]) is None
        assert capsys.readouterr() == (f"{WHERE_IT_WOULD_COME_FROM}\n", "")
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("no_network")
def test_the_size_is_said_only_of_the_file_that_has_it(cache: Path) -> None:
    with pytest.raises(GloveUnavailableError, match=r"to fetch http://elsewhere/glove\.zip once"):
        load_glove(["king"], address="http://elsewhere/glove.zip", cache=cache)


def test_try_glove_gives_the_vectors_when_they_can_be_had(
    options: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    vectors = try_glove(["king"], **options)
    assert vectors is not None
    assert vectors.words == ("king",)
    assert capsys.readouterr().out == ""


def test_try_glove_prints_the_trouble_and_gives_none(
    server: Any, options: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    server.status = 404
    assert try_glove(["king"], **options) is None
    assert "the server answered 404" in capsys.readouterr().out


def test_no_word_found_is_one_sentence(options: dict[str, Any]) -> None:
    with pytest.raises(GloveUnavailableError, match=r"has none of the 2 words asked for; give words .* lower case"):
        load_glove(["King", "Queen"], **options)


def test_a_single_text_is_refused_with_the_list_that_was_meant(cache: Path) -> None:
    with pytest.raises(ValueError, match=r"words is the single text 'king'; give a list .* \['king'\]"):
        load_glove("king", cache=cache)


def test_a_member_that_is_missing_names_those_that_are_there(options: dict[str, Any]) -> None:
    with pytest.raises(
        GloveUnavailableError, match=r"holds no 60d\.txt; give one of these .*: glove.6B.50d.txt, glove.6B.100d.txt\."
    ):
        load_glove(["the"], member="60d.txt", **options)


def test_every_truncation_of_the_archive_is_one_sentence_and_the_damaged_file_goes(
    tmp_path: Path, server: Any, options: dict[str, Any]
) -> None:
    archive = tmp_path / "glove.zip"
    for length in range(len(server.content)):
        archive.write_bytes(server.content[:length])
        with pytest.raises(GloveUnavailableError, match="no whole zip archive and was deleted; call again"):
            glove_archive.read_vectors(archive, "glove.6B.50d.txt", ["unheard"])
        assert not archive.exists()


def test_every_byte_of_the_vectors_that_is_damaged_on_disk_is_noticed(tmp_path: Path, server: Any) -> None:
    archive = tmp_path / "glove.zip"
    start = 30 + len("glove.6B.50d.txt")  # a local header is 30 bytes and the name
    end = server.content.index(b"PK", start)
    for position in range(start, end):
        damaged = bytearray(server.content)
        damaged[position] ^= 0xFF
        archive.write_bytes(damaged)
        with pytest.raises(GloveUnavailableError):
            glove_archive.read_vectors(archive, "glove.6B.50d.txt", ["unheard"])


def test_a_damaged_archive_gives_the_right_numbers_or_one_sentence(tmp_path: Path, server: Any) -> None:
    archive = tmp_path / "glove.zip"
    for position in range(len(server.content)):
        for bit in (0, 3, 6):  # bit 0 also says "encrypted"
            damaged = bytearray(server.content)
            damaged[position] ^= 1 << bit
            archive.write_bytes(damaged)
            with suppress(GloveUnavailableError):
                vectors = glove_archive.read_vectors(archive, "glove.6B.50d.txt", ["king", "unheard"])
                assert vectors == {"king": [-0.25, 0.5, 0.75]}


def test_a_cached_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(GloveUnavailableError, match=r"could not be written to the cache or read from it .* call again"):
        glove_archive.read_vectors(tmp_path, "glove.6B.50d.txt", ["king"])


def test_a_damaged_file_in_the_cache_is_downloaded_afresh(server: Any, options: dict[str, Any], cache: Path) -> None:
    load_glove(["the"], **options)
    cached = cache / "course_lib" / name_in_cache(options["address"], options["checksum"])
    cached.write_bytes(server.content[:100])
    with pytest.raises(GloveUnavailableError, match="was deleted; call again with download=True"):
        load_glove(["the"], **options)
    assert load_glove(["the"], **options).words == ("the",)


def test_a_file_that_is_no_zip_is_one_sentence(server: Any, options: dict[str, Any]) -> None:
    serve(server, options, b"<html>Sign in to this network</html>")
    with pytest.raises(GloveUnavailableError, match="is no whole zip archive"):
        load_glove(["the"], **options)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("400000 50\nthe 1 2\n", 1),
        ("\nthe 1 2\n", 1),
        ("of 1 2\nthe 1\n", 2),
        ("of 1 2\n\nthe 1 2\n", 2),
        ("of 1 2\nthe 1 two\n", 2),
        ("of 1 2\nthe 1 nan\n", 2),
    ],
)
def test_a_malformed_line_is_named(
    server: Any,
    options: dict[str, Any],
    archive_of: Callable[[dict[str, str]], bytes],
    text: str,
    number: int,
) -> None:
    serve(server, options, archive_of({"glove.6B.50d.txt": text}))
    with pytest.raises(GloveUnavailableError, match=f"^Line {number} of glove.6B.50d.txt is not a word followed by"):
        load_glove(["the"], **options)


def test_ipython_shows_the_sentence_alone(tmp_path: Path) -> None:
    cell = f"from course_lib.embeddings.glove import load_glove; load_glove(['king'], cache={str(tmp_path)!r})"
    ipython = [sys.executable, "-m", "IPython", "--colors=NoColor", "--no-term-title", "-c", cell]
    shown = subprocess.run(ipython, capture_output=True, text=True, env={**os.environ, "IPYTHONDIR": str(tmp_path)})
    assert (shown.stdout + shown.stderr).strip() == WHERE_IT_WOULD_COME_FROM


def test_the_cached_name_tells_file_and_version() -> None:
    assert name_in_cache(GLOVE_ADDRESS, GLOVE_CHECKSUM) == "glove.6B-617afb2f.zip"
