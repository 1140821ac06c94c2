"""Give the learning rate of a step: up in a line, then down with the root of the step."""

from math import sqrt

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def rate(step: int, d_model: int, warm_up: int) -> float:
    """Return d_model^(−1/2) · min(step^(−1/2), step · warm_up^(−3/2)) (Vaswani et al. 2017, equation 3)."""
    return d_model**-0.5 * min(step**-0.5, step * warm_up**-1.5)


def _case(words: str, step: int, d_model: int, warm_up: int) -> Case:
    return Case(words, lambda: (step, d_model, warm_up))


# Small widths and few steps: a rate far above 1e-7, up to which the check forgives rounding.
CASES = (
    _case("the first step of a warm-up of 4", 1, 16, 4),
    _case("the last step of a warm-up of 4", 4, 16, 4),
    _case("step 16, after a warm-up of 4", 16, 16, 4),
    _case("the second step of a warm-up of 3", 2, 10, 3),
    _case("step 7, just after a warm-up of 6", 7, 5, 6),
    _case("a warm-up of one step", 1, 7, 1),
    _case("the first step of a warm-up of 6", 1, 5, 6),
    _case("step 50, long after a warm-up of 3", 50, 12, 3),
    _case("halfway through the paper's warm-up", 2000, 512, 4000),
    _case("after the paper's warm-up", 9000, 512, 4000),
)


# Other ways to write it


def _two_branches(step: int, d_model: int, warm_up: int) -> float:
    if step < warm_up:
        return step / (warm_up * sqrt(d_model * warm_up))
    return 1 / sqrt(d_model * step)


def _part_of_the_peak(step: int, d_model: int, warm_up: int) -> float:
    peak = (d_model * warm_up) ** -0.5
    return peak * min(step / warm_up, (warm_up / step) ** 0.5)


def _smaller_of_both(step: int, d_model: int, warm_up: int) -> float:
    return sorted([1 / sqrt(step), step / sqrt(warm_up) ** 3])[0] / sqrt(d_model)


# Ways to get it wrong


def _larger_of_both(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * max(step**-0.5, step * warm_up**-1.5)


def _only_warm_up(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * step * warm_up**-1.5


def _only_decay(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * step**-0.5


def _sum(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * (step**-0.5 + step * warm_up**-1.5)


def _product(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * step**-0.5 * step * warm_up**-1.5


def _held(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * min(warm_up**-0.5, step * warm_up**-1.5)


def _down_in_a_line(step: int, d_model: int, warm_up: int) -> float:
    peak = (d_model * warm_up) ** -0.5
    return peak * min(step / warm_up, max(0.0, 2 - step / warm_up))


def _down_with_the_step(step: int, d_model: int, warm_up: int) -> float:
    peak = (d_model * warm_up) ** -0.5
    return peak * min(step / warm_up, warm_up / step)


def _one_over_step(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * min(step**-1, step * warm_up**-1.5)


def _root_of_step(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * min(step**0.5, step * warm_up**-1.5)


def _times_root_of_width(step: int, d_model: int, warm_up: int) -> float:
    return d_model * rate(step, d_model, warm_up)


def _by_the_width(step: int, d_model: int, warm_up: int) -> float:
    return min(step**-0.5, step * warm_up**-1.5) / d_model


def _no_width(step: int, d_model: int, warm_up: int) -> float:
    return min(step**-0.5, step * warm_up**-1.5)


def _width_on_one(step: int, d_model: int, warm_up: int) -> float:
    return min(d_model**-0.5 * step**-0.5, step * warm_up**-1.5)


def _half(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * min(step**-0.5, step * warm_up**-0.5)


def _by_warm_up(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * min(step**-0.5, step / warm_up)


def _power_of_both(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * min(step**-0.5, (step * warm_up) ** -1.5)


def _from_zero(step: int, d_model: int, warm_up: int) -> float:
    return rate(step + 1, d_model, warm_up)


def _part_only(step: int, d_model: int, warm_up: int) -> float:
    return min(step / warm_up, (warm_up / step) ** 0.5)


MISTAKES = (
    Mistake("larger-of-both", "You took the larger of the two. The rate is the smaller one: min.", _larger_of_both),
    Mistake(
        "only-warm-up",
        "Your rate rises for ever. After the warm-up the other term is smaller: take min of both.",
        _only_warm_up,
    ),
    Mistake(
        "only-decay",
        "Your rate falls from the first step on. In the warm-up the other term must be smaller: take min of both, "
        "and mind the minus in warm_up**-1.5.",
        _only_decay,
    ),
    Mistake("sum", "You added the two terms. Only the smaller one counts: min.", _sum),
    Mistake("product", "You multiplied the two terms. Only the smaller one counts: min.", _product),
    Mistake(
        "held",
        "After the warm-up your rate stays at its peak. The first term belongs to the step: step**-0.5.",
        _held,
    ),
    Mistake(
        "down-in-a-line",
        "Your rate falls in a line, as fast as it rose. Here it falls with the root of the step, never to 0.",
        _down_in_a_line,
    ),
    Mistake(
        "down-with-the-step",
        "Your rate falls with 1/step. Here it falls more slowly, with the root: step**-0.5.",
        _down_with_the_step,
    ),
    Mistake("one-over-step", "The first term is step**-0.5, one over the root of the step.", _one_over_step),
    Mistake(
        "root-of-step",
        "The minus in the first exponent is missing, so your rate never falls: step**-0.5 is one over the root.",
        _root_of_step,
    ),
    Mistake(
        "times-root-of-width",
        "You multiplied by the root of d_model. The wider the model, the smaller the rate: d_model**-0.5.",
        _times_root_of_width,
    ),
    Mistake("by-the-width", "You divided by d_model. Divide by its root: d_model**-0.5.", _by_the_width),
    Mistake("no-width", "The factor d_model**-0.5 is missing.", _no_width),
    Mistake(
        "width-on-one-term",
        "d_model**-0.5 is a factor of the first term only. It stands outside the min and belongs to both.",
        _width_on_one,
    ),
    Mistake(
        "half-in-both",
        "The exponent of warm_up is −1.5: only then do the two terms meet at the end of the warm-up.",
        _half,
    ),
    Mistake(
        "by-warm-up",
        "You divided the step by warm_up. Its exponent is −1.5: only then do the two terms meet at the end of the "
        "warm-up.",
        _by_warm_up,
    ),
    Mistake(
        "power-of-both",
        "You raised step and warm_up together to the power −1.5. The exponent belongs to warm_up alone.",
        _power_of_both,
    ),
    Mistake("one-step-late", "You added 1 to the step. Here the steps count from 1 already.", _from_zero),
    Mistake(
        "share-of-the-peak",
        "This is the rate as a share of its peak, 1 at the end of the warm-up. The peak itself is 1 over the root of "
        "d_model · warm_up.",
        _part_only,
    ),
)

EXERCISE = Exercise(
    name="warm-up",
    chapter="translation",
    minutes=8,
    difficulty="easy",
    solution=rate,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_two_branches, _part_of_the_peak, _smaller_of_both),
)
