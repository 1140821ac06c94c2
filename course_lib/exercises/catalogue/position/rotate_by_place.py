"""Turn queries and keys by an angle that grows with their place."""

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
    angles = torch.outer(torch.arange(words), 10_000.0 ** (-torch.arange(0, d_k, 2) / d_k)).to(x.dtype)
    pairs = torch.view_as_complex(x.unflatten(-1, (-1, 2)).contiguous())
    return torch.view_as_real(pairs * torch.polar(torch.ones_like(angles), angles)).flatten(-2)


def _with_sinusoids(x: Tensor) -> Tensor:
    waves = sinusoidal_positions(*x.shape[-2:]).to(x.dtype)
    sine, cosine = (part.repeat_interleave(2, dim=-1) for part in (waves[:, 0::2], waves[:, 1::2]))
    quarter_turn = torch.stack([-x[..., 1::2], x[..., 0::2]], dim=-1).flatten(-2)
    return x * cosine + quarter_turn * sine


def _word_by_word(x: Tensor) -> Tensor:
    turned = torch.empty_like(x)
    for t in range(x.shape[-2]):
        for j in range(0, x.shape[-1], 2):
            angle = torch.tensor(t / 10_000 ** (j / x.shape[-1]))
            a, b = x[..., t, j], x[..., t, j + 1]
            turned[..., t, j] = a * angle.cos() - b * angle.sin()
            turned[..., t, j + 1] = a * angle.sin() + b * angle.cos()
    return turned


def _angles(words: int, d_k: int) -> Tensor:
    return torch.arange(words)[:, None] * 10_000 ** (-torch.arange(0, d_k, 2) / d_k)


def _parts(x: Tensor, angles: Tensor) -> list[Tensor]:
    first, second = x[..., 0::2], x[..., 1::2]
    return [first * angles.cos() - second * angles.sin(), first * angles.sin() + second * angles.cos()]


def _by_angles(x: Tensor, angles: Tensor) -> Tensor:
    return torch.stack(_parts(x, angles), dim=-1).flatten(-2)


def _in_halves(x: Tensor) -> Tensor:
    angles, (first, second) = _angles(*x.shape[-2:]), x.chunk(2, dim=-1)
    return torch.cat([first * angles.cos() - second * angles.sin(), first * angles.sin() + second * angles.cos()], -1)


def _left_in_halves(x: Tensor) -> Tensor:
    return torch.cat(_parts(x, _angles(*x.shape[-2:])), dim=-1)


def _other_direction(x: Tensor) -> Tensor:
    return _by_angles(x, -_angles(*x.shape[-2:]))


def _from_one(x: Tensor) -> Tensor:
    return _by_angles(x, _angles(x.shape[-2] + 1, x.shape[-1])[1:])


def _first_overwritten(x: Tensor) -> Tensor:
    angles, first, second = _angles(*x.shape[-2:]), x[..., 0::2], x[..., 1::2]
    first = first * angles.cos() - second * angles.sin()
    second = first * angles.sin() + second * angles.cos()
    return torch.stack([first, second], dim=-1).flatten(-2)


def _both_plus(x: Tensor) -> Tensor:
    angles, first, second = _angles(*x.shape[-2:]), x[..., 0::2], x[..., 1::2]
    parts = [first * angles.cos() + second * angles.sin(), first * angles.sin() + second * angles.cos()]
    return torch.stack(parts, dim=-1).flatten(-2)


def _cosine_only(x: Tensor) -> Tensor:
    return x * _angles(*x.shape[-2:]).cos().repeat_interleave(2, dim=-1)


def _one_angle(x: Tensor) -> Tensor:
    return _by_angles(x, torch.arange(x.shape[-2])[:, None].expand(-1, x.shape[-1] // 2))


def _multiplied(x: Tensor) -> Tensor:
    words, d_k = x.shape[-2:]
    return _by_angles(x, torch.arange(words)[:, None] * 10_000 ** (torch.arange(0, d_k, 2) / d_k))


def _exponent_too_small(x: Tensor) -> Tensor:
    words, d_k = x.shape[-2:]
    return _by_angles(x, torch.arange(words)[:, None] * 10_000 ** (-torch.arange(d_k // 2) / d_k))


def _place_from_axis_one(x: Tensor) -> Tensor:
    return _by_angles(x, _angles(x.shape[1], x.shape[-1]))


def _heads_as_places(x: Tensor) -> Tensor:
    return rotate_by_place(x.transpose(-2, -3)).transpose(-2, -3)


def _same_place(x: Tensor) -> Tensor:
    return _by_angles(x, torch.ones(x.shape[-2])[:, None] * _angles(2, x.shape[-1])[1])


def _added(x: Tensor) -> Tensor:
    return x + sinusoidal_positions(*x.shape[-2:]).to(x.dtype)


def _in_degrees(x: Tensor) -> Tensor:
    return _by_angles(x, torch.deg2rad(_angles(*x.shape[-2:])))


def _not_merged(x: Tensor) -> Tensor:
    return torch.stack(_parts(x, _angles(*x.shape[-2:])), dim=-1)


def _in_place(x: Tensor) -> Tensor:
    x[..., 0::2], x[..., 1::2] = _parts(x, _angles(*x.shape[-2:]))
    return x


MISTAKES = (
    Mistake(
        "pairs-in-halves",
        "You paired component i with i + d_k / 2, as some models do. Here pairs are neighbours: 2i and 2i + 1.",
        _in_halves,
    ),
    Mistake(
        "left-in-halves",
        "The numbers are right, but all first components come before all second ones. Put each pair back side by side.",
        _left_in_halves,
    ),
    Mistake(
        "other-direction",
        "You turned to the other side. The pair (1, 0) turns into (cos, sin): its second component grows at first.",
        _other_direction,
    ),
    Mistake("places-from-1", "Your first word is turned. It stands at place 0, so its angle is 0.", _from_one),
    Mistake(
        "first-overwritten",
        "You overwrote the first component before the second was computed from it. Give the new ones names of their "
        "own.",
        _first_overwritten,
    ),
    Mistake("both-plus", "Both sums have a plus, so nothing is turned: the first one needs a minus.", _both_plus),
    Mistake(
        "cosine-only",
        "You multiplied by the cosine only, so the vectors shrink. A turn mixes the two components of a pair.",
        _cosine_only,
    ),
    Mistake(
        "one-angle-for-all",
        "You turned all pairs of a word by the same angle. Pair i turns by t / 10000^(2i / d_k).",
        _one_angle,
    ),
    Mistake(
        "multiplied",
        "Your later pairs turn faster. They turn more slowly: divide the place by 10000^(2i / d_k).",
        _multiplied,
    ),
    Mistake(
        "exponent-i-over-d",
        "The exponent is i / d_k in yours. It is 2i / d_k, where i counts pairs.",
        _exponent_too_small,
    ),
    Mistake(
        "words-from-axis-1",
        "You took axis 1 for the words. With heads in front it is another axis: count from the end, x.shape[-2].",
        _place_from_axis_one,
    ),
    Mistake(
        "heads-as-places",
        "You turned by the number of the head, or of the sentence. The words are the last axis but one.",
        _heads_as_places,
    ),
    Mistake(
        "one-place-for-all",
        "All words are turned alike. The angle grows with the place: multiply by torch.arange(words)[:, None].",
        _same_place,
    ),
    Mistake("added", "You added sinusoids. Here nothing is added: each pair is turned.", _added),
    Mistake("degrees", "You turned the angles from degrees to radians. They are in radians already.", _in_degrees),
    Mistake(
        "not-merged",
        "The pairs have an axis of their own. Merge the last two axes: flatten(-2).",
        _not_merged,
    ),
    Mistake("in-place", "The result is right, but you wrote it into the caller's x. Make a new tensor.", _in_place),
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
    tolerance=1e-4,  # an angle of 200 has few digits left in single precision
)
