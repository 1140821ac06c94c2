"""Write one encoder layer as a module of PyTorch."""

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn.functional import layer_norm

from course_lib.attention import MultiHeadAttention
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor
from course_lib.transformer import FeedForward


class Encode(nn.Module):
    """Self-attention, then the feed-forward block; around each a residual path and a norm behind the sum."""

    def __init__(self, d_model: int, num_heads: int, d_ff: int) -> None:
        """Make both blocks and both norms."""
        super().__init__()
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return [batch, words, d_model]."""
        x = self.norm_1(x + self.attention(x, x, x, mask))
        return self.norm_2(x + self.feed_forward(x))


CAUSAL = torch.ones(4, 4, dtype=torch.bool).tril()
PADDING = torch.tensor([[1, 1, 1, 0, 0], [1, 1, 1, 1, 1], [1, 1, 0, 0, 0]]).bool()[:, None, None]
ONE_MASK_A_HEAD = torch.tensor([[1, 0, 1, 1], [0, 1, 1, 0]]).bool()[None, :, None]


def layer_inputs(
    sizes: tuple[int, ...], batch: int, words: int, mask: Tensor | None = None, dtype: torch.dtype = torch.float32
) -> Callable[[], tuple[int | Tensor, ...]]:
    """Make the sizes, d_model first, then x and the mask if there is one."""
    masks = () if mask is None else (mask,)
    return lambda: (*sizes, random_tensor(batch, words, sizes[0], dtype=dtype), *(m.clone() for m in masks))


CASES = (
    Case("one sentence of one word, width 3, one head", layer_inputs((3, 1, 2), 1, 1)),
    Case("one sentence of two words, width 4, two heads", layer_inputs((4, 2, 3), 1, 2)),
    Case("batch of 2, five words, width 6, three heads", layer_inputs((6, 3, 8), 2, 5)),
    Case("padding mask [batch, 1, 1, words]", layer_inputs((4, 2, 7), 3, 5, PADDING)),
    Case("causal mask [words, words]", layer_inputs((6, 2, 5), 2, 4, CAUSAL)),
    Case("a mask for each head, [1, heads, 1, words]", layer_inputs((4, 2, 6), 3, 4, ONE_MASK_A_HEAD)),
    Case("all sizes 4, one head", layer_inputs((4, 1, 4), 4, 4)),
    Case("float64", layer_inputs((6, 3, 4), 2, 3, dtype=torch.float64)),
)


class _UnderOtherNames(nn.Module):
    """Make the layers in another order, and give every step a name of its own."""

    def __init__(self, d_model: int, num_heads: int, d_ff: int) -> None:
        super().__init__()
        self.norm_2, self.norm_1 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.attention = MultiHeadAttention(d_model, num_heads)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        found, _ = self.attention(x, x, x, mask, return_weights=True)
        seen = self.norm_1(found + x)
        changed = self.feed_forward(seen)
        return self.norm_2(torch.stack([changed, seen]).sum(dim=0))


class _NormByHand(Encode):
    """Write the norm out, and run the feed-forward block word by word."""

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        x = self.normalise(x + self.attention(query=x, key=x, value=x, mask=mask), self.norm_1)
        changed = torch.stack([self.feed_forward(word) for word in x.unbind(dim=1)], dim=1)
        return self.normalise(x + changed, self.norm_2)

    def normalise(self, x: Tensor, norm: nn.LayerNorm) -> Tensor:
        variance, mean = torch.var_mean(x, dim=-1, correction=0, keepdim=True)
        return (x - mean) / (variance + norm.eps).sqrt() * norm.weight + norm.bias


class _NormInFloat64(_NormByHand):
    def normalise(self, x: Tensor, norm: nn.LayerNorm) -> Tensor:
        return layer_norm(x.double(), x.shape[-1:], norm.weight.double(), norm.bias.double(), norm.eps).to(x.dtype)


MISTAKES = (
    Mistake(
        "first-residual-lost",
        "The path around attention is missing: what attention found replaces the words. Write "
        "norm_1(x + attention(x, x, x, mask)).",
        {"norm_1(x + ": "norm_1("},
    ),
    Mistake(
        "second-residual-lost",
        "The path around the feed-forward block is missing: write norm_2(x + feed_forward(x)).",
        {"norm_2(x + ": "norm_2("},
    ),
    Mistake(
        "both-residuals-lost",
        "Both paths are missing: nothing of x goes round the blocks. Add to each block's result what went into it.",
        {"norm_1(x + ": "norm_1(", "norm_2(x + ": "norm_2("},
    ),
    Mistake(
        "norms-swapped",
        "The norms are swapped: norm_1 belongs to attention, norm_2 comes last.",
        {"self.norm_1(": "self.norm_2(", "self.norm_2(": "self.norm_1("},
    ),
    Mistake(
        "first-norm-twice",
        "You used norm_1 twice. The second sum has a norm of its own, norm_2.",
        {"self.norm_2(": "self.norm_1("},
    ),
    Mistake(
        "second-norm-twice",
        "You used norm_2 twice. The first sum has a norm of its own, norm_1.",
        {"self.norm_1(": "self.norm_2("},
    ),
    Mistake(
        "one-norm",
        "You made one norm for both places. Each has a gain and an offset of its own: norm_1 and norm_2.",
        (
            {"norm_2 = nn.LayerNorm(d_model)": "norm_2 = self.norm_1"},
            {"        self.norm_2 = nn.LayerNorm(d_model)\n": "", "self.norm_2(": "self.norm_1("},
            {
                "norm_1 =": "norm =",
                "        self.norm_2 = nn.LayerNorm(d_model)\n": "",
                "norm_1(": "norm(",
                "norm_2(": "norm(",
            },
        ),
    ),
    Mistake(
        "pre-norm",
        "This is pre-norm: x + block(norm(x)). The task wants the order of the paper, post-norm: norm(x + block(x)).",
        {
            "x = self.norm_1(x + self.attention(x, x, x, mask))": "y = self.norm_1(x)\n"
            "        x = x + self.attention(y, y, y, mask)",
            "self.norm_2(x + self.feed_forward(x))": "x + self.feed_forward(self.norm_2(x))",
        },
    ),
    Mistake(
        "added-after-the-norm",
        "You normalised what each block proposes, and then added x. Add first: norm(x + block(x)).",
        {"self.norm_1(x + ": "x + self.norm_1(", "self.norm_2(x + ": "x + self.norm_2("},
    ),
    Mistake(
        "no-norms",
        "You made both norms, but forward uses neither: each comes behind its sum.",
        {"self.norm_1(": "(", "self.norm_2(": "("},
    ),
    Mistake("no-first-norm", "The norm behind the first sum is missing, norm_1.", {"self.norm_1(": "("}),
    Mistake("no-second-norm", "The norm behind the second sum is missing, norm_2.", {"self.norm_2(": "("}),
    Mistake(
        "mask-ignored",
        "The mask has no effect: hand it to attention as the fourth argument.",
        {"x, x, x, mask": "x, x, x"},
    ),
    Mistake(
        "mask-inverted",
        "You turned the mask round. In this book True means: may be attended to.",
        ({"x, x, x, mask": "x, x, x, None if mask is None else ~mask"}, {"x, x, x, mask": "x, x, x, ~mask"}),
    ),
    Mistake(
        "feed-forward-of-the-input",
        "The feed-forward block got the x of the beginning. It works on what comes out of the first norm.",
        {"x = self.norm_1(": "seen = self.norm_1(", "norm_2(x": "norm_2(seen"},
    ),
    Mistake(
        "input-added-again",
        "The second sum adds the x of the beginning. Add what goes into the feed-forward block, norm_1's result.",
        {"x = self.norm_1(": "seen = self.norm_1(", "feed_forward(x)": "feed_forward(seen)"},
    ),
    Mistake(
        "attention-forgotten",
        "What attention found is never used: words cannot see others. Keep it: x = norm_1(…).",
        {"x = self.norm_1(": "self.norm_1("},
    ),
    Mistake(
        "feed-forward-forgotten",
        "The second half is missing: return norm_2(x + feed_forward(x)).",
        ({"self.norm_2(x + self.feed_forward(x))": "x"}, {" + self.feed_forward(x)": ""}),
    ),
    Mistake(
        "feed-forward-first",
        "The blocks are in the wrong order: first attention gathers, then the feed-forward block works on it.",
        {
            "self.attention(x, x, x, mask)": "self.feed_forward(x)",
            "self.feed_forward(x)": "self.attention(x, x, x, mask)",
        },
    ),
    Mistake(
        "input-changed",
        "`x += …` changes the caller's own x. Write x = x + …, which makes a new tensor.",
        {
            "x = self.norm_1(x + self.attention(x, x, x, mask))": "x += self.attention(x, x, x, mask)\n"
            "        x = self.norm_1(x)"
        },
    ),
    Mistake(
        "norms-without-parameters",
        "Your norms lack gain or offset, which are to be learned: nn.LayerNorm(d_model), as it is.",
        tuple(
            {f"norm_{i} = nn.LayerNorm(d_model": f"norm_{i} = nn.LayerNorm(d_model, {without}=False" for i in (1, 2)}
            for without in ("elementwise_affine", "bias")
        ),
    ),
    Mistake(
        "sizes-swapped",
        "FeedForward takes the width of the words first: FeedForward(d_model, d_ff).",
        {"(d_model, d_ff)": "(d_ff, d_model)"},
    ),
    Mistake(
        "attention-with-offsets",
        "Your attention has offsets. Leave `bias` as it is: MultiHeadAttention(d_model, num_heads).",
        {"(d_model, num_heads)": "(d_model, num_heads, bias=True)"},
    ),
    Mistake(
        "attention-of-pytorch",
        "This is PyTorch's nn.MultiheadAttention, which means a mask the other way round. Take MultiHeadAttention of "
        "course_lib.attention.",
        {
            "MultiHeadAttention(d_model, num_heads)": "nn.MultiheadAttention(d_model, num_heads, batch_first=True)",
            "x, x, x, mask)": "x, x, x, attn_mask=mask)[0]",
        },
    ),
    Mistake(
        "one-head",
        "Your attention has one head only: hand `num_heads` on to it.",
        {"(d_model, num_heads)": "(d_model, 1)"},
    ),
)

EXERCISE = Exercise(
    name="encoder-layer",
    chapter="encoder",
    minutes=20,
    difficulty="medium",
    solution=Encode,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_UnderOtherNames, _NormByHand, _NormInFloat64),
)
