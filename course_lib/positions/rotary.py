"""Rotary positions (RoPE): turn queries and keys by an angle that grows with their place."""

import torch
from jaxtyping import Float
from torch import Tensor

from course_lib.positions.angles import angles_of_places


def rotate_by_place(x: Float[Tensor, "*batch words d_k"], *, start: int = 0) -> Float[Tensor, "*batch words d_k"]:
    """Turn each pair of components 2i, 2i + 1 of the word at place t by the angle t / 10000^(2i / d_k).

    Applied to queries and keys, it makes their dot product depend on the distance of the two words only.

    Args:
        x: queries or keys, [..., words, d_k].
        start: the place of the first word.

    Raises:
        ValueError: an odd width, because components are turned in pairs, or ids instead of vectors.

    Source: Su et al. (2021), "RoFormer: enhanced Transformer with rotary position embedding".
    """
    if x.ndim < 2 or x.shape[-1] % 2:
        raise ValueError(
            f"x has shape {list(x.shape)}; expected [..., words, d_k] with an even d_k: components are turned in pairs."
        )
    if not x.is_floating_point():
        raise ValueError(f"x has dtype {x.dtype}; expected floating-point vectors, not ids.")
    words, d_k = x.shape[-2:]
    angles = angles_of_places(words, d_k, start=start, device=x.device)  # [words, d_k / 2]
    cosine, sine = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
    first, second = x[..., 0::2], x[..., 1::2]  # [..., words, d_k / 2] each
    turned = torch.stack([first * cosine - second * sine, first * sine + second * cosine], dim=-1)
    return turned.flatten(-2)
