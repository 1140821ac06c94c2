"""A file that SentencePiece wrote cuts sentences as SentencePiece does; other files and settings are one sentence.

What SentencePiece makes of the sentences is stored beside its file; `tests/pretrained/sentencepiece/make.py` made both.
"""

import json
import struct
from pathlib import Path

import pytest

from course_lib.pretrained.protocol_buffers import read_fields
from course_lib.pretrained.sentencepiece_file import read_sentencepiece

FOLDER = Path(__file__).parent / "sentencepiece"
CONTENT = (FOLDER / "pieces.spm").read_bytes()
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


def field(number, value):
    """Write a field of a message: a small number, or bytes."""
    if isinstance(value, int):
        return bytes([number << 3]) + varint(value) if number < 16 else varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def varint(number):
    """Write a number, seven bits in each byte, the lowest first."""
    return bytes([number]) if number < 128 else bytes([number & 127 | 128]) + varint(number >> 7)


@pytest.mark.parametrize("sentence", EXPECTED)
def test_the_pieces_are_those_of_sentencepiece(sentence):
    assert read_sentencepiece(CONTENT, "source.spm").encode(sentence).tokens == EXPECTED[sentence].split()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "nothing"),
        (CONTENT[:-1], "cut off"),
        (b"version https://git-lfs.github.com/spec/v1\n", "a pointer of Git LFS"),
        (field(1, 5), "a number for a piece"),
        (field(1, field(3, 1)), "a piece without its text"),
        (field(1, field(1, b"\xff")), "a piece that is no UTF-8"),
    ],
)
def test_what_is_no_such_file_is_refused(content, what):
    with pytest.raises(ValueError, match=r"^source\.spm is no file of SentencePiece\.$"):
        read_sentencepiece(content, "source.spm")


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (field(2, field(3, 2)), r"model_type \(1 unigram, 2 byte-pair encoding\) 2; expected 1"),
        (field(2, field(24, 1)), "treat_whitespace_as_suffix 1; expected 0"),
        (field(3, field(3, 0)), "add_dummy_prefix 0; expected 1"),
        (field(3, field(4, 0)), "remove_extra_whitespaces 0; expected 1"),
        (field(3, field(5, 0)), "escape_whitespaces 0; expected 1"),
        (field(1, field(1, b"<0x41>") + field(3, 6)), "pieces of the kind 6; expected no bytes"),
        (field(1, field(1, b"<sep>") + field(3, 4)), "pieces of the kind 4; expected no bytes"),
    ],
)
def test_what_is_not_covered_is_refused_and_named(message, sentence):
    with pytest.raises(ValueError, match=rf"^source\.spm has {sentence}"):
        read_sentencepiece(CONTENT + message, "source.spm")


@pytest.mark.parametrize(("kind", "tokens"), [(1, ["▁a"]), (3, ["▁", "a"]), (5, ["▁", "a"])])
def test_only_normal_pieces_are_found_in_a_text(kind, tokens):
    pieces = [("<unk>", 0.0, 2), ("▁a", -1.0, kind), ("▁", -2.0, 1), ("a", -3.0, 1)]
    content = b"".join(
        field(1, field(1, text.encode()) + b"\x15" + struct.pack("<f", score) + field(3, kind_of_piece))
        for text, score, kind_of_piece in pieces
    )
    assert read_sentencepiece(content, "source.spm").encode("a").tokens == tokens


def test_a_message_is_read_as_its_form_is_documented():
    # The first two are the examples of the documentation of protocol buffers.
    message = b"\x08\x96\x01" + b"\x12\x07testing" + b"\x1d" + struct.pack("<f", 0.5) + b"\x21" + struct.pack("<d", 2)
    assert list(read_fields(message)) == [(1, 150), (2, b"testing"), (3, b"\0\0\0?"), (4, b"\0\0\0\0\0\0\0@")]


@pytest.mark.parametrize("message", [b"\x08", b"\x08\x96", b"\x12\x07test", b"\x1d\0\0", b"\x0b", b"\x0f"])
def test_what_ends_too_early_or_has_an_unknown_form_is_no_message(message):
    with pytest.raises(ValueError):
        list(read_fields(message))
