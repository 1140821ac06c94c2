"""What the cases of several exercises share: tensors drawn the same on every call, rows of shares."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case


def random_tensor(*shape: int, seed: int = 1, dtype: torch.dtype = torch.float32) -> Tensor:
    """Draw standard normal numbers from a generator of their own, so that a check disturbs no other randomness."""
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=dtype)


def uneven_rows(rows: int, width: int, seed: int = 1) -> Tensor:
    """Draw rows [rows, width] of very different lengths, so that length can be told from direction."""
    return random_tensor(rows, width, seed=seed) * torch.arange(1.0, rows + 1)[:, None]


def random_shares(*shape: int, seed: int = 1, dtype: torch.dtype = torch.float32) -> Tensor:
    """Draw rows of positive numbers that sum to 1."""
    return torch.softmax(random_tensor(*shape, seed=seed, dtype=dtype), dim=-1)


def scored_words_case(
    words: str,
    ids: list[list[int]],
    pad_id: int,
    vocab_size: int,
    *,
    pads_forbidden: bool = False,
    dtype: torch.dtype = torch.float32,
) -> Case:
    """Make a case of random logits [batch, words, vocab_size], `ids` and `pad_id`; a forbidden pad's logit is −∞."""

    def arguments() -> tuple[Tensor, Tensor, int]:
        logits = random_tensor(len(ids), len(ids[0]), vocab_size, dtype=dtype)
        if pads_forbidden:
            logits[..., pad_id] = -torch.inf
        return logits, torch.tensor(ids), pad_id

    return Case(words, arguments)


# Cases for any function of rows of shares, smallest first.
ROWS_OF_SHARES = (
    Case("one row, two equal shares", lambda: (torch.tensor([[0.5, 0.5]]),)),
    Case("one row of three shares", lambda: (torch.tensor([[0.7, 0.2, 0.1]]),)),
    Case("a one-hot row", lambda: (torch.tensor([[0.0, 1.0, 0.0]]),)),
    Case("two rows of four shares", lambda: (random_shares(2, 4),)),
    Case("three rows of three shares", lambda: (random_shares(3, 3),)),
)
