"""Write the sinusoidal vectors of the first places."""

import math

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def sinusoidal_positions(length: int, d_model: int) -> Tensor:
    """Return sin and cos of t / 10000^(2i / d_model) side by side for each pair i, [length, d_model]."""
    frequencies = 10_000 ** (-torch.arange(0, d_model, 2) / d_model)  # [d_model / 2]
    angles = torch.arange(length)[:, None] * frequencies  # [length, d_model / 2]
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)


CASES = (
    # No width of 2: its single pair would tell little, and d_model / 2 − 1 as a denominator would divide by 0 there.
    Case("two places, width 4", lambda: (2, 4)),
    Case("one place, width 6", lambda: (1, 6)),
    Case("three places, width 8", lambda: (3, 8)),
    Case("six places, width 6", lambda: (6, 6)),
    Case("200 places, width 16", lambda: (200, 16)),
)


def _with_slices(length: int, d_model: int) -> Tensor:
    vectors = torch.zeros(length, d_model)
    slower = torch.exp(torch.arange(0, d_model, 2) * (-math.log(10_000) / d_model))
    angles = torch.arange(length).unsqueeze(1) * slower
    vectors[:, 0::2], vectors[:, 1::2] = torch.sin(angles), torch.cos(angles)
    return vectors


def _with_a_loop(length: int, d_model: int) -> Tensor:
    vectors = torch.empty(length, d_model)
    for t in range(length):
        for i in range(d_model // 2):
            angle = t / 10_000 ** (2 * i / d_model)
            vectors[t, 2 * i], vectors[t, 2 * i + 1] = math.sin(angle), math.cos(angle)
    return vectors


def _in_double_precision(length: int, d_model: int) -> Tensor:
    i = torch.arange(d_model // 2, dtype=torch.float64)
    angles = torch.outer(torch.arange(length).double(), 10_000.0 ** (-2 * i / d_model))
    return torch.view_as_real(torch.polar(torch.ones_like(angles), angles)).flip(-1).flatten(1).float()


def _pairs(d_model: int) -> Tensor:
    """Return 2i / d_model for each pair i."""
    return torch.arange(0, d_model, 2) / d_model


def _angles(length: int, exponents: Tensor) -> Tensor:
    return torch.arange(length)[:, None] / 10_000**exponents


def _interleaved(angles: Tensor) -> Tensor:
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)


def _in_halves(angles: Tensor) -> Tensor:
    return torch.cat([angles.sin(), angles.cos()], dim=-1)


def _half_and_half(length: int, d_model: int) -> Tensor:
    return _in_halves(_angles(length, _pairs(d_model)))


def _exponent_too_small(length: int, d_model: int) -> Tensor:
    return _interleaved(_angles(length, _pairs(d_model) / 2))


def _exponent_too_large(length: int, d_model: int) -> Tensor:
    return _interleaved(_angles(length, _pairs(d_model) * 2))


def _angle_of_its_own(length: int, d_model: int) -> Tensor:
    angles = _angles(length, torch.arange(d_model) / d_model)
    return torch.where(torch.arange(d_model) % 2 == 0, angles.sin(), angles.cos())


def _twice_the_component(length: int, d_model: int) -> Tensor:
    angles = _angles(length, 2 * torch.arange(d_model) / d_model)
    return torch.where(torch.arange(d_model) % 2 == 0, angles.sin(), angles.cos())


def _last_pair_reaches_10000(length: int, d_model: int) -> Tensor:
    return _interleaved(_angles(length, torch.linspace(0, 1, d_model // 2)))


def _popular_half_and_half(length: int, d_model: int) -> Tensor:
    return _in_halves(_angles(length, torch.linspace(0, 1, d_model // 2)))


def _multiplied(length: int, d_model: int) -> Tensor:
    return _interleaved(_angles(length, -_pairs(d_model)))


def _no_brackets(length: int, d_model: int) -> Tensor:
    i = torch.arange(0, d_model, 2).float()
    return _interleaved(torch.arange(length)[:, None] / (10_000**i / d_model))


def _whole_numbers(length: int, d_model: int) -> Tensor:
    return _interleaved(_angles(length, torch.zeros(d_model // 2)))


def _from_one(length: int, d_model: int) -> Tensor:
    return sinusoidal_positions(length + 1, d_model)[1:]


def _sine_everywhere(length: int, d_model: int) -> Tensor:
    return _angles(length, _pairs(d_model)).sin().repeat_interleave(2, dim=-1)


def _cosine_first(length: int, d_model: int) -> Tensor:
    return sinusoidal_positions(length, d_model).unflatten(-1, (-1, 2)).flip(-1).flatten(1)


def _transposed(length: int, d_model: int) -> Tensor:
    return sinusoidal_positions(length, d_model).T


def _in_degrees(length: int, d_model: int) -> Tensor:
    return _interleaved(torch.deg2rad(_angles(length, _pairs(d_model))))


def _whole_turns(length: int, d_model: int) -> Tensor:
    return _interleaved(2 * torch.pi * _angles(length, _pairs(d_model)))


def _smaller_base(length: int, d_model: int) -> Tensor:
    return _interleaved(torch.arange(length)[:, None] / 1_000 ** _pairs(d_model))


def _batch_axis(length: int, d_model: int) -> Tensor:
    return sinusoidal_positions(length, d_model)[None]


def _in_float64(length: int, d_model: int) -> Tensor:
    return sinusoidal_positions(length, d_model).double()


MISTAKES = (
    Mistake(
        "half-and-half",
        "These are the right numbers in the other layout: all sines, then all cosines. The task asks for sine and "
        "cosine of one angle side by side.",
        _half_and_half,
    ),
    Mistake(
        "exponent-i-over-d",
        "The exponent is i / d_model in yours. It is 2i / d_model, where i counts pairs.",
        _exponent_too_small,
    ),
    Mistake(
        "two-twice",
        "The exponent is 4i / d_model in yours. If your range goes in steps of two, it holds 2i already.",
        _exponent_too_large,
    ),
    Mistake(
        "an-angle-for-each-component",
        "Your cosines have angles of their own, slower than those of the sines. Component 2i + 1 takes the angle of "
        "component 2i.",
        _angle_of_its_own,
    ),
    Mistake(
        "i-counts-components",
        "You took i as the number of the component. It is the number of the pair: components 2i and 2i + 1.",
        _twice_the_component,
    ),
    Mistake(
        "d-half-minus-1",
        "Your exponents go from 0 to exactly 1: the denominator is d_model / 2 − 1, as in one popular code. In the "
        "paper it is i / (d_model / 2), and the last exponent stays below 1.",
        _last_pair_reaches_10000,
    ),
    Mistake(
        "popular-half-and-half",
        "This is the layout and the frequencies of one popular code: all sines first, and exponents i / (d_model / 2 − "
        "1). The task asks for the paper's: pairs side by side, exponents 2i / d_model.",
        _popular_half_and_half,
    ),
    Mistake(
        "multiplied",
        "You multiplied the place by 10000^(2i / d_model). Divide: later pairs turn more slowly, not faster.",
        _multiplied,
    ),
    Mistake(
        "brackets-around-the-exponent",
        "You divided the power by d_model, not the exponent: ** comes before /. Write 10_000 ** (2 * i / d_model).",
        _no_brackets,
    ),
    Mistake(
        "one-frequency",
        "All your pairs have the same angle, the place itself: the exponent is 0 everywhere. Is there a // that should "
        "be a /, or no exponent at all?",
        _whole_numbers,
    ),
    Mistake("places-from-1", "Your first place is 1. Places count from 0: the first row is 0, 1, 0, 1, …", _from_one),
    Mistake("sine-everywhere", "Every component is a sine. Components 2i + 1 are cosines.", _sine_everywhere),
    Mistake("cosine-first", "Your cosines come before the sines. Component 2i is the sine.", _cosine_first),
    Mistake("transposed", "Your columns are places. In this book rows are words: [length, d_model].", _transposed),
    Mistake(
        "degrees",
        "You turned the angles from degrees to radians. They are in radians already: one place is one radian in pair "
        "0.",
        _in_degrees,
    ),
    Mistake(
        "whole-turns",
        "You multiplied by 2π, so that pair 0 makes a whole turn with each place and says nothing. Leave 2π out.",
        _whole_turns,
    ),
    Mistake("base-1000", "The base is 1000 in yours. The paper has 10000.", _smaller_base),
    Mistake("batch-axis", "There is an axis too many in front. Return [length, d_model].", _batch_axis),
    Mistake("in-float64", "The values are right, in float64. Return float32: add .float() at the end.", _in_float64),
)

EXERCISE = Exercise(
    name="sinusoidal-positions",
    chapter="position",
    minutes=12,
    difficulty="medium",
    solution=sinusoidal_positions,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_slices, _with_a_loop, _in_double_precision),
    tolerance=1e-4,  # an angle of 200 has few digits left in single precision
)
