"""A translation written word by word: step through it, and see where each word looks in the source."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import torch
from IPython.display import HTML
from torch import Tensor

from course_lib.interactive.parts.figure import interactive_figure
from course_lib.interactive.parts.refusals import refuse_unfit_count, refuse_unfit_place
from course_lib.language import say

START = "‹start›"
MOST_TRANSLATIONS, MOST_TOKENS, MOST_CANDIDATES, LONGEST_TOKEN = 8, 12, 5, 16
DECIMALS = 4  # of each weight and probability that the figure holds
SUM_TOLERANCE = 1e-3  # rows of float32 weights come within 1e-6, those of float16 within this


@dataclass(frozen=True)
class Decoding:
    """One translation as the decoder wrote it.

    Args:
        source: 1 to 12 tokens, the keys.
        target: 1 to 12 tokens in the order they were written, without a start sign; may end with an end sign.
        weights: [targets, sources], the cross-attention of the step that wrote each word; each row sums to 1.
        candidates: for each step, 1 to 5 of its likeliest words with their probabilities, in any order. The word
            written may be missing: sampling can choose one of little probability.
    """

    source: Sequence[str]
    target: Sequence[str]
    weights: Tensor
    candidates: Sequence[Sequence[tuple[str, float]]]


def decoding_steps(
    translations: Sequence[Decoding],
    title: str = "How a translation is written, word by word",
    sentence: int = 0,
    step: int = 0,
) -> HTML:
    """Show the words written so far, and a line from the newest one to each source word, as thick as its weight.

    Beside them stand the likeliest words of the step. The reader can go back and forth and choose the sentence, which
    then opens at its first step. The figure holds weights and probabilities rounded to four decimals.

    Args:
        translations: 1 to 8 of them.
        title: plain text.
        sentence: the one shown at first, counted from 0.
        step: the one shown at first, counted from 0.

    Raises:
        ValueError: weights or candidates that do not fit the tokens, rows that do not sum to 1, probabilities that
            sum to more than 1, a number or token out of range.
    """
    refuse_unfit_count(
        len(translations), MOST_TRANSLATIONS, "translations must hold 1 to {most} translations; got {count}."
    )
    for number, translation in enumerate(translations, start=1):
        _refuse_unfit_tokens(say("The source of translation {number}", number=number), translation.source)
        _refuse_unfit_tokens(say("The target of translation {number}", number=number), translation.target)
        _refuse_unfit_weights(say("The weights of translation {number}", number=number), translation)
        _refuse_unfit_candidates(say("The candidates of translation {number}", number=number), translation)
    refuse_unfit_place("sentence", sentence, len(translations))
    refuse_unfit_place("step", step, len(translations[sentence].target))
    return interactive_figure(
        "decoding_steps",
        parts=[
            "words",
            "weights",
            "weight_look",
            "columns",
            "chooser",
            "slider",
            "buttons",
            "readout",
            "decoding_board",
        ],
        title=escape(say(title)),
        instruction=say("Press Next to write a word and Back to take it away, or move the slider."),
        data={
            "translations": [_rounded(translation) for translation in translations],
            "start": START,
            "sentence": sentence,
            "step": step,
        },
        fallback=_table(translations[sentence]),
    )


def _rounded(translation: Decoding) -> dict[str, list]:
    return {
        "source": list(translation.source),
        "target": list(translation.target),
        # In float64 a rounded number is the short decimal that it is written as.
        "weights": (_exact(translation.weights).round(decimals=DECIMALS) + 0.0).tolist(),  # makes −0 a 0
        "candidates": [
            [(word, round(probability, DECIMALS)) for word, probability in _likeliest_first(words)]
            for words in translation.candidates
        ],
    }


def _exact(weights: Tensor) -> Tensor:
    return weights.to("cpu", torch.float64)


def _likeliest_first(words: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(words, key=lambda candidate: -candidate[1])


def _refuse_unfit_tokens(subject: str, tokens: Sequence[str]) -> None:
    refuse_unfit_count(
        len(tokens), MOST_TOKENS, "{subject} must hold 1 to {most} tokens; got {count}.", subject=subject
    )
    for token in tokens:
        _refuse_unfit_token(subject, token)


def _refuse_unfit_token(subject: str, token: str) -> None:
    if not (len(token) <= LONGEST_TOKEN and token.isprintable() and token.strip()):
        raise ValueError(
            say(
                "{subject} must have words of 1 to {longest_token} characters that can be seen; got {token!r}.",
                subject=subject,
                longest_token=LONGEST_TOKEN,
                token=token,
            )
        )


def _refuse_unfit_weights(subject: str, translation: Decoding) -> None:
    expected = [len(translation.target), len(translation.source)]
    if list(translation.weights.shape) != expected:
        raise ValueError(
            say(
                "{subject} must have the shape [targets, sources], {expected}; got {shape}: "
                "give one row for each word written, of one head or of the mean of the heads.",
                subject=subject,
                expected=expected,
                shape=list(translation.weights.shape),
            )
        )
    exact = _exact(translation.weights)
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
    for word, total in zip(translation.target, exact.sum(dim=-1).tolist(), strict=True):
        if abs(total - 1) > SUM_TOLERANCE:
            raise ValueError(
                say(
                    "{subject} must sum to 1 in each row; the row of {word!r} sums to {total:.4g}: give the weights "
                    "after softmax and before dropout.",
                    subject=subject,
                    word=word,
                    total=total,
                )
            )


def _refuse_unfit_candidates(subject: str, translation: Decoding) -> None:
    steps = len(translation.target)
    if len(translation.candidates) != steps:
        raise ValueError(
            say(
                "{subject} must hold one list for each of the {steps} words written; got {count}.",
                subject=subject,
                steps=steps,
                count=len(translation.candidates),
            )
        )
    for step, candidates in enumerate(translation.candidates, start=1):
        at_step = say("{subject} at step {step}", subject=subject, step=step)
        refuse_unfit_count(
            len(candidates), MOST_CANDIDATES, "{at_step} must hold 1 to {most} words; got {count}.", at_step=at_step
        )
        words = [word for word, _ in candidates]
        for word, probability in candidates:
            _refuse_unfit_token(at_step, word)
            if words.count(word) > 1:
                raise ValueError(
                    say("{at_step} must differ from each other; got {word!r} twice.", at_step=at_step, word=word)
                )
            if not 0 <= probability <= 1 + SUM_TOLERANCE:
                raise ValueError(
                    say(
                        "{at_step} must have probabilities from 0 to 1; got {probability:.4g} for {word!r}.",
                        at_step=at_step,
                        probability=probability,
                        word=word,
                    )
                )
        total = sum(probability for _, probability in candidates)
        if total > 1 + SUM_TOLERANCE:
            raise ValueError(
                say(
                    "{at_step} must have probabilities that sum to 1 at most; got {total:.4g}.",
                    at_step=at_step,
                    total=total,
                )
            )


def _table(translation: Decoding) -> str:
    rows = []
    for word, weights in zip(translation.target, _exact(translation.weights).tolist(), strict=True):
        largest = max(range(len(weights)), key=weights.__getitem__)
        cells = f"<td>{escape(translation.source[largest])}</td><td>{weights[largest]:.2f}</td>"
        rows.append(f"<tr><th>{escape(word)}</th>{cells}</tr>")
    intro = say(
        "“{sentence}”, translated word by word. With scripts allowed, you can step through it.",
        sentence=" ".join(translation.source),
    )
    head = "".join(
        f"<th>{escape(words)}</th>" for words in (say("word written"), say("looks mostly at"), say("weight"))
    )
    return f"<p>{escape(intro)}</p><table><tr>{head}</tr>{''.join(rows)}</table>"
