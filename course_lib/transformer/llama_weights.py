"""Make this course's language model from a Llama as the package `transformers` names its weights.

It goes through a `state_dict`, so that this course does not need the package.
"""

from collections.abc import Mapping
from functools import partial

import torch
from torch import Tensor, nn

from course_lib.attention import GroupedQueryAttention
from course_lib.language import say
from course_lib.positions import HALVES, Pairs, RotaryPositions, reorder_pairs
from course_lib.transformer.gated_feed_forward import GatedFeedForward
from course_lib.transformer.language_model import LanguageModel
from course_lib.transformer.load_named import WithoutDrawing, load_named
from course_lib.transformer.residual import PreNorm

# Their parts of a layer by our names.
PARTS = {
    "around_attention.norm": "input_layernorm",
    "self_attention.w_q": "self_attn.q_proj",
    "self_attention.w_k": "self_attn.k_proj",
    "self_attention.w_v": "self_attn.v_proj",
    "self_attention.w_o": "self_attn.o_proj",
    "around_feed_forward.norm": "post_attention_layernorm",
    "feed_forward.w_gate": "mlp.gate_proj",
    "feed_forward.w_1": "mlp.up_proj",
    "feed_forward.w_2": "mlp.down_proj",
}
TOKENS, NORM, OUTPUT = "model.embed_tokens.weight", "model.norm.weight", "lm_head.weight"
FIRST = "model.layers.0."


def language_model_from_llama(
    state: Mapping[str, Tensor],
    num_heads: int,
    *,
    base: float = 10_000.0,
    eps: float = 1e-6,
    pairs: Pairs = HALVES,
    stored: Pairs = HALVES,
) -> LanguageModel:
    """Make a `LanguageModel` with the weights of a Llama; the sizes are read from them.

    Example::

        config = theirs.config
        ours = language_model_from_llama(
            theirs.state_dict(), config.num_attention_heads, base=config.rope_theta, eps=config.rms_norm_eps
        )

    Args:
        state: the weights, by the names of a `LlamaForCausalLM`.
        num_heads: how many heads of queries there are.
        base: of the rotary positions.
        eps: of the norms.
        pairs: which components the *model* turns together. Where that is not how they are stored, the rows of
            queries and keys are reordered, and the scores stay the same.
        stored: for which pairs the *weights* are: `HALVES` by `transformers`, `INTERLEAVED` in GGUF and by Meta.

    Raises:
        ValueError: this is not the state of a `LlamaForCausalLM`, or it has offsets or scaled angles.
    """
    _refuse_another_model(state)
    vocab_size, d_model = state[TOKENS].shape
    d_head = d_model // num_heads
    num_kv_heads = len(state[f"{FIRST}self_attn.k_proj.weight"]) // d_head
    with WithoutDrawing():
        ours = LanguageModel(
            vocab_size,
            d_model=d_model,
            num_heads=num_heads,
            num_layers=len({name.split(".")[2] for name in state if name.startswith("model.layers.")}),
            d_ff=len(state[f"{FIRST}mlp.up_proj.weight"]),
            dropout=0.0,
            positions=partial(RotaryPositions, base=base, pairs=pairs),
            residual=PreNorm,
            norm=partial(nn.RMSNorm, eps=eps),
            attention=partial(GroupedQueryAttention, num_kv_heads=num_kv_heads),
            feed_forward=GatedFeedForward,
            bias=False,
            tie_embeddings=OUTPUT not in state or torch.equal(state[OUTPUT], state[TOKENS]),
            dtype=state[TOKENS].dtype,
        )
    names = _ours_and_theirs(state)
    weights = {our_name: state[their_name] for our_name, their_name in names.items()}
    for name, tensor in weights.items():
        for projection, heads in (("w_q", num_heads), ("w_k", num_kv_heads)):
            if name.endswith(f"{projection}.weight") and pairs is not stored:
                weights[name] = reorder_pairs(tensor, heads, was=stored, becomes=pairs)
    load_named(ours, weights, names)
    return ours


def _ours_and_theirs(state: Mapping[str, Tensor]) -> dict[str, str]:
    """Return their name for every weight by our name for it."""
    named = {"embed.tokens.table.weight": TOKENS, "blocks.final_norm.weight": NORM}
    named["to_logits.weight"] = OUTPUT if OUTPUT in state else TOKENS
    ours = {their_name: our_name for our_name, their_name in PARTS.items()}
    for name in state:
        if name.startswith("model.layers."):
            _, _, number, part = name.split(".", 3)
            named[f"blocks.layers.{number}.{ours[part.removesuffix('.weight')]}.weight"] = name
    return named


def _refuse_another_model(state: Mapping[str, Tensor]) -> None:
    expected = {TOKENS, NORM, *(f"{FIRST}{part}.weight" for part in PARTS.values())}
    parts = {f"{part}.weight" for part in PARTS.values()}
    strange = [
        name
        for name in state
        if name not in (TOKENS, NORM, OUTPUT)
        and not (name.startswith("model.layers.") and name.split(".", 3)[3] in parts)
    ]
    if missing := sorted(expected - set(state)):
        raise ValueError(
            say(
                "state lacks {missing}; expected the weights of a LlamaForCausalLM of at least one layer.",
                missing=missing[0],
            )
        )
    if strange:
        raise ValueError(
            say(
                "state has {strange}; expected a LlamaForCausalLM without offsets, whose only weights are {known}, …",
                strange=strange[0],
                known=TOKENS,
            )
        )
