"""How well models remember the first token, and how much gradient reaches it, as the gap grows."""

from collections.abc import Collection, Mapping, Sequence
from html import escape
from itertools import pairwise
from math import isfinite

from IPython.display import HTML

from course_lib.interactive.parts.figure import interactive_figure
from course_lib.language import say

MOST_GAPS, LONGEST_GAP, MOST_MODELS, LONGEST_NAME = 24, 1000, 6, 16


def recall_gap(
    gaps: Sequence[int],
    accuracy: Mapping[str, Sequence[int | float]],
    gradient: Mapping[str, Sequence[int | float]],
    chance: int | float | None = None,
    direct: Collection[str] | None = None,
) -> HTML:
    """Show each model's accuracy and gradient at a gap that can be chosen, and the path between the two tokens.

    The gap counts the tokens between the first one and the query that asks for it. A recurrent model takes
    gap + 1 steps from one to the other, a model with attention takes one.

    Args:
        gaps: 2 to 24 of them, growing, from 0 to 1000.
        accuracy: one to six models, each with its share of right answers at every gap.
        gradient: for the same models, the norm of the gradient that reaches the first token; 0 is left out of
            the chart, which is logarithmic.
        chance: the accuracy of guessing.
        direct: the models that reach the first token in one step; without it, those with "attention" in the name.

    Raises:
        ValueError: a curve that does not fit the gaps, other models in one mapping than in the other, a number
            out of range.
    """
    _refuse_unfit_gaps(gaps)
    _refuse_unfit_curves(len(gaps), accuracy, gradient)
    if chance is not None and not 0 <= chance <= 1:
        raise ValueError(say("chance must be from 0 to 1; got {chance}.", chance=chance))
    if unknown := [name for name in direct or () if name not in accuracy]:
        raise ValueError(
            say(
                "direct must name models of accuracy, which are {models}; got {found!r}.",
                models=", ".join(accuracy),
                found=unknown[0],
            )
        )
    one_step = [name for name in accuracy if "attention" in name.lower()] if direct is None else direct
    models = [
        {
            "name": name,
            "accuracy": [round(float(share), 4) for share in accuracy[name]],
            "gradient": [float(f"{norm:.4g}") for norm in gradient[name]],
            "direct": name in one_step,
        }
        for name in accuracy
    ]
    return interactive_figure(
        "recall_gap",
        parts=[
            "scientific",
            "scales",
            "powers_of_ten",
            "columns",
            "slider",
            "sticky_sliders",
            "drawing",
            "levels",
            "lines",
            "chart",
            "track",
        ],
        title=say("Remembering a token"),
        instruction=say("“?” asks for an earlier token, such as A. Move the slider: the gap grows."),
        data={"gaps": list(gaps), "models": models, "chance": chance},
        fallback=_table(gaps, accuracy, gradient),
    )


def _refuse_unfit_gaps(gaps: Sequence[int]) -> None:
    if not 2 <= len(gaps) <= MOST_GAPS:
        raise ValueError(
            say("gaps must hold 2 to {most_gaps} numbers; got {count}.", most_gaps=MOST_GAPS, count=len(gaps))
        )
    if not (gaps[0] >= 0 and gaps[-1] <= LONGEST_GAP and all(low < high for low, high in pairwise(gaps))):
        raise ValueError(
            say("gaps must grow and be from 0 to {longest_gap}; got {gaps}.", longest_gap=LONGEST_GAP, gaps=list(gaps))
        )


def _refuse_unfit_curves(
    count: int, accuracy: Mapping[str, Sequence[int | float]], gradient: Mapping[str, Sequence[int | float]]
) -> None:
    if not 1 <= len(accuracy) <= MOST_MODELS:
        raise ValueError(
            say(
                "accuracy must hold one to {most_models} models; got {count}.",
                most_models=MOST_MODELS,
                count=len(accuracy),
            )
        )
    if set(accuracy) != set(gradient):
        raise ValueError(
            say(
                "accuracy and gradient must hold the same models; got {accurate} and {graded}.",
                accurate=", ".join(accuracy),
                graded=", ".join(gradient),
            )
        )
    for argument, curves, most in (("accuracy", accuracy, 1.0), ("gradient", gradient, 1e30)):
        for name, curve in curves.items():
            if not 1 <= len(name) <= LONGEST_NAME:
                raise ValueError(
                    say(
                        "Each model's name must have 1 to {longest_name} characters; got {name!r}.",
                        longest_name=LONGEST_NAME,
                        name=name,
                    )
                )
            if len(curve) != count:
                raise ValueError(
                    say(
                        "The {argument} of {name!r} must hold {count} numbers, one a gap; got {found}.",
                        argument=argument,
                        name=name,
                        count=count,
                        found=len(curve),
                    )
                )
            for number in curve:
                if not (isfinite(number) and 0 <= number <= most):
                    raise ValueError(
                        say(
                            "The {argument} of {name!r} must be from 0 to {most:g}; got {number}.",
                            argument=argument,
                            name=name,
                            most=most,
                            number=number,
                        )
                    )
    if not any(number > 0 for curve in gradient.values() for number in curve):
        raise ValueError(say("gradient must hold a number above 0; got none."))


def _table(
    gaps: Sequence[int], accuracy: Mapping[str, Sequence[int | float]], gradient: Mapping[str, Sequence[int | float]]
) -> str:
    ends = [
        say(name, gap=gap) for name in ("accuracy, gap {gap}", "gradient, gap {gap}") for gap in (gaps[0], gaps[-1])
    ]
    head = "".join(f"<th>{escape(words)}</th>" for words in (say("model"), *ends))
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{accuracy[name][0]:.2f}</td><td>{accuracy[name][-1]:.2f}</td>"
        f"<td>{gradient[name][0]:.1e}</td><td>{gradient[name][-1]:.1e}</td></tr>"
        for name in accuracy
    )
    intro = say(
        "At the shortest and at the longest of {count} gaps. With scripts allowed, you can see all.", count=len(gaps)
    )
    return f"<p>{escape(intro)}</p><table><tr>{head}</tr>{rows}</table>"
