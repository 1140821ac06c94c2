"""Add a number to every seed: what a demonstration shows must not depend on the seed it happened to get."""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from numbers import Integral
from typing import Any
from unittest.mock import patch

import numpy
import torch

Seed = Callable[..., Any]


@contextmanager
def shifted_seeds(shift: int) -> Iterator[None]:
    """Make every whole number that seeds Python, NumPy or PyTorch count as that number plus `shift`.

    It holds for library functions that seed inside as well, also where they make a generator of their own.
    What `from torch import manual_seed` took before is not shifted: begin before the code is imported.
    """

    # PyTorch's own class cannot be changed, only replaced; torch.manual_seed does not go through it.
    class Generator(torch.Generator):
        manual_seed = _shifted_method(torch.Generator.manual_seed, shift)

    with ExitStack() as patches:
        patches.enter_context(patch.object(torch, "Generator", Generator))
        patches.enter_context(patch.object(random.Random, "seed", _shifted_method(random.Random.seed, shift)))
        for module, name in (
            (torch, "manual_seed"),
            (random, "seed"),  # a method of the module's own generator, taken before
            (numpy.random, "seed"),
            (numpy.random, "default_rng"),
        ):
            patches.enter_context(patch.object(module, name, _shifted(getattr(module, name), shift)))
        yield


def _shifted(seed: Seed, shift: int) -> Seed:
    """Return the function with its seed shifted, which is its first argument or is given by name."""

    def shifted(*arguments: Any, **named: Any) -> Any:
        first = [_plus(given, shift) for given in arguments[:1]]
        for name in {"seed", "a"} & set(named):  # Python's own `random` says a
            named[name] = _plus(named[name], shift)
        return seed(*first, *arguments[1:], **named)

    return shifted


def _shifted_method(seed: Seed, shift: int) -> Seed:
    """Return the method with its first argument after `self` shifted."""
    return lambda generator, *arguments, **named: _shifted(partial(seed, generator), shift)(*arguments, **named)


def _plus(seed: Any, shift: int) -> Any:
    """Shift a whole number; no seed, or one of another kind, stays."""
    return seed + shift if isinstance(seed, Integral) else seed
