"""Can the reader's function be called as the task says? One sentence if not."""

import inspect
from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Any

from course_lib.language import say

POSITIONAL = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)


def signature_problem(
    function: Callable[..., Any], solution: Callable[..., Any], subject: str = "Your function"
) -> str | None:
    """Compare the number of parameters and their defaults: names are the reader's own, as arguments go by position.

    More parameters are fine if they have defaults.
    """
    parameters = _parameters(function)
    if parameters is None:
        return None  # some built-in functions have no signature: calling them will tell
    expected = list(inspect.signature(solution).parameters.values())
    given = [p for p in parameters if p.kind in POSITIONAL]
    takes_any = any(p.kind is Parameter.VAR_POSITIONAL for p in parameters)
    head, rest = given[: len(expected)], given[len(expected) :]
    rest += [p for p in parameters if p.kind is Parameter.KEYWORD_ONLY]
    names = [p.name for p in expected]
    by_keyword = [p.name for p in parameters if p.kind is Parameter.KEYWORD_ONLY and p.name in names]
    if by_keyword and not takes_any:
        listed = ", ".join(f"`{name}`" for name in by_keyword)
        return say(
            "The exercise gives {names} by position: remove the `*` before it from {parameters}.",
            names=listed,
            parameters=_listed(parameters),
        )
    if (len(head) < len(expected) and not takes_any) or any(p.default is Parameter.empty for p in rest):
        return say(
            "{subject} takes {own}; the exercise asks for {asked}.",
            subject=say(subject),
            own=_listed(parameters),
            asked=_listed(expected),
        )
    for asked, own in zip(expected, head, strict=False):
        if asked.default is not Parameter.empty and own.default is Parameter.empty:
            return say(
                "Give `{name}` a default, as the exercise does: `{name}={default!r}`.",
                name=own.name,
                default=asked.default,
            )
    return None


def order_problem(function: Callable[..., Any], solution: Callable[..., Any]) -> str | None:
    """Say that the parameters have the names of the exercise in another order, if so: then a result can be wrong."""
    own, asked = (_parameters(f) or [] for f in (function, solution))
    names = [[p.name for p in parameters] for parameters in (own, asked)]
    if names[0] == names[1] or sorted(names[0]) != sorted(names[1]):
        return None
    return say(
        "Your parameters are {own}; the exercise gives {asked}, in this order.", own=_listed(own), asked=_listed(asked)
    )


def _parameters(function: Callable[..., Any]) -> list[Parameter] | None:
    try:
        return list(inspect.signature(function).parameters.values())
    except (ValueError, TypeError):
        return None


def _listed(parameters: list[Parameter]) -> str:
    return str(Signature([_bare(p) for p in parameters])) if parameters else say("no parameters")


def _bare(parameter: Parameter) -> Parameter:
    return parameter.replace(annotation=Parameter.empty)
