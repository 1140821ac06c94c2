"""Continue the hypotheses of a beam search by one word."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor

Step = tuple[Tensor, Tensor, Tensor]


def beam_step(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    """Return the best continuations' log-probabilities, the hypotheses they continue and the words they add."""
    totals = log_probabilities[:, None] + next_log_probabilities
    best, places = totals.flatten().topk(beam_width)
    vocab_size = totals.shape[1]
    return best, places // vocab_size, places % vocab_size


def _of_shares(words: str, so_far: tuple[float, ...], rows: tuple[tuple[float, ...], ...], beam_width: int) -> Case:
    return Case(words, lambda: (torch.tensor(so_far).log(), torch.tensor(rows).log(), beam_width))


def _case(
    words: str, beams: int, vocab_size: int, beam_width: int, seed: int = 1, dtype: torch.dtype = torch.float32
) -> Case:
    def arguments() -> tuple[Tensor, Tensor, int]:
        log_probabilities = -random_tensor(beams, seed=seed, dtype=dtype).abs()
        logits = 2 * random_tensor(beams, vocab_size, seed=seed + 1, dtype=dtype)
        return log_probabilities, logits.log_softmax(dim=-1), beam_width

    return Case(words, arguments)


CASES = (
    _of_shares(
        "two hypotheses, three words, keep two; the second hypothesis takes the lead",
        (0.6, 0.4),
        ((0.5, 0.3, 0.2), (0.1, 0.85, 0.05)),
        2,
    ),
    _of_shares("the first step: one hypothesis, keep three", (1.0,), ((0.1, 0.4, 0.2, 0.3),), 3),
    _of_shares(
        "a hypothesis dies out: both continue the first one", (0.7, 0.05), ((0.1, 0.5, 0.4), (0.9, 0.02, 0.08)), 2
    ),
    _of_shares(
        "all three places go to continuations of the first hypothesis",
        (0.95, 0.05),
        ((0.5, 0.3, 0.15, 0.05), (0.4, 0.3, 0.2, 0.1)),
        3,
    ),
    _case("three hypotheses, five words, keep four", 3, 5, 4),
    _case("four hypotheses, four words, keep three", 4, 4, 3, seed=3),
    _case("two hypotheses, seven words, keep one", 2, 7, 1, seed=8),
    _case("three hypotheses, two words, keep five", 3, 2, 5, seed=5),
    _case("two hypotheses, three words, keep all six", 2, 3, 6, seed=6),
    _case("five hypotheses, eleven words, keep five", 5, 11, 5, seed=7),
    _case("float64", 3, 6, 3, seed=9, dtype=torch.float64),
)


# Other ways to write it


def _with_python_lists(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    totals = (log_probabilities.double().unsqueeze(1) + next_log_probabilities).tolist()
    all_of_them = [(total, parent, word) for parent, row in enumerate(totals) for word, total in enumerate(row)]
    best, parents, words = zip(*sorted(all_of_them, reverse=True)[:beam_width], strict=True)
    return torch.tensor(best, dtype=log_probabilities.dtype), torch.tensor(parents), torch.tensor(words)


def _few_of_each_first(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    few = min(beam_width, next_log_probabilities.shape[1])  # no hypothesis can have more among the best
    values, words = next_log_probabilities.topk(few)
    best, places = (values + log_probabilities[:, None]).flatten().topk(beam_width)
    return best, places.div(few, rounding_mode="floor"), words.flatten()[places]


def _one_by_one(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    totals = (log_probabilities + next_log_probabilities.T).T.clone()
    best = torch.zeros(beam_width, dtype=totals.dtype)
    parents, words = torch.zeros(2, beam_width, dtype=torch.int64)
    for i in range(beam_width):
        parents[i], words[i] = divmod(int(totals.argmax()), totals.shape[1])
        best[i] = totals[parents[i], words[i]]
        totals[parents[i], words[i]] = -torch.inf
    return best, parents, words


MISTAKES = (
    Mistake(
        "one-of-each",
        "You took the best word of each hypothesis only. All words of all hypotheses compete.",
        (
            {"min(beam_width, next": "min(1, next"},
            {"min(beam_width, next": "min(1, next", "topk(beam_width)": "topk(min(beam_width, len(values)))"},
        ),
        of=_few_of_each_first,
    ),
    Mistake(
        "first-hypotheses-first",
        "You cut the list without comparing: the first hypothesis fills the beam. All continuations compete.",
        {".flatten().topk(beam_width)": ".flatten()[:beam_width], torch.arange(beam_width)"},
        of=_few_of_each_first,
    ),
    Mistake(
        "too-many-of-each",
        "topk in each row fails where beam_width is larger than the vocabulary. Flatten the table first.",
        {"min(beam_width, next_log_probabilities.shape[1])": "beam_width"},
        of=_few_of_each_first,
    ),
    Mistake(
        "ranks-as-words",
        "The remainder is a rank within its row. The word's id stands in the indices of the first topk.",
        {"words.flatten()[places]": "places % few"},
        of=_few_of_each_first,
    ),
    Mistake(
        "not-flattened",
        "topk works row by row here: each hypothesis keeps a beam of its own. Flatten the table first.",
        {".flatten()": ""},
    ),
    Mistake(
        "best-hypothesis-only",
        "You continued the best hypothesis only. Another one may overtake it.",
        {
            "next_log_probabilities\n": "next_log_probabilities[parent := log_probabilities.argmax()]\n",
            "= log_probabilities[:, None]": "= log_probabilities.amax()",
            "totals.shape[1]": "totals.shape[0]",
            "places // vocab_size": "parent.expand(beam_width)",
        },
    ),
    Mistake(
        "old-forgotten",
        "The hypotheses' own log-probabilities are missing. Add them.",
        {"log_probabilities[:, None] + ": ""},
    ),
    Mistake(
        "new-word-only",
        "You return the log-probability of the new word alone. Return the total.",
        {"return best": "return next_log_probabilities.flatten()[places]"},
    ),
    Mistake(
        "logarithms-multiplied",
        "You multiplied or subtracted. Probabilities multiply, so their logarithms add up.",
        tuple(
            {"= log_probabilities[:, None] +": f"= {way}"}
            for way in ("log_probabilities[:, None] *", "log_probabilities[:, None] -", "-log_probabilities[:, None] +")
        ),
    ),
    Mistake(
        "probabilities-added",
        "You added up probabilities. They multiply, so their logarithms add up.",
        (
            {"[:, None] +": "[:, None].logaddexp(", "probabilities\n": "probabilities)\n"},
            {"[:, None] +": "[:, None].exp() +", "probabilities\n": "probabilities.exp()\n"},
        ),
    ),
    Mistake(
        "probability-added",
        "You added a probability to a log-probability. Both are logarithms already: no exp.",
        ({"+ next_log_probabilities": "+ next_log_probabilities.exp()"}, {"[:, None] +": ".exp()[:, None] +"}),
    ),
    Mistake(
        "exp-taken",
        "These are probabilities, which soon are rounded to 0. Return logarithms.",
        {"return best": "return best.exp()"},
    ),
    Mistake(
        "normalised-again",
        "You normalised the totals. Return them as they are.",
        ({"return best": "return best.log_softmax(dim=0)"}, {"return best": "return best.softmax(dim=0)"}),
    ),
    Mistake(
        "added-along-the-words",
        "You added along the words. There is one number for each row: log_probabilities[:, None].",
        {"[:, None]": ""},
    ),
    Mistake(
        "parents-and-words-swapped",
        "Swapped: place // vocab_size is the row, so the hypothesis, and % the word.",
        {"//": "%", "%": "//"},
    ),
    Mistake(
        "flattened-by-columns",
        "You flattened the table column by column, but count as if by rows.",
        {"totals.flatten()": "totals.T.flatten()"},
    ),
    Mistake(
        "divided-by-beams",
        "You divided by another number than vocab_size, which is how many entries a row has.",
        ({"totals.shape[1]": "totals.shape[0]"}, {"totals.shape[1]": "beam_width"}),
    ),
    Mistake("divided-as-floats", "/ gives fractions. The row is a whole number: //.", {"//": "/"}),
    Mistake(
        "places-returned",
        "These are places in the flattened table: // vocab_size gives the hypothesis, % the word.",
        ({"places % vocab_size": "places"}, {"places // vocab_size": "places"}),
    ),
    Mistake(
        "worst-ones",
        "You kept the worst continuations. The highest is the best one.",
        {"topk(beam_width)": "topk(beam_width, largest=False)"},
    ),
    Mistake(
        "best-last",
        "The continuations are right, but not in their order. Best first is asked.",
        (
            {"= totals.flatten().topk(beam_width)": "= (part.flip(0) for part in totals.flatten().topk(beam_width))"},
            {".topk(beam_width)": "[order := totals.flatten().topk(beam_width).indices.sort().values], order"},
        ),
    ),
    Mistake(
        "width-ignored",
        "You kept as many as there are hypotheses. Keep `beam_width`, which may differ.",
        {"topk(beam_width)": "topk(len(totals))"},
    ),
    Mistake(
        "in-place",
        "The result is right, but your function changes `next_log_probabilities` itself.",
        {
            "= log_probabilities[:, None] + ": "= ",
            "next_log_probabilities\n": "next_log_probabilities.add_(log_probabilities[:, None])\n",
        },
    ),
    Mistake(
        "dtype-lost",
        "The totals do not have the dtype of the log-probabilities.",
        {"return best": "return best.float()"},
    ),
)

EXERCISE = Exercise(
    name="beam-step",
    chapter="output",
    minutes=25,
    difficulty="hard",
    solution=beam_step,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_python_lists, _few_of_each_first, _one_by_one),
    dtype_asked=True,
    parts=(("totals", "hypotheses", "words"),),
)
