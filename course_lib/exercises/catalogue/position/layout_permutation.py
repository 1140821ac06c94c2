"""Turn one layout of the sinusoids into the other."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor
from course_lib.positions import sinusoidal_positions


def to_halves(positions: Tensor) -> Tensor:
    """Turn the interleaved layout [length, d] into all sines, then all cosines."""
    return torch.cat([positions[:, 0::2], positions[:, 1::2]], dim=-1)


CASES = (
    Case("one place, width 4", lambda: (torch.tensor([[1.0, 2.0, 3.0, 4.0]]),)),
    Case("two places, width 6", lambda: (torch.arange(12.0).reshape(2, 6),)),
    Case("three places, width 2", lambda: (random_tensor(3, 2),)),
    Case("four places, width 8, real sinusoids", lambda: (sinusoidal_positions(4, 8),)),
    Case("six places, width 6", lambda: (random_tensor(6, 6),)),
    Case("float64", lambda: (random_tensor(5, 10, dtype=torch.float64),)),
)


def _with_unflatten(positions: Tensor) -> Tensor:
    return positions.unflatten(-1, (-1, 2)).mT.flatten(1)


def _with_indices(positions: Tensor) -> Tensor:
    d = positions.shape[1]
    return positions[:, [*range(0, d, 2), *range(1, d, 2)]]


def _with_a_loop(positions: Tensor) -> Tensor:
    halves = torch.empty_like(positions)
    half = positions.shape[1] // 2
    for i in range(half):
        halves[:, i], halves[:, half + i] = positions[:, 2 * i], positions[:, 2 * i + 1]
    return halves


def _cosines_first(positions: Tensor) -> Tensor:
    return torch.cat([positions[:, 1::2], positions[:, 0::2]], dim=-1)


def _the_way_back(positions: Tensor) -> Tensor:
    return torch.stack(positions.chunk(2, dim=-1), dim=-1).flatten(1)


def _unchanged(positions: Tensor) -> Tensor:
    return torch.cat(positions.chunk(2, dim=-1), dim=-1)


def _halves_swapped(positions: Tensor) -> Tensor:
    return torch.cat(positions.chunk(2, dim=-1)[::-1], dim=-1)


def _every_second_place(positions: Tensor) -> Tensor:
    return torch.cat([positions[0::2], positions[1::2]])


def _below_each_other(positions: Tensor) -> Tensor:
    return torch.cat([positions[:, 0::2], positions[:, 1::2]])


def _stacked(positions: Tensor) -> Tensor:
    return torch.stack([positions[:, 0::2], positions[:, 1::2]], dim=1)


def _stacked_first(positions: Tensor) -> Tensor:
    return torch.stack([positions[:, 0::2], positions[:, 1::2]])


def _all_mixed(positions: Tensor) -> Tensor:
    return positions.reshape(-1, 2).T.reshape(positions.shape)


def _sines_only(positions: Tensor) -> Tensor:
    return torch.cat([positions[:, 0::2], positions[:, 0::2]], dim=-1)


def _computed_anew(positions: Tensor) -> Tensor:
    return to_halves(sinusoidal_positions(*positions.shape).to(positions.dtype))


MISTAKES = (
    Mistake("cosines-first", "The two halves stand in the wrong order: first the even components.", _cosines_first),
    Mistake(
        "the-way-back",
        "This is the way back: it takes halves apart and interleaves them. Here the interleaved layout comes in.",
        _the_way_back,
    ),
    Mistake(
        "unchanged",
        "The components are where they were. Take every second one, 0::2 and 1::2, not the first and the second half.",
        _unchanged,
    ),
    Mistake(
        "halves-swapped",
        "You cut in the middle and swapped the parts. Take every second component: 0::2 and 1::2.",
        _halves_swapped,
    ),
    Mistake(
        "every-second-place",
        "You took every second *place*. The components are the second axis: positions[:, 0::2].",
        _every_second_place,
    ),
    Mistake(
        "below-each-other",
        "The cosines stand below the sines, as new rows. Put them beside each other: dim=-1.",
        _below_each_other,
    ),
    Mistake(
        "stacked", "Sines and cosines have an axis of their own. Merge it: torch.cat in place of torch.stack.", _stacked
    ),
    Mistake(
        "stacked-in-front",
        "`stack` makes a new axis in front. Use torch.cat, along the last axis: dim=-1.",
        _stacked_first,
    ),
    Mistake(
        "places-mixed",
        "Components of different places are mixed: the first row holds sines only, of several places. Each place keeps "
        "its own row.",
        _all_mixed,
    ),
    Mistake("sines-only", "Both halves are the even components. The second takes the odd ones: 1::2.", _sines_only),
    Mistake(
        "computed-anew",
        "You computed the sinusoids of the places 0, 1, 2, … anew. Move the numbers that are given: they may belong to "
        "other places.",
        _computed_anew,
    ),
)

EXERCISE = Exercise(
    name="layout-permutation",
    chapter="position",
    minutes=5,
    difficulty="easy",
    solution=to_halves,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_unflatten, _with_indices, _with_a_loop),
)
