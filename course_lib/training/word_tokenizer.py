"""Every word is a token: for languages with few words, such as the book's grammar."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from course_lib.language import say
from course_lib.text import Vocabulary, split_into_words
from course_lib.training.messages import NO_WORDS
from course_lib.training.special_tokens import SPECIAL_TOKENS, ids_of_words


class WordTokenizer:
    """A vocabulary of whole words, numbered after the special tokens."""

    kind: ClassVar[str] = "words"
    split = staticmethod(split_into_words)
    between: ClassVar[str] = " "  # what stands between two tokens

    def __init__(self, words: Iterable[str]) -> None:
        """Number the words in the order in which they first occur."""
        self.vocabulary = Vocabulary(words)

    @classmethod
    def of_sentences(cls, sentences: Iterable[str]) -> "WordTokenizer":
        """Collect the words of many sentences, sorted, so that the order of the sentences does not matter."""
        return cls(Vocabulary.of_sentences(cls.split(sentence) for sentence in sentences).tokens)

    def __len__(self) -> int:
        """Return how many tokens there are, the three special ones included."""
        return len(SPECIAL_TOKENS) + len(self.vocabulary)

    @property
    def tokens(self) -> tuple[str, ...]:
        """Return all tokens; the id of a token is its place."""
        return SPECIAL_TOKENS + self.vocabulary.tokens

    def encode(self, sentence: str) -> list[int]:
        """Return the ids of a sentence, without start and end.

        Raises:
            ValueError: a word is unknown; the message names it, its place and words like it.
        """
        return [len(SPECIAL_TOKENS) + number for number in self.vocabulary.encode(self.split(sentence))]

    def decode(self, ids: Sequence[int]) -> str:
        """Return the sentence with these ids; special tokens are left out, and what comes after an end."""
        numbers = [number - len(SPECIAL_TOKENS) for number in ids_of_words(list(ids))]
        return self.between.join(self.vocabulary.decode(numbers))

    def to_json(self) -> dict[str, Any]:
        """Return the words, for a file."""
        return {"kind": self.kind, "words": list(self.vocabulary.tokens)}

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "WordTokenizer":
        """Make again what `to_json` wrote down.

        Raises:
            ValueError: these are no different words.
        """
        words = content["words"]
        if (
            not isinstance(words, list)
            or len(set(words)) < len(words)
            or not all(isinstance(word, str) for word in words)
        ):
            raise ValueError(say(NO_WORDS))
        return cls(words)
