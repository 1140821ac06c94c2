"""The tokens of a text while byte-pair encoding joins them, merge by merge."""

from html import escape

from IPython.display import HTML

from course_lib.interactive.parts.figure import interactive_figure
from course_lib.language import say
from course_lib.text import BytePairTokenizer

TEXT = "the ball, the balls, the 中文 of 中国"
MOST_CHARACTERS, MOST_MERGES = 120, 300


def byte_pair_merges(text: str = TEXT, tokenizer: BytePairTokenizer | None = None, merges: int = 0) -> HTML:
    """Show a text cut into tokens; a slider says how many of the tokenizer's merges are applied.

    A token that is no whole character, such as a single byte of 中, is shown as its bytes.

    Args:
        text: up to 120 characters.
        tokenizer: whose merges, at most 300 of them; if not given, one is trained on the text itself.
        merges: where the slider starts.

    Raises:
        ValueError: a text that is empty or too long, no merges or too many of them, or a start beyond them.
    """
    if not 1 <= len(text) <= MOST_CHARACTERS:
        raise ValueError(
            say("text must have 1 to {most} characters; got {count}.", most=MOST_CHARACTERS, count=len(text))
        )
    tokenizer = tokenizer or BytePairTokenizer.train([text], 256 + MOST_MERGES)
    if not 1 <= len(tokenizer.merges) <= MOST_MERGES:
        raise ValueError(
            say(
                "The tokenizer must have 1 to {most} merges; got {count}.",
                most=MOST_MERGES,
                count=len(tokenizer.merges),
            )
        )
    if not 0 <= merges <= len(tokenizer.merges):
        raise ValueError(
            say("merges must be from 0 to {last}; got {merges}.", last=len(tokenizer.merges), merges=merges)
        )
    data = {
        "pieces": [list(piece.encode()) for piece in tokenizer.split(text)],
        "merges": [[list(tokenizer.tokens[side]) for side in pair] for pair in tokenizer.merges],
        "done": merges,
    }
    return interactive_figure(
        "byte_pair_merges",
        parts=["byte_pairs", "slider", "buttons", "readout"],
        title=say("Byte-pair encoding, merge by merge"),
        instruction=say("Move the slider."),
        data=data,
        fallback=_tables(text, tokenizer, merges),
    )


def _tables(text: str, tokenizer: BytePairTokenizer, merges: int) -> str:
    ids = BytePairTokenizer(tokenizer.merges[:merges], tokenizer.split).encode(text)
    intro = say(
        "After {merges} of {all} merges the text is {count} tokens: {tokens}. With scripts allowed, you can move on.",
        merges=merges,
        all=len(tokenizer.merges),
        count=len(ids),
        tokens=" | ".join(_shown(tokenizer.tokens[number]) for number in ids),
    )
    return f"<p>{escape(intro)}</p>"


def _shown(token: bytes) -> str:
    try:
        return token.decode().replace(" ", "␣").replace("\n", "⏎")
    except UnicodeDecodeError:
        return token.hex(" ").upper()
