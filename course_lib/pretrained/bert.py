"""BERT with its head that guesses hidden words, as it was published, in the masked language model of this course."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer
from torch import Tensor

from course_lib.pretrained.hub import Repository, read_repository, refuse_other_settings
from course_lib.transformer import MaskedLanguageModel, masked_language_model_from_bert

BERT = Repository(
    "google-bert/bert-base-uncased", "86b5e0934494bd15c9632b12f734a8a67f723594", 441, licence="Apache-2.0"
)
SETTINGS = {
    "model_type": "bert",
    "hidden_act": "gelu",
    "layer_norm_eps": 1e-12,
    "position_embedding_type": "absolute",
    "is_decoder": False,
}
# Of another task: whether one text follows another. No hidden word needs these.
OF_NEXT_SENTENCE = ("bert.pooler.", "cls.seq_relationship.")
OLD_NAMES = {"gamma": "weight", "beta": "bias"}  # of the norms, in the first files


@dataclass(frozen=True)
class BertModel:
    """The model, with its tokenizer."""

    model: MaskedLanguageModel
    tokenizer: Tokenizer


def load_bert(repository: Repository | str | Path = BERT, *, progress: bool = True) -> BertModel:
    """Return a BERT that guesses hidden words, in evaluation mode: the smaller one, or that of another repository.

    Raises:
        WeightsUnavailableError: the files cannot be had, for whatever reason; the message says what to do.
        ValueError: this is no BERT with such a head, or weights are missing, left over or of another shape.

    Source: Devlin et al. (2019), "BERT: pre-training of deep bidirectional Transformers for language understanding".
    """
    files = read_repository(repository, progress=progress)
    refuse_other_settings(files.config, SETTINGS)
    model = masked_language_model_from_bert(
        _of_hidden_words(files.state),
        files.config["num_attention_heads"],
        pad_id=files.config.get("pad_token_id") or 0,
    )
    tokenizer = files.tokenizer()
    tokenizer.no_padding()
    return BertModel(model.eval(), tokenizer)


def _of_hidden_words(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return the weights that guessing hidden words needs, by today's names."""
    return {
        re.sub(r"(?<=LayerNorm\.)(gamma|beta)$", lambda old: OLD_NAMES[old[0]], name): tensor
        for name, tensor in state.items()
        if not name.startswith(OF_NEXT_SENTENCE)
    }
