"""Write the loss of skip-gram with negative sampling."""

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, logsigmoid, softplus

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def negative_sampling_loss(word: Tensor, near: Tensor, others: Tensor) -> Tensor:
    """Return −log σ(w·n) − Σ log σ(−w·r)."""
    return -logsigmoid(word @ near) - logsigmoid(-(others @ word)).sum()


def _vectors(others: int, width: int, dtype: torch.dtype = torch.float32) -> tuple[Tensor, ...]:
    shapes = ((width,), (width,), (others, width))
    return tuple(random_tensor(*shape, seed=seed, dtype=dtype) for seed, shape in enumerate(shapes, 1))


CASES = (
    Case("a word of zeros, two others", lambda: (torch.zeros(2), torch.ones(2), torch.ones(2, 2))),
    Case("three components, one other", lambda: _vectors(1, 3)),
    Case("four components, five others", lambda: _vectors(5, 4)),
    Case("three components, three others", lambda: _vectors(3, 3)),
    Case(
        "very long vectors", lambda: (30 * random_tensor(4), -30 * random_tensor(4), 30 * random_tensor(2, 4, seed=3))
    ),
    Case("float64", lambda: _vectors(3, 6, torch.float64)),
)


def _with_softplus(word: Tensor, near: Tensor, others: Tensor) -> Tensor:
    return softplus(-torch.einsum("d,d->", word, near)) + softplus(torch.einsum("kd,d->k", others, word)).sum()


def _with_a_loop(word: Tensor, near: Tensor, others: Tensor) -> Tensor:
    loss = -logsigmoid((word * near).sum())
    for other in others:
        loss = loss - logsigmoid(-(word @ other))
    return loss


def _as_two_classes(word: Tensor, near: Tensor, others: Tensor) -> Tensor:
    scores = torch.cat([near[None], others]).double() @ word.double()
    labels = torch.zeros(len(scores)).double()
    labels[0] = 1
    return binary_cross_entropy_with_logits(scores, labels, reduction="sum")


MISTAKES = (
    Mistake(
        "no-minus-inside",
        "The random words shall have a small dot product: put a minus inside σ.",
        {"-(others @ word)": "others @ word"},
    ),
    Mistake(
        "roles-exchanged",
        "The minus inside σ stands at the true neighbour. It belongs to the random words.",
        {"word @ near": "-(word @ near)", "-(others @ word)": "others @ word"},
    ),
    Mistake(
        "mean",
        "You took a mean. The formula adds the terms up.",
        (
            {"word)).sum()": "word)).mean()"},
            {"-logsigmoid(word @ near)": "(-logsigmoid(word @ near)", ".sum()": ".sum()) / (1 + len(others))"},
        ),
    ),
    Mistake(
        "not-added-up",
        "There is one loss for each random word. Add their terms up with .sum(): the loss is one number.",
        {".sum()": ""},
    ),
    Mistake(
        "added-up-too-early",
        "You added the dot products up before log σ. Each random word has a σ of its own: add up after the logarithm.",
        {"-(others @ word)).sum()": "-(others @ word).sum())"},
    ),
    Mistake(
        "components-not-added-up",
        "A dot product sums over the components, the last axis. You summed over the random words: write others @ word.",
        {"others @ word": "(others * word).sum(dim=0)"},
    ),
    Mistake(
        "first-random-word-only",
        "Only the first random word counts: does `return` stand inside the loop?",
        {"    return loss": "        return loss"},
        of=_with_a_loop,
    ),
    Mistake(
        "sign-turned",
        "The sign is turned round: a loss must fall when the pairs fit better.",
        {"-logsigmoid(word @ near) - ": "logsigmoid(word @ near) + "},
    ),
    Mistake("others-added", "The terms of the random words have the wrong sign.", {" - logsigmoid": " + logsigmoid"}),
    Mistake(
        "neighbour-only",
        "Only the true neighbour counts. Then making everything large is perfect.",
        {" - logsigmoid(-(others @ word)).sum()": ""},
    ),
    Mistake("others-only", "The term of the true neighbour is missing.", {"-logsigmoid(word @ near) - ": "-"}),
    Mistake(
        "no-logarithm",
        "You took σ without its logarithm: use logsigmoid.",
        {"-logsigmoid(word": "-torch.sigmoid(word", " - logsigmoid": " - torch.sigmoid"},
    ),
    Mistake(
        "another-logarithm",
        "The logarithm has another base. ln is meant, as in logsigmoid and torch.log.",
        (
            {'reduction="sum")': 'reduction="sum") / torch.tensor(2.0).log()'},
            {'reduction="sum")': 'reduction="sum") / torch.tensor(10.0).log()'},
        ),
        of=_as_two_classes,
    ),
    Mistake(
        "softmax",
        "You took a softmax over all of them. Here every pair has a σ of its own: that is what saves the time.",
        {'binary_cross_entropy_with_logits(scores, labels, reduction="sum")': "-torch.log_softmax(scores, dim=0)[0]"},
        of=_as_two_classes,
    ),
    Mistake(
        "overflow",
        "σ of a very negative number is rounded to 0, and log 0 is −∞. logsigmoid does both at once.",
        {
            "-logsigmoid(word @ near)": "-torch.log(torch.sigmoid(word @ near))",
            " - logsigmoid(-(others @ word))": " - torch.log(torch.sigmoid(-(others @ word)))",
        },
    ),
    Mistake(
        "neighbour-against-others",
        "You compared the random words with the neighbour. They are compared with the word in the middle.",
        {"others @ word": "others @ near"},
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
    also_right=(_with_softplus, _with_a_loop, _as_two_classes),
    equivalent_mutations=(
        "line 3: 'word @ near' → 'near @ word'",  # a dot product is the same both ways
    ),
)
