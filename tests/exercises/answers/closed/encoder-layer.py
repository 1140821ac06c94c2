"""Answers to encoder-layer, written from its task and stub alone."""

# %% right: as in the paper, step by step
import torch
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Encode(nn.Module):
    def __init__(self, d_model: int, num_heads: int, d_ff: int) -> None:
        super().__init__()
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)

    def forward(
        self, x: torch.Tensor, mask: torch.Tensor | None = None
    ) -> torch.Tensor:
        x = self.norm_1(x + self.attention(x, x, x, mask))
        return self.norm_2(x + self.feed_forward(x))

# %% right: a helper method adds and normalises
import torch
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Encode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm_1, self.norm_2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def add_and_norm(self, old, new, norm):
        return norm(old + new)

    def forward(self, x, mask=None):
        found = self.attention(x, x, x, mask=mask)
        middle = self.add_and_norm(x, found, self.norm_1)
        return self.add_and_norm(middle, self.feed_forward(middle), self.norm_2)

# %% right: the norm is computed by hand from the numbers of the layer
import torch
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


def normalise(x, norm):
    mean = x.mean(dim=-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + norm.eps) * norm.weight + norm.bias


class Encode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)

    def forward(self, x, mask=None):
        y = normalise(x + self.attention(x, x, x, mask), self.norm_1)
        return normalise(y + self.feed_forward(y), self.norm_2)

# %% right: a loop over the two blocks, add_module for the layers
import torch
from torch import nn
from course_lib import attention as course_attention
from course_lib import transformer as course_transformer


class Encode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.add_module("attention", course_attention.MultiHeadAttention(d_model, num_heads))
        self.add_module("feed_forward", course_transformer.FeedForward(d_model, d_ff))
        for name in ("norm_1", "norm_2"):
            self.add_module(name, nn.LayerNorm(d_model))

    def forward(self, words, mask=None):
        blocks = [
            (lambda x: self.attention(x, x, x, mask), self.norm_1),
            (self.feed_forward, self.norm_2),
        ]
        for block, norm in blocks:
            words = norm(torch.add(words, block(words)))
        return words

# %% wrong: norm first (pre-norm) instead of after the sum
import torch
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Encode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)

    def forward(self, x, mask=None):
        y = self.norm_1(x)
        x = x + self.attention(y, y, y, mask)
        return x + self.feed_forward(self.norm_2(x))

# %% wrong: the mask is not handed on to attention
import torch
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Encode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm_1(x + self.attention(x, x, x))
        return self.norm_2(x + self.feed_forward(x))

# %% wrong: norm_1 is used twice, norm_2 never
import torch
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Encode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm_1(x + self.attention(x, x, x, mask))
        return self.norm_1(x + self.feed_forward(x))

# %% wrong: the second sum adds the layer's input, not the result of norm_1
import torch
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Encode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)

    def forward(self, x, mask=None):
        y = self.norm_1(x + self.attention(x, x, x, mask))
        return self.norm_2(x + self.feed_forward(y))

# %% wrong: nothing is added to x, both paths round the blocks are missing
import torch
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Encode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm_1(self.attention(x, x, x, mask))
        return self.norm_2(self.feed_forward(x))

# %% wrong: x is added after the norm and not before
import torch
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Encode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)

    def forward(self, x, mask=None):
        x = x + self.norm_1(self.attention(x, x, x, mask))
        return x + self.norm_2(self.feed_forward(x))

# %% wrong: super().__init__() is forgotten, which raises an error
import torch
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Encode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm_1(x + self.attention(x, x, x, mask))
        return self.norm_2(x + self.feed_forward(x))

# %% wrong: both norms are one and the same layer
import torch
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Encode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        norm = nn.LayerNorm(d_model)
        self.norm_1 = norm
        self.norm_2 = norm

    def forward(self, x, mask=None):
        x = self.norm_1(x + self.attention(x, x, x, mask))
        return self.norm_2(x + self.feed_forward(x))

# %% wrong: the feed-forward block comes first, then attention
import torch
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Encode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm_1(x + self.feed_forward(x))
        return self.norm_2(x + self.attention(x, x, x, mask))

# %% wrong: the mask is inverted before it goes to attention
import torch
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Encode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)

    def forward(self, x, mask=None):
        if mask is not None:
            mask = ~mask
        x = self.norm_1(x + self.attention(x, x, x, mask))
        return self.norm_2(x + self.feed_forward(x))

# %% wrong: num_heads is ignored, there is always one head
import torch
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Encode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.attention = MultiHeadAttention(d_model, 1)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm_1(x + self.attention(x, x, x, mask))
        return self.norm_2(x + self.feed_forward(x))

# %% wrong: the norms have no gain and offset to learn
import torch
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Encode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model, elementwise_affine=False)
        self.norm_2 = nn.LayerNorm(d_model, elementwise_affine=False)

    def forward(self, x, mask=None):
        x = self.norm_1(x + self.attention(x, x, x, mask))
        return self.norm_2(x + self.feed_forward(x))

# %% wrong: x is changed in place by +=
import torch
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Encode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)

    def forward(self, x, mask=None):
        x += self.attention(x, x, x, mask)
        x = self.norm_1(x)
        return self.norm_2(x + self.feed_forward(x))

# %% wrong: the norms bear other names than the task asks for
import torch
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Encode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm1 = nn.LayerNorm(d_model)
        self.norm2 = nn.LayerNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x + self.attention(x, x, x, mask))
        return self.norm2(x + self.feed_forward(x))
