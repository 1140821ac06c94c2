"""What tensors are called in a figure, by their names in GGUF, in Hugging Face's BERT and in this course."""

from course_lib.language import say

# Of those outside the layers: what comes behind them.
BEHIND = {"output_norm", "output", "blocks.final_norm", "to_logits", "pooler.dense"}


def split_name(name: str) -> tuple[str, bool]:
    """Return a name without the dot of a layer and without ".weight" or ".bias", and whether it is a bias."""
    plain = name.removeprefix(".")
    return plain.removesuffix(".weight").removesuffix(".bias"), plain.endswith(".bias")


def tensor_label(name: str) -> str:
    """Return what a tensor is called: its own name, where that is unknown."""
    plain, is_bias = split_name(name)
    label = tensor_labels().get(plain, plain)
    return say("{part} bias", part=label) if is_bias else label


def tensor_labels() -> dict[str, str]:
    """Return the labels by the names that are known, in the order in which a model uses the tensors."""
    labels = (
        (say("embedding"), ("token_embd", "embeddings.word_embeddings", "embed.tokens.table")),
        (say("positions"), ("embeddings.position_embeddings", "embed.places.table")),
        (say("segments"), ("embeddings.token_type_embeddings", "segments")),
        (say("norm"), ("embeddings.LayerNorm", "embed_norm")),
        (say("norm 1"), ("attn_norm", "around_attention.norm")),
        ("q", ("attn_q", "attention.self.query", "self_attention.w_q")),
        ("k", ("attn_k", "attention.self.key", "self_attention.w_k")),
        ("v", ("attn_v", "attention.self.value", "self_attention.w_v")),
        ("o", ("attn_output", "attention.output.dense", "self_attention.w_o")),
        (say("norm 1"), ("attention.output.LayerNorm",)),  # of BERT: behind the attention
        (say("norm 2"), ("ffn_norm", "around_feed_forward.norm")),
        (say("gate"), ("ffn_gate", "feed_forward.w_gate")),
        (say("up"), ("ffn_up", "intermediate.dense", "feed_forward.w_1")),
        (say("down"), ("ffn_down", "output.dense", "feed_forward.w_2")),
        (say("norm 2"), ("output.LayerNorm",)),
        (say("last norm"), ("output_norm", "blocks.final_norm")),
        (say("head"), ("output", "to_logits")),
        (say("pooler"), ("pooler.dense",)),
    )
    return {name: label for label, names in labels for name in names}
