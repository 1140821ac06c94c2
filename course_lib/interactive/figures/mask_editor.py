"""A grid of attention weights whose cells can be blocked: what a mask does to each row."""

from collections.abc import Sequence
from html import escape
from math import isfinite, sqrt

import torch
from IPython.display import HTML
from jaxtyping import Bool, Float
from torch import Tensor

from course_lib.attention import causal_mask, scaled_dot_product_attention
from course_lib.interactive.parts.figure import interactive_figure
from course_lib.language import say

PAD = "‹pad›"
CORNER = "query \\ key"  # of a table
TOKENS = ("The", "ball", "is", "blue", PAD)
SCORES = (
    (1.6, 1.2, 0.1, 0.4, 0.5),
    (0.9, 1.5, 0.3, 1.9, 0.8),
    (0.2, 1.4, 1.0, 1.1, 0.6),
    (0.3, 2.2, 0.7, 1.3, 0.9),
    (0.8, 0.6, 0.4, 0.9, 1.2),
)
MOST_WORDS, LONGEST_WORD, LARGEST_SCORE = 6, 10, 99.0


def mask_editor(
    tokens: Sequence[str] = TOKENS,
    scores: Sequence[Sequence[int | float]] = SCORES,
    *,
    is_pad: Sequence[bool] | None = None,
) -> HTML:
    """Show the weights of every query (row) over every key (column); each cell can be blocked or opened.

    Nothing is blocked at first. Blocked scores become −∞ before softmax, or, where the reader asks for that
    mistake, their weights become 0 after softmax. Scores are shown with one decimal and used unrounded.

    Args:
        tokens: two to six, the same for the rows and the columns.
        scores: before masking and already divided by √d_k, [queries, keys], each from −99 to 99.
        is_pad: True for each token that only fills up the sentence; without it, the tokens spelt "‹pad›".

    Raises:
        ValueError: another number of tokens, a long or empty token, scores or pads that do not fit the tokens.
    """
    pads = [token == PAD for token in tokens] if is_pad is None else list(is_pad)
    _refuse_unfit(tokens, scores, pads)
    numbers = [[float(score) for score in row] for row in scores]
    return interactive_figure(
        "mask_editor",
        parts=["softmax", "masks", "words", "buttons", "tick_box", "table", "roving"],
        title=say("A mask on attention weights"),
        instruction=say("Press a cell to block it, or to open it again. Arrow keys move between cells."),
        data={"tokens": list(tokens), "scores": numbers, "pads": pads},
        fallback=_two_tables(tokens, torch.tensor(numbers, dtype=torch.float64), torch.tensor(pads)),
    )


def _refuse_unfit(tokens: Sequence[str], scores: Sequence[Sequence[int | float]], pads: Sequence[bool]) -> None:
    count = len(tokens)
    if not 2 <= count <= MOST_WORDS:
        raise ValueError(
            say("tokens must hold two to {most_words} words; got {count}.", most_words=MOST_WORDS, count=count)
        )
    for token in tokens:
        if not 1 <= len(token) <= LONGEST_WORD:
            raise ValueError(
                say(
                    "Each token must have 1 to {longest_word} characters; got {token!r}.",
                    longest_word=LONGEST_WORD,
                    token=token,
                )
            )
    lengths = [len(row) for row in scores]
    if lengths != [count] * count:
        raise ValueError(
            say(
                "scores must hold {count} rows of {count} numbers, one per token; got rows of {lengths}.",
                count=count,
                lengths=lengths,
            )
        )
    for score in (score for row in scores for score in row):
        if not (isfinite(score) and abs(score) <= LARGEST_SCORE):
            raise ValueError(
                say("Each score must be a number from -99 to 99, before any mask; got {score}.", score=score)
            )
    if [type(pad) for pad in pads] != [bool] * count:
        raise ValueError(
            say("is_pad must hold {count} times True or False, once per token; got {pads}.", count=count, pads=pads)
        )


def masked_weights(
    scores: Float[Tensor, "words words"], mask: Bool[Tensor, "words words"]
) -> Float[Tensor, "words words"]:
    """Return the weights that attention makes of these scores under this mask."""
    # Keys along the axes: then the products of queries and keys are the scores themselves.
    axes = torch.eye(len(scores), dtype=scores.dtype)
    return scaled_dot_product_attention(scores * sqrt(len(scores)), axes, axes, mask, return_weights=True)[1]


def _two_tables(tokens: Sequence[str], scores: Float[Tensor, "words words"], pads: Bool[Tensor, "words"]) -> str:
    everything = torch.ones(len(tokens), len(tokens), dtype=torch.bool)
    both = causal_mask(len(tokens)) & ~pads
    intro = say(
        "The weights of each query (row) over the keys (columns). With scripts allowed, you can block each cell."
    )
    open_, blocked = say("No mask:"), say("Padding and causal; × marks what is blocked:")
    return (
        f"<p>{escape(intro)}</p>"
        f"<p>{escape(open_)}</p>{_table(tokens, masked_weights(scores, everything), everything)}"
        f"<p>{escape(blocked)}</p>{_table(tokens, masked_weights(scores, both), both)}"
    )


def _table(tokens: Sequence[str], weights: Float[Tensor, "words words"], mask: Bool[Tensor, "words words"]) -> str:
    head = "".join(f"<th>{escape(token)}</th>" for token in (say(CORNER), *tokens))
    rows = "".join(
        f"<tr><th>{escape(token)}</th>"
        + "".join(f"<td>{f'{weight:.2f}' if open_ else '×'}</td>" for weight, open_ in zip(row, cells, strict=True))
        + "</tr>"
        for token, row, cells in zip(tokens, weights.tolist(), mask.tolist(), strict=True)
    )
    return f'<div style="overflow-x:auto"><table><tr>{head}</tr>{rows}</table></div>'
