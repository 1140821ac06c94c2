"""A translation written word by word: step through it, and see where each word looks in the source."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import torch
from IPython.display import HTML
from torch import Tensor

from course_lib.interactive.parts.figure import interactive_figure
from course_lib.interactive.parts.refusals import refuse_unfit_count, refuse_unfit_place

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
    refuse_unfit_count("translations", len(translations), MOST_TRANSLATIONS, "translations")
    for number, translation in enumerate(translations, start=1):
        _refuse_unfit_tokens(f"The source of translation {number}", translation.source)
        _refuse_unfit_tokens(f"The target of translation {number}", translation.target)
        _refuse_unfit_weights(f"The weights of translation {number}", translation)
        _refuse_unfit_candidates(f"The candidates of translation {number}", translation)
    refuse_unfit_place("sentence", sentence, len(translations))
    refuse_unfit_place("step", step, len(translations[sentence].target))
    return interactive_figure(
        "decoding_steps",
        parts=["decoding_board"],
        title=escape(title),
        instruction="Press Next to write a word and Back to take it away, or move the slider.",
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
    refuse_unfit_count(subject, len(tokens), MOST_TOKENS, "tokens")
    for token in tokens:
        _refuse_unfit_token(subject, token)


def _refuse_unfit_token(subject: str, token: str) -> None:
    if not (len(token) <= LONGEST_TOKEN and token.isprintable() and token.strip()):
        raise ValueError(
            f"{subject} must have words of 1 to {LONGEST_TOKEN} characters that can be seen; got {token!r}."
        )


def _refuse_unfit_weights(subject: str, translation: Decoding) -> None:
    expected = [len(translation.target), len(translation.source)]
    if list(translation.weights.shape) != expected:
        raise ValueError(
            f"{subject} must have the shape [targets, sources], {expected}; got {list(translation.weights.shape)}: "
            "give one row for each word written, of one head or of the mean of the heads."
        )
    exact = _exact(translation.weights)
    if not exact.isfinite().all():
        raise ValueError(f"{subject} must be finite numbers; got NaN or infinity.")
    if exact.min() < 0:
        raise ValueError(f"{subject} must not be below 0; got {exact.min():.4g}: give them after softmax.")
    for word, total in zip(translation.target, exact.sum(dim=-1).tolist(), strict=True):
        if abs(total - 1) > SUM_TOLERANCE:
            raise ValueError(
                f"{subject} must sum to 1 in each row; the row of {word!r} sums to {total:.4g}: give the weights "
                "after softmax and before dropout."
            )


def _refuse_unfit_candidates(subject: str, translation: Decoding) -> None:
    steps = len(translation.target)
    if len(translation.candidates) != steps:
        raise ValueError(
            f"{subject} must hold one list for each of the {steps} words written; got {len(translation.candidates)}."
        )
    for step, candidates in enumerate(translation.candidates, start=1):
        at_step = f"{subject} at step {step}"
        refuse_unfit_count(at_step, len(candidates), MOST_CANDIDATES, "words")
        words = [word for word, _ in candidates]
        for word, probability in candidates:
            _refuse_unfit_token(at_step, word)
            if words.count(word) > 1:
                raise ValueError(f"{at_step} must differ from each other; got {word!r} twice.")
            if not 0 <= probability <= 1 + SUM_TOLERANCE:
                raise ValueError(f"{at_step} must have probabilities from 0 to 1; got {probability:.4g} for {word!r}.")
        total = sum(probability for _, probability in candidates)
        if total > 1 + SUM_TOLERANCE:
            raise ValueError(f"{at_step} must have probabilities that sum to 1 at most; got {total:.4g}.")


def _table(translation: Decoding) -> str:
    rows = []
    for word, weights in zip(translation.target, _exact(translation.weights).tolist(), strict=True):
        largest = max(range(len(weights)), key=weights.__getitem__)
        cells = f"<td>{escape(translation.source[largest])}</td><td>{weights[largest]:.2f}</td>"
        rows.append(f"<tr><th>{escape(word)}</th>{cells}</tr>")
    return (
        f"<p>“{escape(' '.join(translation.source))}”, translated word by word. With scripts allowed, you can step "
        "through it.</p><table><tr><th>word written</th><th>looks mostly at</th><th>weight</th></tr>"
        f"{''.join(rows)}</table>"
    )
