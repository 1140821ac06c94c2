"""Let target words ask the source."""

import torch
from torch import Tensor

from course_lib.attention import scaled_dot_product_attention
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def cross_attention(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    """Return for every target word what it gathers from the memory, [batch, target words, d_v]."""
    query = target @ w_q
    key = memory @ w_k
    value = memory @ w_v
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-1) @ value


def _case(words: str, *sizes: int, d_k: int, d_v: int, loud: float = 1.0, dtype: torch.dtype = torch.float32) -> Case:
    """Make a case of the sizes batch, target words, source words, d_model; a loud memory gives large scores."""
    batch, target_words, source_words, d_model = sizes
    shapes = ((batch, target_words, d_model), (batch, source_words, d_model), *((d_model, d) for d in (d_k, d_k, d_v)))

    def arguments() -> tuple[Tensor, ...]:
        target, memory, *matrices = (random_tensor(*s, seed=seed, dtype=dtype) for seed, s in enumerate(shapes))
        return target, loud * memory, *matrices

    return Case(words, arguments)


CASES = (
    Case(
        "one target word, two source words, unit matrices",
        lambda: (torch.tensor([[[2.0, 0.0]]]), torch.eye(2)[None], *(torch.eye(2) for _ in range(3))),
    ),
    _case("three target words, two source words, all widths 2", 1, 3, 2, 2, d_k=2, d_v=2),
    _case("batch of 2, three target and five source words, all widths different", 2, 3, 5, 7, d_k=4, d_v=6),
    _case("batch of 3, four target words, one source word", 3, 4, 1, 5, d_k=2, d_v=3),
    _case("all sizes 3", 3, 3, 3, 3, d_k=3, d_v=3),
    _case("large scores", 2, 2, 4, 6, d_k=5, d_v=1, loud=200.0),
    _case("float64", 2, 4, 3, 2, d_k=3, d_v=5, dtype=torch.float64),
)


# Other ways to write it


def _with_the_library(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    return scaled_dot_product_attention(target @ w_q, memory @ w_k, memory @ w_v)


def _with_einsum(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    target, memory, w_q, w_k, w_v = (x.double() for x in (target, memory, w_q, w_k, w_v))
    scores = torch.einsum("btd,dk,bse,ek->bts", target, w_q, memory, w_k).div(w_k.shape[1] ** 0.5)
    return torch.einsum("bts,bsd,dv->btv", scores.softmax(2), memory, w_v)


def _word_by_word(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    output = torch.zeros(*target.shape[:2], w_v.shape[1])
    for sentence in range(target.shape[0]):
        key, value = memory[sentence] @ w_k, memory[sentence] @ w_v
        for word in range(target.shape[1]):
            scores = key @ (target[sentence, word] @ w_q / w_q.shape[1] ** 0.5)
            output[sentence, word] = scores.softmax(0) @ value
    return output


# Ways to get it wrong

TURNED = "key.transpose(-2, -1)"
AHEAD = "torch.ones_like(scores[0]).triu(1)"  # 1 for every source word with a higher number than the target word

MISTAKES = (
    Mistake(
        "roles-swapped",
        "Target and memory have swapped roles: you let the source words ask. The target words ask, the memory answers.",
        {"target @ w_q": "memory @ w_q", "memory @ w_k": "target @ w_k", "memory @ w_v": "target @ w_v"},
    ),
    Mistake(
        "queries-from-memory",
        "The queries come from the memory, so the source words ask one another. The target words ask: target @ w_q.",
        {"target @": "memory @"},
    ),
    Mistake(
        "self-attention",
        "Keys and values come from the target: that is self-attention, and the memory has no say.",
        {"memory @ w_k": "target @ w_k", "memory @ w_v": "target @ w_v"},
    ),
    Mistake("keys-from-target", "The keys come from the target. Use memory @ w_k.", {"memory @ w_k": "target @ w_k"}),
    Mistake(
        "values-from-target", "The values come from the target. Use memory @ w_v.", {"memory @ w_v": "target @ w_v"}
    ),
    Mistake("no-scale", "The division by √d_k is missing.", {" / query.shape[-1] ** 0.5": ""}),
    Mistake(
        "scaled-twice",
        "Scores are divided by √d_k twice, or by d_k. √d_k once, which the library does.",
        {" ** 0.5": ""},
    ),
    Mistake(
        "root-of-d_model",
        "You divided by √d_model. Dot products sum d_k products: √d_k.",
        {"query.shape": "target.shape"},
    ),
    Mistake(
        "root-of-the-words",
        "You divided by the root of a number of words. A dot product sums d_k products, so it is √d_k.",
        ({"query.shape[-1]": "key.shape[-2]"}, {"query.shape[-1]": "query.shape[-2]"}),
    ),
    Mistake(
        "softmax-over-target-words",
        "Each source word shares itself among the target words. It is the other way round: each target word shares its "
        "attention among the source words, dim=-1.",
        {"dim=-1": "dim=-2"},
    ),
    Mistake(
        "softmax-over-the-batch",
        "Softmax runs over the batch. It runs over the source words, dim=-1.",
        {"dim=-1": "dim=0"},
    ),
    Mistake(
        "no-softmax",
        "The scores are used as weights. Take softmax of them first.",
        {"torch.softmax(scores, dim=-1)": "scores"},
    ),
    Mistake(
        "softmax-overflows",
        "exp overflows where a score is large. torch.softmax takes the largest score away first.",
        {"torch.softmax(scores, dim=-1)": "scores.exp() / scores.exp().sum(dim=-1, keepdim=True)"},
    ),
    Mistake("keys-not-transposed", "Each query meets each key: turn the last two axes of the keys.", {TURNED: "key"}),
    Mistake(
        "wrong-axes-turned",
        "You turned other axes of the keys than the last two; the batch stays in front: key.transpose(-2, -1).",
        ({TURNED: "key.permute(2, 1, 0)"}, {TURNED: "key.transpose(0, 1)"}),
    ),
    Mistake("keys-as-values", "You handed over the keys. The values are memory @ w_v.", {"memory @ w_v": "key"}),
    Mistake("values-as-keys", "The keys come from w_v, as the values do. They are memory @ w_k.", {"@ w_k": "@ w_v"}),
    Mistake(
        "memory-as-values", "The memory itself is handed over. The values are memory @ w_v.", {"memory @ w_v": "memory"}
    ),
    Mistake(
        "w_q-and-w_k-exchanged",
        "w_q and w_k are exchanged: the target asks with w_q.",
        {"@ w_q": "@ w_k", "@ w_k": "@ w_q"},
    ),
    Mistake(
        "w_k-and-w_v-exchanged", "w_k and w_v are exchanged: w_k is for keys.", {"@ w_k": "@ w_v", "@ w_v": "@ w_k"}
    ),
    Mistake(
        "one-query-for-all",
        "All target words share one query, the mean of theirs. Each asks for itself.",
        (
            {"target @ w_q": "(target @ w_q).mean(dim=1, keepdim=True).expand(-1, target.shape[1], -1)"},
            {"target @ w_q": "(target @ w_q).mean(dim=1, keepdim=True)"},
        ),
    ),
    Mistake(
        "target-added", "You added the target. That comes later, in the block around it.", {"return": "return target +"}
    ),
    Mistake(
        "never-ahead",
        "You put a causal mask on it. The source is all there already: every target word may look at all of it.",
        {"softmax(scores,": f"softmax(scores.masked_fill({AHEAD} == 1, -torch.inf),"},
    ),
    Mistake(
        "weights-returned", "These are the weights. Multiply them by the values: weights @ value.", {") @ value": ")"}
    ),
)

EXERCISE = Exercise(
    name="cross-attention",
    chapter="decoder",
    minutes=10,
    difficulty="easy",
    solution=cross_attention,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_the_library, _with_einsum, _word_by_word),
)
