"""Refuse models that `PackedNextWord` does not cover: it would write something else than they do."""

from collections.abc import Iterator

from torch import nn

from course_lib.attention import GroupedQueryAttention
from course_lib.language import say
from course_lib.positions import RotaryPositions
from course_lib.transformer.gated_feed_forward import GatedFeedForward
from course_lib.transformer.language_model import LanguageModel
from course_lib.transformer.residual import PreNorm

OF_LAYER = {
    "self_attention": GroupedQueryAttention,
    "self_attention.query_norm": nn.Identity,
    "self_attention.key_norm": nn.Identity,
    "feed_forward": GatedFeedForward,
    "around_attention": PreNorm,
    "around_attention.norm": nn.RMSNorm,
    "around_feed_forward": PreNorm,
    "around_feed_forward.norm": nn.RMSNorm,
}


def refuse_what_cannot_be_packed(model: LanguageModel) -> None:
    """Raise ValueError, with the name of the part, unless the model is of Llama's kind and nobody watches it."""
    for name, expected in _expected_parts(model):
        part = model.get_submodule(name)
        if type(part) is not expected:  # a subclass may compute something else
            raise ValueError(
                say(
                    "{name} is of type {kind}; expected {expected}: only models of Llama's kind can be packed.",
                    name=name,
                    kind=type(part).__name__,
                    expected=expected.__name__,
                )
            )
    for name, _ in model.named_parameters():
        if name.endswith("bias"):
            raise ValueError(say("the model has {name}; expected one without offsets, as Llama is.", name=name))
    for name, part in model.named_modules():
        if part._forward_hooks or part._forward_pre_hooks:
            raise ValueError(say("{name} has a hook, which would not be called; use NextWord to watch.", name=name))


def _expected_parts(model: LanguageModel) -> Iterator[tuple[str, type[nn.Module]]]:
    yield "embed.places", RotaryPositions
    for number in range(len(model.blocks.layers)):
        for part, expected in OF_LAYER.items():
            yield f"blocks.layers.{number}.{part}", expected
    yield "blocks.final_norm", nn.RMSNorm
