"""A file that is no plain text is refused by the name of its kind, with what to do, in one sentence."""

import bz2
import gzip
import io
import lzma
import os
import threading
import zipfile

import pytest

from course_lib.training.text_file import read_text_file

TEXT = "a b\tc d\n" * 20
ZSTD = bytes.fromhex("28b52ffd0458")  # the magic number and the beginning of a frame


def zipped(*members):
    """Return a zip file with these members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for member in members:
            # Without a time stamp of now, which would be in the tests' names: two workers must collect the same ones.
            archive.writestr(zipfile.ZipInfo(member), TEXT)
    return content.getvalue()


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("gzip", gzip.compress(TEXT.encode(), mtime=0)),
        ("bzip2", bz2.compress(TEXT.encode())),
        ("xz", lzma.compress(TEXT.encode())),
        ("zstd", ZSTD),
        ("zip", zipped("pairs.tsv")),
        ("zip", zipped("pairs.tsv")[:40]),  # the rest was not downloaded
        ("7z", b"7z\xbc\xaf\x27\x1c\0\x04"),
    ],
)
def test_a_compressed_file_is_named_whatever_its_suffix(refused, kind, content):
    assert f"text.tsv is compressed ({kind}); unpack it, and give the text file that comes out." in refused(content)


@pytest.mark.parametrize("unpack", [lambda c: gzip.decompress(c), lambda c: zipfile.ZipFile(io.BytesIO(c)).read("p")])
def test_what_comes_out_of_a_compressed_file_is_read(write, refused, unpack):
    content = zipped("p") if unpack.__code__.co_names[0] != "gzip" else gzip.compress(TEXT.encode())
    assert "unpack it" in refused(content)
    assert read_text_file(write(unpack(content))).pairs == [("a b", "c d")]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("an Excel workbook", zipped("[Content_Types].xml", "xl/workbook.xml")),
        ("a Word document", zipped("[Content_Types].xml", "word/document.xml")),
        ("a LibreOffice document", zipped("mimetype", "content.xml")),
    ],
)
def test_a_document_of_an_office_program_is_to_be_saved_as_text_with_tabs(refused, kind, content):
    said = refused(content)
    assert f"text.tsv is {kind}; save its sheet as plain text with tabs between the columns, in UTF-8." in said


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("a PDF document", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
        ("an old Excel or Word document", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100)),
        ("a Parquet table", b"PAR1\x15\x04"),
        ("an SQLite database", b"SQLite format 3\0\x10"),
        ("a document in Rich Text Format", rb"{\rtf1\ansi a\tab b}"),
        ("a web page (HTML)", "\ufeff\n<!DOCTYPE html><html>"),
        ("an XML file", '<?xml version="1.0"?>'),
        ("an archive (tar)", b"pairs.tsv".ljust(257, b"\0") + b"ustar\0"),
    ],
)
def test_another_kind_is_named(refused, kind, content):
    assert f"text.tsv is {kind}; expected sentence, tab, translation in each line, in UTF-8." in refused(content)


def test_bytes_that_are_no_text_are_called_so(refused):
    assert "text.tsv is no text: among its first bytes are many" in refused(bytes(range(32)) * 10)


def test_a_stray_zero_byte_makes_no_text_into_something_else(write):
    assert read_text_file(write("a\0b\tc" + "\nd e\tf g" * 9)).pairs == [("a\0b", "c"), ("d e", "f g")]


def test_an_empty_file_is_called_empty(refused):
    assert "text.tsv is empty; expected sentence, tab, translation" in refused("")


def test_a_folder_and_a_file_that_is_not_there_are_one_sentence(tmp_path):
    with pytest.raises(ValueError, match=r"is a folder; give a text file with two columns\.$"):
        read_text_file(tmp_path)
    with pytest.raises(ValueError, match=r"cannot be read \(No such file or directory\); give a text file"):
        read_text_file(tmp_path / "nowhere.tsv")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_without_permission_is_one_sentence(write):
    path = write(TEXT)
    path.chmod(0)
    with pytest.raises(ValueError, match=r"cannot be read \(Permission denied\); give a text file"):
        read_text_file(path)


def test_an_error_of_the_disk_is_one_sentence(write, monkeypatch):
    path = write(TEXT)
    monkeypatch.setattr("pathlib.Path.open", lambda *_, **__: (_ for _ in ()).throw(PermissionError(13, "Denied")))
    with pytest.raises(ValueError, match=r"text\.tsv cannot be read \(Denied\); give a text file"):
        read_text_file(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on Windows")
def test_a_pipe_is_refused_at_once_instead_of_waiting_for_it(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    said = []

    def read():
        try:
            read_text_file(pipe)
        except ValueError as error:
            said.append(str(error))

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(timeout=60)
    assert said == [
        f"{pipe} is no file that can be read twice, but a pipe or a device; save what comes from it in a file first."
    ]
