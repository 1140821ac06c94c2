"""Copy weights between this course's language model and GPT-2 as the package `transformers` names them.

Both ways go through a `state_dict`, so that this course does not need the package.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import cast

import torch
from torch import Tensor, nn

from course_lib.attention import MultiHeadAttention
from course_lib.language import say
from course_lib.positions import LearnedPositions
from course_lib.transformer.encoder import EncoderLayer
from course_lib.transformer.feed_forward import FeedForward
from course_lib.transformer.language_model import LanguageModel
from course_lib.transformer.load_named import WithoutDrawing, refuse_what_does_not_fit
from course_lib.transformer.residual import PreNorm

# Their parts of a layer, each with ours that stand side by side in it.
PARTS = {
    "ln_1": ["around_attention.norm"],
    "attn.c_attn": ["self_attention.w_q", "self_attention.w_k", "self_attention.w_v"],
    "attn.c_proj": ["self_attention.w_o"],
    "ln_2": ["around_feed_forward.norm"],
    "mlp.c_fc": ["feed_forward.w_1"],
    "mlp.c_proj": ["feed_forward.w_2"],
}
MASKS = (".attn.bias", ".attn.masked_bias")  # no weights, but in older files they stand among them
PLACES, TOKENS, OUTPUT = "transformer.wpe.weight", "transformer.wte.weight", "lm_head.weight"


def language_model_from_gpt2(state: Mapping[str, Tensor], num_heads: int, *, dropout: float = 0.1) -> LanguageModel:
    """Make a `LanguageModel` with the weights of a GPT-2; all sizes but the number of heads are read from them.

    Example::

        ours = language_model_from_gpt2(theirs.state_dict(), theirs.config.n_head)

    Raises:
        ValueError: this is not the state of a `GPT2LMHeadModel`, with its last layer: names are missing or left over,
            or shapes do not fit.
    """
    state = {name: tensor for name, tensor in state.items() if not name.endswith(MASKS)}
    if not {PLACES, TOKENS, OUTPUT, "transformer.h.0.mlp.c_fc.weight"} <= set(state):
        raise ValueError(
            say(
                "state has the names {names}, …; expected those of a GPT2LMHeadModel of at least one layer, such as "
                "{example}.",
                names=", ".join(list(state)[:3]),
                example=TOKENS,
            )
        )
    vocab_size, d_model = state[TOKENS].shape
    with WithoutDrawing():
        ours = LanguageModel(
            vocab_size,
            d_model=d_model,
            num_heads=num_heads,
            num_layers=len({name.split(".")[2] for name in state if name.startswith("transformer.h.")}),
            d_ff=state["transformer.h.0.mlp.c_fc.weight"].shape[1],
            dropout=dropout,
            positions=partial(LearnedPositions, len(state[PLACES])),
            tie_embeddings=torch.equal(state[OUTPUT], state[TOKENS]),
            dtype=state[TOKENS].dtype,
        )
    by_their_names = dict(_by_their_names(ours))
    refuse_what_does_not_fit(
        {name: tensor.shape for name, tensor in state.items()},
        {name: _size_side_by_side(parts) for name, parts in by_their_names.items()},
    )
    with torch.no_grad():
        for name, parts in by_their_names.items():
            for part, tensor in zip(parts, state[name].chunk(len(parts), dim=-1), strict=True):
                part.copy_(tensor)
    return ours


def _size_side_by_side(parts: list[Tensor]) -> torch.Size:
    return torch.Size([*parts[0].shape[:-1], len(parts) * parts[0].shape[-1]])


def language_model_to_gpt2(ours: LanguageModel) -> dict[str, Tensor]:
    """Return the weights of a `LanguageModel` by GPT-2's names, for `load_state_dict` of a `GPT2LMHeadModel`.

    Raises:
        ValueError: the model has a part that GPT-2 has not.
    """
    return {name: torch.cat(parts, dim=-1).detach() for name, parts in _by_their_names(ours)}


def _by_their_names(ours: LanguageModel) -> Iterator[tuple[str, list[Tensor]]]:
    """Go through GPT-2's weights: each name with our tensors that stand side by side there, as views."""
    _refuse_what_gpt2_has_not(ours)
    yield TOKENS, [ours.embed.tokens.table.weight]
    yield PLACES, [cast(Tensor, ours.embed.places.table)]
    for number, layer in enumerate(ours.blocks.layers):
        for their_name, our_names in PARTS.items():
            parts = [layer.get_submodule(name) for name in our_names]
            # Theirs are multiplied from the other side, x W, so that a matrix is [in, out].
            yield f"transformer.h.{number}.{their_name}.weight", [cast(Tensor, part.weight).t() for part in parts]
            yield f"transformer.h.{number}.{their_name}.bias", [cast(Tensor, part.bias) for part in parts]
    yield "transformer.ln_f.weight", [cast(Tensor, ours.blocks.final_norm.weight)]
    yield "transformer.ln_f.bias", [cast(Tensor, ours.blocks.final_norm.bias)]
    yield OUTPUT, [ours.to_logits.weight]


def _refuse_what_gpt2_has_not(ours: LanguageModel) -> None:
    of_model = {
        "positions": isinstance(ours.embed.places, LearnedPositions),
        "final_norm": isinstance(ours.blocks.final_norm, nn.LayerNorm),
    }
    of_layers = (_parts_that_gpt2_has(cast(EncoderLayer, layer)) for layer in ours.blocks.layers)
    for parts in (of_model, *of_layers):
        for part, is_theirs in parts.items():
            if not is_theirs:
                raise ValueError(
                    say(
                        "{part} of this model is none that GPT-2 has; expected LearnedPositions, PreNorm, "
                        'nn.LayerNorm, MultiHeadAttention, FeedForward with nn.GELU("tanh"), and bias=True.',
                        part=part,
                    )
                )


def _parts_that_gpt2_has(layer: EncoderLayer) -> dict[str, bool]:
    around = (layer.around_attention, layer.around_feed_forward)
    activation = getattr(layer.feed_forward, "activation", None)
    return {
        "residual": all(isinstance(each, PreNorm) for each in around),
        "norm": all(isinstance(each.norm, nn.LayerNorm) for each in around),
        "feed_forward": isinstance(layer.feed_forward, FeedForward)
        and isinstance(activation, nn.GELU)
        and activation.approximate == "tanh",
        "attention": type(layer.self_attention) is MultiHeadAttention,
        "bias": layer.self_attention.w_q.bias is not None,
    }
