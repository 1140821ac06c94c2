"""Marian's translators, such as those of Helsinki-NLP, as they were published, in the Transformer of this course."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from jaxtyping import Float, Int
from torch import Tensor
from torch.nn.functional import relu, silu

from course_lib.language import say
from course_lib.pretrained.hub import Repository, read_repository, refuse_other_settings
from course_lib.pretrained.marian_tokenizer import MarianTokenizer
from course_lib.pretrained.sentencepiece_file import read_sentencepiece
from course_lib.training.translating import translate_rows
from course_lib.transformer import NextTargetWord, Transformer, transformer_from_marian
from course_lib.transformer.next_word import TranslatingState

IDS, SOURCE = FILES = ("vocab.json", "source.spm")  # target.spm cuts translations, which nothing here needs
SETTINGS = {
    "model_type": "marian",
    "scale_embedding": True,
    "normalize_before": False,
    "normalize_embedding": False,
    "add_final_layer_norm": False,
    "static_position_embeddings": True,
    "share_encoder_decoder_embeddings": True,
    "tie_word_embeddings": True,
}
ACTIVATIONS = {"swish": silu, "silu": silu, "relu": relu}
SAME_ON_BOTH_SIDES = ("layers", "attention_heads", "ffn_dim")


class _NextWordWithoutPads(NextTargetWord):
    """The next word of a translation, never a pad: it starts translations, and no training taught its score."""

    def next_logits(
        self, ids: Int[Tensor, "batch length"], state: TranslatingState | None
    ) -> tuple[Float[Tensor, "batch vocab_size"], TranslatingState]:
        """Score every word that could come after `ids`, the pad with −∞."""
        logits, state = super().next_logits(ids, state)
        logits[:, self.model.pad_id] = -torch.inf
        return logits, state


@dataclass(frozen=True)
class MarianModel:
    """The model, with its tokenizer and what the two must agree on."""

    model: Transformer
    tokenizer: MarianTokenizer
    start_id: int  # with which each translation starts: Marian takes the pad
    end_id: int  # with which every sentence ends
    max_length: int  # of a sentence and of its translation, in tokens: the model has seen no longer ones

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """Write the greedy translation of each sentence; that of an empty one is empty.

        Raises:
            ValueError: `sentences` is a single text, or a sentence has more than `max_length` tokens.
        """
        if isinstance(sentences, str):
            raise ValueError(say("sentences is {sentences!r}; give a list of sentences.", sentences=sentences))
        written = translate_rows(
            [self._ids(sentence) for sentence in sentences],
            lambda src: _NextWordWithoutPads(self.model, src),
            bos_id=self.start_id,
            eos_id=self.end_id,
            pad_id=self.model.pad_id,
            max_length=self.max_length,
            device=self.model.to_logits.weight.device,
        )
        return [self.tokenizer.decode(ids) for ids in written]

    def _ids(self, sentence: str) -> list[int]:
        """Return the ids of a sentence and the end; none if nothing is visible in it."""
        ids = [*self.tokenizer.encode(sentence), self.end_id] if sentence.strip() else []
        if len(ids) > self.max_length:
            raise ValueError(
                say(
                    "{sentence!r}… has {tokens} tokens, its end included; expected at most {most}: cut it into "
                    "shorter sentences.",
                    sentence=sentence[:20],
                    tokens=len(ids),
                    most=self.max_length,
                )
            )
        return ids


def load_marian(repository: Repository | str | Path, *, progress: bool = True) -> MarianModel:
    """Return a translator in float32, in evaluation mode, from a repository or a folder of Marian's form.

    Example: load_marian("Helsinki-NLP/opus-mt-en-es").translate(["The cat sleeps."]). There are models for hundreds of
    pairs of languages, of about 300 MB each; who published one names its licence on its page.

    Raises:
        WeightsUnavailableError: the files cannot be had, for whatever reason; the message says what to do.
        ValueError: this is no Marian, or one with settings that the course's Transformer does not have; or weights are
            missing, left over or of another shape.

    Source: Tiedemann and Thottingal (2020), "OPUS-MT: building open translation services for the world".
    """
    files = read_repository(repository, of_tokens=FILES, progress=progress)
    config = files.config
    refuse_other_settings(config, SETTINGS)
    refuse_other_settings(config, {f"decoder_{size}": config[f"encoder_{size}"] for size in SAME_ON_BOTH_SIDES})
    if (activation := config["activation_function"]) not in ACTIVATIONS:
        raise ValueError(
            say(
                "config.json has activation_function {given!r}; expected one of: {names}.",
                given=activation,
                names=", ".join(ACTIVATIONS),
            )
        )
    model = transformer_from_marian(
        {name: tensor.float() for name, tensor in files.state.items()},
        config["encoder_attention_heads"],
        pad_id=config["pad_token_id"],
        activation=ACTIVATIONS[activation],
    )
    tokenizer = MarianTokenizer(json.loads(files.of_tokens[IDS]), read_sentencepiece(files.of_tokens[SOURCE], SOURCE))
    return MarianModel(
        model.eval(),
        tokenizer,
        start_id=config["decoder_start_token_id"],
        end_id=config["eos_token_id"],
        max_length=config["max_position_embeddings"],
    )
