"""Sentences with their attention weights: choose a word, and see which words it attends to."""

from collections.abc import Sequence
from html import escape

import torch
from IPython.display import HTML
from torch import Tensor

from course_lib.interactive.parts.figure import interactive_figure
from course_lib.interactive.parts.refusals import refuse_unfit_count, refuse_unfit_place
from course_lib.language import say

MOST_SENTENCES, MOST_HEADS = 8, 8
FEWEST_WORDS, MOST_WORDS, LONGEST_NAME = 2, 16, 16
CORNER = "query \\ key"  # of a table
DECIMALS = 4  # of each weight that the figure holds
SUM_TOLERANCE = 1e-3  # rows of float32 weights come within 1e-6, those of float16 within this


def attention_explorer(
    sentences: Sequence[tuple[Sequence[str], Tensor]],
    head_names: Sequence[str] | None = None,
    title: str = "What a word attends to",
    sentence: int = 0,
    word: int | Sequence[int] = 0,
) -> HTML:
    """Show a line from one word, the query, to each word it attends to, the keys, as thick as the weight is large.

    The reader can choose the word and the sentence, and with several heads one head, their mean, or all at once.
    The figure holds the weights rounded to four decimals, about seven bytes each.

    Args:
        sentences: 1 to 8 pairs of 2 to 16 tokens and their weights [heads, queries, keys], where both are these
            tokens; the same 1 to 8 heads in all; each row sums to 1 or is all 0.
        head_names: one for each head, of 1 to 16 characters; "head 1", "head 2" and so on without it.
        title: plain text.
        sentence: the one shown at first, counted from 0.
        word: the one chosen at first, counted from 0; another sentence then opens at the place last chosen. Or one for
            each sentence, which then always opens on its own word.

    Raises:
        ValueError: tokens that do not fit the weights, other heads in one sentence than in another, a row that
            sums to something else, a number or name out of range, words for more or fewer sentences.
    """
    refuse_unfit_count(len(sentences), MOST_SENTENCES, "sentences must hold 1 to {most} sentences; got {count}.")
    for number, (tokens, weights) in enumerate(sentences, start=1):
        _refuse_unfit_tokens(number, tokens)
        _refuse_unfit_weights(number, tokens, weights)
    heads = len(sentences[0][1])
    for number, (_, weights) in enumerate(sentences, start=1):
        if len(weights) != heads:
            raise ValueError(
                say(
                    "All sentences must have the heads of sentence 1, {heads}; sentence {number} has {found}.",
                    heads=heads,
                    number=number,
                    found=len(weights),
                )
            )
    names = [say("head {number}", number=head + 1) for head in range(heads)] if head_names is None else list(head_names)
    _refuse_unfit_names(names, heads)
    refuse_unfit_place("sentence", sentence, len(sentences))
    if isinstance(word, Sequence):
        _refuse_unfit_words(word, sentences)
    else:
        refuse_unfit_place("word", word, len(sentences[sentence][0]))
    rounded = [(list(tokens), _rounded(weights)) for tokens, weights in sentences]
    return interactive_figure(
        "attention_explorer",
        parts=["words", "weights", "lines", "weight_look", "chooser", "buttons", "radio_group", "readout"],
        title=escape(say(title)),
        instruction=say("Choose a word on the left: point at it, tap it, or use the arrow keys."),
        data={
            "sentences": [{"words": words, "weights": weights.flatten().tolist()} for words, weights in rounded],
            "heads": names,
            "sentence": sentence,
            "word": list(word) if isinstance(word, Sequence) else word,
        },
        fallback=_tables(*rounded[sentence], names),
    )


def _rounded(weights: Tensor) -> Tensor:
    # In float64 a rounded number is the short decimal that it is written as.
    return weights.detach().to("cpu", torch.float64).round(decimals=DECIMALS) + 0.0  # makes −0 a 0


def _refuse_unfit_tokens(number: int, tokens: Sequence[str]) -> None:
    if not FEWEST_WORDS <= len(tokens) <= MOST_WORDS:
        raise ValueError(
            say(
                "Sentence {number} must have {fewest_words} to {most_words} tokens; got {found}.",
                number=number,
                fewest_words=FEWEST_WORDS,
                most_words=MOST_WORDS,
                found=len(tokens),
            )
        )
    for token in tokens:
        _refuse_unfit_name(say("Each token of sentence {number}", number=number), token)


def _refuse_unfit_weights(number: int, tokens: Sequence[str], weights: Tensor) -> None:
    words, subject = len(tokens), say("The weights of sentence {number}", number=number)
    if weights.ndim != 3 or weights.shape[1:] != (words, words):
        raise ValueError(
            say(
                "{subject} must have the shape [heads, {words}, {words}], as it has {words} tokens; got {shape}.",
                subject=subject,
                words=words,
                shape=list(weights.shape),
            )
        )
    refuse_unfit_count(len(weights), MOST_HEADS, "{subject} must hold 1 to {most} heads; got {count}.", subject=subject)
    exact = weights.detach().to("cpu", torch.float64)
    if not exact.isfinite().all():
        raise ValueError(say("{subject} must be finite numbers; got NaN or infinity.", subject=subject))
    if exact.min() < 0:
        raise ValueError(
            say(
                "{subject} must not be below 0; got {lowest:.4g}: give them after softmax.",
                subject=subject,
                lowest=exact.min(),
            )
        )
    sums = exact.sum(dim=-1)
    unfit = ((sums - 1).abs() > SUM_TOLERANCE) & (sums > 0)
    for head, query in unfit.nonzero().tolist()[:1]:
        raise ValueError(
            say(
                "{subject} must sum to 1 in each row, or be all 0; the row of {token!r} in head {head} "
                "sums to {total:.4g}: give the weights after softmax and before dropout.",
                subject=subject,
                token=tokens[query],
                head=head + 1,
                total=sums[head, query],
            )
        )


def _refuse_unfit_names(names: Sequence[str], heads: int) -> None:
    if len(names) != heads:
        raise ValueError(
            say(
                "head_names must hold one name for each of the {heads} heads; got {count}.",
                heads=heads,
                count=len(names),
            )
        )
    for name in names:
        _refuse_unfit_name(say("Each name of a head"), name)
        if names.count(name) > 1:
            raise ValueError(say("head_names must differ from each other; got {name!r} twice.", name=name))


def _refuse_unfit_name(subject: str, name: str) -> None:
    if not (1 <= len(name) <= LONGEST_NAME and name.isprintable() and name.strip()):
        raise ValueError(
            say(
                "{subject} must have 1 to {longest_name} characters that can be seen; got {name!r}.",
                subject=subject,
                longest_name=LONGEST_NAME,
                name=name,
            )
        )


def _refuse_unfit_words(places: Sequence[int], sentences: Sequence[tuple[Sequence[str], Tensor]]) -> None:
    if len(places) != len(sentences):
        raise ValueError(
            say(
                "word must be one number or a list of {expected}, one for each sentence; got a list of {count}.",
                expected=len(sentences),
                count=len(places),
            )
        )
    for number, (place, (tokens, _)) in enumerate(zip(places, sentences, strict=True), start=1):
        refuse_unfit_place(say("word for sentence {number}", number=number), place, len(tokens))


def _tables(tokens: Sequence[str], weights: Tensor, names: Sequence[str]) -> str:
    keys = "".join(f"<th>{escape(token)}</th>" for token in tokens)
    tables = []
    for name, head in zip(names, weights.tolist(), strict=True):
        rows = "".join(
            f"<tr><th>{escape(token)}</th>{''.join(f'<td>{weight:.2f}</td>' for weight in row)}</tr>"
            for token, row in zip(tokens, head, strict=True)
        )
        tables.append(
            f'<div style="overflow-x:auto"><table><caption>{escape(name)}</caption>'
            f"<tr><th>{escape(say(CORNER))}</th>{keys}</tr>{rows}</table></div>"
        )
    intro = say(
        "The weights of “{sentence}”: each row is a query, each column a key. With scripts allowed, you can choose a "
        "word.",
        sentence=" ".join(tokens),
    )
    return f"<p>{escape(intro)}</p>{''.join(tables)}"
