"""Write cross-entropy: how surprised the shares are by the right answers, on average."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def mean_surprise(scores: Tensor, right: Tensor) -> Tensor:
    """Return the mean of −ln of the share that softmax gives to each right answer."""
    log_shares = scores - scores.logsumexp(dim=1, keepdim=True)
    return -log_shares[torch.arange(len(right)), right].mean()


CASES = (
    Case("one row, two equal scores", lambda: (torch.tensor([[1.0, 1.0]]), torch.tensor([0]))),
    Case("one row of three scores", lambda: (torch.tensor([[2.0, 1.0, 0.0]]), torch.tensor([2]))),
    Case("two rows of four scores", lambda: (random_tensor(2, 4), torch.tensor([1, 3]))),
    Case("three rows of three scores", lambda: (random_tensor(3, 3), torch.tensor([2, 0, 0]))),
    Case("five rows of two scores", lambda: (random_tensor(5, 2), torch.tensor([0, 1, 1, 0, 1]))),
    Case("scores up to 1000", lambda: (torch.tensor([[1000.0, 998.0], [-1000.0, 0.0]]), torch.tensor([1, 0]))),
)


def _by_the_library(scores: Tensor, right: Tensor) -> Tensor:
    return torch.nn.functional.cross_entropy(scores, right)


def _with_a_loop(scores: Tensor, right: Tensor) -> Tensor:
    total = torch.tensor(0.0)
    for row, answer in zip(scores.double(), right, strict=True):
        total += row.logsumexp(0) - row[answer]
    return total / len(scores)


def _gathered(scores: Tensor, right: Tensor) -> Tensor:
    log_shares = torch.log_softmax(scores, dim=-1)
    return -log_shares.gather(1, right[:, None]).sum() / len(right)


MISTAKES = (
    Mistake(
        "sign-forgotten",
        "The sign is missing: ln of a share is negative, and a surprise is not.",
        {"return -": "return "},
    ),
    Mistake("summed", "You added the surprises up. Take their mean.", {".mean()": ".sum()"}),
    Mistake("one-for-each-row", "You return one surprise for each row. Take their mean.", {".mean()": ""}),
    Mistake(
        "log-of-the-mean",
        "You took −ln of the mean share. Take ln of each share first, then the mean.",
        {"right].mean()": "right].exp().mean().log()"},
    ),
    Mistake(
        "over-the-columns",
        "Your shares sum to 1 down each column. Each row is one question: dim=1.",
        {"dim=1": "dim=0"},
    ),
    Mistake(
        "scores-not-shares",
        "You took the scores of the right answers. Turn the scores of a row into shares first.",
        {"log_shares[": "scores["},
    ),
    Mistake(
        "no-logarithm",
        "You took the shares themselves. A surprise is −ln of the share.",
        {"-log_shares[torch.arange(len(right)), right]": "-log_shares[torch.arange(len(right)), right].exp()"},
    ),
    Mistake(
        "log2",
        "You took the logarithm to base 2. `torch.log` is the natural one.",
        {".mean()": ".mean() / torch.tensor(2.0).log()"},
    ),
    Mistake(
        "log10",
        "You took the logarithm to base 10. `torch.log` is the natural one.",
        {".mean()": ".mean() / torch.tensor(10.0).log()"},
    ),
    Mistake(
        "every-answer",
        "You averaged over all answers of a row. Only the share of the right one counts.",
        {"[torch.arange(len(right)), right]": ""},
    ),
    Mistake(
        "table-of-all-pairs",
        "`log_shares[:, right]` takes every right answer from every row. Pair row and answer: torch.arange(n).",
        {"torch.arange(len(right)), right": ":, right"},
    ),
    Mistake(
        "rows-taken",
        "`log_shares[right]` takes whole rows. Pair each row with its own answer.",
        {"torch.arange(len(right)), right": "right"},
    ),
    Mistake(
        "overflow",
        "exp of 1000 is infinite, a share of 0 has no logarithm. Use torch.log_softmax or logsumexp.",
        (
            {"scores - scores.logsumexp": "scores.exp().log() - scores.exp().log().logsumexp"},
            {"scores - scores.logsumexp(dim=1, keepdim=True)": "scores.softmax(dim=1).log()"},
            {"scores.logsumexp(dim=1, keepdim=True)": "scores.exp().sum(dim=1, keepdim=True).log()"},
        ),
    ),
    Mistake(
        "floor-under-the-shares",
        "A floor under the shares changes large surprises. Take torch.log_softmax.",
        (
            {"scores - scores.logsumexp(dim=1, keepdim=True)": "(scores.softmax(dim=1) + 1e-9).log()"},
            {"scores - scores.logsumexp(dim=1, keepdim=True)": "scores.softmax(dim=1).clamp(min=1e-9).log()"},
        ),
    ),
    Mistake(
        "shares-twice",
        "You made shares of shares. cross-entropy and log_softmax take the scores.",
        {"scores - scores.logsumexp(dim=1, keepdim=True)": "scores.softmax(dim=1).log_softmax(dim=1)"},
    ),
    Mistake(
        "one-maximum-for-all",
        "You subtracted the largest score of the whole table. A row far below becomes all zeros: take each row's own.",
        {"scores.logsumexp(dim=1, keepdim=True)": "scores.max() - (scores - scores.max()).exp().sum(1, True).log()"},
    ),
    Mistake(
        "likeliest",
        "You took the largest share of each row. The answer that is right may have a small one.",
        {"log_shares[torch.arange(len(right)), right]": "log_shares.amax(dim=1)"},
    ),
)

EXERCISE = Exercise(
    name="mean-surprise",
    chapter="tools",
    minutes=8,
    difficulty="medium",
    solution=mean_surprise,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_by_the_library, _with_a_loop, _gathered),
)
