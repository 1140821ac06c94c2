"""The scores of the next word, and what temperature, top-k and top-p leave of their probabilities."""

from collections.abc import Sequence
from html import escape

import torch
from IPython.display import HTML
from torch import Tensor

from course_lib.attention import softmax
from course_lib.decoding import keep_top_k, keep_top_p, scale_by_temperature
from course_lib.interactive.parts.figure import interactive_figure
from course_lib.interactive.parts.slider_positions import hundredths, refuse_unfit_top_k
from course_lib.language import say

MOST_CHOICES, FEWEST_WORDS, MOST_WORDS = 6, 2, 60
LONGEST_NAME, LONGEST_WORD = 40, 16
LARGEST_LOGIT = 1e6
DECIMALS = 6  # of each logit that the figure holds: about what a float32 has
TEMPERATURES, SHARES = range(10, 301, 5), range(5, 101)  # hundredths

Choice = tuple[str, Sequence[str], Tensor]


def next_word_choice(
    choices: Sequence[Choice],
    title: str = "Choosing the next word",
    choice: int = 0,
    temperature: float = 1.0,
    top_k: int | None = None,
    top_p: float = 1.0,
) -> HTML:
    """Show the probability of each next word after temperature, top-k and top-p, which the reader can change.

    They work in the order of `course_lib.decoding.sample`, on the words given only: where these are some words of a
    larger vocabulary, their probabilities are those among themselves. The words stand in the order of their logits,
    equal ones as given; of more than 16 words, those after the twelfth share one bar. A button draws 20 words, from a
    seed.

    Args:
        choices: 1 to 6 situations, each with its name, its 2 to 60 words and their logits [words], from −1 000 000
            to 1 000 000, which the figure holds rounded to six decimals.
        title: plain text.
        choice: the situation shown at first, counted from 0.
        temperature: where its slider starts, from 0.1 to 3 in steps of 0.05.
        top_k: where its slider starts, from 1 to the number of words shown at first; None keeps all.
        top_p: where its slider starts, from 0.05 to 1 in steps of 0.01; 1 keeps all.

    Raises:
        ValueError: logits that do not fit the words, a name or word that is too long, empty or there twice, another
            number of words or situations, a setting that its slider cannot reach.
    """
    _refuse_unfit_choices(choices)
    if not 0 <= choice < len(choices):
        raise ValueError(say("choice must be from 0 to {last}; got {choice}.", last=len(choices) - 1, choice=choice))
    count = len(choices[choice][1])
    refuse_unfit_top_k(top_k, count)
    sorted_choices = [_likeliest_first(*one) for one in choices]
    data = {
        "choices": sorted_choices,
        "choice": choice,
        "temperature": hundredths("temperature", temperature, TEMPERATURES),
        "k": count if top_k is None else top_k,
        "p": hundredths("top_p", top_p, SHARES),
    }
    return interactive_figure(
        "next_word_choice",
        parts=[
            "softmax",
            "shares",
            "filters",
            "sampling",
            "share_line",
            "chooser",
            "slider",
            "sticky_sliders",
            "buttons",
            "track",
        ],
        title=escape(say(title)),
        instruction=say("Move the three sliders below the words."),
        data=data,
        fallback=_table(sorted_choices[choice], temperature, top_k, top_p),
    )


def _likeliest_first(name: str, words: Sequence[str], logits: Tensor) -> dict[str, str | list]:
    # In float64 a rounded number is the short decimal that it is written as.
    rounded = logits.detach().to("cpu", torch.float64).round(decimals=DECIMALS) + 0.0  # makes −0 a 0
    # Stable: of equal logits the smaller ids stay, in the filters and in the figure.
    order = rounded.argsort(descending=True, stable=True).tolist()
    return {"name": name, "words": [words[at] for at in order], "logits": rounded[order].tolist()}


def _refuse_unfit_choices(choices: Sequence[Choice]) -> None:
    if not 1 <= len(choices) <= MOST_CHOICES:
        raise ValueError(
            say(
                "choices must hold 1 to {most_choices} situations; got {count}.",
                most_choices=MOST_CHOICES,
                count=len(choices),
            )
        )
    _refuse_unfit_texts(say("Each name of a situation"), [name for name, _, _ in choices], LONGEST_NAME)
    for name, words, logits in choices:
        if not FEWEST_WORDS <= len(words) <= MOST_WORDS:
            raise ValueError(
                say(
                    "{name!r} must have {fewest_words} to {most_words} words; got {count}.",
                    name=name,
                    fewest_words=FEWEST_WORDS,
                    most_words=MOST_WORDS,
                    count=len(words),
                )
            )
        _refuse_unfit_texts(say("Each word of {name!r}", name=name), words, LONGEST_WORD)
        if logits.shape != (len(words),):
            raise ValueError(
                say(
                    "The logits of {name!r} must have the shape [{count}], one for each word; got {shape}.",
                    name=name,
                    count=len(words),
                    shape=list(logits.shape),
                )
            )
        if not (logits.isfinite() & (logits.abs() <= LARGEST_LOGIT)).all():
            raise ValueError(
                say(
                    "The logits of {name!r} must be numbers from -1e6 to 1e6; got {numbers}.",
                    name=name,
                    numbers=logits.tolist(),
                )
            )


def _refuse_unfit_texts(subject: str, texts: Sequence[str], longest: int) -> None:
    for text in texts:
        if not (1 <= len(text) <= longest and text.isprintable() and text.strip()):
            raise ValueError(
                say(
                    "{subject} must have 1 to {longest} characters that can be seen; got {text!r}.",
                    subject=subject,
                    longest=longest,
                    text=text,
                )
            )
        if texts.count(text) > 1:
            raise ValueError(
                say("{subject} must differ from the others; got {text!r} twice.", subject=subject, text=text)
            )


def _table(shown: dict, temperature: float, top_k: int | None, top_p: float) -> str:
    logits = torch.tensor(shown["logits"], dtype=torch.float64)
    kept = keep_top_k(scale_by_temperature(logits, temperature), len(logits) if top_k is None else top_k)
    rows = "".join(
        f"<tr><th>{escape(word)}</th><td>{logit:.2f}</td><td>{before:.4f}</td><td>{after:.4f}</td></tr>"
        for word, logit, before, after in zip(
            shown["words"],
            shown["logits"],
            softmax(logits).tolist(),
            softmax(keep_top_p(kept, top_p)).tolist(),
            strict=True,
        )
    )
    intro = say(
        "{name}: probabilities of the next word, before and after temperature {temperature:g}, top-k {top_k} and top-p "
        "{top_p:g}. With scripts allowed, you can change all three.",
        name=shown["name"],
        temperature=temperature,
        top_k=say("all") if top_k is None else top_k,
        top_p=top_p,
    )
    head = "".join(f"<th>{escape(word)}</th>" for word in (say("word"), say("logit"), say("before"), say("after")))
    return f"<p>{escape(intro)}</p><table><tr>{head}</tr>{rows}</table>"
