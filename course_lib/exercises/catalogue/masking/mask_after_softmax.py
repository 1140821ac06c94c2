"""Find the bug in weights that are masked after softmax."""

import numpy as np
import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def masked_weights(scores: Tensor, mask: Tensor) -> Tensor:
    """Return the weights of a softmax among the allowed keys; each row sums to 1."""
    scores = scores.masked_fill(~mask, float("-inf"))
    return torch.softmax(scores, dim=-1)


def _masked_after(scores: Tensor, mask: Tensor) -> Tensor:
    weights = torch.softmax(scores, dim=-1)
    return weights.masked_fill(~mask, 0.0)


CASES = (
    Case("one query, three equal scores", lambda: (torch.zeros(1, 3), torch.tensor([[True, True, False]]))),
    Case("two words, causal mask", lambda: (random_tensor(2, 2), torch.ones(2, 2, dtype=torch.bool).tril())),
    Case(
        "three queries, five keys, causal mask",
        lambda: (random_tensor(3, 5), torch.ones(3, 5, dtype=torch.bool).tril(2)),
    ),
    Case(
        "batch of 2, three heads, four queries, five keys, padding mask",
        lambda: (random_tensor(2, 3, 4, 5), torch.tensor([[1, 1, 1, 0, 0], [1, 1, 1, 1, 0]]).bool()[:, None, None]),
    ),
    Case(
        "a blocked key whose score is far above the others",
        lambda: (torch.tensor([[-50.0, 60.0, -51.0]]), torch.tensor([[True, False, True]])),
    ),
    Case("large scores", lambda: (torch.tensor([[300.0, 301.0, -300.0]]), torch.tensor([[True, True, False]]))),
    Case("scores below −10⁹", lambda: (torch.tensor([[-4e9, 0.0, -2e9]]), torch.tensor([[True, False, True]]))),
    Case("float64", lambda: (random_tensor(2, 4, dtype=torch.float64), torch.ones(2, 4, dtype=torch.bool).tril(1))),
    Case(
        "half precision (float16)",
        lambda: (random_tensor(2, 4, dtype=torch.float16), torch.ones(2, 4, dtype=torch.bool).tril(1)),
    ),
)


def _with_where(scores: Tensor, mask: Tensor) -> Tensor:
    return torch.where(mask, scores, -torch.inf).softmax(-1)


def _by_hand(scores: Tensor, mask: Tensor) -> Tensor:
    largest = scores.masked_fill(~mask, torch.finfo(scores.dtype).min).amax(dim=-1, keepdim=True)
    exponentials = (scores - largest).masked_fill(~mask, -torch.inf).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def _row_by_row(scores: Tensor, mask: Tensor) -> Tensor:
    weights = torch.zeros(scores.shape)
    for place in np.ndindex(scores.shape[:-1]):
        allowed = mask.expand(scores.shape)[place]
        weights[place][allowed] = torch.softmax(scores[place][allowed].float(), dim=0)
    return weights


def _renormalised(scores: Tensor, mask: Tensor) -> Tensor:
    weights = torch.softmax(scores, dim=-1) * mask
    return weights / weights.sum(dim=-1, keepdim=True)


FILLED = 'scores.masked_fill(~mask, float("-inf"))'

MISTAKES = (
    Mistake(
        "renormalised",
        "Dividing by what is left mends a row only if something is left. A blocked key with a large score takes all "
        "the weight first, and 0 / 0 is NaN. Block the score, before softmax.",
        _renormalised,
    ),
    Mistake(
        "renormalised-safely",
        "Dividing by what is left mends a row only if something is left. A blocked key with a large score takes all "
        "the weight first, and the row stays 0. Block the score, before softmax.",
        (
            {"keepdim=True)": "keepdim=True).clamp(min=torch.finfo(scores.dtype).tiny)"},
            {"keepdim=True)": "keepdim=True).clamp(min=1e-9)"},
            {"return weights": "return torch.nan_to_num(weights", "keepdim=True)": "keepdim=True))"},
        ),
        of=_renormalised,
    ),
    Mistake(
        "scaled-by-the-number-of-keys",
        "You multiplied by keys / allowed keys, which mends equal scores only. Block the scores, before softmax.",
        {"/ weights.sum(dim=-1, keepdim=True)": "* mask.shape[-1] / mask.sum(dim=-1, keepdim=True)"},
        of=_renormalised,
    ),
    Mistake(
        "keepdim-forgotten",
        "Without keepdim=True the sums of the rows lie along the keys: each column is divided by another row's sum.",
        (
            {"exponentials.sum(dim=-1, keepdim=True)": "exponentials.sum(dim=-1)"},
            {
                "(scores - largest).masked_fill(~mask, -torch.inf).exp()": "torch.softmax(scores, dim=-1) * mask",
                "exponentials.sum(dim=-1, keepdim=True)": "exponentials.sum(dim=-1)",
            },
        ),
        of=_by_hand,
    ),
    Mistake(
        "score-set-to-zero",
        "A score of 0 is not out of the race: exp(0) = 1. Set blocked scores to −∞.",
        {'float("-inf")': "0.0"},
    ),
    Mistake(
        "finite-number",
        "A finite number is not −∞: it may leave a blocked key some weight, and half precision cannot hold −1e9. Use "
        "float('-inf').",
        (
            {FILLED: "scores.masked_fill(~mask, -1e9)"},
            {FILLED: "scores.masked_fill(~mask, -1e4)"},
            {FILLED: "scores - 1e9 * ~mask"},
            {FILLED: "scores - 10 * ~mask"},
        ),
    ),
    Mistake(
        "infinite-weight",
        "You set weights to −∞. It is the scores, before softmax, that need it.",
        {"0.0": "-torch.inf"},
        of=_masked_after,
    ),
    Mistake(
        "softmax-twice",
        "You take softmax of weights. Mask the scores, and take softmax once.",
        (
            {"return ": "return torch.softmax(", ", 0.0)": ", 0.0), dim=-1)"},
            {"return ": "return torch.softmax(", ", 0.0)": ", -torch.inf), dim=-1)"},
        ),
        of=_masked_after,
    ),
    Mistake(
        "no-maximum",
        "exp overflows for large scores. Use torch.softmax, with blocked scores at −∞.",
        {"torch.softmax(scores, dim=-1)": "scores.exp()"},
        of=_renormalised,
    ),
    Mistake(
        "inverted", "You block where the mask is True. In this book True means: may be attended to.", {"~mask": "mask"}
    ),
    Mistake(
        "mask-ignored",
        "These weights know no mask. (masked_fill returns a new tensor: keep it.)",
        {"    scores = ": "    "},
    ),
    Mistake(
        "softmax-over-queries",
        "A query shares among the keys: softmax along the last axis, dim=-1.",
        ({"dim=-1": "dim=-2"}, {"dim=-1)": "dim=-2).nan_to_num(0.0)"}),
    ),
    Mistake(
        "mask-not-broadcast",
        "scores[~mask] needs a mask with all axes of the scores: an index does not broadcast, masked_fill does.",
        (
            {FILLED: 'scores.clone()\n    scores[~mask] = float("-inf")'},
            {f"scores = {FILLED}": 'scores[~mask] = float("-inf")'},
        ),
    ),
)

EXERCISE = Exercise(
    name="mask-after-softmax",
    chapter="masking",
    minutes=6,
    difficulty="medium",
    solution=masked_weights,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_where, _by_hand, _row_by_row),
    given=_masked_after,
)
