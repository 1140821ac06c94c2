"""What training needs of a language, whether its tokens are characters, whole words or pieces of words."""

from collections.abc import Sequence
from typing import Any, Protocol, runtime_checkable

from course_lib.language import say
from course_lib.training.character_tokenizer import CharacterTokenizer
from course_lib.training.messages import UNKNOWN_TOKENIZER
from course_lib.training.subword_tokenizer import SubwordTokenizer
from course_lib.training.word_tokenizer import WordTokenizer


@runtime_checkable
class Tokenizer(Protocol):
    """Between a sentence and ids. The ids 0, 1 and 2 are the special tokens: no sentence contains them."""

    def __len__(self) -> int:
        """Return how many tokens there are, the three special ones included."""
        ...

    def encode(self, sentence: str) -> list[int]:
        """Return the ids of a sentence, without start and end."""
        ...

    def decode(self, ids: Sequence[int]) -> str:
        """Return the sentence with these ids; special tokens are left out, and what comes after an end."""
        ...

    def to_json(self) -> dict[str, Any]:
        """Return what `tokenizer_from_json` needs to make the same tokenizer again."""
        ...


def tokenizer_from_json(content: dict[str, Any]) -> Tokenizer:
    """Make again what `to_json` wrote down.

    Raises:
        ValueError: this was not written by `to_json`; or subwords are asked for and the library for them is missing.
    """
    kinds: dict[str, Any] = {"words": WordTokenizer, "characters": CharacterTokenizer, "subwords": SubwordTokenizer}
    kind = content.get("kind")
    if kind not in kinds:
        raise ValueError(say(UNKNOWN_TOKENIZER, kind=kind, kinds=", ".join(kinds)))
    return kinds[kind].from_json(content)
