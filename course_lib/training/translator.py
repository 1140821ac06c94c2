"""A model together with the two languages between which it translates."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import torch
from jaxtyping import Int
from torch import Tensor

from course_lib.decoding import greedy_decode
from course_lib.tiny_corpora.translations import Translation
from course_lib.training.batches import IdPair, pad_rows
from course_lib.training.special_tokens import BOS_ID, EOS_ID, PAD_ID
from course_lib.training.tokenizer import Tokenizer
from course_lib.training.word_tokenizer import WordTokenizer
from course_lib.transformer import NextTargetWord, Transformer
from course_lib.transformer.named_choices import ActivationName, NormOrder, PositionsName, choices

TextPair = tuple[str, str]  # a sentence and its translation
AT_ONCE = 256  # sentences translated together


@dataclass(frozen=True)
class ModelSettings:
    """What `Transformer` wants to know. These sizes learn the book's English-Spanish grammar in a minute."""

    d_model: int = 64
    num_heads: int = 4
    num_layers: int = 1
    d_ff: int = 256
    norm: NormOrder = "pre"
    activation: ActivationName = "relu"
    dropout: float = 0.0
    positions: PositionsName = "sinusoidal"
    tie_embeddings: bool = True

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of `Transformer` that these settings stand for."""
        sizes = asdict(self)
        named = {name: sizes.pop(name) for name in ("norm", "activation", "positions")}
        return sizes | choices(**named)


class Translator:
    """A Transformer with the tokens of its source and of its target language."""

    def __init__(self, source: Tokenizer, target: Tokenizer, settings: ModelSettings | None = None) -> None:
        """Make an untrained model for these languages; its first weights come from PyTorch's global generator."""
        self.source, self.target = source, target
        self.settings = settings or ModelSettings()
        self.model = Transformer(len(source), len(target), **self.settings.arguments(), pad_id=PAD_ID)

    @classmethod
    def of_words(cls, pairs: Iterable[TextPair], settings: ModelSettings | None = None) -> "Translator":
        """Make an untrained model whose tokens are the words of these sentences."""
        sources, targets = zip(*pairs, strict=True)
        return cls(WordTokenizer.of_sentences(sources), WordTokenizer.of_sentences(targets), settings)

    def encode_source(self, sentence: str) -> list[int]:
        """Return the ids of a sentence to be translated: its words and the end."""
        return [*self.source.encode(sentence), EOS_ID]

    def encode_target(self, sentence: str) -> list[int]:
        """Return the ids of a translation: the start, its words and the end."""
        return [BOS_ID, *self.target.encode(sentence), EOS_ID]

    def encode_pairs(self, pairs: Iterable[TextPair]) -> list[IdPair]:
        """Return the ids of sentences and their translations."""
        return [(self.encode_source(source), self.encode_target(target)) for source, target in pairs]

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """Write the greedy translation of each sentence.

        Sentences of similar length are translated together. A translation that does not end by itself is cut off
        at twice the length of the longest source beside it, and ten more.
        """
        rows = [self.encode_source(sentence) for sentence in sentences]
        by_length = sorted(range(len(rows)), key=lambda place: len(rows[place]))
        translations = [""] * len(rows)
        for first in range(0, len(rows), AT_ONCE):
            places = by_length[first : first + AT_ONCE]
            written = self._write(pad_rows([rows[place] for place in places]))
            for place, ids in zip(places, written.tolist(), strict=True):
                translations[place] = self.target.decode(ids)
        return translations

    @torch.no_grad()
    def _write(self, src: Int[Tensor, "batch source_words"]) -> Int[Tensor, "batch target_words"]:
        device = next(self.model.parameters()).device
        src = src.to(device)
        was_training = self.model.training
        self.model.eval()
        try:
            return greedy_decode(
                NextTargetWord(self.model, src),
                torch.full((len(src), 1), BOS_ID, device=device),
                eos_id=EOS_ID,
                pad_id=PAD_ID,
                max_length=2 * src.shape[1] + 10,
            )
        finally:
            self.model.train(was_training)


def as_text(translations: Iterable[Translation]) -> list[TextPair]:
    """Return sentences of a tiny corpus as plain text; which word comes from which is left out."""
    return [(" ".join(each.source), " ".join(each.target)) for each in translations]
