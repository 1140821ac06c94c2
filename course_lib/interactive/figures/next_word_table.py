"""The next token of one question in several wordings: the scores of a real model, and what is left of them."""

from collections.abc import Sequence
from html import escape

from IPython.display import HTML
from jaxtyping import Float
from torch import Tensor

from course_lib.attention import softmax
from course_lib.interactive.parts.figure import interactive_figure
from course_lib.interactive.parts.likeliest_of_many import REACHES, TEMPERATURES, likeliest_of_many
from course_lib.interactive.parts.refusals import refuse_unfit_count, refuse_unfit_place
from course_lib.interactive.parts.slider_positions import hundredths, refuse_unfit_top_k
from course_lib.language import say

MOST_TEXTS, LONGEST_TEXT, LONGEST_TOKEN = 12, 200, 16
KNOWN = 40  # tokens of each wording that the figure has with their scores


def next_word_table(
    texts: Sequence[str],
    tokens: Sequence[str],
    logits: Float[Tensor, "texts vocab_size"],
    title: str = "One question in several wordings",
    text: int = 0,
    temperature: float = 1.0,
    top_k: int | None = None,
    top_p: float = 1.0,
) -> HTML:
    """Show the likeliest next tokens of several texts, after temperature, top-k and top-p, which the reader can change.

    They work on the whole vocabulary, in the order of `course_lib.decoding.sample`: of each text the figure holds the
    40 likeliest tokens with their scores, and of all others the sums that each position of the sliders needs.

    Args:
        texts: 1 to 12 texts, of up to 200 characters each.
        tokens: what each id of the vocabulary is written as, as a tokenizer decodes it alone.
        logits: the scores of the token after each text, from any language model.
        title: plain text.
        text: the place of the text shown at first, counted from 0.
        temperature: where its slider starts, from 0 to 2 in steps of 0.1; 0 always takes the likeliest token.
        top_k: where its slider starts, from 1 to 40 or the whole vocabulary, if that is smaller; None keeps all.
        top_p: where its slider starts, from 0.05 to 1 in steps of 0.05; 1 keeps all.

    Raises:
        ValueError: logits that do not fit the texts and tokens or are no finite numbers, texts that are too many, too
            long or empty, or a setting that its slider cannot reach.
    """
    _refuse_unfit(texts, tokens, logits)
    refuse_unfit_place("text", text, len(texts))
    known = min(KNOWN, len(tokens))
    refuse_unfit_top_k(top_k, known)
    of_texts = [likeliest_of_many(row, known) for row in logits]
    data = {
        "texts": [
            {
                "text": _visible(one),
                "tokens": "\t".join(_visible(tokens[number], LONGEST_TOKEN) for number in likeliest.ids),
                "logits": likeliest.logits,
                "others": likeliest.others,
                "beyond": likeliest.beyond,
            }
            for one, likeliest in zip(texts, of_texts, strict=True)
        ],
        "count": len(tokens),
        "text": text,
        "temperature": hundredths("temperature", temperature, TEMPERATURES) // TEMPERATURES.step,
        "k": top_k or known + (known < len(tokens)),  # beyond those that are known: all
        "p": hundredths("top_p", top_p, REACHES) // REACHES.step,
    }
    return interactive_figure(
        "next_word_table",
        parts=[
            "softmax",
            "shares",
            "filters",
            "likeliest_of_many",
            "share_line",
            "radio_group",
            "slider",
            "sticky_sliders",
            "buttons",
            "track",
            "readout",
        ],
        title=escape(say(title)),
        instruction=say("Choose a wording by its likeliest next token, and move the sliders."),
        data=data,
        fallback=_table(texts, tokens, logits),
    )


def _visible(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return a text cut to a length, and with signs for line breaks and for the spaces at its ends."""
    inner = text.strip(" ")
    start = len(text) - len(text.lstrip(" ")) if inner else 0
    end = len(text) - len(inner) - start
    seen = "␣" * start + inner.replace("\n", "⏎") + "␣" * end
    printable = "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in seen)
    return printable if len(printable) <= longest else f"{printable[: longest - 1]}…"


def _refuse_unfit(texts: Sequence[str], tokens: Sequence[str], logits: Tensor) -> None:
    refuse_unfit_count(len(texts), MOST_TEXTS, "texts must hold 1 to {most} texts; got {count}.")
    for text in texts:
        if not (text.strip() and len(text) <= LONGEST_TEXT):
            raise ValueError(
                say(
                    "Each text must have 1 to {most} characters, not only spaces; got {text!r}.",
                    most=LONGEST_TEXT,
                    text=text,
                )
            )
    if logits.shape != (len(texts), len(tokens)) or len(tokens) < 2:
        raise ValueError(
            say(
                "logits must have the shape [{texts}, {tokens}], a row for each text and a score for each of at least "
                "2 tokens; got {shape}.",
                texts=len(texts),
                tokens=len(tokens),
                shape=list(logits.shape),
            )
        )
    if not logits.isfinite().all():
        raise ValueError(say("logits has NaN or infinity; expected finite numbers."))


def _table(texts: Sequence[str], tokens: Sequence[str], logits: Tensor) -> str:
    shares, best = softmax(logits.detach().cpu().double()).max(dim=-1)
    likeliest = [_visible(tokens[number], LONGEST_TOKEN) for number in best.tolist()]
    rows = "".join(
        f"<tr><th>{escape(_visible(text))}</th><td>{escape(token)}</td><td>{share:.3f}</td></tr>"
        for text, token, share in zip(texts, likeliest, shares.tolist(), strict=True)
    )
    intro = say(
        "The likeliest next token of each text, of {count:,} tokens, and its share. With scripts allowed, you see "
        "{known} tokens of each, and can change temperature, top-k and top-p.",
        count=len(tokens),
        known=min(KNOWN, len(tokens)),
    )
    head = "".join(f"<th>{escape(word)}</th>" for word in (say("text"), say("likeliest token"), say("share")))
    return f"<p>{escape(intro)}</p><table><tr>{head}</tr>{rows}</table>"
