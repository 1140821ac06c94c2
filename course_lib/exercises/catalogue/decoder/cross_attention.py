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


UNIT = [[1.0, 0.0], [0.0, 1.0]]

CASES = (
    Case(
        "one target word, two source words, unit matrices",
        lambda: (
            torch.tensor([[[2.0, 0.0]]]),
            torch.tensor([[[1.0, 0.0], [0.0, 1.0]]]),
            *map(torch.tensor, [UNIT] * 3),
        ),
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
    scores = torch.einsum("btd,dk,bse,ek->bts", target, w_q, memory, w_k).div(w_k.shape[1] ** 0.5)
    return torch.einsum("bts,bsd,dv->btv", scores.softmax(2), memory, w_v)


def _word_by_word(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    output = target.new_zeros(*target.shape[:2], w_v.shape[1])
    for sentence in range(target.shape[0]):
        key, value = memory[sentence] @ w_k, memory[sentence] @ w_v
        for word in range(target.shape[1]):
            scores = key @ (target[sentence, word] @ w_q / w_q.shape[1] ** 0.5)
            output[sentence, word] = scores.softmax(0) @ value
    return output


# Ways to get it wrong


def _roles_swapped(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    return cross_attention(memory, target, w_q, w_k, w_v)


def _queries_from_memory(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    return cross_attention(memory, memory, w_q, w_k, w_v)


def _self_attention(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    return cross_attention(target, target, w_q, w_k, w_v)


def _keys_from_target(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    return scaled_dot_product_attention(target @ w_q, target @ w_k, memory @ w_v)


def _values_from_target(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    return scaled_dot_product_attention(target @ w_q, memory @ w_k, target @ w_v)


def _no_scale(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    return cross_attention(target, memory, w_q * w_q.shape[1] ** 0.5, w_k, w_v)


def _scaled_twice(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    return cross_attention(target, memory, w_q / w_q.shape[1] ** 0.5, w_k, w_v)


def _root_of_d_model(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    return cross_attention(target, memory, w_q * (w_q.shape[1] / w_q.shape[0]) ** 0.5, w_k, w_v)


def _over_target_words(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    scores = (target @ w_q) @ (memory @ w_k).mT / w_q.shape[1] ** 0.5
    return scores.softmax(dim=-2) @ (memory @ w_v)


def _over_the_batch(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    scores = (target @ w_q) @ (memory @ w_k).mT / w_q.shape[1] ** 0.5
    return scores.softmax(dim=0) @ (memory @ w_v)


def _no_softmax(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    return (target @ w_q) @ (memory @ w_k).mT / w_q.shape[1] ** 0.5 @ (memory @ w_v)


def _softmax_by_hand(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    exponentials = ((target @ w_q) @ (memory @ w_k).mT / w_q.shape[1] ** 0.5).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True) @ (memory @ w_v)


def _keys_as_values(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    return cross_attention(target, memory, w_q, w_k, w_k)


def _memory_as_values(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    return scaled_dot_product_attention(target @ w_q, memory @ w_k, memory)


def _queries_and_keys_exchanged(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    return cross_attention(target, memory, w_k, w_q, w_v)


def _keys_and_values_exchanged(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    return cross_attention(target, memory, w_q, w_v, w_k)


def _target_added(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    return target + cross_attention(target, memory, w_q, w_k, w_v)


def _never_ahead(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    mask = torch.ones(target.shape[1], memory.shape[1], dtype=torch.bool).tril()
    return scaled_dot_product_attention(target @ w_q, memory @ w_k, memory @ w_v, mask)


def _weights(target: Tensor, memory: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    return ((target @ w_q) @ (memory @ w_k).mT / w_q.shape[1] ** 0.5).softmax(dim=-1)


MISTAKES = (
    Mistake(
        "roles-swapped",
        "Target and memory have swapped roles: you let the source words ask. The target words ask, the memory answers.",
        _roles_swapped,
    ),
    Mistake(
        "queries-from-memory",
        "The queries come from the memory, so the source words ask one another. The target words ask: target @ w_q.",
        _queries_from_memory,
    ),
    Mistake(
        "self-attention",
        "Keys and values come from the target: that is self-attention, and the memory has no say. Use memory @ w_k and "
        "memory @ w_v.",
        _self_attention,
    ),
    Mistake("keys-from-target", "The keys come from the target. Use memory @ w_k.", _keys_from_target),
    Mistake("values-from-target", "The values come from the target. Use memory @ w_v.", _values_from_target),
    Mistake("no-scale", "The division by √d_k is missing.", _no_scale),
    Mistake(
        "scaled-twice",
        "The scores are divided by √d_k twice, or by d_k: √d_k once. scaled_dot_product_attention does it already.",
        _scaled_twice,
    ),
    Mistake(
        "root-of-d_model",
        "You divided by √d_model. A dot product of query and key sums d_k products, so it is √d_k.",
        _root_of_d_model,
    ),
    Mistake(
        "softmax-over-target-words",
        "Each source word shares itself among the target words. It is the other way round: each target word shares its "
        "attention among the source words, dim=-1.",
        _over_target_words,
    ),
    Mistake(
        "softmax-over-the-batch",
        "Softmax runs over the sentences of the batch. Each target word shares among the source words, dim=-1.",
        _over_the_batch,
    ),
    Mistake("no-softmax", "The scores are used as weights. Take softmax along the source words first.", _no_softmax),
    Mistake(
        "softmax-overflows",
        "exp overflows where a score is large. torch.softmax takes the largest score away first.",
        _softmax_by_hand,
    ),
    Mistake("keys-as-values", "You handed over the keys. The values are memory @ w_v.", _keys_as_values),
    Mistake("memory-as-values", "You handed over the memory itself. The values are memory @ w_v.", _memory_as_values),
    Mistake(
        "w_q-and-w_k-exchanged",
        "w_q and w_k are exchanged. The target asks with w_q, the memory is found by w_k.",
        _queries_and_keys_exchanged,
    ),
    Mistake(
        "w_k-and-w_v-exchanged",
        "w_k and w_v are exchanged. The keys are memory @ w_k, the values memory @ w_v.",
        _keys_and_values_exchanged,
    ),
    Mistake("target-added", "You added the target. That comes later, in the block around it.", _target_added),
    Mistake(
        "never-ahead",
        "You put a causal mask on it. The source is all there already: every target word may look at all of it.",
        _never_ahead,
    ),
    Mistake("weights-returned", "These are the weights. Multiply them by the values: weights @ value.", _weights),
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
