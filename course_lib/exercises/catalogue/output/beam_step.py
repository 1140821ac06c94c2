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
        "a hypothesis dies out: both continue the first one",
        (0.7, 0.05),
        ((0.1, 0.5, 0.4), (0.9, 0.02, 0.08)),
        2,
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
    totals = (log_probabilities.unsqueeze(1) + next_log_probabilities).tolist()
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
    parents, words, best = [], [], []
    for _ in range(beam_width):
        parent, word = divmod(int(totals.argmax()), totals.shape[1])
        best.append(totals[parent, word].clone())
        parents.append(parent)
        words.append(word)
        totals[parent, word] = -torch.inf
    return torch.stack(best), torch.tensor(parents), torch.tensor(words)


# Ways to get it wrong


def _totals(log_probabilities: Tensor, next_log_probabilities: Tensor) -> Tensor:
    return log_probabilities[:, None] + next_log_probabilities


def _best(totals: Tensor, beam_width: int) -> Step:
    """Choose from other totals."""
    return beam_step(totals.new_zeros(len(totals)), totals, beam_width)


def _one_of_each(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    values, words = _totals(log_probabilities, next_log_probabilities).max(dim=1)
    best, parents = values.topk(min(beam_width, len(values)))
    return best, parents, words[parents]


def _all_of_the_first(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    few = min(beam_width, next_log_probabilities.shape[1])
    values, words = _totals(log_probabilities, next_log_probabilities).topk(few)
    parents = torch.arange(len(values)).repeat_interleave(few)
    return values.flatten()[:beam_width], parents[:beam_width], words.flatten()[:beam_width]


def _not_flattened(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    best, places = _totals(log_probabilities, next_log_probabilities).topk(beam_width)
    return best, places // next_log_probabilities.shape[1], places % next_log_probabilities.shape[1]


def _best_hypothesis_only(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    parent = log_probabilities.argmax()
    totals = log_probabilities[parent] + next_log_probabilities[parent]
    best, words = totals.topk(min(beam_width, len(totals)))
    return best, parent.expand(best.shape), words


def _old_forgotten(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    return _best(next_log_probabilities, beam_width)


def _new_word_only(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    _, parents, words = beam_step(log_probabilities, next_log_probabilities, beam_width)
    return next_log_probabilities[parents, words], parents, words


def _multiplied(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    return _best(log_probabilities[:, None] * next_log_probabilities, beam_width)


def _subtracted(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    return _best(next_log_probabilities - log_probabilities[:, None], beam_width)


def _probabilities_added(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    return _best(torch.logaddexp(log_probabilities[:, None], next_log_probabilities), beam_width)


def _probability_added(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    return _best(log_probabilities[:, None] + next_log_probabilities.exp(), beam_width)


def _probabilities(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    return _best(_totals(log_probabilities, next_log_probabilities).exp(), beam_width)


def _normalised_again(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    best, parents, words = beam_step(log_probabilities, next_log_probabilities, beam_width)
    return best.log_softmax(dim=0), parents, words


def _along_the_words(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    return _best(log_probabilities + next_log_probabilities, beam_width)


def _swapped(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    best, parents, words = beam_step(log_probabilities, next_log_probabilities, beam_width)
    return best, words, parents


def _divided_by_beams(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    best, places = _totals(log_probabilities, next_log_probabilities).flatten().topk(beam_width)
    return best, places // len(log_probabilities), places % len(log_probabilities)


def _divided_by_the_width(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    best, places = _totals(log_probabilities, next_log_probabilities).flatten().topk(beam_width)
    return best, places // beam_width, places % beam_width


def _divided_as_floats(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    best, places = _totals(log_probabilities, next_log_probabilities).flatten().topk(beam_width)
    return best, places / next_log_probabilities.shape[1], places % next_log_probabilities.shape[1]


def _places_as_words(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    best, places = _totals(log_probabilities, next_log_probabilities).flatten().topk(beam_width)
    return best, places // next_log_probabilities.shape[1], places


def _worst(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    best, parents, words = _best(-_totals(log_probabilities, next_log_probabilities), beam_width)
    return -best, parents, words


def _best_last(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    best, parents, words = beam_step(log_probabilities, next_log_probabilities, beam_width)
    return best.flip(0), parents.flip(0), words.flip(0)


def _in_reading_order(log_probabilities: Tensor, next_log_probabilities: Tensor, beam_width: int) -> Step:
    best, parents, words = beam_step(log_probabilities, next_log_probabilities, beam_width)
    order = (parents * next_log_probabilities.shape[1] + words).argsort()
    return best[order], parents[order], words[order]


MISTAKES = (
    Mistake(
        "one-of-each",
        "You took the best word of each hypothesis only. One hypothesis may have several of the best continuations, "
        "another one none: let all words of all hypotheses compete.",
        _one_of_each,
    ),
    Mistake(
        "first-hypotheses-first",
        "You took the best words of each hypothesis and cut the list without comparing: the first hypothesis fills the "
        "beam. Let all continuations compete.",
        _all_of_the_first,
    ),
    Mistake(
        "not-flattened",
        "topk without flatten works row by row: each hypothesis keeps a beam of its own. Flatten the table first, so "
        "that all continuations compete.",
        _not_flattened,
    ),
    Mistake(
        "best-hypothesis-only",
        "You continued the best hypothesis only. Another one may overtake it: that is why a beam is kept.",
        _best_hypothesis_only,
    ),
    Mistake(
        "old-forgotten",
        "The hypotheses' own log-probabilities are missing. Add them to those of the new words.",
        _old_forgotten,
    ),
    Mistake(
        "new-word-only",
        "You chose the right continuations, but return the log-probability of the new word alone. Return the total.",
        _new_word_only,
    ),
    Mistake(
        "logarithms-multiplied",
        "You multiplied logarithms. Probabilities multiply, so their logarithms add up.",
        _multiplied,
    ),
    Mistake("subtracted", "You subtracted the old log-probability. Both are added up.", _subtracted),
    Mistake(
        "probabilities-added",
        "You added up probabilities. They multiply, so their logarithms add up: +.",
        _probabilities_added,
    ),
    Mistake(
        "probability-added",
        "You added a probability to a log-probability. Both are logarithms already: no exp.",
        _probability_added,
    ),
    Mistake(
        "exp-taken",
        "These are probabilities. Stay with the logarithms: after many words the probability itself is rounded to 0.",
        _probabilities,
    ),
    Mistake(
        "normalised-again",
        "You normalised the totals: the shares of the kept ones sum to 1. Return the totals as they are.",
        _normalised_again,
    ),
    Mistake(
        "added-along-the-words",
        "The old log-probabilities were added along the words. There is one for each row: log_probabilities[:, None].",
        _along_the_words,
    ),
    Mistake(
        "parents-and-words-swapped",
        "Hypotheses and words are swapped: place // vocab_size is the row, so the hypothesis, and the remainder % the "
        "word.",
        _swapped,
    ),
    Mistake(
        "divided-by-beams",
        "You divided by the number of hypotheses. A row of the flattened table has vocab_size entries: divide by that.",
        _divided_by_beams,
    ),
    Mistake(
        "divided-by-the-width",
        "You divided by beam_width. A row of the flattened table has vocab_size entries: divide by that.",
        _divided_by_the_width,
    ),
    Mistake("divided-as-floats", "/ gives fractions. The row is a whole number: //.", _divided_as_floats),
    Mistake(
        "places-as-words",
        "You returned places in the flattened table for words. The word is the remainder: place % vocab_size.",
        _places_as_words,
    ),
    Mistake("worst-ones", "You kept the worst continuations. The highest log-probability is the best one.", _worst),
    Mistake("best-last", "The continuations are right, but the best one comes last. Best first is asked.", _best_last),
    Mistake(
        "not-sorted",
        "The continuations are right, but not in their order. Best first is asked.",
        _in_reading_order,
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
)
