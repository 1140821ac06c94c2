"""Dropout, with chance that a processor draws in a fraction of the usual time."""

import torch
from jaxtyping import Float
from torch import Tensor, nn

from course_lib.attention.refusals import refuse_share_out_of_range

CHANCES = 2**16  # 16 random bits decide for each number


def dropout(x: Float[Tensor, "..."], share: float) -> Float[Tensor, "..."]:
    """Set a share of the numbers to zero at random, and scale the others up to make good for it.

    On a processor PyTorch spends more time on drawing its random numbers than on all else between two matrix
    products. Here 16 random bits decide on each number, so that the share is rounded to a multiple of 1/65536.
    On other devices PyTorch's own dropout runs.

    Source: Srivastava et al. (2014), "Dropout: a simple way to prevent neural networks from overfitting".
    """
    if not share:
        return x  # PyTorch's would multiply by ones
    if not x.is_cpu:
        return nn.functional.dropout(x, share)
    quarters = torch.randint(-(2**63), 2**63 - 1, (-(-x.numel() // 4),))  # 64 bits each
    bits = quarters.view(torch.int16)[: x.numel()].view(x.shape)  # from −32768 to 32767, each as likely
    kept = bits >= min(round(share * CHANCES), CHANCES - 1) - CHANCES // 2
    return x * kept.to(x.dtype).mul_(1 / (1 - share))


class Dropout(nn.Dropout):
    """`nn.Dropout` with this course's `dropout`."""

    def __init__(self, share: float) -> None:
        """Take the share that is dropped while training.

        Raises:
            ValueError: a share outside [0, 1).
        """
        refuse_share_out_of_range("dropout", share)
        super().__init__(share)

    def forward(self, x: Float[Tensor, "..."]) -> Float[Tensor, "..."]:
        """Drop a share while training; change nothing in eval mode."""
        return dropout(x, self.p) if self.training else x
