"""Split vectors into heads, and merge heads into vectors."""

from jaxtyping import Float
from torch import Tensor

from course_lib.language import say


def split_heads(
    x: Float[Tensor, "batch words d_model"], num_heads: int
) -> Float[Tensor, "batch {num_heads} words d_head"]:
    """Cut every word's vector into `num_heads` equal parts and put the heads before the words.

    Head h gets the components h·d_head to (h + 1)·d_head − 1, where d_head = d_model / num_heads.

    Raises:
        ValueError: `x` has other axes, or its width is not divisible by the number of heads.
    """
    if x.ndim != 3 or num_heads < 1 or x.shape[-1] % num_heads:
        raise ValueError(
            say(
                "x has shape {shape}; expected [batch, words, d_model] with a d_model that can be divided by "
                "num_heads, {num_heads}.",
                shape=list(x.shape),
                num_heads=num_heads,
            )
        )
    batch, words, _ = x.shape
    return x.reshape(batch, words, num_heads, -1).transpose(1, 2)  # [batch, heads, words, d_head]


def merge_heads(x: Float[Tensor, "batch heads words d_head"]) -> Float[Tensor, "batch words d_model"]:
    """Put the parts of every word side by side again: the inverse of `split_heads`.

    Raises:
        ValueError: `x` has other axes.
    """
    if x.ndim != 4:
        raise ValueError(say("x has shape {shape}; expected [batch, heads, words, d_head].", shape=list(x.shape)))
    return x.transpose(1, 2).flatten(2)
