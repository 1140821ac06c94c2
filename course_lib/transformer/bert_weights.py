"""Make this course's masked language model from a BERT as the package `transformers` names its weights.

It goes through a `state_dict`, so that this course does not need the package.
"""

from collections.abc import Mapping
from functools import partial
from typing import cast

from torch import Tensor

from course_lib.language import say
from course_lib.positions import LearnedPositions
from course_lib.transformer.load_named import WithoutDrawing, first_names, load_named
from course_lib.transformer.masked_language_model import GuessWords, MaskedLanguageModel, NoGuess

# Their parts by our names: of what reads, of the head that guesses words, and of each layer.
READER = {
    "embed.tokens.table": "embeddings.word_embeddings",
    "segments": "embeddings.token_type_embeddings",
    "embed_norm": "embeddings.LayerNorm",
}
HEAD = {"guess.layer": "cls.predictions.transform.dense", "guess.norm": "cls.predictions.transform.LayerNorm"}
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
TABLES = ("embed.tokens.table", "segments")  # these have no offset
OUTPUT = "cls.predictions.bias"
# The same numbers once more: the last layer is the table of words, its offset has two names; and 0, 1, 2, …
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
    names = _names_of_reader(state, "bert.") | _with_offsets(HEAD) | {"guess.to_logits.bias": OUTPUT}
    _refuse_another_model(state, names, AGAIN, "BertForMaskedLM")
    ours = _empty_model(state, names, num_heads, pad_id, dropout)
    weights = {our_name: state[their_name] for our_name, their_name in names.items()}
    weights["guess.to_logits.weight"] = weights["embed.tokens.table.weight"]
    load_named(ours, weights, names)
    return ours


def reader_from_bert(
    state: Mapping[str, Tensor], num_heads: int, *, pad_id: int = 0, dropout: float = 0.1
) -> MaskedLanguageModel:
    """Make a `MaskedLanguageModel` that only reads, `encode`, with the weights of a BERT without masked-word head.

    Raises:
        ValueError: this is not the state of a `BertModel` without pooler.
    """
    names = _names_of_reader(state, "")
    _refuse_another_model(state, names, ("embeddings.position_ids",), "BertModel")
    ours = _empty_model(state, names, num_heads, pad_id, dropout)
    ours.guess = cast(GuessWords, NoGuess())
    load_named(ours, {our_name: state[their_name] for our_name, their_name in names.items()}, names)
    return ours


def _names_of_reader(state: Mapping[str, Tensor], prefix: str) -> dict[str, str]:
    """Return their name for each of our weights, without the head; how many layers there are is seen in the state."""
    layers = f"{prefix}encoder.layer."
    parts = {ours: f"{prefix}{theirs}" for ours, theirs in READER.items()}
    for number in {name.removeprefix(layers).split(".")[0] for name in state if name.startswith(layers)}:
        parts |= {f"encoder.layers.{number}.{ours}": f"{layers}{number}.{theirs}" for ours, theirs in LAYER.items()}
    return _with_offsets(parts) | {"embed.places.table": f"{prefix}embeddings.position_embeddings.weight"}


def _with_offsets(parts: Mapping[str, str]) -> dict[str, str]:
    """Return the weight of each part, and its offset if it has one."""
    pairs = {f"{ours}.weight": f"{theirs}.weight" for ours, theirs in parts.items()}
    return pairs | {f"{ours}.bias": f"{theirs}.bias" for ours, theirs in parts.items() if ours not in TABLES}


def _refuse_another_model(
    state: Mapping[str, Tensor], names: Mapping[str, str], again: tuple[str, ...], model: str
) -> None:
    if missing := [name for name in names.values() if name not in state]:
        raise ValueError(
            say("state lacks {missing}; expected the weights of a {model}.", missing=first_names(missing), model=model)
        )
    if strange := sorted(set(state) - set(names.values()) - set(again)):
        raise ValueError(
            say(
                "state has {strange}, of which this model knows nothing; expected a {model}.",
                strange=first_names(strange),
                model=model,
            )
        )


def _empty_model(
    state: Mapping[str, Tensor], names: Mapping[str, str], num_heads: int, pad_id: int, dropout: float
) -> MaskedLanguageModel:
    """Make the model whose sizes the weights show."""
    table = state[names["embed.tokens.table.weight"]]
    vocab_size, d_model = table.shape
    d_ff = names.get("encoder.layers.0.feed_forward.w_1.weight")
    with WithoutDrawing():
        return MaskedLanguageModel(
            vocab_size,
            pad_id=pad_id,
            d_model=d_model,
            num_heads=num_heads,
            num_layers=sum(name.endswith("self_attention.w_q.weight") for name in names),
            d_ff=len(state[d_ff]) if d_ff else 1,
            num_segments=len(state[names["segments.weight"]]),
            dropout=dropout,
            positions=partial(LearnedPositions, len(state[names["embed.places.table"]])),
            dtype=table.dtype,
        )
