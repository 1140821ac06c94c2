"""Can the reader's function be called as the task says? One sentence if not."""

import inspect
from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Any

POSITIONAL = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)


def signature_problem(
    function: Callable[..., Any], solution: Callable[..., Any], subject: str = "Your function"
) -> str | None:
    """Compare names and order of the parameters; more parameters are fine if they have defaults."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (ValueError, TypeError):
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
        return f"The exercise gives {listed} by position: remove the `*` before it from {_listed(parameters)}."
    fits = [p.name for p in head] == (names[: len(head)] if takes_any else names)
    if not fits or any(p.default is Parameter.empty for p in rest):
        return f"{subject} takes {_listed(parameters)}; the exercise asks for {_listed(expected)}."
    for asked, own in zip(expected, head, strict=False):
        if asked.default is not Parameter.empty and own.default is Parameter.empty:
            return f"Give `{own.name}` a default, as the exercise does: `{_bare(asked)}`."
    return None


def _listed(parameters: list[Parameter]) -> str:
    return str(Signature([_bare(p) for p in parameters])) if parameters else "no parameters"


def _bare(parameter: Parameter) -> Parameter:
    return parameter.replace(annotation=Parameter.empty)
