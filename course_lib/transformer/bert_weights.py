"""Make this course's masked language model from a BERT as the package `transformers` names its weights.

It goes through a `state_dict`, so that this course does not need the package.
"""

from collections.abc import Mapping
from functools import partial

import torch
from torch import Tensor

from course_lib.language import say
from course_lib.positions import LearnedPositions
from course_lib.transformer.masked_language_model import MaskedLanguageModel

# Their parts by our names: of the whole, and of each layer.
WHOLE = {
    "embed.tokens.table": "bert.embeddings.word_embeddings",
    "segments": "bert.embeddings.token_type_embeddings",
    "embed_norm": "bert.embeddings.LayerNorm",
    "guess.layer": "cls.predictions.transform.dense",
    "guess.norm": "cls.predictions.transform.LayerNorm",
}
LAYER = {
    "self_attention.w_q": "attention.self.query",
    "self_attention.w_k": "attention.self.key",
    "self_attention.w_v": "attention.self.value",
    "self_attention.w_o": "attention.output.dense",
    "around_attention.norm": "attention.output.LayerNorm",
    "feed_forward.w_1": "intermediate.dense",
    "feed_forward.w_2": "output.dense",
    "around_feed_forward.norm": "output.LayerNorm",
}
TOKENS, PLACES = f"{WHOLE['embed.tokens.table']}.weight", "bert.embeddings.position_embeddings.weight"
OUTPUT = "cls.predictions.bias"
# The same numbers once more: the last layer is the table of words, its offset has two names.
AGAIN = ("cls.predictions.decoder.weight", "cls.predictions.decoder.bias", "bert.embeddings.position_ids")


def masked_language_model_from_bert(
    state: Mapping[str, Tensor], num_heads: int, *, pad_id: int = 0, dropout: float = 0.1
) -> MaskedLanguageModel:
    """Make a `MaskedLanguageModel` with the weights of a BERT; all sizes but the number of heads are read from them.

    BERT reads its pads' vector, though nobody attends to them; here it is kept as it is.

    Example::

        ours = masked_language_model_from_bert(theirs.state_dict(), theirs.config.num_attention_heads)

    Raises:
        ValueError: this is not the state of a `BertForMaskedLM`.
    """
    layers = {name.split(".")[3] for name in state if name.startswith("bert.encoder.layer.")}
    names = dict(_ours_and_theirs(len(layers)))
    if missing := [name for name in names.values() if name not in state]:
        raise ValueError(say("state lacks {missing}; expected the weights of a BertForMaskedLM.", missing=missing[0]))
    if strange := sorted(set(state) - set(names.values()) - set(AGAIN)):
        raise ValueError(
            say(
                "state has {strange}, of which this model knows nothing; expected a BertForMaskedLM.",
                strange=strange[0],
            )
        )
    vocab_size, d_model = state[TOKENS].shape
    ours = MaskedLanguageModel(
        vocab_size,
        pad_id=pad_id,
        d_model=d_model,
        num_heads=num_heads,
        num_layers=len(layers),
        d_ff=len(state["bert.encoder.layer.0.intermediate.dense.weight"]) if layers else 1,
        num_segments=len(state[f"{WHOLE['segments']}.weight"]),
        dropout=dropout,
        positions=partial(LearnedPositions, len(state[PLACES])),
        dtype=state[TOKENS].dtype,
    )
    weights = {our_name: state[their_name] for our_name, their_name in names.items()}
    weights["guess.to_logits.weight"] = state[TOKENS]
    with torch.no_grad():
        ours.load_state_dict(weights)
    return ours


def _ours_and_theirs(num_layers: int) -> list[tuple[str, str]]:
    parts = dict(WHOLE)
    for number in range(num_layers):
        parts |= {f"encoder.layers.{number}.{ours}": f"bert.encoder.layer.{number}.{n}" for ours, n in LAYER.items()}
    tables = ("embed.tokens.table", "segments")  # these have no offset
    pairs = [(f"{ours}.weight", f"{theirs}.weight") for ours, theirs in parts.items()]
    pairs += [(f"{ours}.bias", f"{theirs}.bias") for ours, theirs in parts.items() if ours not in tables]
    return [*pairs, ("embed.places.table", PLACES), ("guess.to_logits.bias", OUTPUT)]
