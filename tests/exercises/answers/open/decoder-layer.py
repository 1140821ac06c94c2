"""Answers to decoder-layer, written from its task and stub alone."""

# %% right: three blocks in order, causal mask from torch.tril
from torch import nn
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Decode(nn.Module):
    def __init__(self, d_model: int, num_heads: int, d_ff: int) -> None:
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)
        self.norm_3 = nn.LayerNorm(d_model)

    def forward(self, x, memory, memory_mask=None):
        words = x.shape[1]
        causal = torch.tril(torch.ones(words, words, dtype=torch.bool))
        x = self.norm_1(x + self.self_attention(x, x, x, causal))
        x = self.norm_2(x + self.cross_attention(x, memory, memory, memory_mask))
        return self.norm_3(x + self.feed_forward(x))


# %% right: causal_mask of the course, a name for every step
from course_lib.attention import MultiHeadAttention, causal_mask
from course_lib.transformer import FeedForward


class Decode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1, self.norm_2, self.norm_3 = (nn.LayerNorm(d_model) for _ in range(3))

    def forward(self, x, memory, memory_mask=None):
        proposal = self.self_attention(x, x, x, causal_mask(x.shape[1]))
        after_self = self.norm_1(proposal + x)
        proposal = self.cross_attention(after_self, memory, memory, mask=memory_mask)
        after_cross = self.norm_2(proposal + after_self)
        proposal = self.feed_forward(after_cross)
        return self.norm_3(proposal + after_cross)


# %% right: a helper for add and norm, mask by comparing places
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Decode(nn.Module):
    def __init__(self, width, heads, inner):
        super().__init__()
        self.norm_1 = nn.LayerNorm(width)
        self.norm_2 = nn.LayerNorm(width)
        self.norm_3 = nn.LayerNorm(width)
        self.self_attention = MultiHeadAttention(width, heads)
        self.cross_attention = MultiHeadAttention(width, heads)
        self.feed_forward = FeedForward(width, inner)

    @staticmethod
    def add_and_norm(norm, came_in, proposed):
        return norm(came_in + proposed)

    def forward(self, x, memory, memory_mask=None):
        places = torch.arange(x.size(1))
        may_look = places[None, :] <= places[:, None]
        x = self.add_and_norm(self.norm_1, x, self.self_attention(x, x, x, may_look))
        x = self.add_and_norm(self.norm_2, x, self.cross_attention(x, memory, memory, memory_mask))
        return self.add_and_norm(self.norm_3, x, self.feed_forward(x))


# %% right: loops build the mask, setattr makes the norms, an all-True mask stands for None
import course_lib.attention as attention_parts
import course_lib.transformer as transformer_parts


class Decode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        for name in ("self_attention", "cross_attention"):
            setattr(self, name, attention_parts.MultiHeadAttention(d_model, num_heads))
        self.feed_forward = transformer_parts.FeedForward(d_model, d_ff)
        for i in (1, 2, 3):
            setattr(self, f"norm_{i}", nn.LayerNorm(d_model))

    def forward(self, x, memory, memory_mask=None):
        n, m = x.shape[1], memory.shape[1]
        mask = torch.zeros(1, 1, n, n, dtype=torch.bool)
        for i in range(n):
            for j in range(i + 1):
                mask[0, 0, i, j] = True
        if memory_mask is None:
            memory_mask = torch.ones(1, 1, n, m, dtype=torch.bool)
        a = x + self.self_attention(x, x, x, mask)
        a = self.norm_1(a)
        b = a + self.cross_attention(a, memory, memory, memory_mask)
        b = self.norm_2(b)
        c = b + self.feed_forward(b)
        return self.norm_3(c)


# %% wrong: no causal mask, words see later ones
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Decode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)
        self.norm_3 = nn.LayerNorm(d_model)

    def forward(self, x, memory, memory_mask=None):
        x = self.norm_1(x + self.self_attention(x, x, x))
        x = self.norm_2(x + self.cross_attention(x, memory, memory, memory_mask))
        return self.norm_3(x + self.feed_forward(x))


# %% wrong: pre-norm instead of post-norm
from course_lib.attention import MultiHeadAttention, causal_mask
from course_lib.transformer import FeedForward


class Decode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)
        self.norm_3 = nn.LayerNorm(d_model)

    def forward(self, x, memory, memory_mask=None):
        n = self.norm_1(x)
        x = x + self.self_attention(n, n, n, causal_mask(x.shape[1]))
        x = x + self.cross_attention(self.norm_2(x), memory, memory, memory_mask)
        return x + self.feed_forward(self.norm_3(x))


# %% wrong: the norm is on the proposal alone and what came in is added after it
from course_lib.attention import MultiHeadAttention, causal_mask
from course_lib.transformer import FeedForward


class Decode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)
        self.norm_3 = nn.LayerNorm(d_model)

    def forward(self, x, memory, memory_mask=None):
        x = x + self.norm_1(self.self_attention(x, x, x, causal_mask(x.shape[1])))
        x = x + self.norm_2(self.cross_attention(x, memory, memory, memory_mask))
        return x + self.norm_3(self.feed_forward(x))


# %% wrong: norm_1 is used for all three blocks
from course_lib.attention import MultiHeadAttention, causal_mask
from course_lib.transformer import FeedForward


class Decode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)
        self.norm_3 = nn.LayerNorm(d_model)

    def forward(self, x, memory, memory_mask=None):
        x = self.norm_1(x + self.self_attention(x, x, x, causal_mask(x.shape[1])))
        x = self.norm_1(x + self.cross_attention(x, memory, memory, memory_mask))
        return self.norm_1(x + self.feed_forward(x))


# %% wrong: the memory_mask is never used
from course_lib.attention import MultiHeadAttention, causal_mask
from course_lib.transformer import FeedForward


class Decode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)
        self.norm_3 = nn.LayerNorm(d_model)

    def forward(self, x, memory, memory_mask=None):
        x = self.norm_1(x + self.self_attention(x, x, x, causal_mask(x.shape[1])))
        x = self.norm_2(x + self.cross_attention(x, memory, memory))
        return self.norm_3(x + self.feed_forward(x))


# %% wrong: the causal mask only in training, in eval mode the layer looks ahead
from course_lib.attention import MultiHeadAttention, causal_mask
from course_lib.transformer import FeedForward


class Decode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)
        self.norm_3 = nn.LayerNorm(d_model)

    def forward(self, x, memory, memory_mask=None):
        mask = causal_mask(x.shape[1]) if self.training else None
        x = self.norm_1(x + self.self_attention(x, x, x, mask))
        x = self.norm_2(x + self.cross_attention(x, memory, memory, memory_mask))
        return self.norm_3(x + self.feed_forward(x))


# %% wrong: causal mask the wrong way round, words see only themselves and later ones
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Decode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)
        self.norm_3 = nn.LayerNorm(d_model)

    def forward(self, x, memory, memory_mask=None):
        n = x.shape[1]
        mask = torch.ones(n, n, dtype=torch.bool).triu()
        x = self.norm_1(x + self.self_attention(x, x, x, mask))
        x = self.norm_2(x + self.cross_attention(x, memory, memory, memory_mask))
        return self.norm_3(x + self.feed_forward(x))


# %% wrong: in the cross-attention the keys come from the memory but the values from x, which fails or mixes target words
from course_lib.attention import MultiHeadAttention, causal_mask
from course_lib.transformer import FeedForward


class Decode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)
        self.norm_3 = nn.LayerNorm(d_model)

    def forward(self, x, memory, memory_mask=None):
        x = self.norm_1(x + self.self_attention(x, x, x, causal_mask(x.shape[1])))
        x = self.norm_2(x + self.cross_attention(x, memory, x, memory_mask))
        return self.norm_3(x + self.feed_forward(x))


# %% wrong: every block adds the layer's first input instead of what came into the block
from course_lib.attention import MultiHeadAttention, causal_mask
from course_lib.transformer import FeedForward


class Decode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)
        self.norm_3 = nn.LayerNorm(d_model)

    def forward(self, x, memory, memory_mask=None):
        a = self.norm_1(x + self.self_attention(x, x, x, causal_mask(x.shape[1])))
        b = self.norm_2(x + self.cross_attention(a, memory, memory, memory_mask))
        return self.norm_3(x + self.feed_forward(b))


# %% wrong: no residual path around the feed-forward block
from course_lib.attention import MultiHeadAttention, causal_mask
from course_lib.transformer import FeedForward


class Decode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)
        self.norm_3 = nn.LayerNorm(d_model)

    def forward(self, x, memory, memory_mask=None):
        x = self.norm_1(x + self.self_attention(x, x, x, causal_mask(x.shape[1])))
        x = self.norm_2(x + self.cross_attention(x, memory, memory, memory_mask))
        return self.norm_3(self.feed_forward(x))


# %% wrong: cross-attention comes before self-attention
from course_lib.attention import MultiHeadAttention, causal_mask
from course_lib.transformer import FeedForward


class Decode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)
        self.norm_3 = nn.LayerNorm(d_model)

    def forward(self, x, memory, memory_mask=None):
        x = self.norm_2(x + self.cross_attention(x, memory, memory, memory_mask))
        x = self.norm_1(x + self.self_attention(x, x, x, causal_mask(x.shape[1])))
        return self.norm_3(x + self.feed_forward(x))


# %% wrong: the causal mask is also laid on the cross-attention when no memory_mask is given
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import FeedForward


class Decode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)
        self.norm_3 = nn.LayerNorm(d_model)

    def forward(self, x, memory, memory_mask=None):
        n, m = x.shape[1], memory.shape[1]
        mask = torch.ones(n, n, dtype=torch.bool).tril()
        if memory_mask is None:
            memory_mask = torch.ones(n, m, dtype=torch.bool).tril()
        x = self.norm_1(x + self.self_attention(x, x, x, mask))
        x = self.norm_2(x + self.cross_attention(x, memory, memory, memory_mask))
        return self.norm_3(x + self.feed_forward(x))


# %% wrong: one norm shared under three names instead of three norms
from course_lib.attention import MultiHeadAttention, causal_mask
from course_lib.transformer import FeedForward


class Decode(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = self.norm_2 = self.norm_3 = nn.LayerNorm(d_model)

    def forward(self, x, memory, memory_mask=None):
        x = self.norm_1(x + self.self_attention(x, x, x, causal_mask(x.shape[1])))
        x = self.norm_2(x + self.cross_attention(x, memory, memory, memory_mask))
        return self.norm_3(x + self.feed_forward(x))
