"""Make this course's Transformer from a Marian translator as the package `transformers` names its weights.

It goes through a `state_dict`, so that this course does not need the package.
"""

from collections.abc import Mapping
from functools import partial

import torch
from torch import Tensor
from torch.nn.functional import silu

from course_lib.language import say
from course_lib.positions import HALVES, SinusoidalPositions, sinusoidal_positions
from course_lib.transformer.feed_forward import Activation, FeedForward
from course_lib.transformer.load_named import WithoutDrawing, load_named
from course_lib.transformer.transformer import Transformer

# The same part of a layer, by the course's name and by Marian's.
ATTENTION_PARTS = {"w_q": "q_proj", "w_k": "k_proj", "w_v": "v_proj", "w_o": "out_proj"}
SHARED_PARTS = {
    "feed_forward.w_1": "fc1",
    "feed_forward.w_2": "fc2",
    "around_feed_forward.norm": "final_layer_norm",
} | {f"self_attention.{ours}": f"self_attn.{theirs}" for ours, theirs in ATTENTION_PARTS.items()}
ENCODER_PARTS = SHARED_PARTS | {"around_attention.norm": "self_attn_layer_norm"}
DECODER_PARTS = (
    SHARED_PARTS
    | {"around_self_attention.norm": "self_attn_layer_norm", "around_cross_attention.norm": "encoder_attn_layer_norm"}
    | {f"cross_attention.{ours}": f"encoder_attn.{theirs}" for ours, theirs in ATTENTION_PARTS.items()}
)
STACKS = {"encoder": ENCODER_PARTS, "decoder": DECODER_PARTS}
TOKENS, OFFSETS, FIRST = "model.shared.weight", "final_logits_bias", "model.encoder.layers.0.fc1.weight"
# What files may hold besides: the same table once more, and the positions, which are computed here.
AGAIN = ("model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight", "lm_head.weight")
PLACES = ("model.encoder.embed_positions.weight", "model.decoder.embed_positions.weight")
ROUNDED = 2e-3  # how far half precision puts a sine away from where it is


def transformer_from_marian(
    state: Mapping[str, Tensor],
    num_heads: int,
    *,
    pad_id: int,
    activation: Activation = silu,
    dropout: float = 0.1,
) -> Transformer:
    """Make a `Transformer` with the weights of a Marian; all sizes but the number of heads are read from them.

    It has one table for the words of both languages and for the last layer. Its positions have all sines first, then
    all cosines. To permute every weight that reads or writes these components would do as well, as `reorder_pairs`
    does in a Llama; here it is simpler to lay out the positions.

    Example::

        config = theirs.config
        ours = transformer_from_marian(
            theirs.state_dict(), config.encoder_attention_heads, pad_id=config.pad_token_id
        )

    Args:
        state: the weights, by the names of a `MarianMTModel`.
        num_heads: how many heads each attention has.
        pad_id: the id that fills up short sentences. Marian begins each translation with it as well.
        activation: of the feed-forward blocks; `silu` is called swish in Marian's settings.
        dropout: share set to zero while training.

    Raises:
        ValueError: this is not the state of a `MarianMTModel` with sinusoidal positions and one table for all.

    Source: Junczys-Dowmunt et al. (2018), "Marian: fast neural machine translation in C++".
    """
    if missing := [name for name in (TOKENS, OFFSETS, FIRST) if name not in state]:
        raise ValueError(
            say("state lacks {missing}; expected the weights of a {model}.", missing=missing[0], model="MarianMTModel")
        )
    _refuse_other_tables(state)
    vocab_size, d_model = state[TOKENS].shape
    with WithoutDrawing():
        ours = Transformer(
            vocab_size,
            vocab_size,
            d_model=d_model,
            num_heads=num_heads,
            num_layers=len({name.split(".")[3] for name in state if name.startswith("model.encoder.layers.")}),
            d_ff=len(state[FIRST]),
            dropout=dropout,
            positions=partial(SinusoidalPositions, pairs=HALVES),
            tie_embeddings=True,
            output_bias=True,
            pad_id=pad_id,
            feed_forward=partial(FeedForward, activation=activation),
            bias=True,
            dtype=state[TOKENS].dtype,
        )
    ours.embed_source.tokens.table.weight = ours.embed_target.tokens.table.weight
    names = _our_names(ours)
    rest = {name: tensor for name, tensor in state.items() if name not in (*AGAIN, *PLACES)}
    rest[OFFSETS] = rest[OFFSETS].flatten()  # theirs has an axis for the batch
    given = {our_name: rest[their_name] for our_name, their_name in names.items() if their_name in rest}
    left_over = {name: tensor for name, tensor in rest.items() if name not in names.values()}
    load_named(ours, given | left_over, names)
    return ours


def _our_names(ours: Transformer) -> dict[str, str]:
    """Return their name for each of our weights."""
    names = {"to_logits.bias": OFFSETS, "to_logits.weight": TOKENS}
    names |= {f"embed_{side}.tokens.table.weight": TOKENS for side in ("source", "target")}
    for stack, parts in STACKS.items():
        for number in range(len(ours.encoder.layers)):
            for our_part, their_part in parts.items():
                for kind in ("weight", "bias"):
                    names[f"{stack}.layers.{number}.{our_part}.{kind}"] = (
                        f"model.{stack}.layers.{number}.{their_part}.{kind}"
                    )
    return names


def _refuse_other_tables(state: Mapping[str, Tensor]) -> None:
    """Raise ValueError unless tables that stand in the state again are the same, and its positions are sinusoidal."""
    for name in AGAIN:
        if name in state and not torch.equal(state[name], state[TOKENS]):
            raise ValueError(
                say(
                    "{name} differs from {tokens}; expected one table for both languages and the last layer.",
                    name=name,
                    tokens=TOKENS,
                )
            )
    for name in PLACES:
        if name in state and not _are_sinusoidal(state[name], state[TOKENS].shape[1]):
            raise ValueError(
                say("{name} is learned; expected sines in the first half and cosines in the second.", name=name)
            )


def _are_sinusoidal(places: Tensor, d_model: int) -> bool:
    expected = sinusoidal_positions(len(places), d_model, pairs=HALVES)
    return places.shape == expected.shape and torch.allclose(places.float(), expected, rtol=0, atol=ROUNDED)
