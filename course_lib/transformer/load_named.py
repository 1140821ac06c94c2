"""Fill a model with weights from elsewhere, name by name: none is missing, none is left over, every shape fits."""

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

import torch
from torch import Tensor, nn

from course_lib.language import say

Made = TypeVar("Made", bound=nn.Module)
SOME = 3  # names that an error gives; there may be hundreds


def make_without_numbers(make: Callable[[], Made]) -> Made:
    """Make a model whose numbers are still to come: to draw random ones first would take seconds.

    Parameters that are one and the same in the model are apart afterwards; join them again.
    """
    with torch.device("meta"):
        model = make()
    return model.to_empty(device="cpu")


def load_named(model: nn.Module, weights: Mapping[str, Tensor], their_names: Mapping[str, str]) -> None:
    """Copy each weight into the model's parameter of that name.

    Args:
        model: what is filled; its parameters keep their dtype.
        weights: the weights, by the model's names.
        their_names: how those are called where they come from, for the message.

    Raises:
        ValueError: weights are missing or left over, or have other shapes; the message names them.
    """
    expected = model.state_dict()
    theirs = {name: their_names.get(name, name) for name in expected.keys() | weights.keys()}
    if missing := [theirs[name] for name in expected if name not in weights]:
        raise ValueError(say("state lacks {missing}, which the model needs.", missing=first_names(missing)))
    if strange := [theirs[name] for name in weights if name not in expected]:
        raise ValueError(say("state has {strange}, for which the model has no place.", strange=first_names(strange)))
    for name, tensor in weights.items():
        if tensor.shape != expected[name].shape:
            raise ValueError(
                say(
                    "{name} has shape {shape}; expected {expected}, by the other weights and the number of heads.",
                    name=theirs[name],
                    shape=list(tensor.shape),
                    expected=list(expected[name].shape),
                )
            )
    model.load_state_dict(weights)


def first_names(names: Collection[str]) -> str:
    """Return the first names, and say if there are more."""
    return ", ".join(list(names)[:SOME]) + (", …" if len(names) > SOME else "")
