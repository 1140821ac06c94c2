"""GPT-2, as it was published, in the language model of this course."""

from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer
from torch import Tensor

from course_lib.pretrained.hub import Repository, read_repository, refuse_other_settings
from course_lib.transformer import LanguageModel, language_model_from_gpt2

GPT2 = Repository("openai-community/gpt2", "607a30d783dfa663caf39e06633721c8d4cfcd7e", 551, licence="MIT")
WHOLE, OUTPUT, TOKENS = "transformer.", "lm_head.weight", "transformer.wte.weight"
SETTINGS = {
    "model_type": "gpt2",
    "activation_function": "gelu_new",
    "layer_norm_epsilon": 1e-5,
    "scale_attn_weights": True,
    "scale_attn_by_inverse_layer_idx": False,
    "add_cross_attention": False,
}


@dataclass(frozen=True)
class GPT2Model:
    """The model, with its tokenizer."""

    model: LanguageModel
    tokenizer: Tokenizer


def load_gpt2(repository: Repository | str | Path = GPT2, *, progress: bool = True) -> GPT2Model:
    """Return a GPT-2 in evaluation mode: its smallest one, or that of another repository or of a folder.

    Raises:
        WeightsUnavailableError: the files cannot be had, for whatever reason; the message says what to do.
        ValueError: this is no GPT-2, or weights are missing, left over or of another shape.

    Source: Radford et al. (2019), "Language models are unsupervised multitask learners".
    """
    files = read_repository(repository, progress=progress)
    refuse_other_settings(files.config, SETTINGS)
    model = language_model_from_gpt2(_with_last_layer(files.state), files.config["n_head"])
    return GPT2Model(model.eval(), files.tokenizer())


def _with_last_layer(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the state of the whole model, of which the published file has neither the prefix nor the last layer."""
    if TOKENS not in state:
        state = {name if name == OUTPUT else f"{WHOLE}{name}": tensor for name, tensor in state.items()}
    return state if OUTPUT in state or TOKENS not in state else state | {OUTPUT: state[TOKENS]}
