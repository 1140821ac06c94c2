"""The loss of a training with its jump, and what each head looks at, step by step."""

from collections.abc import Sequence
from html import escape

from IPython.display import HTML
from torch import Tensor

from course_lib.interactive.parts.figure import interactive_figure
from course_lib.language import say

MOST_POINTS, MOST_LAYERS, MOST_HEADS = 200, 6, 12
DECIMALS = 3


def heads_in_training(
    steps: Sequence[int],
    losses: Sequence[float],
    previous_token: Tensor,
    induction: Tensor,
    step: int = 0,
    name: str = "loss",
) -> HTML:
    """Show a curve over the steps of a training, and both scores of all heads at the step that a slider chooses.

    Args:
        steps: the numbers of 2 to 200 steps, growing.
        losses: the loss at each of them, or another quantity with another `name`.
        previous_token, induction: the scores of the heads at these steps, [steps, layers, heads], from 0 to 1.
        step: the place in `steps` at which the slider starts.
        name: what the curve is.

    Raises:
        ValueError: lists of different lengths, scores of other shapes or out of range, or a start that is none.
    """
    _refuse_unfit(steps, losses, previous_token, induction)
    if not 0 <= step < len(steps):
        raise ValueError(say("step must be from 0 to {last}; got {step}.", last=len(steps) - 1, step=step))
    data = {
        "steps": list(steps),
        "losses": [round(float(loss), DECIMALS) for loss in losses],
        "previous": _rounded(previous_token),
        "induction": _rounded(induction),
        "at": step,
        "name": name,
    }
    return interactive_figure(
        "heads_in_training",
        parts=["scales", "columns", "slider", "drawing", "levels", "lines", "chart"],
        title=say("The heads while the model learns"),
        instruction=say("Move the slider along the steps."),
        data=data,
        fallback=_table(data),
    )


def _rounded(scores: Tensor) -> list:
    rounded = scores.detach().double().cpu()
    return [[[round(score, DECIMALS) for score in layer] for layer in at] for at in rounded.tolist()]


def _refuse_unfit(steps: Sequence[int], losses: Sequence[float], previous: Tensor, induction: Tensor) -> None:
    if not 2 <= len(steps) <= MOST_POINTS or len(losses) != len(steps):
        raise ValueError(
            say(
                "There must be 2 to {most} steps, and a loss for each; got {steps} and {losses}.",
                most=MOST_POINTS,
                steps=len(steps),
                losses=len(losses),
            )
        )
    for argument, scores in (("previous_token", previous), ("induction", induction)):
        fits = scores.ndim == 3 and len(scores) == len(steps) and scores.shape == previous.shape
        if not fits or scores.shape[1] > MOST_LAYERS or scores.shape[2] > MOST_HEADS:
            raise ValueError(
                say(
                    "{argument} has shape {shape}; expected [{steps}, layers, heads], with up to {layers} layers of "
                    "{heads} heads, the same for both.",
                    argument=argument,
                    shape=list(scores.shape),
                    steps=len(steps),
                    layers=MOST_LAYERS,
                    heads=MOST_HEADS,
                )
            )
        if not ((scores >= 0) & (scores <= 1)).all():
            raise ValueError(say("{argument} must have scores from 0 to 1.", argument=argument))


def _table(data: dict) -> str:
    at = data["at"]
    rows = "".join(
        f"<tr><th>{escape(say('layer {layer}, head {head}', layer=layer, head=head))}</th>"
        f"<td>{data['previous'][at][layer][head]:.2f}</td><td>{score:.2f}</td></tr>"
        for layer, scores in enumerate(data["induction"][at])
        for head, score in enumerate(scores)
    )
    intro = say(
        "At step {step} the {name} is {loss:.3f}. With scripts allowed, you can go to other steps.",
        step=data["steps"][at],
        name=data["name"],
        loss=data["losses"][at],
    )
    head = "".join(f"<th>{escape(word)}</th>" for word in (say("head"), say("word before"), say("induction")))
    return f"<p>{escape(intro)}</p><table><tr>{head}</tr>{rows}</table>"
