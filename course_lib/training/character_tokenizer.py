"""Every character is a token: for texts with few different ones."""

from typing import ClassVar

from course_lib.language import say
from course_lib.text import split_into_characters
from course_lib.training.messages import UNKNOWN_CHARACTER
from course_lib.training.word_tokenizer import WordTokenizer


class CharacterTokenizer(WordTokenizer):
    """A vocabulary of single characters, white space included; nothing stands between them."""

    kind: ClassVar[str] = "characters"
    split = staticmethod(split_into_characters)
    between: ClassVar[str] = ""

    def encode(self, sentence: str) -> list[int]:
        """Return the ids of a text's characters.

        Raises:
            ValueError: a character is unknown; the message names it and its place.
        """
        for place, character in enumerate(sentence, start=1):
            if character not in self.vocabulary:
                raise ValueError(say(UNKNOWN_CHARACTER, place=place, character=character))
        return super().encode(sentence)
