"""Pieces of words as tokens: for any text, whatever its language and its words."""

from collections.abc import Iterable, Sequence
from typing import Any

from course_lib.language import say
from course_lib.training.messages import NOT_INSTALLED, STRANGE_SUBWORDS, TOO_FEW_SUBWORDS
from course_lib.training.special_tokens import SPECIAL_TOKENS, ids_of_words


class NotInstalledError(ValueError):
    """The library `tokenizers` is missing; the message says how to install it."""


class SubwordTokenizer:
    """Byte-pair encoding: frequent words are one token, rare ones several, and a strange letter is its bytes.

    No text is refused and none is changed: decoding gives back what was encoded, letter by letter.

    Source: Sennrich et al. (2016), "Neural machine translation of rare words with subword units"; on bytes, as in
    Radford et al. (2019), "Language models are unsupervised multitask learners", section 2.2.
    """

    def __init__(self, tokenizer: Any) -> None:
        """Take a `tokenizers.Tokenizer` whose first tokens are the special ones."""
        self.tokenizer = tokenizer
        # A text that says "‹end›" means these letters.
        tokenizer.encode_special_tokens = True

    @classmethod
    def of_sentences(cls, sentences: Iterable[str], *, vocab_size: int = 4000) -> "SubwordTokenizer":
        """Learn from sentences which pieces are frequent, until there are `vocab_size` tokens or no pair is left.

        Raises:
            ValueError: the library `tokenizers` is missing, or vocab_size leaves no room for all bytes.
        """
        library = _library()
        alphabet = library.pre_tokenizers.ByteLevel.alphabet()
        smallest = len(SPECIAL_TOKENS) + len(alphabet)
        if vocab_size < smallest:
            raise ValueError(say(TOO_FEW_SUBWORDS, vocab_size=vocab_size, smallest=smallest))
        tokenizer = library.Tokenizer(library.models.BPE())
        tokenizer.pre_tokenizer = library.pre_tokenizers.ByteLevel(add_prefix_space=False)
        tokenizer.decoder = library.decoders.ByteLevel()
        trainer = library.trainers.BpeTrainer(
            vocab_size=vocab_size,
            special_tokens=list(SPECIAL_TOKENS),
            initial_alphabet=sorted(alphabet),
            show_progress=False,
        )
        tokenizer.train_from_iterator(sentences, trainer)
        return cls(tokenizer)

    def __len__(self) -> int:
        """Return how many tokens there are, the three special ones included."""
        return self.tokenizer.get_vocab_size()

    def encode(self, sentence: str) -> list[int]:
        """Return the ids of a sentence, without start and end."""
        return self.tokenizer.encode(sentence).ids

    def decode(self, ids: Sequence[int]) -> str:
        """Return the sentence with these ids; special tokens are left out, and what comes after an end."""
        return self.tokenizer.decode(ids_of_words(list(ids)))

    def to_json(self) -> dict[str, Any]:
        """Return the pieces and how they are put together, for a file."""
        return {"kind": "subwords", "tokenizer": self.tokenizer.to_str()}

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "SubwordTokenizer":
        """Make again what `to_json` wrote down.

        Raises:
            ValueError: the library `tokenizers` is missing, or the tokens are not numbered as they should be.
        """
        tokenizer = _library().Tokenizer.from_str(content["tokenizer"])
        ids = tokenizer.get_vocab()
        if sorted(ids.values()) != list(range(len(ids))) or any(
            ids.get(token) != place for place, token in enumerate(SPECIAL_TOKENS)
        ):
            raise ValueError(say(STRANGE_SUBWORDS))
        return cls(tokenizer)


def _library() -> Any:
    """Return the library, which whole words do not need."""
    try:
        import tokenizers  # noqa: PLC0415 - only who wants subwords needs it
    except ImportError as missing:
        raise NotInstalledError(say(NOT_INSTALLED)) from missing
    return tokenizers
