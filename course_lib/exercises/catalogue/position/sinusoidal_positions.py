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
    angles = torch.einsum("t,i->ti", torch.arange(length).float(), slower)
    vectors[:, 0::2], vectors[:, 1::2] = torch.sin(angles), torch.cos(angles)
    return vectors


def _with_a_loop(length: int, d_model: int) -> Tensor:
    vectors = torch.zeros(length, d_model)
    for t in range(length):
        for i in range(d_model // 2):
            angle = t / 10_000 ** (2 * i / d_model)
            vectors[t, 2 * i], vectors[t, 2 * i + 1] = math.sin(angle), math.cos(angle)
    return vectors


def _in_double_precision(length: int, d_model: int) -> Tensor:
    i = torch.arange(d_model // 2, dtype=torch.float64)
    angles = torch.outer(torch.arange(length).double(), 10_000.0 ** (-2 * i / d_model))
    return torch.view_as_real(torch.polar(torch.ones_like(angles), angles)).flip(-1).flatten(1).float()


COMPONENTS = "angles[:, 0::2].sin(), angles[:, 1::2].cos()"
EXPONENT = "(-torch.arange(0, d_model, 2) / d_model)"
MISTAKES = (
    Mistake(
        "half-and-half",
        "These are the right numbers in the other layout: all sines, then all cosines. Put them side by side.",
        {"stack": "cat", ".flatten(1)": ""},
    ),
    Mistake(
        "exponent-i-over-d",
        "The exponent is i / d_model in yours. It is 2i / d_model, where i counts pairs.",
        {"2) / d_model)": "2) / 2 / d_model)"},
    ),
    Mistake(
        "two-twice",
        "The exponent is 4i / d_model in yours. A range in steps of two holds 2i already.",
        {"2) / d_model)": "2) * 2 / d_model)"},
    ),
    Mistake(
        "an-angle-for-each-component",
        "Your cosines have angles of their own. Component 2i + 1 takes the angle of component 2i.",
        {"arange(0, d_model, 2)": "arange(d_model)", "angles.sin(), angles.cos()": COMPONENTS},
    ),
    Mistake(
        "i-counts-components",
        "You took i as the number of the component. It is the number of the pair: components 2i and 2i + 1.",
        {"arange(0, d_model, 2)": "arange(d_model) * 2", "angles.sin(), angles.cos()": COMPONENTS},
    ),
    Mistake(
        "d-half-minus-1",
        "Your exponents end at exactly 1, as in one popular code. Here they are 2i / d_model, below 1.",
        {EXPONENT: "-torch.linspace(0, 1, d_model // 2)"},
    ),
    Mistake(
        "popular-half-and-half",
        "These are layout and frequencies of one popular code. Put pairs side by side, with exponents 2i / d_model.",
        {EXPONENT: "-torch.linspace(0, 1, d_model // 2)", "stack": "cat", ".flatten(1)": ""},
    ),
    Mistake(
        "width-4-only",
        "Your frequencies are 1, 1/100, 1/10000, …, which is right for width 4 only.",
        {f"10_000 ** {EXPONENT}": "100.0 ** -torch.arange(d_model // 2)"},
    ),
    Mistake(
        "multiplied",
        "You multiplied by 10000^(2i / d_model). Divide: later pairs turn more slowly.",
        ({"(-torch": "(torch"}, {"[:, None] *": "[:, None] /"}),
    ),
    Mistake(
        "brackets-around-the-exponent",
        "You divided the power by d_model, not the exponent: ** comes before /.",
        {f"10_000 ** {EXPONENT}": "d_model / 10_000.0 ** torch.arange(0, d_model, 2)"},
    ),
    Mistake(
        "one-frequency",
        "All your pairs have the same angle: the exponent is 0 everywhere, or missing. Is there a // for a /?",
        {"10_000": "1"},
    ),
    Mistake(
        "places-from-1",
        "Your first place is 1. Places count from 0: the first row is 0, 1, 0, 1, …",
        {"arange(length)": "arange(1, length + 1)"},
    ),
    Mistake("sine-everywhere", "Every component is a sine. Components 2i + 1 are cosines.", {".cos()": ".sin()"}),
    Mistake(
        "cosine-first",
        "Your cosines come before the sines. Component 2i is the sine.",
        {".sin()": ".cos()", ".cos()": ".sin()"},
    ),
    Mistake(
        "angles-returned",
        "These are angles. Take their sines and cosines.",
        (
            {"torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)": "angles.repeat_interleave(2, dim=1)"},
            {".sin()": "", ".cos()": ""},
        ),
    ),
    Mistake(
        "transposed", "Your columns are places. Rows are words: [length, d_model].", {"flatten(1)": "flatten(1).T"}
    ),
    Mistake(
        "places-mixed",
        "Sines and cosines of different places stand in one row. Stack along a new last axis: dim=-1.",
        {"dim=-1).flatten(1)": "dim=0).reshape(length, d_model)"},
    ),
    Mistake(
        "degrees",
        "An angle is in radians already: multiply by nothing else.",
        tuple({"* frequencies ": f"* frequencies * {factor} "} for factor in ("torch.pi / 180", "2 * torch.pi")),
    ),
    Mistake("base", "Your base is another number than 10000.", tuple({"10_000": b} for b in ("1_000", "100_000"))),
    Mistake(
        "not-merged",
        "There is an axis too many. Return [length, d_model].",
        ({".flatten(1)": ""}, {"flatten(1)": "flatten(1)[None]"}),
    ),
    Mistake(
        "in-float64",
        "The values are right, in float64. Return float32: add .float() at the end.",
        {"flatten(1)": "flatten(1).double()"},
    ),
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
    dtype_asked=True,
    tolerance=1e-4,  # an angle of 200 has few digits left in single precision
)
