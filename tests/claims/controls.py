"""Controls: what is put in the place of a trained model, so that what a cell asserts of it must fail.

A cell's metadata names one of KINDS and the lines that put it in place; they run right before the cell, in a process
of their own, with the notebook's names and with this module as `controls`.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.modules.module import register_module_forward_pre_hook
from torch.optim.optimizer import register_optimizer_step_pre_hook

from course_lib.attention.scaled_dot_product import ScaledDotProductAttention

KINDS = {
    "untrained weights": "the model as it was before its first step",
    "random vectors": "random numbers in the place of learned vectors",
    "plain mean": "every key that may be seen gets the same weight",
    "linear map": "a map without attention, or without what bends it",
    "tied matrices": "one matrix for queries and keys",
    "no positions": "words without their places",
    "no residual": "layers without the path around them",
    "other data": "data without what the claim rests on, or the half that was kept apart",
    "shuffled data": "the same words or answers, each at the place of another",
    "other model": "a model that is known to lack what is claimed",
    "same model": "both sides of a comparison are one model: there is no difference to find",
    "nothing left out": "what an ablation or a mistake takes away is still there",
}

# Every tensor that an optimiser has moved, with a copy from before its first step.
_first_weights: dict[int, tuple[Tensor, Tensor]] = {}


def untrain(*trained: nn.Module | Tensor) -> None:
    """Give these models or parameters the numbers from before their training; all that were trained, if none is named.

    Raises:
        ValueError: one of them was never trained.
    """
    chosen = [list(thing.parameters()) if isinstance(thing, nn.Module) else [thing] for thing in trained]
    for parameters in chosen:
        if not any(id(parameter) in _first_weights for parameter in parameters):
            raise ValueError("no optimiser has moved it: it cannot be untrained")
    named = {id(parameter) for parameters in chosen for parameter in parameters}
    with torch.no_grad():
        for key, (parameter, first) in _first_weights.items():
            if not trained or key in named:
                parameter.copy_(first)


@torch.no_grad()
def draw_weights(*loaded: nn.Module) -> None:
    """Draw the weights of models that were loaded, not trained here: with the mean and spread that each tensor had."""
    for model in loaded:
        for seed, parameter in enumerate(model.parameters()):
            parameter.copy_(random_like(parameter, seed))


def no_training() -> None:
    """Let every gradient be zero from here on, so that nothing moves: for a cell that trains and asserts in one."""
    backward = torch.Tensor.backward
    torch.Tensor.backward = lambda loss, *rest, **settings: backward(  # type: ignore[method-assign]
        0 * loss, *rest, **settings
    )


def random_like(like: Tensor, seed: int = 0) -> Tensor:
    """Return normal numbers in the same shape, with the same mean and spread."""
    drawn = torch.randn(like.shape, generator=torch.Generator().manual_seed(seed))
    return drawn * like.std() + like.mean()


def shuffled(items: Sequence[Any], seed: int = 0) -> Any:
    """Return the same items, or the same rows of a tensor, in a random order."""
    order = list(range(len(items)))
    random.Random(seed).shuffle(order)
    return items[order] if isinstance(items, Tensor) else [items[place] for place in order]


def shuffled_words(sentences: Sequence[Sequence[str]], seed: int = 0) -> list[list[str]]:
    """Return sentences of the same lengths, with the words of all drawn into them in a random order."""
    words = iter(shuffled([word for sentence in sentences for word in sentence], seed))
    return [[next(words) for _ in sentence] for sentence in sentences]


@contextmanager
def watch_training() -> Iterator[Callable[[], bool]]:
    """Remember first weights; give a function that says whether a trained model was at work since it was last asked."""
    at_work = False

    def before_step(optimiser: torch.optim.Optimizer, *_: Any) -> None:
        nonlocal at_work
        at_work = True
        for group in optimiser.param_groups:
            for parameter in group["params"]:
                if id(parameter) not in _first_weights:
                    _first_weights[id(parameter)] = parameter, parameter.detach().clone()

    def before_forward(module: nn.Module, *_: Any) -> None:
        nonlocal at_work
        if not at_work:
            at_work = any(id(parameter) in _first_weights for parameter in module._parameters.values())

    def was_at_work() -> bool:
        nonlocal at_work
        said, at_work = at_work, False
        return said

    hooks = register_optimizer_step_pre_hook(before_step), register_module_forward_pre_hook(before_forward)
    try:
        yield was_at_work
    finally:
        for hook in hooks:
            hook.remove()
        _first_weights.clear()


def plain_mean(*models: nn.Module) -> None:
    """Let these models give every key the same weight; every layer of the course from here on, if none is named."""
    if not models:
        attend = ScaledDotProductAttention.forward
        ScaledDotProductAttention.forward = lambda self, query, *rest, **settings: attend(  # type: ignore[method-assign]
            self, 0 * query, *rest, **settings
        )
    with torch.no_grad():
        for layer in (layer for model in models for layer in model.modules() if hasattr(layer, "w_q")):
            for parameter in layer.w_q.parameters():
                parameter.zero_()
