"""The text that a writer learns from, and the part that is held out: the stories of the book, or a reader's own."""

from dataclasses import dataclass
from pathlib import Path

from course_lib.language import say
from course_lib.tiny_corpora import stories
from course_lib.training.character_tokenizer import CharacterTokenizer
from course_lib.training.messages import NO_TEXT_IN_IT, TEXT_READ
from course_lib.training.options import CHARACTERS, PIECES
from course_lib.training.subword_tokenizer import SubwordTokenizer
from course_lib.training.text_file import read_plain_text
from course_lib.training.tokenizer import Tokenizer

TOKENIZERS = {CHARACTERS: CharacterTokenizer, PIECES: SubwordTokenizer}
SHARE_HELD_OUT = 20  # the last one of so many parts
MOST_HELD_OUT = 100_000  # characters


@dataclass(frozen=True)
class OwnText:
    """A text in two parts."""

    train: str
    held_out: str

    @classmethod
    def of(cls, text: str) -> "OwnText":
        """Hold out the end of a text."""
        held_out = min(MOST_HELD_OUT, len(text) // SHARE_HELD_OUT)
        return cls(text[: len(text) - held_out], text[len(text) - held_out :])

    @property
    def report(self) -> str:
        """Say how much there is to learn from, and how much to judge by."""
        return say(TEXT_READ, train=len(self.train), held_out=len(self.held_out))

    def tokenizer(self, kind: str, vocab_size: int) -> Tokenizer:
        """Make the tokens. Pieces are learned from the text to train on alone.

        Characters also come from what is held out: one that never occurs in training is one that the writer gets
        wrong, not an error.
        """
        if kind == PIECES:
            return SubwordTokenizer.of_sentences([self.train], vocab_size=vocab_size)
        return CharacterTokenizer.of_sentences([self.train, self.held_out])


def of_the_stories(count: int, seed: int) -> OwnText:
    """Draw stories, one on each line."""
    return OwnText.of("".join(f"{' '.join(words)}\n" for words in stories(count, seed)))


def of_the_file(path: Path) -> OwnText:
    """Read a reader's own text.

    Raises:
        ValueError: it cannot be read, is no text in UTF-8, or has nothing in it.
    """
    text = read_plain_text(path)
    if not text.strip():
        raise ValueError(say(NO_TEXT_IN_IT, path=path))
    return OwnText.of(text)
