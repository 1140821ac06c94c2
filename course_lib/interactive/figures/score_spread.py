"""Scores of one query over some keys as d_k grows: as they are, and divided by √d_k."""

from html import escape

import torch
from IPython.display import HTML

from course_lib.attention import softmax
from course_lib.interactive.parts.figure import interactive_figure
from course_lib.language import say

WIDTHS = [2**power for power in range(11)]


def score_spread(seed: int = 0, keys: int = 16) -> HTML:
    """Show scores, softmax weights and the Jacobian's size for d_k = 1, 2, 4, …, 1024, with and without √d_k.

    One query and `keys` keys have 1024 standard-normal components each; d_k says how many of them count.

    Args:
        seed: of the draw.
        keys: how many keys, from 2 to 32.

    Raises:
        ValueError: a number of keys outside 2 to 32.
    """
    if not 2 <= keys <= 32:
        raise ValueError(say("keys must be from 2 to 32; got {keys}.", keys=keys))
    scores = drawn_scores(seed, keys)
    return interactive_figure(
        "score_spread",
        parts=[
            "softmax",
            "shares",
            "scientific",
            "statistics",
            "scales",
            "columns",
            "slider",
            "sticky_sliders",
            "drawing",
            "levels",
            "track",
            "readout",
        ],
        title=say("Why divide by √d<sub>k</sub>"),
        instruction=say("Move the slider: the query and keys get wider."),
        data={"widths": WIDTHS, "scores": scores},
        fallback=_table(scores),
    )


def drawn_scores(seed: int, keys: int) -> list[list[float]]:
    """Return query · key for each width and key, to 7 significant digits: the same on every machine."""
    generator = torch.Generator().manual_seed(seed)
    query = torch.randn(WIDTHS[-1], generator=generator, dtype=torch.float64)
    key = torch.randn(keys, WIDTHS[-1], generator=generator, dtype=torch.float64)
    return [[float(f"{score:.7g}") for score in key[:, :d_k] @ query[:d_k]] for d_k in WIDTHS]


def _table(scores: list[list[float]]) -> str:
    plain = torch.tensor(scores, dtype=torch.float64)
    scaled = plain / torch.tensor(WIDTHS, dtype=torch.float64).sqrt().unsqueeze(1)
    rows = "".join(
        f"<tr><th>{d_k}</th><td>{as_they_are:.3f}</td><td>{divided:.3f}</td></tr>"
        for d_k, as_they_are, divided in zip(
            WIDTHS, softmax(plain).amax(dim=-1).tolist(), softmax(scaled).amax(dim=-1).tolist(), strict=True
        )
    )
    intro = say("The largest of {count} softmax weights. With scripts allowed, you can see all.", count=len(scores[0]))
    head = f"<th>d<sub>k</sub></th><th>{say('scores as they are')}</th><th>{say('divided by √d<sub>k</sub>')}</th>"
    return f"<p>{escape(intro)}</p><table><tr>{head}</tr>{rows}</table>"
