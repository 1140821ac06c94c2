"""Turn queries and keys by their place, in the other layout: component i together with i + d / 2."""

from math import cos, sin

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def rotate_halves(x: Tensor, base: float) -> Tensor:
    """Turn component i together with i + d / 2, at place t by the angle t / base^(2i / d), [words, d]."""
    words, d = x.shape
    frequencies = base ** (-torch.arange(0, d, 2) / d)  # [d / 2]
    angles = torch.arange(words)[:, None] * frequencies  # [words, d / 2]
    first, second = x[:, : d // 2], x[:, d // 2 :]  # [words, d / 2] each
    turned_first = first * angles.cos() - second * angles.sin()
    turned_second = first * angles.sin() + second * angles.cos()
    return torch.cat([turned_first, turned_second], dim=-1)


CASES = (
    Case("two words, width 2, base 10000", lambda: (torch.tensor([[1.0, 0.0], [1.0, 0.0]]), 10_000.0)),
    Case(
        "two words, width 4, base 100",
        lambda: (torch.tensor([[5.0, 6.0, 7.0, 8.0], [1.0, 1.0, 0.0, 0.0]]), 100.0),
    ),
    Case("three words, width 4, base 100", lambda: (random_tensor(3, 4), 100.0)),
    Case("one word, width 6: place 0", lambda: (random_tensor(1, 6), 10_000.0)),
    Case("five words, width 8, base 10000", lambda: (random_tensor(5, 8), 10_000.0)),
    Case("six words, width 6, base 50", lambda: (random_tensor(6, 6), 50.0)),
    Case("40 words, width 10, base 500000", lambda: (random_tensor(40, 10), 500_000.0)),
    Case("float64", lambda: (random_tensor(4, 12, dtype=torch.float64), 1000.0)),
)


def _with_a_quarter_turn(x: Tensor, base: float) -> Tensor:
    half = x.shape[1] // 2
    angles = torch.outer(torch.arange(len(x)).double(), 1 / base ** (torch.arange(half).double() / half)).repeat(1, 2)
    quarter_turn = torch.cat((-x[:, half:], x[:, :half]), dim=1)
    return x * angles.cos() + quarter_turn * angles.sin()


def _with_complex_numbers(x: Tensor, base: float) -> Tensor:
    first, second = x.double().chunk(2, dim=-1)
    half = first.shape[1]
    angles = torch.tensor([[t * base ** (-i / half) for i in range(half)] for t in range(len(x))], dtype=torch.float64)
    turned = torch.complex(first, second) * torch.polar(torch.ones_like(angles), angles)
    return torch.cat([turned.real, turned.imag], dim=-1).to(x.dtype)


def _with_einsum(x: Tensor, base: float) -> Tensor:
    pairs = x.unflatten(1, (2, -1))  # [words, 2, d / 2]
    half = pairs.shape[-1]
    angles = torch.arange(len(x), dtype=x.dtype).unsqueeze(1) / torch.pow(
        torch.tensor(base, dtype=x.dtype), torch.linspace(0, 1, half + 1, dtype=x.dtype)[:half]
    )
    turn = torch.stack([angles.cos(), -angles.sin(), angles.sin(), angles.cos()]).unflatten(0, (2, 2))
    return torch.einsum("opwi,wpi->woi", turn, pairs).flatten(1)


def _word_by_word(x: Tensor, base: float) -> Tensor:
    words, d = x.shape
    turned, half = torch.zeros(words, d, dtype=x.dtype), d // 2
    for t in range(words):
        for i in range(half):
            angle = t / base ** (2 * i / d)
            turned[t, i] = x[t, i] * cos(angle) - x[t, i + half] * sin(angle)
            turned[t, i + half] = x[t, i] * sin(angle) + x[t, i + half] * cos(angle)
    return turned


HALVES = "x[:, : d // 2], x[:, d // 2 :]"
PUT_TOGETHER = "torch.cat([turned_first, turned_second], dim=-1)"
INTERLEAVED = "torch.stack([turned_first, turned_second], dim=-1).flatten(1)"
EXPONENT, PLACES = "(-torch.arange(0, d, 2) / d)", "torch.arange(words)[:, None]"
QUARTER_TURN = "torch.cat([-x[:, d // 2 :], x[:, : d // 2]], dim=-1)"
WIDE = {
    "first * angles.cos() - second * angles.sin()": f"x * angles.cos() + {QUARTER_TURN} * angles.sin()",
    "first * angles.sin() + second * angles.cos()": "None",
    PUT_TOGETHER: "turned_first",
}

MISTAKES = (
    Mistake(
        "not-turned",
        "Nothing is turned: these are the numbers of x.",
        {"[turned_first, turned_second]": "[first, second]"},
    ),
    Mistake(
        "neighbours",
        "You turned neighbours, 2i and 2i + 1, together. In this layout component i goes with i + d / 2.",
        (
            {HALVES: "x[:, 0::2], x[:, 1::2]", PUT_TOGETHER: INTERLEAVED},
            {HALVES: "x[:, 0::2], x[:, 1::2]"},
        ),
    ),
    Mistake(
        "interleaved-at-the-end",
        "You put the two halves together as neighbours. The first components come first, then the second ones: "
        "torch.cat.",
        {PUT_TOGETHER: INTERLEAVED},
    ),
    Mistake(
        "angles-of-neighbours",
        "Your angles stand in the order of neighbours: 0, 0, 1, 1. Component i and component i + d / 2 have the same "
        "angle: 0, 1, 0, 1.",
        {
            PUT_TOGETHER: "x * angles.repeat_interleave(2, dim=-1).cos()"
            f" + {QUARTER_TURN} * angles.repeat_interleave(2, dim=-1).sin()"
        },
    ),
    Mistake(
        "quarter-turn-of-neighbours",
        "The angles are right, but the quarter turn is one of neighbours, (−x₁, x₀, −x₃, x₂). In halves it is the "
        "second half with a minus, then the first.",
        {
            PUT_TOGETHER: "x * angles.repeat(1, 2).cos() + torch.stack([-x[:, 1::2], x[:, 0::2]], dim=-1).flatten(1)"
            " * angles.repeat(1, 2).sin()"
        },
    ),
    Mistake(
        "no-minus",
        "In your quarter turn the minus is missing: the second half comes first, with a minus, then the first half.",
        {"cos() - second": "cos() + second"},
    ),
    Mistake(
        "halves-swapped",
        "The two halves of your result are swapped, or you took the second half for the first.",
        (
            {"[turned_first, turned_second]": "[turned_second, turned_first]"},
            {"first, second =": "second, first ="},
        ),
    ),
    Mistake(
        "halves-not-swapped",
        "You multiplied each half by the sine of its own angle. A turn mixes the two: the second half goes into the "
        "first with a minus, the first into the second.",
        (
            {PUT_TOGETHER: "x * angles.repeat(1, 2).cos() + x * angles.repeat(1, 2).sin()"},
            {
                PUT_TOGETHER: "x * angles.repeat(1, 2).cos()"
                " + torch.cat([-x[:, : d // 2], x[:, d // 2 :]], dim=-1) * angles.repeat(1, 2).sin()"
            },
        ),
    ),
    Mistake(
        "mirrored",
        "You turned component i together with d − 1 − i, counted from the end. It goes with i + d / 2.",
        (
            {
                HALVES: "x[:, : d // 2], x[:, d // 2 :].flip(1)",
                "[turned_first, turned_second]": "[turned_first, turned_second.flip(1)]",
            },
            {HALVES: "x[:, : d // 2], x[:, d // 2 :].flip(1)"},
        ),
    ),
    Mistake(
        "other-direction",
        "You turned to the other side. The pair (1, 0) turns into (cos, sin): its second component grows at first.",
        {"angles = ": "angles = -"},
    ),
    Mistake(
        "sine-and-cosine-swapped",
        "Sine and cosine are swapped: at place 0 the angle is 0, its cosine 1, and nothing moves.",
        {
            "angles.cos() - second * angles.sin()": "angles.sin() - second * angles.cos()",
            "angles.sin() + second * angles.cos()": "angles.cos() + second * angles.sin()",
        },
    ),
    Mistake(
        "places-from-1",
        "Your first word is turned. It stands at place 0, so its angle is 0.",
        {"arange(words)": "arange(1, words + 1)"},
    ),
    Mistake(
        "first-overwritten",
        "You overwrote the first component of each pair before the second was computed from it. Keep both till then.",
        {"turned_first = ": "first = ", "[turned_first": "[first"},
    ),
    Mistake(
        "signs",
        "This is no turn: the first sum has a minus, the second a plus.",
        (
            {"sin() + second": "sin() - second"},
            {"first * angles.sin() +": "-first * angles.sin() +"},
            {"cos() - second": "cos() + second", "sin() + second": "sin() - second"},
        ),
    ),
    Mistake(
        "cosine-only",
        "You multiplied by the cosine only. A turn mixes the two components of a pair.",
        {" - second * angles.sin()": "", "first * angles.sin() + ": ""},
    ),
    Mistake(
        "one-half-turned",
        "Only one half is turned. Both components of a pair change.",
        ({"[turned_first, turned_second]": "[turned_first, second]"}, {"[turned_first,": "[first,"}),
    ),
    Mistake(
        "one-half-only",
        "Half of the components is missing. Put both together: torch.cat.",
        ({PUT_TOGETHER: "turned_first"}, {PUT_TOGETHER: "turned_second"}),
    ),
    Mistake(
        "one-angle-for-all",
        "You turned all pairs of a word by the same angle. Pair i turns by t / base^(2i / d).",
        {"base **": "1 **"},
    ),
    Mistake(
        "multiplied",
        "Your later pairs turn faster. They turn more slowly: divide the place by base^(2i / d).",
        (
            *(
                {"(-torch.arange(0, d, 2)": f"(torch.arange(0, d, 2{as_in})"}
                for as_in in ("", ", dtype=x.dtype", ", dtype=torch.float64")
            ),
            {"[:, None] *": "[:, None] /"},
        ),
    ),
    Mistake(
        "exponent",
        "Your exponent is i / d or 4i / d. It is 2i / d, where i counts the pairs: 0, 1, …, d / 2 − 1.",
        (
            {EXPONENT: "(-torch.arange(0, d // 2) / d)"},
            {EXPONENT: "(-torch.arange(0, d, 2) / (d // 2))"},
        ),
    ),
    Mistake(
        "from-pair-1",
        "You counted the pairs from 1. The first pair has i = 0: it turns by t itself.",
        (
            {EXPONENT: "(-torch.arange(2, d + 2, 2) / d)"},
            {EXPONENT: "(-torch.arange(1, d, 2) / d)"},
        ),
    ),
    Mistake(
        "last-exponent-1",
        "Your exponents end at exactly 1. They are 2i / d, and the last one stays below 1.",
        {EXPONENT: "-torch.linspace(0, 1, d // 2)"},
    ),
    Mistake(
        "no-power",
        "You divided by the product base · 2i / d, or by the base alone. It is a power: base ** (2 * i / d).",
        (
            {f"base ** {EXPONENT}": "1 / (base * torch.arange(0, d, 2) / d).clamp(min=1)"},
            {f"base ** {EXPONENT}": "torch.full([d // 2], 1 / base)"},
        ),
    ),
    Mistake(
        "order-of-pairs",
        "Your pairs stand in the wrong order: the first turns fastest, the last most slowly.",
        {EXPONENT: f"{EXPONENT}.flip(0)"},
    ),
    Mistake(
        "fixed-base",
        "You took a base of your own. Use the argument `base`: models differ in it.",
        ({"base **": "10_000 **"}, {"base **": "torch.e **"}, {"base **": "500_000 **"}, {"base **": "2 **"}),
    ),
    Mistake(
        "one-place-for-all",
        "All words are turned alike. The angle grows with the place: multiply by torch.arange(words)[:, None].",
        ({"torch.arange(words)": "torch.ones(words)"}, {PLACES: "words"}, {PLACES: "(words - 1)"}),
    ),
    Mistake(
        "places-backwards",
        "You counted the places from the end. The first word stands at place 0.",
        {"torch.arange(words)": "torch.arange(words).flip(0)"},
    ),
    Mistake(
        "axis-of-places-missing",
        "The places stand along the words, the frequencies along the pairs. Give the places one axis more: [:, None].",
        (
            {PLACES: "torch.arange(words)"},
            {PLACES: "torch.arange(words)[None]"},
        ),
    ),
    Mistake(
        "angles-too-wide",
        "You made d angles for each word. There are d / 2, one for each pair.",
        (
            {EXPONENT: "(-torch.arange(d) / d)"},
            {EXPONENT: "(-2 * torch.arange(d) / d)"},
            {EXPONENT: "(-torch.arange(d) / d)"} | WIDE,
            {EXPONENT: "(-2 * torch.arange(d) / d)"} | WIDE,
        ),
    ),
    Mistake(
        "words-in-halves",
        "You cut the words into two halves. Cut the components: x[:, : d // 2].",
        (
            {HALVES: "x[: d // 2], x[d // 2 :]"},
            {HALVES: "x[: words // 2], x[words // 2 :]"},
            {HALVES: "x.chunk(2)"},
        ),
    ),
    Mistake(
        "below-each-other",
        "The second half stands below the first, as new rows. Put them beside each other: dim=-1.",
        {", dim=-1)": ")"},
    ),
    Mistake(
        "axis-of-its-own",
        "`stack` makes a new axis. torch.cat joins along one that is there: dim=-1.",
        tuple({"torch.cat": "torch.stack", ", dim=-1": dim} for dim in ("", ", dim=1", ", dim=-1")),
    ),
    Mistake(
        "added",
        "You added sinusoids. Here nothing is added: each pair is turned.",
        {"[turned_first, turned_second]": "[first + angles.sin(), second + angles.cos()]"},
    ),
    Mistake(
        "angles-only",
        "These are the cosines and sines. Turn the components of x with them.",
        {"[turned_first, turned_second]": "[angles.cos(), angles.sin()]"},
    ),
    Mistake(
        "degrees",
        "An angle is in radians already: multiply by nothing else.",
        tuple({"* frequencies ": f"* frequencies * {factor} "} for factor in ("torch.pi / 180", "2 * torch.pi")),
    ),
    Mistake(
        "in-place",
        "The result is right, but you wrote it into the caller's x. Make a new tensor.",
        {"return torch.cat": "return x.copy_(torch.cat", "dim=-1)": "dim=-1))"},
    ),
)

EXERCISE = Exercise(
    name="rotate-halves",
    chapter="modern-block",
    minutes=15,
    difficulty="medium",
    solution=rotate_halves,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_a_quarter_turn, _with_complex_numbers, _with_einsum, _word_by_word),
    tolerance=1e-4,  # an angle of 40 has few digits left in single precision
)
