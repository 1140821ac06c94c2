"""A translator in the page: compose a sentence, and step through its translation by the reader's own browser."""

from collections.abc import Sequence
from html import escape
from typing import Any, cast

import torch
from IPython.display import HTML
from torch.nn.functional import gelu, relu

from course_lib.decoding import greedy_decode
from course_lib.interactive.parts.figure import interactive_figure
from course_lib.interactive.parts.half_precision import packed_halves, rounded_to_half
from course_lib.interactive.parts.refusals import refuse_unfit_place
from course_lib.language import say
from course_lib.positions import SinusoidalPositions
from course_lib.transformer import (
    DecoderLayer,
    FeedForward,
    NextTargetWord,
    PostNorm,
    PreNorm,
    Transformer,
    number_of_parameters,
)

# What the script computes, by the names it has there.
ACTIVATIONS = {relu: "relu", gelu: "gelu"}
RESIDUALS = {PreNorm: "pre", PostNorm: "post"}

PAD_ID, START_ID, END_ID, FIRST_WORD = 0, 1, 2, 3
MOST_SENTENCES, LONGEST_TOKEN = 24, 16
MOST_SOURCE_WORDS, MOST_TARGET_WORDS = 19, 20  # without the end of the source, with that of the target
MOST_NUMBERS = 144_000  # in the model: a page of 400 KB


def page_translator(
    model: Transformer,
    source_tokens: Sequence[str],
    target_tokens: Sequence[str],
    sentences: Sequence[str],
    title: str = "A Transformer that translates in this page",
    sentence: int = 0,
    layer: int | None = None,
    head: int | None = None,
) -> HTML:
    """Let the reader compose a sentence and step through its translation, with a line to each source word.

    The page holds the model and computes everything itself: the encoder, the decoder, greedy decoding. It computes
    with `rounded_to_half(model)`, whose numbers fit into 16 bits; Python gives the page's logits to 1e-4 with that
    copy, and slightly different ones with the model itself. Each number of the model takes 2.5 bytes of the page.

    Args:
        model: a trained one. The source is given to it as words and the end sign, the target begins with the start
            sign.
        source_tokens, target_tokens: the vocabularies, indexed by id; 0 is the pad, 1 the start sign, 2 the end sign.
            A word has 1 to 16 characters.
        sentences: 1 to 24 to choose from, each of 1 to 19 source words with spaces between. All other sentences
            up to that length can be written or put together from a list of the words.
        title: plain text.
        sentence: the one shown at first, counted from 0.
        layer, head: whose weights are drawn at first, counted from 0; without them those of the last layer, and the
            mean of its heads.

    Raises:
        ValueError: a model that the page cannot compute, or is too large for one; tokens that are not the model's;
            a sentence with unknown words; a number out of range.
    """
    _refuse_unfit_model(model)
    _refuse_unfit_tokens("source_tokens", source_tokens, model.embed_source.tokens.vocab_size)
    _refuse_unfit_tokens("target_tokens", target_tokens, model.embed_target.tokens.vocab_size)
    _refuse_unfit_sentences(sentences, source_tokens)
    settings = _settings(model)
    layers, heads = len(model.decoder.layers), settings["numHeads"]
    layer = layers - 1 if layer is None else layer
    refuse_unfit_place("sentence", sentence, len(sentences))
    refuse_unfit_place("layer", layer, layers)
    if heads == 1 and head is None:
        head = 0
    if head is not None:
        refuse_unfit_place("head", head, heads)
    rounded = rounded_to_half(model).cpu()
    counts, halves = packed_halves(rounded)
    return interactive_figure(
        "page_translator",
        parts=[
            "half_precision",
            "softmax",
            "attention",
            "positions",
            "layers",
            "gelu",
            "transformer",
            "likeliest",
            "words",
            "word_reader",
            "weights",
            "weight_look",
            "columns",
            "chooser",
            "text_field",
            "slider",
            "buttons",
            "readout",
            "decoding_board",
        ],
        title=escape(say(title)),
        instruction=say("Choose a sentence or write your own. Then press Next to write a word of its translation."),
        data={
            "sourceTokens": list(source_tokens),
            "targetTokens": list(target_tokens),
            "sentences": [" ".join(words.split()) for words in sentences],
            "mostSourceWords": MOST_SOURCE_WORDS,
            "mostTargetWords": MOST_TARGET_WORDS,
            "sentence": sentence,
            "layer": layer,
            "head": head,
            "model": settings,
            "counts": counts,
            "halves": halves,
        },
        fallback=_table(rounded, source_tokens, target_tokens, sentences),
    )


def _settings(model: Transformer) -> dict[str, Any]:
    """Return what the page must know of the model beside its parameters."""
    layer = cast(DecoderLayer, model.decoder.layers[0])
    return {
        "width": layer.cross_attention.d_model,
        "numHeads": layer.cross_attention.num_heads,
        "norm": RESIDUALS[type(layer.around_feed_forward)],
        "activation": ACTIVATIONS[cast(FeedForward, layer.feed_forward).activation],
    }


def _refuse_unfit_model(model: Transformer) -> None:
    if model.pad_id != PAD_ID:
        raise ValueError(
            say("The model's pad_id is {found}; expected {expected}.", found=model.pad_id, expected=PAD_ID)
        )
    if not len(model.decoder.layers):
        raise ValueError(say("The model has no layers; expected at least 1."))
    places = type(model.embed_source.places)
    if places is not SinusoidalPositions:
        raise ValueError(say("The model has {kind}; the page computes only SinusoidalPositions.", kind=places.__name__))
    layer = cast(DecoderLayer, model.decoder.layers[0])
    residual = type(layer.around_feed_forward)
    if residual not in RESIDUALS:
        raise ValueError(
            say("The model has {kind}; the page computes only PreNorm and PostNorm.", kind=residual.__name__)
        )
    block = layer.feed_forward
    if not isinstance(block, FeedForward):
        raise ValueError(
            say("The model's feed-forward block is a {kind}; the page computes FeedForward.", kind=type(block).__name__)
        )
    if block.activation not in ACTIVATIONS:
        raise ValueError(
            say("The model's activation is {activation}; the page computes relu and gelu.", activation=block.activation)
        )
    if any(name.endswith("w_q.bias") for name, _ in model.named_parameters()):
        raise ValueError(say("The attention of the model has a bias; the page computes only bias=False."))
    numbers = number_of_parameters(model)
    if numbers > MOST_NUMBERS:
        raise ValueError(
            say(
                "The model has {numbers} numbers; expected {most_numbers} at most, which make a page of 400 KB: "
                "choose a smaller d_model, d_ff or vocabulary, fewer layers, or tie_embeddings=True.",
                numbers=numbers,
                most_numbers=MOST_NUMBERS,
            )
        )


def _refuse_unfit_tokens(argument: str, tokens: Sequence[str], count: int) -> None:
    if len(tokens) != count or count <= FIRST_WORD:
        raise ValueError(
            say(
                "{argument} must hold the {count} tokens of the model, pad, start and end sign and at least one word; "
                "got {found}.",
                argument=argument,
                count=count,
                found=len(tokens),
            )
        )
    for token in tokens:
        if not 1 <= len(token) <= LONGEST_TOKEN or token.split() != [token] or not token.isprintable():
            raise ValueError(
                say(
                    "{argument} must have tokens of 1 to {longest_token} characters that can be seen, without spaces; "
                    "got {token!r}.",
                    argument=argument,
                    longest_token=LONGEST_TOKEN,
                    token=token,
                )
            )
    if len(set(tokens)) < count:
        twice = next(token for token in tokens if tokens.count(token) > 1)
        raise ValueError(
            say("{argument} must differ from each other; got {twice!r} twice.", argument=argument, twice=twice)
        )


def _refuse_unfit_sentences(sentences: Sequence[str], source_tokens: Sequence[str]) -> None:
    if not 1 <= len(sentences) <= MOST_SENTENCES:
        raise ValueError(
            say(
                "sentences must hold 1 to {most_sentences} sentences; got {count}.",
                most_sentences=MOST_SENTENCES,
                count=len(sentences),
            )
        )
    for number, words in enumerate(map(str.split, sentences), start=1):
        if not 1 <= len(words) <= MOST_SOURCE_WORDS:
            raise ValueError(
                say(
                    "Sentence {number} must have 1 to {most_source_words} words; got {count}.",
                    number=number,
                    most_source_words=MOST_SOURCE_WORDS,
                    count=len(words),
                )
            )
        for word in words:
            if word not in source_tokens[FIRST_WORD:]:
                raise ValueError(
                    say(
                        "Sentence {number} has the word {word!r}; expected words of source_tokens.",
                        number=number,
                        word=word,
                    )
                )


def _translated(model: Transformer, words: Sequence[str], source_tokens: Sequence[str]) -> list[int]:
    """Return the ids that greedy decoding writes, without the signs."""
    src = torch.tensor([[*(source_tokens.index(word) for word in words), END_ID]])
    ids = greedy_decode(
        NextTargetWord(model, src),
        torch.tensor([[START_ID]]),
        eos_id=END_ID,
        pad_id=PAD_ID,
        max_length=1 + MOST_TARGET_WORDS,
    )
    return [each for each in ids[0, 1:].tolist() if each != END_ID]


def _table(
    model: Transformer, source_tokens: Sequence[str], target_tokens: Sequence[str], sentences: Sequence[str]
) -> str:
    rows = []
    for words in map(str.split, sentences):
        written = " ".join(target_tokens[each] for each in _translated(model, words, source_tokens))
        rows.append(f"<tr><td>{escape(' '.join(words))}</td><td>{escape(written)}</td></tr>")
    intro = say(
        "What the model makes of some sentences. With scripts allowed, it translates yours, and you can watch it write."
    )
    head = f"<th>{escape(say('sentence'))}</th><th>{escape(say('translation'))}</th>"
    return f"<p>{escape(intro)}</p><table><tr>{head}</tr>{''.join(rows)}</table>"
