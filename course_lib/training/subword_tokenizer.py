"""Pieces of words as tokens: for any text, whatever its language and its words."""

from collections.abc import Iterable, Sequence
from typing import Any

from course_lib.training.special_tokens import SPECIAL_TOKENS, words_between

NOT_INSTALLED = (
    "Subwords need the library tokenizers, which is not installed; install it with: pip install 'tokenizers>=0.20'."
)


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
            raise ValueError(
                f"vocab_size is {vocab_size}; expected at least {smallest}: the special tokens and one for each byte."
            )
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
        return self.tokenizer.decode(words_between(list(ids)))

    def to_json(self) -> dict[str, Any]:
        """Return the pieces and how they are put together, for a file."""
        return {"kind": "subwords", "tokenizer": self.tokenizer.to_str()}

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "SubwordTokenizer":
        """Make again what `to_json` wrote down.

        Raises:
            ValueError: the library `tokenizers` is missing.
        """
        return cls(_library().Tokenizer.from_str(content["tokenizer"]))


def _library() -> Any:
    """Return the library, which whole words do not need."""
    try:
        import tokenizers  # noqa: PLC0415 - only who wants subwords needs it
    except ImportError as missing:
        raise ValueError(NOT_INSTALLED) from missing
    return tokenizers
