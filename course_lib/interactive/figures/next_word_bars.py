"""The next word of a text that the reader types, by a language model that runs in the page."""

from collections.abc import Sequence
from html import escape
from typing import cast

import torch
from IPython.display import HTML
from torch import nn

from course_lib.attention import MultiHeadAttention, softmax
from course_lib.interactive.parts.figure import interactive_figure
from course_lib.interactive.parts.half_precision import packed_halves, rounded_to_half
from course_lib.interactive.parts.model_in_page import (
    refuse_large_model,
    refuse_other_words_than_ids,
    refuse_unfit_texts,
)
from course_lib.language import say
from course_lib.positions import INTERLEAVED, RotaryPositions
from course_lib.transformer import FeedForward, GatedFeedForward, LanguageModel, NoFeedForward, PreNorm
from course_lib.transformer.encoder import EncoderLayer

MOST_WORDS, MOST_PARAMETERS = 48, 150_000
BARS = 8


def next_word_bars(
    model: LanguageModel, words: Sequence[str], texts: Sequence[str], start_id: int, text: int = 0
) -> HTML:
    """Show which words may come next in a text, while the reader types it or clicks the words.

    The model travels in the page with 16 bits for each parameter, 2.5 bytes: `rounded_to_half` makes the same numbers.

    Args:
        model: with rotary positions and pre-norm; up to 150 000 parameters.
        words: what each id of the model's vocabulary is written as, without spaces; "" for ids that are never written.
        texts: 2 to 8 beginnings of up to 48 words, to choose from.
        start_id: the id that stands before each text.
        text: the place in `texts` of the one shown at first.

    Raises:
        ValueError: a model with other parts or too large, words that are not one for each id, or a text that cannot
            be shown.
    """
    _refuse_unfit_model(model, words)
    refuse_unfit_texts(texts, text, words, least=0, most=MOST_WORDS)
    small = rounded_to_half(model)
    counts, numbers = packed_halves(small)
    layer = cast(EncoderLayer, small.blocks.layers[0])
    data = {
        "counts": counts,
        "numbers": numbers,
        "numHeads": layer.self_attention.num_heads,
        "base": small.embed.places.base,
        "activation": _activation(layer.feed_forward),
        "words": list(words),
        "texts": list(texts),
        "start": start_id,
        "text": text,
        "most": MOST_WORDS,
    }
    return interactive_figure(
        "next_word_bars",
        parts=[
            "half_precision",
            "softmax",
            "attention",
            "positions",
            "layers",
            "language_model",
            "likeliest",
            "chooser",
            "text_field",
            "buttons",
            "track",
        ],
        title=say("What may come next"),
        instruction=say("Choose a text, type on, or press a word to append it."),
        data=data,
        fallback=_table(small, words, texts[text], start_id),
    )


def _activation(feed_forward: nn.Module) -> str | None:
    """Return the name of a block's activation in the script; None if the script has no such block."""
    if isinstance(feed_forward, NoFeedForward):
        return "none"
    if isinstance(feed_forward, GatedFeedForward):
        return "silu" if feed_forward.activation is nn.functional.silu else None
    activation = getattr(feed_forward, "activation", None)
    if isinstance(activation, nn.GELU) and activation.approximate == "tanh":
        return "gelu" if isinstance(feed_forward, FeedForward) else None
    return "relu" if isinstance(feed_forward, FeedForward) and activation is nn.functional.relu else None


def _refuse_unfit_model(model: LanguageModel, words: Sequence[str]) -> None:
    refuse_large_model(model, MOST_PARAMETERS)
    places = model.embed.places
    turns = isinstance(places, RotaryPositions) and places.pairs == INTERLEAVED
    if (
        not turns
        or not len(model.blocks.layers)
        or not all(_fits(layer) for layer in model.blocks.layers if isinstance(layer, EncoderLayer))
    ):
        raise ValueError(
            say(
                "The model must have rotary positions of interleaved pairs, multi-head attention, pre-norm with "
                "nn.LayerNorm, and a feed-forward block that is gated, or with relu or GELU by tanh, or none."
            )
        )
    refuse_other_words_than_ids(words, model.to_logits.out_features)


def _fits(layer: EncoderLayer) -> bool:
    around = (layer.around_attention, layer.around_feed_forward)
    has_norms = all(isinstance(each, PreNorm) and isinstance(each.norm, nn.LayerNorm) for each in around)
    is_plain = type(layer.self_attention) is MultiHeadAttention  # no keys that heads share
    return has_norms and is_plain and _activation(layer.feed_forward) is not None


@torch.no_grad()
def _table(model: LanguageModel, words: Sequence[str], text: str, start_id: int) -> str:
    ids = [start_id, *(words.index(word) for word in text.split())]
    shares = softmax(model(torch.tensor([ids]))[0, -1].double())
    rows = "".join(
        f"<tr><th>{escape(words[place])}</th><td>{float(shares[place]):.3f}</td></tr>"
        for place in shares.argsort(descending=True, stable=True)[:BARS].tolist()
    )
    intro = say('The likeliest words after "{text}". With scripts allowed, you can go on with the text.', text=text)
    head = "".join(f"<th>{escape(word)}</th>" for word in (say("word"), say("share")))
    return f"<p>{escape(intro)}</p><table><tr>{head}</tr>{rows}</table>"
