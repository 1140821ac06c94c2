"""Softmax in the form the course teaches it."""

from jaxtyping import Float
from torch import Tensor

from course_lib.attention.precision import at_least_single
from course_lib.attention.refusals import refuse_no_scores


def softmax(scores: Float[Tensor, "..."], dim: int = -1) -> Float[Tensor, "..."]:
    """Turn scores into shares: each in [0, 1], and along `dim` they sum to 1.

    softmax(s)_i = exp(s_i) / sum_j exp(s_j)

    The largest score is subtracted first. That changes no share, because it divides
    numerator and denominator by the same number, and it keeps exp from overflowing.
    A slice of nothing but −∞ gives NaN, as in PyTorch: there is nothing to share out.
    Half precision is computed in single precision: a sum of many small shares needs its digits.

    Args:
        scores: any real numbers, of any shape.
        dim: the axis along which the shares sum to 1. In this course −1:
            one row, one distribution.

    Returns:
        Shares, same shape and dtype as `scores`.

    Raises:
        ValueError: there is no score along `dim`.

    Source: Bridle (1990), "Probabilistic interpretation of feedforward classification
    network outputs".
    """
    refuse_no_scores(scores, dim)
    wide = at_least_single(scores)
    shifted = wide - wide.amax(dim=dim, keepdim=True)
    exponentials = shifted.exp()
    return (exponentials / exponentials.sum(dim=dim, keepdim=True)).to(scores.dtype)
