"""Move sinusoidal vectors to later places by turning their pairs."""

import math

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.positions import sinusoidal_positions


def shift(positions: Tensor, k: int) -> Tensor:
    """Turn each pair (sin, cos) by k times its frequency: the vectors of the places k further on."""
    d_model = positions.shape[1]
    angles = k * 10_000 ** (-torch.arange(0, d_model, 2) / d_model)  # [d_model / 2]
    sine, cosine = positions[:, 0::2], positions[:, 1::2]  # [places, d_model / 2] each
    later_sine = sine * angles.cos() + cosine * angles.sin()
    later_cosine = cosine * angles.cos() - sine * angles.sin()
    return torch.stack([later_sine, later_cosine], dim=-1).flatten(1)


def _case(words: str, places: list[int], d_model: int, k: int, dtype: torch.dtype = torch.float32) -> Case:
    return Case(words, lambda: (sinusoidal_positions(max(places) + 1, d_model)[places].to(dtype), k))


CASES = (
    _case("place 0, width 4, one place on", [0], 4, 1),
    _case("place 3, width 2, two places on", [3], 2, 2),
    _case("three places in a row, width 8, two places on", [5, 6, 7], 8, 2),
    _case("places in any order, width 6, three places on", [9, 2, 14, 2], 6, 3),
    _case("two places, width 4, not moved", [4, 1], 4, 0),
    _case("six places, width 6, four places back", [4, 5, 6, 7, 8, 9], 6, -4),
    _case("two places, width 16, 200 places on", [1, 30], 16, 200),
    _case("float64", [3, 11, 20], 10, 5, torch.float64),
)


def _with_complex_numbers(positions: Tensor, k: int) -> Tensor:
    d_model = positions.shape[1]
    angles = k / 10_000.0 ** (torch.arange(0, d_model, 2).double() / d_model)
    cosine_and_sine = positions.double().unflatten(1, (-1, 2)).flip(-1).contiguous()
    turned = torch.view_as_complex(cosine_and_sine) * torch.polar(torch.ones_like(angles), angles)
    return torch.view_as_real(turned).flip(-1).flatten(1)


def _with_matrices(positions: Tensor, k: int) -> Tensor:
    pairs = positions.shape[1] // 2
    turns = []
    for i in range(pairs):
        angle = k / 10_000 ** (i / pairs)
        turns.append(torch.tensor([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]]))
    return torch.einsum("pd,de->pe", positions, torch.block_diag(*turns).to(positions.dtype))


def _through_the_angle(positions: Tensor, k: int) -> Tensor:
    shifted = torch.zeros(positions.shape)
    for j in range(0, positions.shape[1], 2):
        later = torch.atan2(positions[:, j], positions[:, j + 1]) + k / 10_000 ** (j / positions.shape[1])
        shifted[:, j], shifted[:, j + 1] = later.sin(), later.cos()
    return shifted


RESULT = "torch.stack([later_sine, later_cosine], dim=-1).flatten(1)"
MISTAKES = (
    Mistake(
        "backwards",
        "These are the places k *before*: sin(a + b) has a plus, and cos(a + b) a minus.",
        {"angles = k": "angles = -k"},
    ),
    Mistake("k-ignored", "You moved by one place, whatever k says.", {"angles = k": "angles = 1"}),
    Mistake(
        "negative-k",
        "Where k is negative, yours does nothing, or goes on instead of back.",
        ({"angles = k": "angles = max(k, 0)"}, {"angles = k": "angles = abs(k)"}),
    ),
    Mistake(
        "one-angle-for-all", "You turned every pair by k. Turn pair i by k / 10000^(2i / d_model).", {"10_000": "1"}
    ),
    Mistake(
        "first-pair-only",
        "You turned the first pair only. Turn pair i by k / 10000^(2i / d_model).",
        {"    sine, cosine =": "    angles[1:] = 0\n    sine, cosine ="},
    ),
    Mistake(
        "multiplied",
        "Your later pairs turn faster. They turn more slowly: divide k by 10000^(2i / d_model).",
        ({"(-torch": "(torch"}, {"k * 10_000": "k / 10_000"}),
    ),
    Mistake(
        "exponent",
        "Your exponent is i / d_model or 4i / d_model. It is 2i / d_model, where i counts pairs.",
        tuple({"2) / d_model)": f"2) {factor} / d_model)"} for factor in ("/ 2", "* 2")),
    ),
    Mistake(
        "degrees",
        "An angle is in radians already: multiply by nothing else.",
        tuple({"angles = k": f"angles = {factor} * k"} for factor in ("torch.pi / 180", "2 * torch.pi")),
    ),
    Mistake(
        "signs",
        "This is no turn: sin(a + b) has a plus, cos(a + b) a minus.",
        ({"cos() - sine": "cos() + sine"}, {"cos() + cosine": "cos() - cosine"}),
    ),
    Mistake(
        "sine-overwritten",
        "You overwrote the sine before the cosine was computed from it.",
        {"later_sine = ": "sine = ", "[later_sine": "[sine"},
    ),
    Mistake(
        "swapped",
        "Sines and cosines are swapped. Component 2i is the sine, 2i + 1 the cosine.",
        ({"0::2": "1::2", "1::2": "0::2"}, {"[later_sine, later_cosine]": "[later_cosine, later_sine]"}),
    ),
    Mistake(
        "quadrant-lost",
        "The sine alone, the cosine alone or their quotient does not tell the angle. atan2 takes both.",
        (
            {"positions[:, 1::2]": "positions[:, 0::2].asin().cos()"},
            {"positions[:, 0::2]": "positions[:, 1::2].acos().sin()"},
            {
                "positions[:, 0::2], positions[:, 1::2]": "((positions[:, 0::2] / positions[:, 1::2]).atan().sin(), "
                "(positions[:, 0::2] / positions[:, 1::2]).atan().cos())"
            },
        ),
    ),
    Mistake(
        "left-in-halves",
        "All sines come first. Put each sine and its cosine side by side again.",
        {"stack": "cat", ".flatten(1)": ""},
    ),
    Mistake(
        "pairs-in-halves",
        "You paired components of the first half with those of the second. Pairs are neighbours: 2i and 2i + 1.",
        (
            {"positions[:, 0::2], positions[:, 1::2]": "positions.chunk(2, -1)", "stack": "cat", ".flatten(1)": ""},
            {"positions[:, 0::2], positions[:, 1::2]": "positions.chunk(2, -1)"},
        ),
    ),
    Mistake("not-merged", "The pairs have an axis of their own. Merge the last two: flatten(1).", {".flatten(1)": ""}),
    Mistake(
        "added",
        "You added angles, or the vector of place k. sin a + sin b is not sin(a + b): turn the pairs.",
        (
            {RESULT: "positions + angles.repeat_interleave(2)"},
            {"[later_sine, later_cosine]": "[sine + angles.sin(), cosine + angles.cos()]"},
        ),
    ),
    Mistake(
        "rolled",
        "You moved rows or components. What is asked for may not be among them: turn each pair.",
        tuple({RESULT: f"positions.roll({way})"} for way in ("-k, dims=0", "k, dims=0", "-k, dims=1", "k, dims=1")),
    ),
    Mistake(
        "places-assumed",
        "You computed places that follow one another from 0. The rows may belong to any: turn what is given.",
        {
            "    later_sine": "    sine, cosine = sinusoidal_positions(*positions.shape)"
            ".unflatten(1, (-1, 2)).unbind(-1)\n    later_sine"
        },
    ),
    Mistake("unchanged", "The vectors are as they were. Turn each pair by its angle.", {RESULT: "positions.clone()"}),
    Mistake(
        "in-place",
        "The result is right, but you wrote it into the caller's tensor. Make a new one.",
        {"return torch": "return positions.copy_(torch", ".flatten(1)": ".flatten(1))"},
    ),
)

EXERCISE = Exercise(
    name="shift-by-rotation",
    chapter="position",
    minutes=10,
    difficulty="medium",
    solution=shift,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_complex_numbers, _with_matrices, _through_the_angle),
    tolerance=1e-4,  # an angle of 200 has few digits left in single precision
)
