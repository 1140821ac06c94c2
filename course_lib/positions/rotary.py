"""Rotary positions (RoPE): turn queries and keys by an angle that grows with their place."""

from typing import Any

import torch
from jaxtyping import Float, Int
from torch import Tensor

from course_lib.language import say
from course_lib.positions.angles import BASE, angles_of_places
from course_lib.positions.pairs import INTERLEAVED, Pairs
from course_lib.positions.places import Heads, Places, Positions, Turn

Vectors = Float[Tensor, "*batch words d_k"]
PlacesOfVectors = Int[Tensor, "*rows words"]
CosinesAndSines = tuple[Float[Tensor, "*rows words pairs"], Float[Tensor, "*rows words pairs"]]


def rotate_by_place(
    x: Vectors,
    *,
    start: int = 0,
    places: PlacesOfVectors | None = None,
    base: float = BASE,
    pairs: Pairs = INTERLEAVED,
) -> Vectors:
    """Turn the pair number i of components of the word at place t by the angle t / base^(2i / d_k).

    Applied to queries and keys, it makes their dot product depend on the distance of the two words only.

    Args:
        x: queries or keys, [..., words, d_k].
        start: the place of the first word, if the words stand in a row.
        places: the place of each word, if not: [words], or with axes that broadcast to those of `x`.
        base: the larger, the more slowly the last pairs turn.
        pairs: which components are turned together: 2i and 2i + 1 (`INTERLEAVED`), or i and i + d_k / 2 (`HALVES`).

    Raises:
        ValueError: an odd width, because components are turned in pairs, or ids instead of vectors.

    Source: Su et al. (2021), "RoFormer: enhanced Transformer with rotary position embedding".
    """
    _refuse_what_cannot_be_turned(x)
    if places is None:
        places = torch.arange(start, start + x.shape[-2], device=x.device)
    return _rotate(x, _cosines_and_sines(places, x, base), pairs)


def _cosines_and_sines(places: PlacesOfVectors, x: Vectors, base: float) -> CosinesAndSines:
    angles = angles_of_places(places, x.shape[-1], base=base)  # [..., words, d_k / 2]
    return angles.cos().to(x.dtype), angles.sin().to(x.dtype)


def _rotate(x: Vectors, of_places: CosinesAndSines, pairs: Pairs) -> Vectors:
    cosine, sine = of_places
    first, second = pairs.apart(x)  # [..., words, d_k / 2] each
    return pairs.together(first * cosine - second * sine, first * sine + second * cosine)  # [..., words, d_k]


def _refuse_what_cannot_be_turned(x: Tensor) -> None:
    if x.ndim < 2 or x.shape[-1] % 2:
        raise ValueError(
            say(
                "x has shape {shape}; expected [..., words, d_k] with an even d_k: components are turned in pairs.",
                shape=list(x.shape),
            )
        )
    if not x.is_floating_point():
        raise ValueError(say("x has dtype {dtype}; expected floating-point vectors, not ids.", dtype=x.dtype))


class RotaryPositions(Positions):
    """Turn queries and keys by their places; nothing is added to the words."""

    def __init__(self, d_model: int, *, base: float = BASE, pairs: Pairs = INTERLEAVED) -> None:
        """Take the width of the words' vectors, which does not matter here, base and pairs of `rotate_by_place`.

        Raises:
            ValueError: a base that is not above 0.
        """
        super().__init__(d_model)
        if not base > 0:
            raise ValueError(say("base is {base}; expected a number above 0, such as 10000.", base=base))
        self.base, self.pairs = base, pairs

    def turn(self, words: int, *, start: int = 0, places: Places | None = None) -> Turn:
        """Return `rotate_by_place` for these places, [batch, heads, words, d_head]; see `Positions.turn`."""
        of_heads = None if places is None else places[:, None]  # [batch, 1, words], the same for all heads
        made: dict[Any, CosinesAndSines] = {}  # once for all layers, their queries and their keys

        def rotate(heads: Heads) -> Heads:
            _refuse_what_cannot_be_turned(heads)
            kind = heads.shape[-1], heads.dtype, heads.device
            if kind not in made:
                at = torch.arange(start, start + words, device=heads.device) if of_heads is None else of_heads
                made[kind] = _cosines_and_sines(at, heads, self.base)
            return _rotate(heads, made[kind], self.pairs)

        return rotate

    def extra_repr(self) -> str:
        """Say the width, the base and the pairs."""
        return f"{super().extra_repr()}, base={self.base:g}, pairs={self.pairs}"
