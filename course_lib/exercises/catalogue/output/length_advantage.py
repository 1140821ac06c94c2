"""Take from short sentences the advantage that a sum of log-probabilities gives them."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def penalised(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    """Return log P / ((5 + length) / 6)^α of every hypothesis (Wu et al. 2016, equation 14)."""
    return log_probabilities / ((5 + lengths) / 6) ** alpha


def _case(words: str, alpha: float, *lengths: int, dtype: torch.dtype = torch.float32) -> Case:
    """Make a case with random log-probabilities."""
    count = len(lengths)
    return Case(words, lambda: (-5 * random_tensor(count, dtype=dtype).abs(), torch.tensor(lengths), alpha))


CASES = (
    Case("lengths 1 and 7, alpha = 1", lambda: (torch.tensor([-3.0, -3.6]), torch.tensor([1, 7]), 1.0)),
    Case("alpha = 0 changes nothing", lambda: (torch.tensor([-3.0, -3.6]), torch.tensor([1, 7]), 0.0)),
    Case("alpha = 2", lambda: (torch.tensor([-3.0, -3.6, -8.0]), torch.tensor([2, 7, 19]), 2.0)),
    _case("four hypotheses, alpha = 0.6", 0.6, 3, 12, 5, 30),
    _case("a hypothesis without words yet", 0.6, 0, 4, 2),
    _case("float64", 0.7, 6, 2, 15, dtype=torch.float64),
)


# Other ways to write it


def _with_pow(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    return log_probabilities * torch.pow(5.0 + lengths, -alpha) * 6**alpha


def _with_exp(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    return log_probabilities * torch.exp(-alpha * torch.log((lengths.double() + 5) / 6))


def _one_by_one(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    result = torch.zeros(len(lengths))
    for i, length in enumerate(lengths.tolist()):
        result[i] = log_probabilities[i] / ((5 + length) / 6) ** alpha
    return result


PENALTY = "((5 + lengths) / 6) ** alpha"
MISTAKES = (
    Mistake(
        "multiplied",
        "You multiplied by the penalty: negative scores become worse still. Divide.",
        {"/ ((5 + lengths": "* ((5 + lengths"},
    ),
    Mistake(
        "added-or-subtracted",
        "You added or subtracted the penalty. The formula divides by it.",
        tuple({"/ ((5 + lengths": f"{sign} ((5 + lengths"} for sign in "+-"),
    ),
    Mistake("mean", "This is the mean per word. The divisor is ((5 + length) / 6)**alpha.", {PENALTY: "lengths"}),
    Mistake(
        "power-of-the-length",
        "You divided by length**alpha. The 5 and the 6 are missing.",
        {"((5 + lengths) / 6)": "lengths"},
    ),
    Mistake(
        "times-alpha",
        "alpha is an exponent: ** alpha, not * alpha.",
        ({PENALTY: "((5 + lengths) / 6 * alpha)"}, {"** alpha": "* alpha"}),
    ),
    Mistake(
        "alpha-on-everything",
        "You raised the whole fraction to the power alpha. The exponent belongs to the penalty alone.",
        {"log_probabilities / ((5 + lengths) / 6)": "(log_probabilities / ((5 + lengths) / 6))"},
    ),
    Mistake(
        "six-outside",
        "The 6 stands outside the power. Put it into the brackets: ((5 + length) / 6)**alpha.",
        tuple({PENALTY: wrong} for wrong in ("((5 + lengths) ** alpha / 6)", "(5 + lengths) ** alpha / 6")),
    ),
    Mistake(
        "six-alone-raised",
        "Only the 6 is raised: ** binds stronger than /. Put the fraction into brackets.",
        tuple(
            {PENALTY: w} for w in ("((5 + lengths) / 6**alpha)", "(5 + lengths) / 6**alpha", "(5 + lengths / 6**alpha)")
        ),
    ),
    Mistake(
        "no-six", "The division by 6 is missing: one word has the penalty 1.", {"((5 + lengths) / 6)": "(5 + lengths)"}
    ),
    Mistake("no-five", "The 5 is missing: ((5 + length) / 6)**alpha.", {"(5 + lengths)": "lengths"}),
    Mistake(
        "five-and-six-swapped",
        "You added 6 and divided by 5. It is the other way round.",
        {"(5 + lengths) / 6": "(6 + lengths) / 5"},
    ),
    Mistake(
        "no-brackets",
        "5 + length / 6 divides the length only. Put 5 + length into brackets.",
        {"((5 + lengths) / 6)": "(5 + lengths / 6)"},
    ),
    Mistake("whole-division", "// drops what is behind the point. Divide with /.", {"lengths) / 6": "lengths) // 6"}),
    Mistake(
        "alpha-ignored",
        "`alpha` makes no difference in your answer. It is the penalty's exponent.",
        ({" ** alpha": ""}, {"/ ((5 + lengths) / 6) ** alpha": "* 1"}),
    ),
    Mistake(
        "power-turned-round",
        "You raised alpha to a power. alpha is the exponent.",
        {PENALTY: "alpha ** ((5 + lengths) / 6)"},
    ),
    Mistake(
        "in-place",
        "The result is right, but you changed the caller's tensor.",
        {"s / (": "s.div_((", "** alpha": "** alpha)"},
    ),
    Mistake(
        "one-length-for-all",
        "All hypotheses have the same divisor. Each one has its own length.",
        tuple({"+ lengths": f"+ {one}"} for one in ("lengths[0]", "lengths.max()", "len(lengths)", "lengths.sum()")),
    ),
    Mistake(
        "probabilities-divided",
        "You divided the probability itself, not its logarithm. The formula divides the log-probability.",
        (
            {"return log_probabilities": "return log_probabilities.exp()"},
            {"return log_probabilities / (": "return log_probabilities - alpha * torch.log(", " ** alpha": ""},
        ),
    ),
    Mistake(
        "sign-turned", "The sign is turned round: a log-probability stays negative.", {"return log": "return -log"}
    ),
    Mistake(
        "penalty-only",
        "This is the penalty itself. Divide the log-probabilities by it.",
        {"log_probabilities / (": "("},
    ),
    Mistake(
        "alpha-rounded",
        "You made a whole number of alpha. Take it as it is.",
        ({"** alpha": "** int(alpha)"}, {"** alpha": "** round(alpha)"}),
    ),
    Mistake(
        "ranked",
        "You sorted the new scores or chose among them. Return one for each hypothesis, in the order given.",
        tuple(
            {f"log_probabilities / {PENALTY}": f"(log_probabilities / {PENALTY}).{way}"}
            for way in ("sort(descending=True).values", "argsort(descending=True)", "max()", "argmax()")
        ),
    ),
    Mistake("caret", "In Python `^` is no power. Write `**`.", {"** alpha": "^ alpha"}),
)

EXERCISE = Exercise(
    name="length-advantage",
    chapter="output",
    minutes=6,
    difficulty="easy",
    solution=penalised,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_pow, _with_exp, _one_by_one),
)
