"""Attend under a mask, also where a query may attend to nothing."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor

Both = tuple[Tensor, Tensor]


def masked_attention(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    """Return output and weights; a query that may attend to nothing gets zeros in both."""
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    some = mask.any(dim=-1, keepdim=True)
    scores = scores.masked_fill(some & ~mask, float("-inf"))
    weights = torch.softmax(scores, dim=-1).masked_fill(~some, 0.0)
    return weights @ value, weights


def _vectors(*batch: int, queries: int, keys: int, dtype: torch.dtype = torch.float32) -> tuple[Tensor, ...]:
    """Draw query and key of width 6 and a value of width 7."""
    sizes = ((queries, 6), (keys, 6), (keys, 7))
    return tuple(random_tensor(*batch, *size, seed=seed, dtype=dtype) for seed, size in enumerate(sizes))


def _causal(queries: int, keys: int) -> Tensor:
    return torch.ones(queries, keys, dtype=torch.bool).tril(keys - queries)


def _words(*counts: int, keys: int) -> Tensor:
    """Allow the first words of each sentence: [batch, 1, 1, keys]."""
    return (torch.arange(keys) < torch.tensor(counts)[:, None])[:, None, None]


def _wall(score: float) -> tuple[Tensor, ...]:
    """Give three keys the scores −score, −2·score and score, and block the last one."""
    size = abs(score) ** 0.5
    key = torch.tensor([[-size], [-2 * size], [size]]) * (1 if score > 0 else -1)
    value = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    return torch.tensor([[size]]), key, value, torch.tensor([[True, True, False]])


CASES = (
    Case(
        "two words, causal mask",
        lambda: (
            torch.tensor([[2.0, 0.0], [0.0, 2.0]]),
            torch.tensor([[1.0, 0.0], [2.0, 1.0]]),
            torch.tensor([[1.0], [3.0]]),
            _causal(2, 2),
        ),
    ),
    Case(
        "two queries, three keys; the first query may attend to nothing",
        lambda: (
            torch.tensor([[1.0, 0.0], [0.0, 1.0]]),
            torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]),
            torch.tensor([[1.0], [2.0], [4.0]]),
            torch.tensor([[False, False, False], [True, True, False]]),
        ),
    ),
    Case("three queries, five keys, causal mask", lambda: (*_vectors(queries=3, keys=5), _causal(3, 5))),
    Case(
        "two sentences of 3 and 5 words, four queries",
        lambda: (*_vectors(2, queries=4, keys=5), _words(3, 5, keys=5)[:, 0]),
    ),
    Case(
        "batch of 2, three heads, four queries, five keys; the second sentence is all pads",
        lambda: (*_vectors(2, 3, queries=4, keys=5), _causal(4, 5) & _words(4, 0, keys=5)),
    ),
    Case("a blocked key whose score is far above the others", lambda: _wall(1000.0)),
    Case("scores below −10⁹", lambda: _wall(9e9)),
    Case("very large scores", lambda: _wall(-1000.0)),
    Case(
        "float64",
        lambda: (*_vectors(2, queries=3, keys=4, dtype=torch.float64), _words(4, 2, keys=4)[:, 0]),
    ),
    Case(
        "half precision (float16)",
        lambda: (*_vectors(2, queries=3, keys=4, dtype=torch.float16), _words(4, 2, keys=4)[:, 0]),
    ),
)


# Other ways to write it


def _nan_replaced(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Both:
    scores = query @ key.mT / query.shape[-1] ** 0.5
    weights = scores.masked_fill(~mask, -torch.inf).softmax(dim=-1).nan_to_num(0.0)
    return torch.einsum("...qk,...kv->...qv", weights, value), weights


def _zeroed_after(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Both:
    scores = query @ key.mT / query.shape[-1] ** 0.5
    weights = torch.softmax(torch.where(mask, scores, torch.finfo(scores.dtype).min), dim=-1)
    weights = weights * mask
    return weights @ value, weights


def _by_hand(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Both:
    scores = (query @ key.mT / query.shape[-1] ** 0.5).masked_fill(~mask, -torch.inf)
    largest = scores.amax(dim=-1, keepdim=True)
    exponentials = (scores - largest.masked_fill(largest.isinf(), 0)).exp()
    total = exponentials.sum(dim=-1, keepdim=True)
    weights = exponentials / total.masked_fill(total == 0, 1)
    return weights @ value, weights


def _with_a_loop(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Both:
    scores = query.double() @ key.double().mT / query.shape[-1] ** 0.5
    weights = torch.zeros(scores.shape)
    for place in torch.cartesian_prod(*(torch.arange(n) for n in (1, *scores.shape[:-1]))).reshape(-1, scores.ndim):
        row, allowed = tuple(place[1:]), mask.expand(scores.shape)[tuple(place[1:])]
        if allowed.any():
            weights[(*row, allowed)] = torch.softmax(scores[row][allowed], dim=0).float()
    return weights @ value.float(), weights


# Ways to get it wrong


def _renormalised(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Both:
    weights = torch.softmax(query @ key.mT / query.shape[-1] ** 0.5, dim=-1) * mask
    weights = weights / weights.sum(dim=-1, keepdim=True)
    return weights @ value, weights


MISTAKES = (
    Mistake(
        "score-set-to-zero",
        "Blocked scores were set to 0 (or multiplied by the mask), but exp(0) = 1: they still get weight. Set them "
        "to −∞.",
        {'some & ~mask, float("-inf")': "~mask, 0.0", ".masked_fill(~some, 0.0)": ""},
    ),
    Mistake(
        "weight-set-to-zero",
        "You zeroed weights after softmax: the blocked keys have taken their share already, and the rows no longer "
        "sum to 1. Block the scores, before softmax.",
        {'scores.masked_fill(some & ~mask, float("-inf"))': "scores", ".masked_fill(~some, 0.0)": " * mask"},
    ),
    Mistake(
        "renormalised",
        "You zeroed weights after softmax and divided by what was left. Where nothing is left, 0 / 0 is NaN, and that "
        "also happens where a blocked score is large. Block the scores, before softmax.",
        _renormalised,
    ),
    Mistake(
        "renormalised-safely",
        "You zeroed weights after softmax and divided by what was left. A blocked key with a large score has taken "
        "all the weight by then, and nothing is left for the others. Block the scores, before softmax.",
        {"keepdim=True)\n": "keepdim=True).clamp(min=torch.finfo(query.dtype).tiny)\n"},
        of=_renormalised,
    ),
    Mistake(
        "minus-1e9",
        "A large negative number such as −1e9 is not −∞. A query that may attend to nothing shares evenly among what "
        "is forbidden, lower scores exist, and half precision cannot hold −1e9.",
        {'some & ~mask, float("-inf")': "~mask, -1e9", ".masked_fill(~some, 0.0)": ""},
    ),
    Mistake(
        "minus-1e9-then-zero",
        "A large negative number such as −1e9 is not −∞: lower scores exist, and half precision cannot hold −1e9. Use "
        "float('-inf').",
        {"torch.finfo(scores.dtype).min": "-1e9"},
        of=_zeroed_after,
    ),
    Mistake(
        "finite-minimum",
        "Where all scores of a row are the same smallest number, softmax shares evenly. A query that may attend to "
        "nothing must get zeros.",
        {"    weights = weights * mask\n": ""},
        of=_zeroed_after,
    ),
    Mistake(
        "nan-rows",
        "A row of nothing but −∞ has no softmax: 0 / 0 is NaN. Set the weights of a query that may attend to nothing "
        "to 0.",
        {".nan_to_num(0.0)": ""},
        of=_nan_replaced,
    ),
    Mistake(
        "only-output-mended",
        "The output is mended, the weights of the query that may attend to nothing are still NaN. Mend the weights, "
        "and the output follows.",
        {".nan_to_num(0.0)": "", ", weights, value), weights": ", weights, value).nan_to_num(0.0), weights"},
        of=_nan_replaced,
    ),
    Mistake(
        "rows-found-by-index",
        "Indexing does not broadcast: a mask with size 1 for heads or queries fits no index. masked_fill does "
        "broadcast, if the mask keeps its axis (keepdim=True).",
        {".masked_fill(~some, 0.0)": "\n    weights[~some.squeeze(-1)] = 0.0"},
    ),
    Mistake(
        "inverted",
        "You blocked where the mask is True. In this book True means: may be attended to.",
        {"    some =": "    mask = ~mask\n    some ="},
    ),
    Mistake(
        "inverted-nan",
        "You blocked where the mask is True. In this book True means: may be attended to. And a query that may attend "
        "to nothing needs zeros, not NaN.",
        {"~mask": "mask", ".nan_to_num(0.0)": ""},
        of=_nan_replaced,
    ),
    Mistake(
        "queries-masked",
        "You transposed the mask. Its rows are queries and its columns are keys, as in the scores.",
        {"    some =": "    mask = mask.mT\n    some ="},
    ),
    Mistake(
        "mask-added",
        "You added the mask itself: True counts as 1, so allowed scores only grow by 1. Blocked scores must be −∞.",
        {'scores.masked_fill(some & ~mask, float("-inf"))': "scores + mask", ".masked_fill(~some, 0.0)": ""},
    ),
    Mistake(
        "zero-times-infinity",
        "0 · ∞ is NaN. Select the scores instead: masked_fill or where.",
        {
            'scores.masked_fill(some & ~mask, float("-inf"))': "scores + ~mask * -torch.inf",
            ".masked_fill(~some, 0.0)": "",
        },
    ),
    Mistake(
        "mask-ignored",
        "These are the weights without any mask. (masked_fill returns a new tensor: keep it.)",
        {"    scores = scores.masked_fill(": "    scores.masked_fill(", ".masked_fill(~some, 0.0)": ""},
    ),
    Mistake("not-scaled", "The division by √d_k is missing.", {" / query.shape[-1] ** 0.5": ""}),
    Mistake("not-the-root", "You divided by d_k, or twice by its root. Divide once by √d_k.", {" ** 0.5": ""}),
    Mistake(
        "softmax-over-queries",
        "Each column sums to 1. A query shares among the keys: dim=-1.",
        (
            {"dim=-1).nan_to_num(0.0)": "dim=-2)"},
            {"dim=-1)": "dim=-2)"},
            {"dim=-1).nan_to_num(0.0)": "dim=-2).masked_fill(~mask.any(dim=-1, keepdim=True), 0.0)"},
        ),
        of=_nan_replaced,
    ),
    Mistake(
        "no-maximum",
        "exp overflows for large scores. Use torch.softmax, or subtract the row's maximum.",
        {"(scores - largest.masked_fill(largest.isinf(), 0))": "scores"},
        of=_by_hand,
    ),
    Mistake(
        "order-swapped",
        "You returned the weights first. The task asks for (output, weights).",
        {"weights @ value, weights": "weights, weights @ value"},
    ),
    Mistake(
        "weights-before-the-mask",
        "The output is right, but the weights you return are those without the mask.",
        {
            "    some =": "    unmasked = torch.softmax(scores, dim=-1)\n    some =",
            "@ value, weights": "@ value, unmasked",
        },
    ),
    Mistake(
        "output-only",
        "Return both, the output and the weights: `return output, weights`.",
        {"@ value, weights": "@ value"},
    ),
)

EXERCISE = Exercise(
    name="masked-attention",
    chapter="masking",
    minutes=15,
    difficulty="hard",
    solution=masked_attention,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_nan_replaced, _zeroed_after, _by_hand, _with_a_loop),
    parts=(("output", "weights"),),
    equivalent_mutations=(
        # rows of −∞ are NaN after softmax, and set to 0 all the same; only their gradients differ
        "line 4: 'some & ~mask' → '~mask'",
    ),
)
