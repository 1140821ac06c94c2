"""Hide words of a sentence by pressing them, and see what a model that runs in the page guesses."""

from collections.abc import Collection, Sequence
from html import escape
from typing import cast

import torch
from IPython.display import HTML
from torch import nn
from torch.nn.functional import gelu

from course_lib.attention import MultiHeadAttention, softmax
from course_lib.interactive.parts.figure import interactive_figure
from course_lib.interactive.parts.half_precision import packed_halves, rounded_to_half
from course_lib.interactive.parts.model_in_page import (
    refuse_large_model,
    refuse_other_words_than_ids,
    refuse_unfit_texts,
)
from course_lib.language import say
from course_lib.positions import LearnedPositions
from course_lib.transformer import FeedForward, MaskedLanguageModel, PostNorm
from course_lib.transformer.encoder import EncoderLayer

MOST_PARAMETERS = 120_000
EPS = 1e-5  # of the norms in the script
BARS = 4


def hidden_words(
    model: MaskedLanguageModel,
    words: Sequence[str],
    texts: Sequence[str],
    *,
    start_id: int,
    mask_id: int,
    text: int = 0,
    hidden: Collection[int] = (0,),
) -> HTML:
    """Show sentences whose words can be hidden, and at each hidden place the likeliest words.

    The model travels in the page with 16 bits for each parameter, 2.5 bytes: `rounded_to_half` makes the same numbers.

    Args:
        model: with learned places, post-norm, nn.LayerNorm and GELU; up to 120 000 parameters.
        words: what each id of the model's vocabulary is written as; "" for ids that are no words.
        texts: 2 to 8 sentences of the model's words, to choose from.
        start_id: the id that stands before each sentence, such as that of [CLS].
        mask_id: the id that hides a word.
        text: the place in `texts` of the one shown at first.
        hidden: the places, from 0, of the words that are hidden in it.

    Raises:
        ValueError: a model with other parts or too large, words that are not one for each id, or a text that cannot
            be shown.
    """
    _refuse_unfit_model(model, words)
    most = len(cast(torch.Tensor, model.embed.places.table)) - 1
    refuse_unfit_texts(texts, text, words, least=1, most=most)
    sentences = [one.split() for one in texts]
    if strange := [place for place in hidden if not 0 <= place < len(sentences[text])]:
        raise ValueError(
            say(
                "hidden has {place}; expected places from 0 to {last}.", place=strange[0], last=len(sentences[text]) - 1
            )
        )
    small = rounded_to_half(model)
    counts, numbers = packed_halves(small)
    data = {
        "counts": counts,
        "numbers": numbers,
        "numHeads": cast(EncoderLayer, small.encoder.layers[0]).self_attention.num_heads,
        "words": list(words),
        "texts": sentences,
        "start": start_id,
        "mask": mask_id,
        "text": text,
        "hidden": sorted(hidden),
    }
    return interactive_figure(
        "hidden_words",
        parts=[
            "half_precision",
            "softmax",
            "attention",
            "layers",
            "gelu",
            "masked_language_model",
            "likeliest",
            "chooser",
            "buttons",
            "columns",
            "track",
        ],
        title=say("Hide words, and see what is guessed"),
        instruction=say("Press a word to hide it; press it again to show it."),
        data=data,
        fallback=_table(small, words, sentences[text], sorted(hidden), start_id, mask_id),
    )


def _refuse_unfit_model(model: MaskedLanguageModel, words: Sequence[str]) -> None:
    refuse_large_model(model, MOST_PARAMETERS)
    norms = [model.embed_norm, model.guess.norm]
    layers = [cast(EncoderLayer, layer) for layer in model.encoder.layers]
    norms += [around.norm for layer in layers for around in (layer.around_attention, layer.around_feed_forward)]
    fits = isinstance(model.embed.places, LearnedPositions) and len(layers) > 0
    fits = fits and all(isinstance(norm, nn.LayerNorm) and norm.eps == EPS for norm in norms)
    if not fits or not all(map(_fits, layers)):
        raise ValueError(
            say(
                "The model must have learned places, post-norm with nn.LayerNorm and its eps of {eps}, multi-head "
                "attention, and a feed-forward block with GELU.",
                eps=EPS,
            )
        )
    refuse_other_words_than_ids(words, model.guess.to_logits.out_features)


def _fits(layer: EncoderLayer) -> bool:
    around = (layer.around_attention, layer.around_feed_forward)
    is_post = all(isinstance(each, PostNorm) for each in around)
    has_gelu = isinstance(layer.feed_forward, FeedForward) and layer.feed_forward.activation is gelu
    return is_post and has_gelu and type(layer.self_attention) is MultiHeadAttention


@torch.no_grad()
def _table(
    model: MaskedLanguageModel,
    words: Sequence[str],
    sentence: Sequence[str],
    hidden: Sequence[int],
    start_id: int,
    mask_id: int,
) -> str:
    ids = [start_id, *(mask_id if place in hidden else words.index(word) for place, word in enumerate(sentence))]
    shares = softmax(model(torch.tensor([ids]))[0, 1:].double())  # [words, vocab_size]
    lines = []
    for place in hidden:
        best = [i for i in shares[place].argsort(descending=True, stable=True).tolist() if words[i]][:BARS]
        guessed = ", ".join(f"{words[i]} {float(shares[place, i]):.3f}" for i in best)
        lines.append(f"<tr><th>{escape(sentence[place])}</th><td>{escape(guessed)}</td></tr>")
    intro = say('In "{text}" words are hidden. With scripts allowed, you can hide others.', text=" ".join(sentence))
    head = "".join(f"<th>{escape(word)}</th>" for word in (say("hidden"), say("likeliest words")))
    return f"<p>{escape(intro)}</p><table><tr>{head}</tr>{''.join(lines)}</table>"
