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
    return positions.double().unflatten(-1, (-1, 2)).mT.flatten(1)


def _with_indices(positions: Tensor) -> Tensor:
    d = positions.shape[1]
    return positions[:, [*range(0, d, 2), *range(1, d, 2)]]


def _with_a_loop(positions: Tensor) -> Tensor:
    halves = torch.zeros(positions.shape)
    half = positions.shape[1] // 2
    for i in range(half):
        halves[:, i], halves[:, half + i] = positions[:, 2 * i], positions[:, 2 * i + 1]
    return halves


RESULT = "torch.cat([positions[:, 0::2], positions[:, 1::2]], dim=-1)"
LEFT, FROM = "halves[:, i], halves[:, half + i]", "positions[:, 2 * i], positions[:, 2 * i + 1]"
MISTAKES = (
    Mistake(
        "cosines-first",
        "The halves stand in the wrong order: first the even components.",
        {"0::2": "1::2", "1::2": "0::2"},
    ),
    Mistake(
        "the-way-back",
        "This is the way back: it interleaves two halves. Here the interleaved layout comes in.",
        {RESULT: "torch.stack(positions.chunk(2, -1), dim=-1).flatten(1)"},
    ),
    Mistake(
        "unchanged",
        "The components are where they were. Take every second one: 0::2 and 1::2.",
        ({RESULT: "positions.clone()"}, {"cat": "stack", "dim=-1)": "dim=-1).flatten(1)"}),
    ),
    Mistake(
        "halves-swapped",
        "You cut in the middle and swapped the parts. Take every second component: 0::2 and 1::2.",
        {"[positions[:, 0::2], positions[:, 1::2]]": "positions.chunk(2, -1)[::-1]"},
    ),
    Mistake(
        "every-second-place",
        "You took every second *place*. The components are the second axis: positions[:, 0::2].",
        (
            {"[:, 0::2]": "[0::2]", "[:, 1::2]": "[1::2]"},
            {"[:, 0::2]": "[0::2]", "[:, 1::2]": "[1::2]", ", dim=-1": ""},
        ),
    ),
    Mistake(
        "below-each-other",
        "The cosines stand below the sines, as new rows. Put them beside each other: dim=-1.",
        {", dim=-1": ""},
    ),
    Mistake(
        "axis-of-its-own",
        "`stack` makes a new axis. torch.cat joins along one that is there: dim=-1.",
        tuple({"cat": "stack", ", dim=-1": dim} for dim in ("", ", dim=1", ", dim=-1")),
    ),
    Mistake(
        "places-mixed",
        "Components of different places are mixed. Each place keeps its own row.",
        ({RESULT: "positions.reshape(-1, 2).T.reshape(positions.shape)"}, {", dim=-1)": ").reshape(positions.shape)"}),
    ),
    Mistake(
        "one-half-twice",
        "Both halves are the same components. The first takes 0::2, the second 1::2.",
        ({"1::2": "0::2"}, {"0::2": "1::2"}),
    ),
    Mistake(
        "one-component-twice",
        "A slice is start:stop:step. Every second component from the first: 0::2; from the second: 1::2.",
        ({"0::2": "0:2", "1::2": "1:2"}, {"0::2": "::2", "1::2": "2::2"}),
    ),
    Mistake(
        "overwritten",
        "You write into what you still read from: components are lost. Make a new tensor.",
        (
            {"torch.zeros(positions.shape)": "positions"},
            {
                "torch.zeros(positions.shape)": "positions",
                "for i in range(half)": "for part, i in ((slice(half), 0), (slice(half, None), 1))",
                LEFT: "halves[:, part]",
                FROM: "positions[:, i::2].clone()",
            },
        ),
        of=_with_a_loop,
    ),
    Mistake(
        "in-place",
        "The result is right, but you changed the caller's tensor.",
        {"return torch.cat(": "return positions.copy_(torch.cat(", "dim=-1)": "dim=-1))"},
    ),
    Mistake(
        "computed-anew",
        "You computed the sinusoids of the places 0, 1, 2, … anew. Move the numbers that are given.",
        {"    return": "    positions = sinusoidal_positions(*positions.shape)\n    return"},
    ),
    Mistake(
        "first-place-only",
        "You moved the components of the first place only. Every row is a place.",
        (
            {
                "torch.zeros(positions.shape)": "positions.clone()",
                LEFT: LEFT.replace(":", "0"),
                FROM: FROM.replace(":", "0"),
            },
            {LEFT: LEFT.replace(":", "0"), FROM: FROM.replace(":", "0")},
            {"return halves": "return halves[0]"},
        ),
        of=_with_a_loop,
    ),
    Mistake(
        "last-component-lost",
        "The last component is missing: a range stops before its end. Each half has d / 2 components.",
        (
            {"return halves": "halves[:, -1] = 0\n    return halves"},
            {"return halves": "return halves[:, :-1]"},
            {"range(half)": "range(half - 1)"},
        ),
        of=_with_a_loop,
    ),
    Mistake(
        "made-for-four",
        "This is made for a width of 4. For any width: all even components, then all odd ones.",
        tuple(
            {"[*range(0, d, 2), *range(1, d, 2)]": order}
            for order in (
                "[0, 2, 1, 3]",
                "[*range(d // 2 - 1), d // 2, d // 2 - 1, *range(d // 2 + 1, d)]",
                "[*range(d // 2 - 1), d // 2, d // 2 - 1, *range(d // 2 + 1, d)] if d > 2 else [0, 1]",
            )
        ),
        of=_with_indices,
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
