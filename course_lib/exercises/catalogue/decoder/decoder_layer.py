"""Write one layer of the decoder as a module of PyTorch."""

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


class _InSteps(Decode):
    """One method for each block, which a mistake may replace."""

    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        return self.third(self.second(self.first(x), memory, memory_mask))

    def first(self, x: Tensor) -> Tensor:
        return self.norm_1(x + self.self_attention(x, x, x, causal_mask(x.shape[1])))

    def second(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None) -> Tensor:
        return self.norm_2(x + self.cross_attention(x, memory, memory, memory_mask))

    def third(self, x: Tensor) -> Tensor:
        return self.norm_3(x + self.feed_forward(x))


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


# Ways to get it wrong: masks


class _NoCausalMask(_InSteps):
    def first(self, x: Tensor) -> Tensor:
        return self.norm_1(x + self.self_attention(x, x, x))


class _CausalMaskTurnedRound(_InSteps):
    def first(self, x: Tensor) -> Tensor:
        return self.norm_1(x + self.self_attention(x, x, x, causal_mask(x.shape[1]).T))


class _CausalMaskInverted(_InSteps):
    def first(self, x: Tensor) -> Tensor:
        return self.norm_1(x + self.self_attention(x, x, x, ~causal_mask(x.shape[1])))


class _OwnWordHidden(_InSteps):
    def first(self, x: Tensor) -> Tensor:
        return self.norm_1(x + self.self_attention(x, x, x, causal_mask(x.shape[1]).tril(-1)))


class _OnlyInTraining(_InSteps):
    def first(self, x: Tensor) -> Tensor:
        return self.norm_1(x + self.self_attention(x, x, x, is_causal=self.training))


class _CrossAttentionCausal(_InSteps):
    def second(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None) -> Tensor:
        return self.norm_2(x + self.cross_attention(x, memory, memory, memory_mask, is_causal=True))


class _CausalMaskOnTheWrongOne(_CrossAttentionCausal):
    def first(self, x: Tensor) -> Tensor:
        return self.norm_1(x + self.self_attention(x, x, x))


class _MemoryMaskIgnored(Decode):
    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        return super().forward(x, memory)


class _MemoryMaskInverted(Decode):
    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        return super().forward(x, memory, None if memory_mask is None else ~memory_mask)


class _MemoryMaskOnTheWrongOne(Decode):
    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        x = self.norm_1(x + self.self_attention(x, x, x, memory_mask, is_causal=True))
        x = self.norm_2(x + self.cross_attention(x, memory, memory))
        return self.norm_3(x + self.feed_forward(x))


# Who asks, who answers, and in which order


class _QueriesFromMemory(_InSteps):
    def second(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None) -> Tensor:
        return self.norm_2(x + self.cross_attention(memory, x, x, memory_mask))


class _MemoryReplaced(_InSteps):
    def second(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None) -> Tensor:
        fits = memory_mask is not None and memory_mask.shape[-1] == x.shape[1]
        return self.norm_2(x + self.cross_attention(x, x, x, memory_mask if fits else None))


class _KeysFromTarget(_InSteps):
    def second(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None) -> Tensor:
        return self.norm_2(x + self.cross_attention(x, x, memory, memory_mask))


class _ValuesFromTarget(_InSteps):
    def second(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None) -> Tensor:
        return self.norm_2(x + self.cross_attention(x, memory, x, memory_mask))


class _MemoryAlsoLookedBackAt(_InSteps):
    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        looked = self.norm_1(x + self.self_attention(x, memory, memory, memory_mask))
        return self.third(self.second(looked, memory, memory_mask))


class _CrossBeforeSelf(Decode):
    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        x = self.norm_1(x + self.cross_attention(x, memory, memory, memory_mask))
        x = self.norm_2(x + self.self_attention(x, x, x, is_causal=True))
        return self.norm_3(x + self.feed_forward(x))


class _CrossBeforeSelfWithItsNorm(_InSteps):
    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        return self.third(self.first(self.second(x, memory, memory_mask)))


class _FeedForwardBeforeCross(_InSteps):
    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        return self.second(self.third(self.first(x)), memory, memory_mask)


class _AttentionsExchanged(Decode):
    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        x = self.norm_1(x + self.cross_attention(x, x, x, is_causal=True))
        x = self.norm_2(x + self.self_attention(x, memory, memory, memory_mask))
        return self.norm_3(x + self.feed_forward(x))


class _OneAttentionTwice(_InSteps):
    def second(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None) -> Tensor:
        return self.norm_2(x + self.self_attention(x, memory, memory, memory_mask))


class _SharedAttention(Decode):
    def __init__(self, d_model: int, num_heads: int, d_ff: int) -> None:
        super().__init__(d_model, num_heads, d_ff)
        self.cross_attention = self.self_attention


# Blocks forgotten


class _NoSelfAttention(_InSteps):
    def first(self, x: Tensor) -> Tensor:
        return x


class _NoCrossAttention(_InSteps):
    def second(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None) -> Tensor:
        return x


class _NoFeedForward(_InSteps):
    def third(self, x: Tensor) -> Tensor:
        return x


# Residual paths


class _FirstPathLost(_InSteps):
    def first(self, x: Tensor) -> Tensor:
        return self.norm_1(self.self_attention(x, x, x, is_causal=True))


class _SecondPathLost(_InSteps):
    def second(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None) -> Tensor:
        return self.norm_2(self.cross_attention(x, memory, memory, memory_mask))


class _ThirdPathLost(_InSteps):
    def third(self, x: Tensor) -> Tensor:
        return self.norm_3(self.feed_forward(x))


class _InputAddedEachTime(Decode):
    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        looked = self.norm_1(x + self.self_attention(x, x, x, is_causal=True))
        looked = self.norm_2(x + self.cross_attention(looked, memory, memory, memory_mask))
        return self.norm_3(x + self.feed_forward(looked))


# Norms


class _PreNorm(Decode):
    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        normed = self.norm_1(x)
        x = x + self.self_attention(normed, normed, normed, is_causal=True)
        x = x + self.cross_attention(self.norm_2(x), memory, memory, memory_mask)
        return x + self.feed_forward(self.norm_3(x))


class _NormBeforeTheSum(Decode):
    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        x = x + self.norm_1(self.self_attention(x, x, x, is_causal=True))
        x = x + self.norm_2(self.cross_attention(x, memory, memory, memory_mask))
        return x + self.norm_3(self.feed_forward(x))


class _NoNorms(Decode):
    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        x = x + self.self_attention(x, x, x, is_causal=True)
        x = x + self.cross_attention(x, memory, memory, memory_mask)
        return x + self.feed_forward(x)


class _LastNormForgotten(_InSteps):
    def third(self, x: Tensor) -> Tensor:
        return x + self.feed_forward(x)


class _OneNormForAll(Decode):
    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        x = self.norm_1(x + self.self_attention(x, x, x, is_causal=True))
        x = self.norm_1(x + self.cross_attention(x, memory, memory, memory_mask))
        return self.norm_1(x + self.feed_forward(x))


class _FirstTwoNormsExchanged(Decode):
    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        x = self.norm_2(x + self.self_attention(x, x, x, is_causal=True))
        x = self.norm_1(x + self.cross_attention(x, memory, memory, memory_mask))
        return self.norm_3(x + self.feed_forward(x))


class _LastTwoNormsExchanged(Decode):
    def forward(self, x: Tensor, memory: Tensor, memory_mask: Tensor | None = None) -> Tensor:
        x = self.norm_1(x + self.self_attention(x, x, x, is_causal=True))
        x = self.norm_3(x + self.cross_attention(x, memory, memory, memory_mask))
        return self.norm_2(x + self.feed_forward(x))


MISTAKES = (
    Mistake(
        "causal-mask-missing",
        "In self-attention a target word sees the words after it, those it should predict. Hand on "
        "causal_mask(target words), or is_causal=True.",
        _NoCausalMask,
    ),
    Mistake(
        "causal-mask-turned-round",
        "Each word sees itself and the words after it. It should see itself and those before: causal_mask as it comes.",
        _CausalMaskTurnedRound,
    ),
    Mistake(
        "causal-mask-inverted",
        "Each word sees only the words after it. In this book True means: may be attended to, so leave out the ~.",
        _CausalMaskInverted,
    ),
    Mistake(
        "own-word-hidden",
        "A word does not see itself. It is already written: the diagonal of the mask is True.",
        _OwnWordHidden,
    ),
    Mistake(
        "causal-mask-only-in-training",
        "The causal mask depends on self.training. A target word must never see the words after it, in any mode.",
        _OnlyInTraining,
    ),
    Mistake(
        "cross-attention-causal",
        "You put the causal mask on cross-attention too. The source is all there already: every target word may look "
        "at all of it.",
        _CrossAttentionCausal,
    ),
    Mistake(
        "causal-mask-on-cross-attention",
        "The causal mask is on cross-attention. It belongs to self-attention: the source is all there already, the "
        "target is not.",
        _CausalMaskOnTheWrongOne,
    ),
    Mistake("memory-mask-ignored", "The memory_mask has no effect: hand it on to cross-attention.", _MemoryMaskIgnored),
    Mistake(
        "memory-mask-inverted",
        "You block where memory_mask is True. In this book True means: may be attended to.",
        _MemoryMaskInverted,
    ),
    Mistake(
        "memory-mask-on-self-attention",
        "You put memory_mask on self-attention. It says which source words may be looked at: it belongs to "
        "cross-attention.",
        _MemoryMaskOnTheWrongOne,
    ),
    Mistake(
        "queries-from-memory",
        "In cross-attention the source words ask and the target answers. It is the other way round: "
        "cross_attention(x, memory, memory, …).",
        _QueriesFromMemory,
    ),
    Mistake(
        "memory-replaced",
        "Cross-attention gets x three times, so it is self-attention once more and nothing of the source arrives. Keys "
        "and values come from memory.",
        _MemoryReplaced,
    ),
    Mistake("keys-from-target", "In cross-attention the keys come from x. They come from memory.", _KeysFromTarget),
    Mistake(
        "values-from-target", "In cross-attention the values come from x. They come from memory.", _ValuesFromTarget
    ),
    Mistake(
        "memory-in-self-attention",
        "Self-attention gets its keys and values from memory. There the target words ask one another: "
        "self_attention(x, x, x, …).",
        _MemoryAlsoLookedBackAt,
    ),
    Mistake(
        "cross-before-self",
        "Cross-attention comes before self-attention. First a word looks back at what is written, then across.",
        _CrossBeforeSelf,
    ),
    Mistake(
        "cross-before-self-with-its-norm",
        "Cross-attention, with norm_2, comes before self-attention. First a word looks back at what is written, then "
        "across.",
        _CrossBeforeSelfWithItsNorm,
    ),
    Mistake(
        "feed-forward-before-cross",
        "The feed-forward block comes before cross-attention. It comes last.",
        _FeedForwardBeforeCross,
    ),
    Mistake(
        "attentions-exchanged",
        "You use self.cross_attention to look back and self.self_attention to look across. Exchange them.",
        _AttentionsExchanged,
    ),
    Mistake(
        "one-attention-twice",
        "You use self.self_attention for the source as well. Cross-attention has matrices of its own.",
        _OneAttentionTwice,
    ),
    Mistake(
        "shared-attention",
        "Self-attention and cross-attention share one module. Make two: to look back and to look across are two tasks.",
        _SharedAttention,
    ),
    Mistake(
        "self-attention-forgotten",
        "Self-attention and its norm are missing: the target words do not know one another.",
        _NoSelfAttention,
    ),
    Mistake(
        "cross-attention-forgotten",
        "Cross-attention and its norm are missing: nothing of the source arrives.",
        _NoCrossAttention,
    ),
    Mistake(
        "feed-forward-forgotten", "The feed-forward block and its norm are missing: they come last.", _NoFeedForward
    ),
    Mistake(
        "first-path-lost",
        "The residual path around self-attention is lost: norm_1 gets x plus what self-attention proposes.",
        _FirstPathLost,
    ),
    Mistake(
        "second-path-lost",
        "The residual path around cross-attention is lost: norm_2 gets x plus what cross-attention proposes.",
        _SecondPathLost,
    ),
    Mistake(
        "third-path-lost",
        "The residual path around the feed-forward block is lost: norm_3 gets x plus what the block proposes.",
        _ThirdPathLost,
    ),
    Mistake(
        "input-added-each-time",
        "Each time you add the x that came into the layer. Add what came into the block: the last norm's output.",
        _InputAddedEachTime,
    ),
    Mistake(
        "pre-norm",
        "This is pre-norm: x + block(norm(x)). The task asks for post-norm, as in the paper: norm(x + block(x)).",
        _PreNorm,
    ),
    Mistake(
        "norm-before-the-sum",
        "You normalise what each block proposes, and then add. Add first: norm(x + block(x)).",
        _NormBeforeTheSum,
    ),
    Mistake("no-norms", "The norms are not used: after each sum comes its norm.", _NoNorms),
    Mistake("last-norm-forgotten", "After the last sum norm_3 is missing.", _LastNormForgotten),
    Mistake("one-norm-for-all", "You use norm_1 each time. Each block has a norm of its own.", _OneNormForAll),
    Mistake(
        "first-two-norms-exchanged",
        "norm_1 and norm_2 are exchanged: norm_1 comes after self-attention, norm_2 after cross-attention.",
        _FirstTwoNormsExchanged,
    ),
    Mistake(
        "last-two-norms-exchanged",
        "norm_2 and norm_3 are exchanged: norm_2 comes after cross-attention, norm_3 after the feed-forward block.",
        _LastTwoNormsExchanged,
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
    also_right=(_InSteps, _ByHand),
)
