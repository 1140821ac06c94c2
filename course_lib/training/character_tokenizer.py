"""Every character is a token: for texts with few different ones."""

from typing import ClassVar

from course_lib.text import split_into_characters
from course_lib.training.word_tokenizer import WordTokenizer


class CharacterTokenizer(WordTokenizer):
    """A vocabulary of single characters, white space included; nothing stands between them."""

    kind: ClassVar[str] = "characters"
    split = staticmethod(split_into_characters)
    between: ClassVar[str] = ""
