"""What a figure holds of the scores of a large vocabulary: the likeliest tokens, and all it needs of the others."""

from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor

from course_lib.attention import softmax
from course_lib.decoding import scale_by_temperature

DECIMALS = 7  # of each score: at temperature 0.1 still enough for six of a share
BILLIONTHS = 1e9  # in which shares are counted: short whole numbers
# The positions of the sliders, in hundredths; temperature 0 takes the likeliest token, and top-p 1 keeps all.
TEMPERATURES, REACHES = range(0, 201, 10), range(5, 101, 5)


class LikeliestOfMany(NamedTuple):
    """The likeliest tokens, the likeliest first, and the others together."""

    ids: list[int]  # of equal scores the smaller ids first
    logits: list[float]
    others: list[int]  # their share together, at each temperature of the slider but 0, in billionths
    beyond: list[list[int]]  # for the same ones: where top-p reaches among the others


def likeliest_of_many(logits: Float[Tensor, "vocab_size"], most: int) -> LikeliestOfMany:
    """Return the `most` likeliest tokens with their scores, and what temperature and top-p make of the others.

    No position of the sliders needs an approximation: at each temperature the others have a share, and `beyond`
    holds, for the last few positions of top-p, how many tokens of all it keeps, and by how many billionths their share
    exceeds p. At the positions before these the likeliest tokens alone reach p.
    """
    # In float64 a rounded number is the short decimal that it is written as.
    rounded = logits.detach().to("cpu", torch.float64).round(decimals=DECIMALS) + 0.0  # makes −0 a 0
    order = rounded.argsort(descending=True, stable=True)
    descending = rounded[order]
    reaches = torch.tensor([reach / 100 for reach in REACHES[:-1]], dtype=torch.float64)
    others, beyond = [], []
    for hundredths in TEMPERATURES[1:]:
        shares = softmax(scale_by_temperature(descending, hundredths / 100))  # [vocab_size]
        sums = shares.cumsum(dim=0)
        kept = torch.searchsorted(sums - shares, reaches)  # as in `keep_top_p`: all before which p is not yet reached
        excess = sums[kept - 1] - reaches
        others.append(round(float(shares[most:].sum()) * BILLIONTHS))
        pairs = zip(kept.tolist(), excess.tolist(), strict=True)
        beyond.append([number for count, by in pairs if count > most for number in (count, round(by * BILLIONTHS))])
    return LikeliestOfMany(order[:most].tolist(), descending[:most].tolist(), others, beyond)
