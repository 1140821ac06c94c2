"""Round the numbers of each block to sixteen values that lie equally far apart."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def round_to_four_bits(numbers: Tensor) -> Tensor:
    """Return [blocks, size], each number moved to the nearest of 16 values from its block's least to its most."""
    minimum = numbers.amin(dim=1, keepdim=True)
    scale = (numbers.amax(dim=1, keepdim=True) - minimum) / 15
    steps = ((numbers - minimum) / scale.masked_fill(scale == 0, 1.0)).round()
    return scale * steps + minimum


def _of_rows(words: str, *rows: list[float]) -> Case:
    return Case(words, lambda: (torch.tensor(rows),))


# No number lies near the middle between two steps: rounding decides nothing.
CASES = (
    _of_rows("one block from 0 to 15", [0.0, 15.0, 4.4, 7.7]),
    _of_rows("one block from −3 to 4.5", [4.5, -3.0, -0.8]),
    _of_rows("one block of equal numbers", [2.5, 2.5, 2.5]),
    _of_rows("two blocks, one of equal numbers", [-1.0, -1.0, -1.0, -1.0], [0.0, 0.07, 0.02, 0.15]),
    _of_rows("all numbers are negative", [-8.0, -0.5, -2.1, -3.1, -7.2], [-40.0, -100.0, -77.0, -52.0, -61.0]),
    _of_rows("all numbers are positive", [3.0, 9.0, 4.7], [100.0, 130.0, 111.1], [0.25, 0.75, 0.46]),
    Case("as many blocks as numbers in a block", lambda: (random_tensor(4, 4, seed=3),)),
    Case("five blocks of 32, as in the file", lambda: (random_tensor(5, 32, seed=4),)),
)


def _number_by_number(numbers: Tensor) -> Tensor:
    result = numbers.clone()
    for row, block in enumerate(numbers.tolist()):
        width = (max(block) - min(block)) / 15
        for place, number in enumerate(block):
            if width > 0:
                result[row, place] = min(block) + width * round((number - min(block)) / width)
    return result


def _nearest_of_all(numbers: Tensor) -> Tensor:
    low, high = numbers.aminmax(dim=1, keepdim=True)
    values = low + (high - low) * torch.linspace(0, 1, 16, dtype=numbers.dtype)  # [blocks, 16]
    nearest = (numbers.unsqueeze(2) - values.unsqueeze(1)).abs().argmin(dim=2)
    return torch.gather(values, 1, nearest)


def _zero_steps_where_nan(numbers: Tensor) -> Tensor:
    low, high = torch.aminmax(numbers.double(), dim=-1)
    width = (high - low)[:, None] / 15
    steps = torch.floor((numbers - low[:, None]) / width + 0.5).nan_to_num(0.0)
    return low[:, None] + width * steps


MINIMUM, MOST = "numbers.amin(dim=1, keepdim=True)", "numbers.amax(dim=1, keepdim=True)"
SCALE, SAFE = f"({MOST} - minimum) / 15", "scale.masked_fill(scale == 0, 1.0)"
STEPS = f"((numbers - minimum) / {SAFE}).round()"
BACK = "scale * steps + minimum"
SYMMETRIC = "numbers.abs().amax(dim=1, keepdim=True)"

MISTAKES = (
    Mistake(
        "divided-by-0",
        "In a block of equal numbers the scale is 0, and 0 / 0 is NaN. Divide by 1 there: all steps are 0.",
        {SAFE: "scale"},
    ),
    Mistake(
        "equal-numbers-lost",
        "A block of equal numbers became 0. There scale · 0 + minimum is the number itself.",
        {BACK: f"({BACK}).masked_fill(scale == 0, 0.0)"},
    ),
    Mistake(
        "sixteen-gaps",
        "You divided by 16. Sixteen values have fifteen gaps between them.",
        (
            {"/ 15": "/ 16"},
            {"/ 15": "/ 16", ".round()": ".round().clamp(0, 15)"},
        ),
    ),
    Mistake(
        "four-values",
        "You made four values, or three or five. Four bits make 2 · 2 · 2 · 2 = 16 values, with 15 gaps.",
        ({"/ 15": "/ 4"}, {"/ 15": "/ 3"}),
    ),
    Mistake(
        "seven-gaps", "You used three bits. Four bits make 16 values, with 15 gaps.", ({"/ 15": "/ 7"}, {"/ 15": "/ 8"})
    ),
    Mistake(
        "rounded-down",
        "You rounded down. Take the nearest step: round().",
        {".round()": ".floor()"},
    ),
    Mistake("rounded-up", "You rounded up. Take the nearest step: round().", {".round()": ".ceil()"}),
    Mistake(
        "not-rounded",
        "These are the numbers as they were. What lies between two steps must move: round().",
        {".round()": ""},
    ),
    Mistake(
        "rounded-to-whole-numbers",
        "You rounded the numbers themselves. Round how many steps they lie above the minimum.",
        ({BACK: "numbers.round()"}, {BACK: "numbers.round(decimals=4)"}, {BACK: "numbers.round(decimals=1)"}),
    ),
    Mistake(
        "steps-returned",
        "These are the steps, 0 to 15. Return the numbers that they stand for: scale · step + minimum.",
        {BACK: "steps"},
    ),
    Mistake(
        "minimum-not-added",
        "The minimum is missing in the result: scale · step + minimum.",
        {BACK: "scale * steps"},
    ),
    Mistake(
        "minimum-not-subtracted",
        "You counted the steps from 0. Count them from the minimum: (number − minimum) / scale.",
        (
            {"(numbers - minimum)": "numbers"},
            {"(numbers - minimum)": "numbers", ".round()": ".round().clamp(0, 15)"},
            {"(numbers - minimum)": "numbers", BACK: "scale * steps"},
        ),
    ),
    Mistake(
        "scale-of-the-most",
        "You divided the most by 15. The block goes from its least to its most: scale = (most − least) / 15.",
        {SCALE: f"{MOST} / 15"},
    ),
    Mistake(
        "scale-of-the-largest-size",
        "You scaled by the largest size, around 0. That is another format: here a block goes from its least number "
        "to its most.",
        tuple(
            {SCALE: f"{SYMMETRIC} / {gaps}", "(numbers - minimum)": "numbers", BACK: "scale * steps"}
            for gaps in ("7", "7.5", "8", "15")
        ),
    ),
    Mistake(
        "one-scale-for-all",
        "You took the least and the most of all blocks. Each block has its own: dim=1.",
        (
            {MINIMUM: "numbers.amin()", MOST: "numbers.amax()"},
            {MINIMUM: "numbers.amin()"},
            {MOST: "numbers.amax()"},
        ),
    ),
    Mistake(
        "over-the-blocks",
        "You compared the blocks with one another. Least and most are those of each row: dim=1.",
        {MINIMUM: "numbers.amin(dim=0, keepdim=True)", MOST: "numbers.amax(dim=0, keepdim=True)"},
    ),
    Mistake(
        "axis-lost",
        "Least and most have lost their axis: [blocks] does not line up with [blocks, size]. Use keepdim=True.",
        {MINIMUM: "numbers.amin(dim=1)", MOST: "numbers.amax(dim=1)"},
    ),
    Mistake(
        "parts-returned",
        "You returned the parts. Return one tensor: scale · step + minimum.",
        (
            {BACK: "(scale, minimum, steps)"},
            {BACK: "(minimum, scale, steps)"},
            {BACK: "(steps, scale, minimum)"},
        ),
    ),
    Mistake(
        "argument-changed",
        "The result is right, but you changed `numbers` itself. Work on a new tensor.",
        {BACK: "numbers.copy_(scale * steps + minimum)"},
    ),
    Mistake(
        "one-block-only",
        "Only one block is there. Is the `return` inside the loop, or is the result overwritten?",
        ({BACK: f"({BACK})[0]"}, {BACK: f"({BACK})[-1]"}),
    ),
)

EXERCISE = Exercise(
    name="round-to-four-bits",
    chapter="real-writer",
    minutes=12,
    difficulty="medium",
    solution=round_to_four_bits,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_number_by_number, _nearest_of_all, _zero_steps_where_nan),
    equivalent_mutations=(
        # in a block of equal numbers 0 is divided: by any number but 0
        "line 4: '1.0' → '2.0'",
    ),
)
