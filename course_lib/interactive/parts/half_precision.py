"""A model's numbers with 16 bits each: small enough to travel in a page."""

from base64 import b85encode
from copy import deepcopy
from typing import Any, TypeVar

import torch
from torch import nn

from course_lib.language import say

Model = TypeVar("Model", bound=nn.Module)
# b85encode's digits, but none that HTML would write with an escape.
SAFE_DIGITS = str.maketrans("&<>", ",.:")
LARGEST = torch.finfo(torch.float16).max


@torch.no_grad()
def rounded_to_half(model: Model) -> Model:
    """Return a copy in eval mode whose parameters are rounded to 16-bit floats, in the dtype that they had.

    Rounding moves each number by one part in 2048 at most, and numbers below 6e-5 by 3e-8 at most.

    Raises:
        ValueError: a parameter with NaN, infinity or a number beyond 65504, which 16 bits do not reach.
    """
    copy = deepcopy(model).eval()
    for name, parameter in copy.named_parameters():
        if not (parameter.abs() <= LARGEST).all():
            raise ValueError(
                say(
                    "{name} has NaN, infinity or a number beyond {largest:.0f}; expected numbers that fit into 16 "
                    "bits.",
                    name=name,
                    largest=LARGEST,
                )
            )
        parameter.copy_(parameter.half())
    return copy


def packed_halves(model: nn.Module) -> tuple[dict[str, Any], str]:
    """Return how many numbers each parameter has, as a tree of names, and all of them as text in base 85.

    The numbers stand in the tree's order; two of them, 32 bits with the first one high, are five digits. Base 64 would
    need a fifteenth more. A parameter with two names, as the table of a tied model, stands there once, under its first.
    """
    counts: dict[str, Any] = {}
    numbers = []
    for name, parameter in model.named_parameters():
        *path, last = name.split(".")
        branch = counts
        for part in path:
            branch = branch.setdefault(part, {})
        branch[last] = parameter.numel()
        numbers.append(parameter.detach().cpu().half().numpy().astype(">f2").tobytes())
    packed = b"".join(numbers)
    packed += bytes(len(packed) % 4)  # the last number, if it has no partner
    return counts, b85encode(packed).decode("ascii").translate(SAFE_DIGITS)
