"""Read a message of protocol buffers, the form in which SentencePiece keeps its files."""

from collections.abc import Iterator

VARINT, EIGHT_BYTES, LENGTH_FIRST, FOUR_BYTES = 0, 1, 2, 5
SIZES = {EIGHT_BYTES: 8, FOUR_BYTES: 4}


def read_fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Give the fields of a message in their order: the number of each, and its value.

    A value is a whole number, or bytes: of a text, of a message inside, of a number with 4 or 8 bytes. What they mean
    does not stand in the message; who published the form says it.

    Raises:
        ValueError: these bytes are no such message.

    Source: https://protobuf.dev/programming-guides/encoding/
    """
    place = 0
    while place < len(message):
        key, place = _varint(message, place)
        number, kind = key >> 3, key & 7
        if kind == VARINT:
            value, place = _varint(message, place)
            yield number, value
            continue
        if kind == LENGTH_FIRST:
            size, place = _varint(message, place)
        elif kind in SIZES:
            size = SIZES[kind]
        else:
            raise ValueError(kind)
        if place + size > len(message):
            raise ValueError(size)
        yield number, message[place : place + size]
        place += size


def _varint(message: bytes, place: int) -> tuple[int, int]:
    """Return the number that begins at `place`, seven bits in each byte, the lowest first; and the place behind it."""
    number = shift = 0
    while place < len(message):
        byte = message[place]
        number, shift, place = number | (byte & 127) << shift, shift + 7, place + 1
        if byte < 128:
            return number, place
    raise ValueError(place)
