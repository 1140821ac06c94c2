"""Exercises whose reader writes a class, an nn.Module: what is unfit, how a case uses it, which parameters it needs."""

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple
from zlib import crc32

import torch
from torch import Tensor, nn
from torch.nn.parameter import is_lazy

from course_lib.exercises.engine.signature import signature_problem
from course_lib.language import say

Shape = tuple[int, ...] | None  # None for a parameter of a lazy layer, before its first input


class Ran(NamedTuple):
    """What came of one case: the module's parameters by name, those made only by its first call, its output.

    `untrained` are the parameters that get no gradient from the output. `in_use` is the output of the same module in
    eval mode, and None where that is the same to the last bit.
    """

    parameters: tuple[tuple[str, Shape], ...]
    late: tuple[str, ...]
    untrained: tuple[str, ...]
    output: Any
    in_use: Any = None


def class_problem(written: Any, solution: Any) -> str | None:
    """Say in a sentence why what the reader wrote cannot be built and called as the task says, if so."""
    name = solution.__name__
    if not inspect.isclass(written):
        if inspect.isroutine(written):
            return say(
                "check needs your class {name} itself, without brackets behind it, but got a function.", name=name
            )
        return say(
            "check needs your class {name} itself, without brackets behind it, but got an object of type {kind}.",
            name=name,
            kind=type(written).__name__,
        )
    if not issubclass(written, nn.Module):
        return say("Your class is no module of PyTorch: write `class {name}(nn.Module):`.", name=written.__name__)
    for method, subject in (("__init__", "Your `__init__`"), ("forward", "Your `forward`")):
        own, asked = getattr(written, method), getattr(solution, method)
        if own is getattr(nn.Module, method):
            signature = _bare_signature(asked)
            return say("Your class has no `{name}`: write `def {name}{signature}:`.", name=method, signature=signature)
        if problem := signature_problem(own, asked, subject):
            return problem
    return None


def building_and_running(written: Any, solution: Any) -> Callable[..., Ran]:
    """Return a function of a case's arguments, those of `__init__` and then those of `forward`.

    It fills the parameters with numbers that depend on nothing but name and shape, so that two classes with the
    same parameters compute the same, whatever the order in which they make them.
    """
    count = len(inspect.signature(solution).parameters)

    def build_and_run(*arguments: Any) -> Ran:
        inputs = arguments[count:]
        module = written(*arguments[:count])
        floats = (x.dtype for x in inputs if isinstance(x, Tensor) and x.is_floating_point())
        module.to(next(floats, None))
        parameters = dict(module.named_parameters())
        for name, parameter in parameters.items():
            _fill(name, parameter)
        shapes = ((name, None if is_lazy(p) else tuple(p.shape)) for name, p in sorted(parameters.items()))
        ready = tuple(shapes)
        again = [x.clone() if isinstance(x, Tensor) else x for x in inputs]  # forward may change what it gets
        output = module(*inputs)
        late = (name for name, _ in module.named_parameters() if name not in parameters)
        ran = Ran(ready, tuple(sorted(late)), _without_gradient(output, parameters), output)
        if not isinstance(output, Tensor):
            return ran
        ran = ran._replace(output=output.clone())  # the second call may overwrite it
        in_use = module.eval()(*again)
        same = isinstance(in_use, Tensor) and torch.equal(ran.output, in_use)
        return ran if same else ran._replace(in_use=in_use)

    return build_and_run


def _without_gradient(output: Any, parameters: dict[str, nn.Parameter]) -> tuple[str, ...]:
    """Return the names of the parameters from which no way leads to the output, sorted."""
    if not isinstance(output, Tensor):
        return ()
    if not parameters or not output.requires_grad:  # older versions of torch refuse an empty list below
        return tuple(sorted(parameters))
    try:
        gradients = torch.autograd.grad(output.sum(), list(parameters.values()), allow_unused=True)
    except RuntimeError:  # something was overwritten on the way, which is told where the argument is compared
        return ()
    return tuple(sorted(name for name, gradient in zip(parameters, gradients, strict=True) if gradient is None))


def _fill(name: str, parameter: nn.Parameter) -> None:
    """Fill with normal numbers, for a matrix so small that its products keep the size of what comes in."""
    if is_lazy(parameter):
        return
    generator = torch.Generator().manual_seed(crc32(name.encode()))
    size = parameter.shape[-1] ** 0.5 if parameter.ndim > 1 else 1.0
    with torch.no_grad():
        parameter.copy_(torch.randn(parameter.shape, generator=generator, dtype=torch.float64) / size)


def module_parameters_problem(expected: Any, got: Any) -> str | None:
    """Say in a sentence how the module's parameters differ from those of the task, if they do."""
    if not isinstance(expected, Ran) or not isinstance(got, Ran) or expected[:2] == got[:2]:
        return None
    want, have = dict(expected.parameters), dict(got.parameters)
    parts = []
    if missing := [name for name in want if name not in have]:
        parts.append(_is_or_are(missing, "{names} is missing", "{names} are missing"))
    if more := [name for name in have if name not in want]:
        parts.append(_is_or_are(more, "{names} is not asked for", "{names} are not asked for"))
    for name, shape in want.items():
        if name in have and have[name] != shape:
            shapes = {"own": _shape(have[name]), "asked": _shape(shape)}
            parts.append(say("`{name}` has the shape {own} in place of {asked}", name=name, **shapes))
    listed = "; ".join(parts)
    told = [say("Once built, your module does not have the parameters of the task: {parts}.", parts=listed)]
    if got.late:
        late = list(got.late)
        told.append(
            _is_or_are(
                late,
                "{names} comes only with the first call of `forward`: too late for an optimizer, and for loading "
                "stored parameters.",
                "{names} come only with the first call of `forward`: too late for an optimizer, and for loading "
                "stored parameters.",
            )
        )
    elif {_layer(name) for name in missing} - {_layer(name) for name in have} and not more:
        told.append(say("`nn.Module` finds a layer only if `__init__` assigns it to an attribute of `self`."))
    return " ".join(told)


def gradient_problem(expected: Ran, got: Ran) -> str | None:
    """Say in a sentence which parameters get no gradient from the output, if others do in the solution."""
    names = [name for name in got.untrained if name not in expected.untrained]
    if not names:
        return None
    return _is_or_are(
        names,
        "The output is right, but {names} would never be trained: no gradient reaches it from the output.",
        "The output is right, but {names} would never be trained: no gradient reaches them from the output.",
    )


def _is_or_are(names: list[str], one: str, several: str) -> str:
    return say(one if len(names) == 1 else several, names=", ".join(f"`{name}`" for name in names))


def output_of(value: Any) -> Any:
    """Return what the reader's `forward` returned, or a function's result as it is."""
    return value.output if isinstance(value, Ran) else value


def _layer(parameter: str) -> str:
    """Return the name of the layer that a parameter belongs to."""
    return parameter.rpartition(".")[0]


def _shape(shape: Shape) -> str:
    return say("unknown before its first input") if shape is None else str(list(shape))


def _bare_signature(function: Callable[..., Any]) -> str:
    signature = inspect.signature(function)
    bare = [p.replace(annotation=inspect.Parameter.empty) for p in signature.parameters.values()]
    return str(signature.replace(parameters=bare, return_annotation=inspect.Signature.empty))
