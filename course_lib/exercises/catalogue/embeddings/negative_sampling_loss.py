"""Write the loss of skip-gram with negative sampling."""

import torch
from torch import Tensor
from torch.nn.functional import logsigmoid

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def negative_sampling_loss(word: Tensor, near: Tensor, others: Tensor) -> Tensor:
    """Return −log σ(w·n) − Σ log σ(−w·r)."""
    return -logsigmoid(word @ near) - logsigmoid(-(others @ word)).sum()


CASES = (
    Case("a word of zeros, two others", lambda: (torch.zeros(2), torch.ones(2), torch.ones(2, 2))),
    Case(
        "three components, one other", lambda: (random_tensor(3), random_tensor(3, seed=2), random_tensor(1, 3, seed=3))
    ),
    Case(
        "four components, five others",
        lambda: (random_tensor(4), random_tensor(4, seed=2), random_tensor(5, 4, seed=3)),
    ),
    Case(
        "three components, three others",
        lambda: (random_tensor(3), random_tensor(3, seed=2), random_tensor(3, 3, seed=3)),
    ),
    Case(
        "very long vectors",
        lambda: (30 * random_tensor(4), -30 * random_tensor(4), 30 * random_tensor(2, 4, seed=3)),
    ),
    Case(
        "float64",
        lambda: tuple(random_tensor(*shape, seed=len(shape), dtype=torch.float64) for shape in ((6,), (6,), (3, 6))),
    ),
)


def _with_softplus(word: Tensor, near: Tensor, others: Tensor) -> Tensor:
    softplus = torch.nn.functional.softplus
    return softplus(-(word @ near)) + softplus(others @ word).sum()


def _with_a_loop(word: Tensor, near: Tensor, others: Tensor) -> Tensor:
    loss = -logsigmoid((word * near).sum())
    for other in others:
        loss = loss - logsigmoid(-(word @ other))
    return loss


def _no_minus_inside(word: Tensor, near: Tensor, others: Tensor) -> Tensor:
    return -logsigmoid(word @ near) - logsigmoid(others @ word).sum()


def _mean(word: Tensor, near: Tensor, others: Tensor) -> Tensor:
    return -logsigmoid(word @ near) - logsigmoid(-(others @ word)).mean()


def _sign_turned(word: Tensor, near: Tensor, others: Tensor) -> Tensor:
    return -negative_sampling_loss(word, near, others)


def _others_added(word: Tensor, near: Tensor, others: Tensor) -> Tensor:
    return -logsigmoid(word @ near) + logsigmoid(-(others @ word)).sum()


def _neighbour_only(word: Tensor, near: Tensor, others: Tensor) -> Tensor:
    return -logsigmoid(word @ near)


def _others_only(word: Tensor, near: Tensor, others: Tensor) -> Tensor:
    return -logsigmoid(-(others @ word)).sum()


def _no_logarithm(word: Tensor, near: Tensor, others: Tensor) -> Tensor:
    return -torch.sigmoid(word @ near) - torch.sigmoid(-(others @ word)).sum()


def _naive(word: Tensor, near: Tensor, others: Tensor) -> Tensor:
    return -torch.log(torch.sigmoid(word @ near)) - torch.log(torch.sigmoid(-(others @ word))).sum()


def _neighbour_against_others(word: Tensor, near: Tensor, others: Tensor) -> Tensor:
    return -logsigmoid(word @ near) - logsigmoid(-(others @ near)).sum()


MISTAKES = (
    Mistake(
        "no-minus-inside", "The random words shall have a small dot product: put a minus inside σ.", _no_minus_inside
    ),
    Mistake("mean", "You took the mean over the random words. The formula adds their terms up.", _mean),
    Mistake("sign-turned", "The sign is turned round: a loss must fall when the pairs fit better.", _sign_turned),
    Mistake("others-added", "The terms of the random words have the wrong sign.", _others_added),
    Mistake(
        "neighbour-only", "Only the true neighbour counts. Then making everything large is perfect.", _neighbour_only
    ),
    Mistake("others-only", "The term of the true neighbour is missing.", _others_only),
    Mistake("no-logarithm", "You took σ without its logarithm: use logsigmoid.", _no_logarithm),
    Mistake(
        "overflow",
        "σ of a very negative number is rounded to 0, and log 0 is −∞. logsigmoid does both at once.",
        _naive,
    ),
    Mistake(
        "neighbour-against-others",
        "You compared the random words with the neighbour. They are compared with the word in the middle.",
        _neighbour_against_others,
    ),
)

EXERCISE = Exercise(
    name="negative-sampling-loss",
    chapter="embeddings",
    minutes=10,
    difficulty="medium",
    solution=negative_sampling_loss,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_softplus, _with_a_loop),
    equivalent_mutations=(
        "line 3: 'word @ near' → 'near @ word'",  # a dot product is the same both ways
    ),
)
