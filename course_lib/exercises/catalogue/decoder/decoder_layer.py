"""Write one layer of the decoder as a module of PyTorch."""

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn.functional import layer_norm

from course_lib.attention import MultiHeadAttention, causal_mask
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor
from course_lib.transformer import FeedForward


class Decode(nn.Module):
    """Masked self-attention, cross-attention, feed-forward: each with a residual path, and a norm after the sum."""

    def __init__(self, d_model: int, num_heads: int, d_ff: int) -> None:
        """Make the three blocks and their norms."""
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm_1 = nn.LayerNorm(d_model)
        self.norm_2 = nn.LayerNorm(d_model)
        self.norm_3 = nn.LayerNorm(d_model)

    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        """Return [batch, target words, d_model]."""
        x = self.norm_1(x + self.self_attention(x, x, x, is_causal=True))
        x = self.norm_2(x + self.cross_attention(x, memory, memory, memory_mask))
        return self.norm_3(x + self.feed_forward(x))


def _case(words: str, *sizes: int, heads: int, mask: Tensor | None = None, dtype: torch.dtype = torch.float32) -> Case:
    """Make a case of the sizes batch, target words, source words, d_model, d_ff."""
    batch, target_words, source_words, d_model, d_ff = sizes

    def arguments() -> tuple[int | Tensor, ...]:
        x = random_tensor(batch, target_words, d_model, seed=1, dtype=dtype)
        memory = random_tensor(batch, source_words, d_model, seed=2, dtype=dtype)
        return d_model, heads, d_ff, x, memory, *(() if mask is None else (mask.clone(),))

    return Case(words, arguments)


PADDING = torch.tensor([[1, 1, 0, 0, 0], [1, 1, 1, 1, 0]]).bool()[:, None, None]
SQUARE_PADDING = torch.tensor([[1, 1, 0, 0], [1, 1, 1, 0], [0, 1, 1, 1]]).bool()[:, None, None]
ONE_MASK_A_WORD = torch.tensor([[1, 0, 1, 0, 0], [0, 1, 0, 0, 1], [1, 1, 1, 0, 1]]).bool()[None, None]

# With as many source words as target words no mixed-up sequence shows by its shape; with other numbers it does.
# The batch has never as many sentences as the target has words: attention refuses a causal mask [words, words] there.
CASES = (
    _case("two target words, two source words, width 4, two heads", 1, 2, 2, 4, 6, heads=2),
    _case("one target word, three source words, width 4, one head", 1, 1, 3, 4, 2, heads=1),
    _case("batch of 2, three target words, five source words, width 12, three heads", 2, 3, 5, 12, 7, heads=3),
    _case("batch of 2, five target words, three source words, width 6, two heads", 2, 5, 3, 6, 10, heads=2),
    _case("five source words, padding mask [batch, 1, 1, source words]", 2, 3, 5, 4, 8, heads=2, mask=PADDING),
    _case("as many target as source words, padding mask", 3, 4, 4, 6, 5, heads=3, mask=SQUARE_PADDING),
    _case("a mask for each target word, [1, 1, target words, 5]", 2, 3, 5, 4, 3, heads=2, mask=ONE_MASK_A_WORD),
    _case("float64", 2, 4, 3, 6, 5, heads=2, dtype=torch.float64),
)


# Other ways to write it


class _InALoop(Decode):
    """Take blocks and norms in turn."""

    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        blocks: tuple[Callable[[Tensor], Tensor], ...] = (
            lambda x: self.self_attention(x, x, x, causal_mask(x.shape[1])),
            lambda x: self.cross_attention(x, memory, memory, memory_mask),
            self.feed_forward,
        )
        for block, norm in zip(blocks, (self.norm_1, self.norm_2, self.norm_3), strict=True):
            x = norm(block(x) + x)
        return x


class _WithMasks(Decode):
    """Make a mask for every case, also where everything may be seen."""

    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        places = torch.arange(x.shape[1])
        may_see = torch.tensor([True]) if memory_mask is None else memory_mask
        looked_back = self.norm_1(x + self.self_attention(x, x, x, (places <= places[:, None])[None, None]))
        looked_across = self.norm_2(looked_back + self.cross_attention(looked_back, memory, memory, may_see))
        return self.norm_3(looked_across + self.feed_forward(looked_across))


class _ByHand(nn.Module):
    """Make the layers in another order, write the norm out, and loop over the target words."""

    def __init__(self, d_model: int, num_heads: int, d_ff: int) -> None:
        super().__init__()
        self.norm_3, self.norm_2, self.norm_1 = (nn.LayerNorm(d_model) for _ in range(3))
        self.feed_forward = FeedForward(d_model, d_ff)
        self.cross_attention, self.self_attention = (MultiHeadAttention(d_model, num_heads) for _ in range(2))

    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        # A word that sees only the words up to itself needs no mask.
        seen = ((x[:, i : i + 1], x[:, : i + 1]) for i in range(x.shape[1]))
        x = self._add_and_norm(x, torch.cat([self.self_attention(word, up_to, up_to) for word, up_to in seen], 1), 1)
        x = self._add_and_norm(self.cross_attention(x, memory, memory, mask=memory_mask), x, 2)
        return self._add_and_norm(self.feed_forward(x), x, 3)

    def _add_and_norm(self, x: Tensor, proposed: Tensor, number: int) -> Tensor:
        norm = getattr(self, f"norm_{number}")
        return layer_norm(x + proposed, x.shape[-1:], norm.weight, norm.bias, norm.eps)


# Ways to get it wrong

BACK = "self.self_attention(x, x, x, is_causal=True)"
ACROSS = "self.cross_attention(x, memory, memory, memory_mask)"
FORWARD = "self.feed_forward(x)"
PATHS = {f"x + {block}": block for block in (BACK, ACROSS, FORWARD)}
UPPER = "torch.ones(x.shape[1], memory.shape[1], dtype=torch.bool).tril()"

MISTAKES = (
    # The masks
    Mistake(
        "causal-mask-missing",
        "In self-attention a target word sees the words after it, those it should predict. Hand on "
        "causal_mask(target words), or is_causal=True.",
        {", is_causal=True": ""},
    ),
    Mistake(
        "causal-mask-turned-round",
        "Each word sees itself and the words after it. It should see itself and those before: causal_mask as it comes.",
        {"is_causal=True": "causal_mask(x.shape[1]).T"},
    ),
    Mistake(
        "causal-mask-inverted",
        "Each word sees only the words after it. In this book True means: may be attended to, so leave out the ~.",
        {"is_causal=True": "~causal_mask(x.shape[1])"},
    ),
    Mistake(
        "own-word-hidden",
        "A word does not see itself. It is already written: the diagonal of the mask is True.",
        {"is_causal=True": "causal_mask(x.shape[1]).tril(-1)"},
    ),
    Mistake(
        "causal-mask-of-another-size",
        "The causal mask has the wrong size. Its rows and columns are the target words: causal_mask(x.shape[1]).",
        tuple({"is_causal=True": f"causal_mask({size})"} for size in ("x.shape[0]", "x.shape[2]", "memory.shape[1]")),
    ),
    Mistake(
        "causal-mask-only-in-training",
        "The causal mask depends on self.training. A target word must never see the words after it, in any mode.",
        {"is_causal=True": "is_causal=self.training"},
    ),
    Mistake(
        "cross-attention-causal",
        "You put the causal mask on cross-attention too. The source is all there already: every target word may look "
        "at all of it.",
        (
            {"memory, memory_mask))": "memory, memory_mask, is_causal=True))"},
            {"memory, memory_mask))": f"memory, {UPPER} if memory_mask is None else memory_mask))"},
            {"memory, memory_mask))": f"memory, {UPPER} if memory_mask is None else {UPPER} & memory_mask))"},
            {"memory, memory_mask))": "memory, causal_mask(x.shape[1])))"},
        ),
    ),
    Mistake(
        "causal-mask-on-cross-attention",
        "The causal mask is on cross-attention. It belongs to self-attention: the source is all there already, the "
        "target is not.",
        {", is_causal=True": "", "memory, memory_mask))": "memory, memory_mask, is_causal=True))"},
    ),
    Mistake(
        "memory-mask-ignored",
        "memory_mask has no effect. Cross-attention needs it.",
        {"memory, memory_mask))": "memory))"},
    ),
    Mistake(
        "memory-mask-inverted",
        "You block where memory_mask is True. In this book True means: may be attended to. And it may be None.",
        (
            {"memory, memory_mask))": "memory, None if memory_mask is None else ~memory_mask))"},
            {"memory, memory_mask))": "memory, ~memory_mask))"},
        ),
    ),
    Mistake(
        "memory-mask-on-self-attention",
        "You put memory_mask on self-attention. It says which source words may be looked at: it belongs to "
        "cross-attention.",
        (
            {"x, x, x, ": "x, x, x, memory_mask, ", "memory, memory_mask))": "memory))"},
            {"x, x, x, ": "x, x, x, memory_mask, "},
        ),
    ),
    # Who asks, who answers, and in which order
    Mistake(
        "queries-from-memory",
        "In cross-attention the source words ask and the target answers. It is the other way round: "
        "cross_attention(x, memory, memory, …).",
        (
            {"(x, memory, memory, memory_mask": "(memory, x, x, memory_mask"},
            {"(x, memory, memory, memory_mask": "(memory, x, x"},
        ),
    ),
    Mistake(
        "memory-replaced",
        "Cross-attention gets x three times, so it is self-attention once more and nothing of the source arrives. Keys "
        "and values come from memory.",
        ({"(x, memory, memory, memory_mask": "(x, x, x, memory_mask"}, {"(x, memory, memory, memory_mask": "(x, x, x"}),
    ),
    Mistake(
        "keys-from-target", "Cross-attention's keys must come from memory.", {"(x, memory, memory, ": "(x, x, memory, "}
    ),
    Mistake(
        "values-from-target",
        "Cross-attention's values must come from memory.",
        {"(x, memory, memory, ": "(x, memory, x, "},
    ),
    Mistake(
        "memory-in-self-attention",
        "Self-attention gets its keys and values from memory. There the target words ask one another: "
        "self_attention(x, x, x, …).",
        ({"x, x, x, is_causal=True": "x, memory, memory, memory_mask"}, {"x, x, x, ": "x, memory, memory, "}),
    ),
    Mistake(
        "cross-before-self",
        "Cross-attention comes before self-attention. First a word looks back at what is written, then across.",
        (
            {BACK: ACROSS, ACROSS: BACK},
            {f"norm_1(x + {BACK}": f"norm_2(x + {ACROSS}", f"norm_2(x + {ACROSS}": f"norm_1(x + {BACK}"},
        ),
    ),
    Mistake(
        "feed-forward-before-cross",
        "The feed-forward block comes before cross-attention. It comes last.",
        (
            {ACROSS: FORWARD, FORWARD: ACROSS},
            {f"norm_2(x + {ACROSS}": f"norm_3(x + {FORWARD}", f"norm_3(x + {FORWARD}": f"norm_2(x + {ACROSS}"},
        ),
    ),
    Mistake(
        "attentions-exchanged",
        "You use self.cross_attention to look back and self.self_attention to look across. Exchange them.",
        {"self.self_attention(": "self.cross_attention(", "self.cross_attention(": "self.self_attention("},
    ),
    Mistake(
        "one-attention-twice",
        "You use self.self_attention for the source as well. Cross-attention has matrices of its own.",
        {"self.cross_attention(": "self.self_attention("},
    ),
    Mistake(
        "shared-attention",
        "Self-attention and cross-attention share one module. Make two: to look back and to look across are two tasks.",
        {"self.cross_attention = MultiHeadAttention(d_model, num_heads)": "self.cross_attention = self.self_attention"},
    ),
    # Blocks and residual paths
    Mistake(
        "self-attention-forgotten",
        "Self-attention is missing: the target words do not know one another.",
        ({f"x = self.norm_1(x + {BACK})": "pass"}, {f" + {BACK}": ""}),
    ),
    Mistake(
        "cross-attention-forgotten",
        "Cross-attention is missing: nothing of the source arrives.",
        ({f"x = self.norm_2(x + {ACROSS})": "pass"}, {f" + {ACROSS}": ""}),
    ),
    Mistake(
        "feed-forward-forgotten",
        "The feed-forward block is missing.",
        ({f"self.norm_3(x + {FORWARD})": "x"}, {f" + {FORWARD}": ""}),
    ),
    Mistake(
        "path-lost",
        "A residual path is lost: around each of the three blocks, its norm gets x plus what the block proposes.",
        (*({old: new} for old, new in PATHS.items()), PATHS),
    ),
    Mistake(
        "input-added-each-time",
        "Each time you add the x that came into the layer. Add what came into the block: the last norm's output.",
        {
            "x = self.norm_1": "y = self.norm_1",
            f"x = self.norm_2(x + {ACROSS}": f"y = self.norm_2(x + {ACROSS.replace('(x', '(y')}",
            FORWARD: FORWARD.replace("x", "y"),
        },
    ),
    # Norms
    Mistake(
        "pre-norm",
        "This is pre-norm: x + block(norm(x)). The task asks for post-norm, as in the paper: norm(x + block(x)).",
        {
            f"x = self.norm_1(x + {BACK})": f"y = self.norm_1(x)\n        x = x + {BACK.replace('x,', 'y,')}",
            f"self.norm_2(x + {ACROSS})": f"x + {ACROSS.replace('(x', '(self.norm_2(x)')}",
            f"self.norm_3(x + {FORWARD})": f"x + {FORWARD.replace('x', 'self.norm_3(x)')}",
        },
    ),
    Mistake(
        "norm-before-the-sum",
        "You normalise what each block proposes, and then add. Add first: norm(x + block(x)).",
        {f"self.norm_{i}(x + ": f"x + self.norm_{i}(" for i in (1, 2, 3)},
    ),
    Mistake(
        "no-norms", "No norm is used: after each sum comes its norm.", {f"self.norm_{i}(x": "(x" for i in (1, 2, 3)}
    ),
    Mistake(
        "norm-forgotten",
        "One sum goes on without its norm. After each of the three comes a norm.",
        tuple({f"self.norm_{i}(x": "(x"} for i in (1, 2, 3)),
    ),
    Mistake(
        "one-norm-for-all",
        "You use norm_1 each time. Each block has a norm of its own.",
        {"self.norm_2(": "self.norm_1(", "self.norm_3(": "self.norm_1("},
    ),
    Mistake(
        "shared-norm",
        "Several names stand for one norm. Make three, one for each block.",
        (
            {
                "self.norm_2 = nn.LayerNorm(d_model)": "self.norm_2 = self.norm_1",
                "self.norm_3 = nn.LayerNorm(d_model)": "self.norm_3 = self.norm_1",
            },
            {"self.norm_3 = nn.LayerNorm(d_model)": "self.norm_3 = self.norm_2"},
        ),
    ),
    Mistake(
        "norms-exchanged",
        "Norms are exchanged: norm_1 comes after self-attention, norm_2 after cross-attention, norm_3 at the end.",
        (
            {"self.norm_1(": "self.norm_2(", "self.norm_2(": "self.norm_1("},
            {"self.norm_2(": "self.norm_3(", "self.norm_3(": "self.norm_2("},
            {"self.norm_1(": "self.norm_3(", "self.norm_3(": "self.norm_1("},
        ),
    ),
)

EXERCISE = Exercise(
    name="decoder-layer",
    chapter="decoder",
    minutes=25,
    difficulty="medium",
    solution=Decode,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_InALoop, _WithMasks, _ByHand),
)
