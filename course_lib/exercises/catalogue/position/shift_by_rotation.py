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
    angles = k / 10_000.0 ** (torch.arange(0, d_model, 2).to(positions.dtype) / d_model)
    cosine_and_sine = positions.unflatten(1, (-1, 2)).flip(-1).contiguous()
    turned = torch.view_as_complex(cosine_and_sine) * torch.polar(torch.ones_like(angles), angles)
    return torch.view_as_real(turned).flip(-1).flatten(1)


def _with_matrices(positions: Tensor, k: int) -> Tensor:
    pairs = positions.shape[1] // 2
    turns = []
    for i in range(pairs):
        angle = k / 10_000 ** (i / pairs)
        turns.append(torch.tensor([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]]))
    return positions @ torch.block_diag(*turns).to(positions.dtype)


def _through_the_angle(positions: Tensor, k: int) -> Tensor:
    shifted = torch.empty_like(positions)
    for j in range(0, positions.shape[1], 2):
        later = torch.atan2(positions[:, j], positions[:, j + 1]) + k / 10_000 ** (j / positions.shape[1])
        shifted[:, j], shifted[:, j + 1] = later.sin(), later.cos()
    return shifted


def _frequencies(d_model: int) -> Tensor:
    return 10_000 ** (-torch.arange(0, d_model, 2) / d_model)


def _turned(positions: Tensor, angles: Tensor) -> list[Tensor]:
    sine, cosine = positions[:, 0::2], positions[:, 1::2]
    return [sine * angles.cos() + cosine * angles.sin(), cosine * angles.cos() - sine * angles.sin()]


def _by_angles(positions: Tensor, angles: Tensor) -> Tensor:
    return torch.stack(_turned(positions, angles), dim=-1).flatten(1)


def _back(positions: Tensor, k: int) -> Tensor:
    return shift(positions, -k)


def _one_place(positions: Tensor, k: int) -> Tensor:
    return shift(positions, 1)


def _one_angle(positions: Tensor, k: int) -> Tensor:
    return _by_angles(positions, torch.full((positions.shape[1] // 2,), float(k)))


def _multiplied(positions: Tensor, k: int) -> Tensor:
    return _by_angles(positions, k / _frequencies(positions.shape[1]))


def _exponent_too_small(positions: Tensor, k: int) -> Tensor:
    return _by_angles(positions, k * _frequencies(positions.shape[1]).sqrt())


def _in_degrees(positions: Tensor, k: int) -> Tensor:
    return _by_angles(positions, torch.deg2rad(k * _frequencies(positions.shape[1])))


def _both_plus(positions: Tensor, k: int) -> Tensor:
    angles = k * _frequencies(positions.shape[1])
    sine, cosine = positions[:, 0::2], positions[:, 1::2]
    parts = [sine * angles.cos() + cosine * angles.sin(), cosine * angles.cos() + sine * angles.sin()]
    return torch.stack(parts, dim=-1).flatten(1)


def _sine_overwritten(positions: Tensor, k: int) -> Tensor:
    angles = k * _frequencies(positions.shape[1])
    sine, cosine = positions[:, 0::2], positions[:, 1::2]
    sine = sine * angles.cos() + cosine * angles.sin()
    cosine = cosine * angles.cos() - sine * angles.sin()
    return torch.stack([sine, cosine], dim=-1).flatten(1)


def _cosine_in_front(positions: Tensor, k: int) -> Tensor:
    """Turn by the formula for pairs that begin with the cosine: to the other side."""
    angles = k * _frequencies(positions.shape[1])
    first, second = positions[:, 0::2], positions[:, 1::2]
    parts = [first * angles.cos() - second * angles.sin(), second * angles.cos() - first * angles.sin()]
    return torch.stack(parts, dim=-1).flatten(1)


def _left_in_halves(positions: Tensor, k: int) -> Tensor:
    return torch.cat(_turned(positions, k * _frequencies(positions.shape[1])), dim=-1)


def _pairs_in_halves(positions: Tensor, k: int) -> Tensor:
    angles = k * _frequencies(positions.shape[1])
    sine, cosine = positions.chunk(2, dim=-1)
    return torch.cat([sine * angles.cos() + cosine * angles.sin(), cosine * angles.cos() - sine * angles.sin()], dim=-1)


def _angles_added(positions: Tensor, k: int) -> Tensor:
    return positions + (k * _frequencies(positions.shape[1])).repeat_interleave(2)


def _vector_added(positions: Tensor, k: int) -> Tensor:
    return positions + sinusoidal_positions(1, positions.shape[1], start=abs(k))


def _rows_rolled(positions: Tensor, k: int) -> Tensor:
    return positions.roll(-k, dims=0)


def _components_rolled(positions: Tensor, k: int) -> Tensor:
    return positions.roll(-k, dims=1)


def _places_assumed(positions: Tensor, k: int) -> Tensor:
    later = sinusoidal_positions(len(positions) + abs(k), positions.shape[1])
    return later[-len(positions) :].to(positions.dtype)


def _unchanged(positions: Tensor, k: int) -> Tensor:
    return positions.clone()


MISTAKES = (
    Mistake(
        "backwards",
        "These are the places k *before*: you turned to the other side. sin(a + b) = sin a cos b + cos a sin b, and "
        "cos(a + b) = cos a cos b − sin a sin b.",
        _back,
    ),
    Mistake("k-ignored", "You moved by one place, whatever k says.", _one_place),
    Mistake(
        "one-angle-for-all",
        "You turned every pair by k. Each pair has its own frequency: turn pair i by k / 10000^(2i / d_model).",
        _one_angle,
    ),
    Mistake(
        "multiplied",
        "Your later pairs turn faster. They turn more slowly: divide k by 10000^(2i / d_model).",
        _multiplied,
    ),
    Mistake(
        "exponent-i-over-d",
        "The exponent is i / d_model in yours. It is 2i / d_model, where i counts pairs.",
        _exponent_too_small,
    ),
    Mistake("degrees", "You turned the angle from degrees to radians. It is in radians already.", _in_degrees),
    Mistake(
        "both-plus",
        "Both your sums have a plus, so nothing is turned. cos(a + b) = cos a cos b − sin a sin b, with a minus.",
        _both_plus,
    ),
    Mistake(
        "both-minus",
        "Both your sums have a minus, so nothing is turned. sin(a + b) = sin a cos b + cos a sin b, with a plus.",
        _cosine_in_front,
    ),
    Mistake(
        "sine-overwritten",
        "You overwrote the sine before the cosine was computed from it. Give the new ones names of their own.",
        _sine_overwritten,
    ),
    Mistake(
        "left-in-halves",
        "The numbers are right, but all sines come first. Put each sine and its cosine side by side again.",
        _left_in_halves,
    ),
    Mistake(
        "pairs-in-halves",
        "You paired components of the first half with those of the second. Pairs are neighbours here: 2i and 2i + 1.",
        _pairs_in_halves,
    ),
    Mistake(
        "angles-added",
        "You added angles to sines and cosines. Only the angles themselves add up: use the two addition formulas.",
        _angles_added,
    ),
    Mistake(
        "vector-added",
        "You added the vector of place k. Sines do not add up like that: sin a + sin b is not sin(a + b). Turn the "
        "pairs.",
        _vector_added,
    ),
    Mistake(
        "rows-rolled",
        "You moved rows within the given ones. The vectors asked for may not be among them: compute them.",
        _rows_rolled,
    ),
    Mistake("components-rolled", "You moved components within a vector. Turn each pair instead.", _components_rolled),
    Mistake(
        "places-assumed",
        "You computed sinusoids for places that follow one another from 0. The rows may belong to any places: turn "
        "what is given.",
        _places_assumed,
    ),
    Mistake("unchanged", "The vectors are as they were. Turn each pair by its angle.", _unchanged),
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
