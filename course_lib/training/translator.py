"""A model together with the two languages between which it translates."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, ClassVar

from jaxtyping import Float
from torch import Tensor

from course_lib.language import say
from course_lib.training.batches import Batch, IdPair, batches_from_step
from course_lib.training.learner import Learner
from course_lib.training.limits import refuse_out_of_limits, refuse_sizes_that_do_not_fit
from course_lib.training.loss import translation_loss
from course_lib.training.messages import NO_PAIRS, TOO_LONG
from course_lib.training.special_tokens import BOS_ID, EOS_ID, PAD_ID
from course_lib.training.tokenizer import Tokenizer, tokenizer_from_json
from course_lib.training.translating import translate_rows
from course_lib.training.word_tokenizer import WordTokenizer
from course_lib.transformer import NextTargetWord, Transformer
from course_lib.transformer.named_choices import ActivationName, NormOrder, PositionsName, choices

TextPair = tuple[str, str]  # a sentence and its translation
MOST_TOKENS = 512  # of a sentence to be translated and of its translation; learned positions have as many places


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

    def __post_init__(self) -> None:
        """Refuse sizes of which no model can be made.

        Raises:
            ValueError: a size out of range, or sizes that do not go together.
        """
        refuse_out_of_limits(asdict(self))
        refuse_sizes_that_do_not_fit(asdict(self))

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of `Transformer` that these settings stand for."""
        sizes = asdict(self)
        named = {name: sizes.pop(name) for name in ("norm", "activation", "positions")}
        return sizes | choices(**named)


class Translator(Learner):
    """A Transformer with the tokens of its source and of its target language."""

    FORMAT: ClassVar[str] = "course_lib translator, version 2"
    model: Transformer

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

    def tokens_to_json(self) -> dict[str, Any]:
        """Return the tokens of both languages."""
        return {"source": self.source.to_json(), "target": self.target.to_json()}

    @classmethod
    def from_json(cls, about: dict[str, Any]) -> "Translator":
        """Make an untrained translator of its settings and of the tokens of both languages."""
        source, target = (tokenizer_from_json(about[side]) for side in ("source", "target"))
        return cls(source, target, ModelSettings(**about["model"]))

    def checksums(self, data: Sequence[TextPair]) -> dict[str, str]:
        """Return a checksum of all pairs.

        Raises:
            ValueError: there are none.
        """
        if not data:
            raise ValueError(say(NO_PAIRS))
        checksum = hashlib.sha256()
        for pair in data:
            checksum.update(ascii(tuple(pair)).encode())
        return {"sentences": checksum.hexdigest()}

    def batches(self, data: Sequence[TextPair], batch_size: int, *, seed: int, step: int) -> Iterator[Batch]:
        """Give batches of pairs; see `batches_from_step`."""
        return batches_from_step(self.encode_pairs(data), batch_size, seed=seed, step=step)

    def loss(self, batch: Batch, *, label_smoothing: float = 0.0) -> Float[Tensor, ""]:
        """Return the mean loss over the words of the translations."""
        logits = self.model(batch.src, batch.inputs)  # [batch, target words, vocab_size]
        return translation_loss(logits, batch.targets, label_smoothing=label_smoothing)

    def encode_source(self, sentence: str) -> list[int]:
        """Return the ids of a sentence to be translated: its words and the end."""
        return [*self.source.encode(sentence), EOS_ID]

    def encode_target(self, sentence: str) -> list[int]:
        """Return the ids of a translation: the start, its words and the end."""
        return [BOS_ID, *self.target.encode(sentence), EOS_ID]

    def encode_pairs(self, pairs: Iterable[TextPair]) -> list[IdPair]:
        """Return the ids of sentences and their translations."""
        return [(self.encode_source(source), self.encode_target(target)) for source, target in pairs]

    def encode_to_translate(self, sentence: str) -> list[int]:
        """Return the ids of a sentence to be translated; none if nothing is visible in it.

        Raises:
            ValueError: a word is unknown, or there are more than `MOST_TOKENS` tokens.
        """
        ids = self.encode_source(sentence) if sentence.strip() else []
        if len(ids) > MOST_TOKENS:
            raise ValueError(say(TOO_LONG, tokens=len(ids), most=MOST_TOKENS))
        return ids

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """Write the greedy translation of each sentence; that of an empty one is empty.

        How long one can get: see `translate_rows`, and at most `MOST_TOKENS`.

        Raises:
            ValueError: a sentence that cannot be encoded, see `encode_to_translate`.
        """
        rows = [self.encode_to_translate(sentence) for sentence in sentences]
        device, was_training = next(self.model.parameters()).device, self.model.training
        self.model.eval()
        try:
            written = translate_rows(
                rows,
                partial(NextTargetWord, self.model),
                bos_id=BOS_ID,
                eos_id=EOS_ID,
                pad_id=PAD_ID,
                max_length=MOST_TOKENS,
                device=device,
            )
        finally:
            self.model.train(was_training)
        return [self.target.decode(ids) for ids in written]

    def written_and_expected(self, pairs: Iterable[TextPair]) -> tuple[list[str], list[str]]:
        """Return the translations of the sources, and beside them those that are right: what the scores compare."""
        pairs = list(pairs)
        return self.translate([source for source, _ in pairs]), [expected for _, expected in pairs]
