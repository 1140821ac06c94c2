"""Answers to split-heads, written from its task and stub alone."""

# %% right: reshape and transpose
import torch


def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    batch, words, d_model = x.shape
    return x.reshape(batch, words, num_heads, d_model // num_heads).transpose(1, 2)


# %% right: a stack of slices
import torch


def split_heads(tensor, heads):
    width = tensor.shape[2] // heads
    parts = []
    for h in range(heads):
        parts.append(tensor[:, :, h * width : (h + 1) * width])
    return torch.stack(parts, dim=1)


# %% wrong: reshaped straight to the target shape, the words are torn apart
import torch


def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    batch, words, d_model = x.shape
    return x.reshape(batch, num_heads, words, d_model // num_heads)


# %% wrong: heads and words are not swapped
import torch


def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    batch, words, d_model = x.shape
    return x.reshape(batch, words, num_heads, d_model // num_heads)


# %% wrong: every second component goes to a head instead of neighbouring ones
import torch


def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    batch, words, d_model = x.shape
    return x.reshape(batch, words, d_model // num_heads, num_heads).permute(0, 3, 1, 2)


# %% wrong: split takes the size of a part, not the number of parts
import torch


def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    return torch.stack(x.split(num_heads, dim=-1), dim=1)


# %% wrong: the heads come before the batch
import torch


def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    return torch.stack(x.chunk(num_heads, dim=-1))


# %% wrong: / gives a float as a size
import torch


def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    batch, words, d_model = x.shape
    return x.reshape(batch, words, num_heads, d_model / num_heads).transpose(1, 2)


# %% wrong: the last two axes swapped instead of heads and words
import torch


def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    batch, words, d_model = x.shape
    return x.reshape(batch, words, num_heads, d_model // num_heads).transpose(-2, -1)
