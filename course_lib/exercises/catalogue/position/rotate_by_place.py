"""Turn queries and keys by an angle that grows with their place."""

from math import cos, sin

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor
from course_lib.positions import sinusoidal_positions


def rotate_by_place(x: Tensor) -> Tensor:
    """Turn each pair 2i, 2i + 1 of the word at place t by the angle t / 10000^(2i / d_k), [..., words, d_k]."""
    words, d_k = x.shape[-2:]
    frequencies = 10_000 ** (-torch.arange(0, d_k, 2) / d_k)  # [d_k / 2]
    angles = torch.arange(words)[:, None] * frequencies  # [words, d_k / 2]
    first, second = x[..., 0::2], x[..., 1::2]  # [..., words, d_k / 2] each
    turned_first = first * angles.cos() - second * angles.sin()
    turned_second = first * angles.sin() + second * angles.cos()
    return torch.stack([turned_first, turned_second], dim=-1).flatten(-2)


CASES = (
    Case("two words, width 2", lambda: (torch.tensor([[1.0, 0.0], [1.0, 0.0]]),)),
    Case("three words, width 4", lambda: (random_tensor(3, 4),)),
    Case("one word, width 6", lambda: (random_tensor(1, 6),)),
    Case("batch of 2, three words, width 6", lambda: (random_tensor(2, 3, 6),)),
    Case("batch of 2, three heads, five words, width 8", lambda: (random_tensor(2, 3, 5, 8),)),
    Case("batch of 4, four heads, four words, width 4", lambda: (random_tensor(4, 4, 4, 4),)),
    Case("200 words, width 16", lambda: (random_tensor(200, 16),)),
    Case("float64", lambda: (random_tensor(2, 4, 10, dtype=torch.float64),)),
)


def _with_complex_numbers(x: Tensor) -> Tensor:
    words, d_k = x.shape[-2:]
    angles = torch.outer(torch.arange(words), 10_000.0 ** (-torch.arange(0, d_k, 2).double() / d_k))
    pairs = torch.view_as_complex(x.double().unflatten(-1, (-1, 2)).contiguous())
    return torch.view_as_real(pairs * torch.polar(torch.ones_like(angles), angles)).flatten(-2).to(x.dtype)


def _with_sinusoids(x: Tensor) -> Tensor:
    waves = sinusoidal_positions(*x.shape[-2:]).to(x.dtype)
    sine, cosine = (part.repeat_interleave(2, dim=-1) for part in (waves[:, 0::2], waves[:, 1::2]))
    quarter_turn = torch.stack([-x[..., 1::2], x[..., 0::2]], dim=-1).flatten(-2)
    return x * cosine + quarter_turn * sine


def _word_by_word(x: Tensor) -> Tensor:
    turned = torch.zeros(x.shape, dtype=x.dtype)
    for t in range(x.shape[-2]):
        for j in range(0, x.shape[-1], 2):
            angle = t / 10_000 ** (j / x.shape[-1])
            turn = torch.tensor([[cos(angle), sin(angle)], [-sin(angle), cos(angle)]], dtype=x.dtype)
            turned[..., t, j : j + 2] = torch.einsum("...i,ij->...j", x[..., t, j : j + 2], turn)
    return turned


MISTAKES = (
    Mistake(
        "pairs-in-halves",
        "You paired component i with i + d_k / 2, as some models do. Here pairs are neighbours: 2i and 2i + 1.",
        (
            {"x[..., 0::2], x[..., 1::2]": "x.chunk(2, -1)", "stack": "cat", ".flatten(-2)": ""},
            {"x[..., 0::2], x[..., 1::2]": "x.chunk(2, -1)"},
            {
                "return torch": "half, angles = d_k // 2, angles.repeat_interleave(2, -1)\n    "
                "return x * angles.cos() + torch.cat([-x[..., half:], x[..., :half]], -1) * angles.sin()\n    torch"
            },
        ),
    ),
    Mistake(
        "left-in-halves",
        "All first components come before all second ones. Put each pair back side by side.",
        {"stack": "cat", ".flatten(-2)": ""},
    ),
    Mistake(
        "pair-swapped",
        "The two components of each pair are swapped.",
        ({"[turned_first, turned_second]": "[turned_second, turned_first]"}, {"0::2": "1::2", "1::2": "0::2"}),
    ),
    Mistake(
        "other-direction",
        "You turned to the other side. The pair (1, 0) turns into (cos, sin): its second component grows at first.",
        {"angles = ": "angles = -"},
    ),
    Mistake(
        "places-from-1",
        "Your first word is turned. It stands at place 0, so its angle is 0.",
        {"arange(words)": "arange(1, words + 1)"},
    ),
    Mistake(
        "first-overwritten",
        "You overwrote the first component before the second was computed from it.",
        {"turned_first = ": "first = ", "[turned_first": "[first"},
    ),
    Mistake(
        "signs",
        "This is no turn: the first sum has a minus, the second a plus.",
        ({"cos() - second": "cos() + second"}, {"sin() + second": "sin() - second"}),
    ),
    Mistake(
        "cosine-only",
        "You multiplied by the cosine only. A turn mixes the two components of a pair.",
        {" - second * angles.sin()": "", "first * angles.sin() + ": ""},
    ),
    Mistake(
        "one-angle-for-all",
        "You turned all pairs of a word by the same angle. Pair i turns by t / 10000^(2i / d_k).",
        {"10_000": "1"},
    ),
    Mistake(
        "first-pair-only",
        "You turned the first pair only. Pair i turns by t / 10000^(2i / d_k).",
        {"    first, second": "    angles[:, 1:] = 0\n    first, second"},
    ),
    Mistake(
        "multiplied",
        "Your later pairs turn faster. They turn more slowly: divide the place by 10000^(2i / d_k).",
        (
            # angles this large depend on how they are rounded
            *(
                {"(-torch.arange(0, d_k, 2": f"(torch.arange(0, d_k, 2{as_in}"}
                for as_in in ("", ", dtype=x.dtype", ", dtype=torch.float64")
            ),
            {"[:, None] *": "[:, None] /"},
        ),
    ),
    Mistake(
        "exponent",
        "Your exponent is i / d_k or 4i / d_k. It is 2i / d_k, where i counts pairs.",
        tuple({"2) / d_k)": f"2) {factor} / d_k)"} for factor in ("/ 2", "* 2")),
    ),
    Mistake(
        "last-exponent-1",
        "Your exponents end at exactly 1. They are 2i / d_k, and the last one stays below 1.",
        {"(-torch.arange(0, d_k, 2) / d_k)": "-torch.linspace(0, 1, d_k // 2)"},
    ),
    Mistake("base", "Your base is another number than 10000.", ({"10_000": "1_000"}, {"10_000": "100_000"})),
    Mistake(
        "axes-counted-from-the-front",
        "Any number of axes may stand in front. Take words and d_k from the end: x.shape[-2:].",
        (
            {"x.shape[-2:]": "x.shape[1], x.shape[-1]"},
            {"x.shape[-2:]": "x.shape[1], x.shape[2]"},
            {"x.shape[-2:]": "x.shape[0], x.shape[-1]"},
            {"x.shape[-2:]": "x.shape"},
            {"words, d_k = x": "_, words, d_k = x", "[-2:]": ""},
            {"words, d_k = x": "_, _, words, d_k = x", "[-2:]": ""},
        ),
    ),
    Mistake(
        "words-in-front",
        "You took the first two axes for words and d_k. Any number of axes may stand in front: write x[..., t, 2 * i].",
        {
            "x.shape[-2]": "x.shape[0]",
            "(0, x.shape[-1], 2)": "(0, x.shape[1] - 1, 2)",
            "(j / x.shape[-1])": "(j / x.shape[1])",
            "[..., t, j : j + 2] =": "[t, j : j + 2] =",
            '"...i,ij->...j", x[..., t,': '"i...,ij->j...", x[t,',
        },
        of=_word_by_word,
    ),
    Mistake(
        "places-go-on",
        "Your places go on from one sentence, or head, to the next. Each begins at 0.",
        {"torch.arange(words)[:, None]": "torch.arange(x.shape[:-1].numel()).reshape(*x.shape[:-1], 1)"},
    ),
    Mistake(
        "every-second-word",
        "x[:, 0::2] takes the second axis, which need not be the components. Write x[..., 0::2].",
        {"x[..., 0::2], x[..., 1::2]": "x[:, 0::2], x[:, 1::2]"},
    ),
    Mistake(
        "heads-as-places",
        "You turned by the number of the head, or of the sentence. The words are the last axis but one.",
        {"x.shape[-2:]": "x.shape[-3], x.shape[-1]", "[:, None] *": "[:, None, None] *"},
    ),
    Mistake(
        "one-place-for-all",
        "All words are turned alike. The angle grows with the place: multiply by torch.arange(words)[:, None].",
        ({"torch.arange(words)": "torch.ones(words)"}, {"torch.arange(words)[:, None]": "words"}),
    ),
    Mistake(
        "added",
        "You added sinusoids. Here nothing is added: each pair is turned.",
        {"[turned_first, turned_second]": "[first + angles.sin(), second + angles.cos()]"},
    ),
    Mistake(
        "degrees",
        "An angle is in radians already: multiply by nothing else.",
        tuple({"* frequencies ": f"* frequencies * {factor} "} for factor in ("torch.pi / 180", "2 * torch.pi")),
    ),
    Mistake(
        "not-merged", "The pairs have an axis of their own. Merge the last two: flatten(-2).", {".flatten(-2)": ""}
    ),
    Mistake(
        "merged-too-much",
        "flatten(1) merges all axes from the second on. Merge the last two: flatten(-2).",
        {"flatten(-2)": "flatten(1)"},
    ),
    Mistake(
        "in-place",
        "The result is right, but you wrote it into the caller's x. Make a new tensor.",
        {"return torch.stack": "return x.copy_(torch.stack", "flatten(-2)": "flatten(-2))"},
    ),
    Mistake(
        "dtype-lost",
        "The values are right, but the dtype is not that of x.",
        tuple({"flatten(-2)": f"flatten(-2).{dtype}()"} for dtype in ("float", "double")),
    ),
)

EXERCISE = Exercise(
    name="rotate-by-place",
    chapter="position",
    minutes=12,
    difficulty="hard",
    solution=rotate_by_place,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_complex_numbers, _with_sinusoids, _word_by_word),
    dtype_asked=True,
    tolerance=1e-4,  # an angle of 200 has few digits left in single precision
)
