"""Read a file of SentencePiece: the pieces of a language and how probable each is, for the library `tokenizers`."""

import struct
from typing import Any, cast

from tokenizers import Regex, Tokenizer, models, normalizers

from course_lib.language import say
from course_lib.pretrained.protocol_buffers import read_fields

SPACE = "▁"  # how a piece writes a space
# The numbers of the fields: of the file, and of the messages inside.
PIECES, TRAINER, NORMALIZER = 1, 2, 3
PIECE, SCORE, KIND = 1, 2, 3
CHARACTERS = 2  # of the normaliser: which letters it rewrites, such as ﬁ to fi
NORMAL, UNKNOWN, CONTROL, UNUSED = 1, 2, 3, 5  # kinds of pieces; only normal ones are parts of a text
# Of each message: its settings with the number of the field, and what is expected, which need not stand in the file.
SETTINGS = {
    TRAINER: {"model_type (1 unigram, 2 byte-pair encoding)": (3, 1), "treat_whitespace_as_suffix": (24, 0)},
    NORMALIZER: {"add_dummy_prefix": (3, 1), "remove_extra_whitespaces": (4, 1), "escape_whitespaces": (5, 1)},
}
# A text begins with one space, ends with none, and has one between words; the library rewrites nothing that is empty.
SPACES = [
    normalizers.Replace(Regex(r"\A +| +\z|(?<= ) +"), ""),
    normalizers.Prepend(SPACE),
    normalizers.Replace(" ", SPACE),
]


def read_sentencepiece(content: bytes, name: str) -> Tokenizer:
    """Return a tokenizer whose `encode(text).tokens` are the pieces that SentencePiece makes of a text.

    Of all ways to cut the text it takes the most probable: that with the highest sum of scores, which are logarithms of
    probabilities. What is no piece becomes a token as it stands. The ids are of no use: Marian has others.

    The one difference known: a sign that is rewritten, such as ½, loses an accent that is put over it.

    Args:
        content: what stands in the file, such as `source.spm`.
        name: what messages call it.

    Raises:
        ValueError: this is no such file, or has settings or pieces that are not covered, such as byte-pair encoding.

    Source: Kudo (2018), "Subword regularization: improving neural network translation models with multiple subword
    candidates".
    """
    try:
        messages = [(number, _message(part)) for number, part in read_fields(content)]
        pieces = [_piece(message) for number, message in messages if number == PIECES]
    except (ValueError, LookupError, TypeError, AttributeError, struct.error) as trouble:
        raise ValueError(say("{name} is no file of SentencePiece.", name=name)) from trouble
    settings = {number: message for number, message in messages if number != PIECES}
    _refuse_what_is_not_covered(settings, {kind for _, _, kind in pieces}, name)
    # The first stands for what is no piece. It has a space for its text, which no text has by then: "<unk>" is letters.
    parts = [(" ", 0.0), *((text, score) for text, score, kind in pieces if kind == NORMAL)]
    tokenizer = Tokenizer(models.Unigram(parts, unk_id=0))
    characters = settings.get(NORMALIZER, {}).get(CHARACTERS)
    rewritten = [normalizers.Precompiled(characters)] if characters else []
    tokenizer.normalizer = normalizers.Sequence([*rewritten, *SPACES])
    return tokenizer


def _message(part: int | bytes) -> dict[int, Any]:
    """Return the fields of a message inside, by their numbers; none of ours stands there twice."""
    return dict(read_fields(cast(bytes, part)))


def _piece(message: dict[int, Any]) -> tuple[str, float, int]:
    """Return the text of a piece, its score and its kind."""
    score = message.get(SCORE, bytes(4))  # a float of 4 bytes
    return message[PIECE].decode(), struct.unpack("<f", score)[0], message.get(KIND, NORMAL)


def _refuse_what_is_not_covered(settings: dict[int, dict[int, Any]], kinds: set[int], name: str) -> None:
    if UNKNOWN not in kinds:
        raise ValueError(say("{name} is no file of SentencePiece.", name=name))
    if strange := kinds - {NORMAL, UNKNOWN, CONTROL, UNUSED}:
        raise ValueError(
            say(
                "{name} has pieces of the kind {kind}; expected no bytes (6) and no symbols of somebody's own (4).",
                name=name,
                kind=min(strange),
            )
        )
    for part, expected_of_part in SETTINGS.items():
        for setting, (number, expected) in expected_of_part.items():
            if (given := settings.get(part, {}).get(number, expected)) != expected:
                raise ValueError(
                    say(
                        "{name} has {setting} {given}; expected {expected}.",
                        name=name,
                        setting=setting,
                        given=given,
                        expected=expected,
                    )
                )
