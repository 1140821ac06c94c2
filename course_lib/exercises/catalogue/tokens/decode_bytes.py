"""Make a text of tokens again."""

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def decode(ids: list[int], tokens: list[bytes]) -> str:
    """Return the text that the bytes of all tokens make together."""
    return b"".join(tokens[i] for i in ids).decode("utf-8", errors="replace")


CHARACTER = [b"\xe6\x96", b"\x87", b"a"]
SMILE = [b"\xf0\x9f", b"!", b"\x98", b"\x80 "]
LEARNED = [*(bytes([value]) for value in range(256)), b"the", b" c", b"at"]

CASES = (
    Case("one token, one letter", lambda: ([2], list(CHARACTER))),
    Case("a character of two tokens", lambda: ([0, 1, 2], list(CHARACTER))),
    Case("half a character", lambda: ([0, 2], list(CHARACTER))),
    Case("a token that occurs twice, in another order", lambda: ([3, 1, 3, 0], [b"o", b"an", b"xx", b"b"])),
    Case("the first token is not used", lambda: ([1, 2, 2, 1], [b"xy", b"no", b" on"])),
    Case("ü in two tokens", lambda: ([0, 2, 3, 1], [b"gr", b"n", b"\xc3", b"\xbc"])),
    Case("a byte that no text has", lambda: ([1, 0, 1], [b"\xff", b"ok"])),
    Case("a character of four bytes in three tokens", lambda: ([1, 0, 2, 3, 1], list(SMILE))),
    Case("spaces and lines at both ends", lambda: ([0, 1, 2], [b" ", b"so", b" \n"])),
    Case("half a character at the end", lambda: ([1, 0, 2], list(SMILE))),
    Case("259 tokens, the first 256 of one byte", lambda: ([256, 257, 258, 33, 195, 169], list(LEARNED))),
)


def _added_up(ids: list[int], tokens: list[bytes]) -> str:
    text = b""
    for i in ids:
        text += tokens[i]
    return text.decode(errors="replace")


def _through_numbers(ids: list[int], tokens: list[bytes]) -> str:
    return str(bytes(byte for i in ids for byte in tokens[i]), "utf-8", "replace")


JOINED, ERRORS = 'b"".join(tokens[i] for i in ids)', 'errors="replace"'
DECODED = f'.decode("utf-8", {ERRORS})'

MISTAKES = (
    Mistake(
        "each-token-by-itself",
        "You decoded each token by itself. A character may be spread over two tokens: join all bytes first.",
        {f"{JOINED}{DECODED}": f'"".join(tokens[i]{DECODED} for i in ids)'},
    ),
    Mistake(
        "each-token-by-itself-and-ignored",
        "You decoded each token by itself, and what is no character alone is lost. Join all bytes first.",
        {f"{JOINED}{DECODED}": '"".join(tokens[i].decode("utf-8", "ignore") for i in ids)'},
    ),
    Mistake(
        "each-token-by-itself-and-strict",
        "You decoded each token by itself, but a token may be half a character. Join all bytes first, then decode "
        'with errors="replace".',
        {f"{JOINED}{DECODED}": '"".join(tokens[i].decode("utf-8") for i in ids)'},
    ),
    Mistake("ignored", "Bytes that make no character are lost. They become �: replace.", {"replace": "ignore"}),
    Mistake(
        "escaped",
        'Bytes that make no character stand there as \\x…. They become �: errors="replace".',
        {"replace": "backslashreplace"},
    ),
    Mistake(
        "strict",
        'Bytes that make no character raise an error. They become �: errors="replace".',
        {f", {ERRORS}": ""},
    ),
    Mistake("not-decoded", "These are bytes, not yet a text: decode them.", {DECODED: ""}),
    Mistake(
        "spaces-between",
        "You put a space between two tokens. A token brings its own space, where it has one.",
        ({'b""': 'b" "'}, {f"{JOINED}{DECODED}": f'" ".join(tokens[i]{DECODED} for i in ids)'}),
    ),
    Mistake(
        "one-character-for-a-byte",
        "You made one character of each byte, as in Latin-1. In UTF-8 a character may take up to four.",
        (
            {f'"utf-8", {ERRORS}': '"latin-1"'},
            {f"{JOINED}{DECODED}": '"".join(chr(byte) for i in ids for byte in tokens[i])'},
        ),
    ),
    Mistake("ascii", "ASCII knows no character of several bytes. Decode as UTF-8.", {"utf-8": "ascii"}),
    Mistake(
        "all-tokens",
        "You joined all tokens. Take those that `ids` names, in that order.",
        {"tokens[i] for i in ids": "tokens"},
    ),
    Mistake(
        "text-joins-bytes",
        'A text cannot take bytes in: begin with b"" in place of "", and decode in the end.',
        (
            {f"{JOINED}{DECODED}": '"".join(tokens[i] for i in ids)'},
            {f"{JOINED}{DECODED}": f'"".join([{JOINED}])'},
            {f"{JOINED}{DECODED}": '"" + tokens[ids[0]]'},
        ),
    ),
    Mistake(
        "bytes-printed",
        "`str` of bytes writes them as Python does, with b and quotes. Use .decode.",
        {f"{JOINED}{DECODED}": f"str({JOINED})"},
    ),
    Mistake(
        "numbers-as-bytes",
        "You took the numbers of the tokens for bytes. Look each one up: tokens[i].",
        ({JOINED: "bytes(ids)"}, {JOINED: "bytes([i % 256 for i in ids])"}),
    ),
    Mistake(
        "spaces-stripped",
        "You cut off spaces. They belong to the text.",
        ({DECODED: f"{DECODED}.strip()"}, {"tokens[i] for": "tokens[i].strip() for"}),
    ),
    Mistake("sorted", "You sorted the tokens. Keep the order of `ids`.", {"in ids)": "in sorted(ids))"}),
    Mistake("turned-round", "The tokens stand in the wrong order.", {"in ids)": "in ids[::-1])"}),
    Mistake(
        "each-token-once",
        "You took each token once. It stands in the text as often as in `ids`.",
        ({"in ids)": "in set(ids))"}, {"in ids)": "in dict.fromkeys(ids))"}),
    ),
    Mistake(
        "list-of-texts",
        "You returned a list of texts. One text is expected.",
        {f"{JOINED}{DECODED}": f"[tokens[i]{DECODED} for i in ids]"},
    ),
)

EXERCISE = Exercise(
    name="decode-bytes",
    chapter="tokens",
    minutes=6,
    difficulty="easy",
    solution=decode,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_added_up, _through_numbers),
)
