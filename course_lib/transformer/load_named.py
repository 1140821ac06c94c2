"""Fill a model with weights from elsewhere, name by name: none is missing, none is left over, every shape fits."""

from collections.abc import Collection, Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from course_lib.language import say

DRAWING = ("normal_", "uniform_", "kaiming_uniform_", "xavier_uniform_")
SOME = 3  # names that an error gives; there may be hundreds


class WithoutDrawing(TorchFunctionMode):
    """While it is on, a new model's random numbers are not drawn, which would take seconds: they are still to come."""

    def __torch_function__(
        self, function: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Leave a tensor as it is where random numbers would be written into it."""
        given = kwargs or {}
        if getattr(function, "__name__", "") in DRAWING:
            return given["tensor"] if "tensor" in given else args[0]
        return function(*args, **given)


def load_named(model: nn.Module, weights: Mapping[str, Tensor], their_names: Mapping[str, str]) -> None:
    """Copy each weight into the model's parameter of that name.

    Args:
        model: what is filled; its parameters keep their dtype.
        weights: the weights, by the model's names.
        their_names: how those are called where they come from, for the message.

    Raises:
        ValueError: weights are missing or left over, or have other shapes; the message names them.
    """
    expected = {their_names.get(name, name): tensor.shape for name, tensor in model.state_dict().items()}
    refuse_what_does_not_fit({their_names.get(name, name): tensor.shape for name, tensor in weights.items()}, expected)
    model.load_state_dict(weights)


def refuse_what_does_not_fit(given: Mapping[str, torch.Size], expected: Mapping[str, torch.Size]) -> None:
    """Raise ValueError, with the names, if weights are missing or left over, or have other shapes than expected."""
    if missing := [name for name in expected if name not in given]:
        raise ValueError(say("state lacks {missing}, which the model needs.", missing=first_names(missing)))
    if strange := [name for name in given if name not in expected]:
        raise ValueError(say("state has {strange}, for which the model has no place.", strange=first_names(strange)))
    for name, shape in given.items():
        if shape != expected[name]:
            raise ValueError(
                say(
                    "{name} has shape {shape}; expected {expected}, by the other weights and the number of heads.",
                    name=name,
                    shape=list(shape),
                    expected=list(expected[name]),
                )
            )


def first_names(names: Collection[str]) -> str:
    """Return the first names, and say if there are more."""
    return ", ".join(list(names)[:SOME]) + (", …" if len(names) > SOME else "")
