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
    Mistake("larger-of-both", _larger_of_both, "You took the larger of the two. The rate is the smaller one: min."),
    Mistake(
        "only-warm-up",
        _only_warm_up,
        "Your rate rises for ever. After the warm-up the other term is smaller: take min of both.",
    ),
    Mistake(
        "only-decay",
        _only_decay,
        "Your rate falls from the first step on. In the warm-up the other term must be smaller: take min of both, "
        "and mind the minus in warm_up**-1.5.",
    ),
    Mistake("sum", _sum, "You added the two terms. Only the smaller one counts: min."),
    Mistake("product", _product, "You multiplied the two terms. Only the smaller one counts: min."),
    Mistake(
        "held",
        _held,
        "After the warm-up your rate stays at its peak. The first term belongs to the step: step**-0.5.",
    ),
    Mistake(
        "down-in-a-line",
        _down_in_a_line,
        "Your rate falls in a line, as fast as it rose. Here it falls with the root of the step, never to 0.",
    ),
    Mistake(
        "down-with-the-step",
        _down_with_the_step,
        "Your rate falls with 1/step. Here it falls more slowly, with the root: step**-0.5.",
    ),
    Mistake("one-over-step", _one_over_step, "The first term is step**-0.5, one over the root of the step."),
    Mistake(
        "root-of-step",
        _root_of_step,
        "The minus in the first exponent is missing, so your rate never falls: step**-0.5 is one over the root.",
    ),
    Mistake(
        "times-root-of-width",
        _times_root_of_width,
        "You multiplied by the root of d_model. The wider the model, the smaller the rate: d_model**-0.5.",
    ),
    Mistake("by-the-width", _by_the_width, "You divided by d_model. Divide by its root: d_model**-0.5."),
    Mistake("no-width", _no_width, "The factor d_model**-0.5 is missing."),
    Mistake(
        "width-on-one-term",
        _width_on_one,
        "d_model**-0.5 is a factor of the first term only. It stands outside the min and belongs to both.",
    ),
    Mistake(
        "half-in-both",
        _half,
        "The exponent of warm_up is −1.5: only then do the two terms meet at the end of the warm-up.",
    ),
    Mistake(
        "by-warm-up",
        _by_warm_up,
        "You divided the step by warm_up. Its exponent is −1.5: only then do the two terms meet at the end of the "
        "warm-up.",
    ),
    Mistake(
        "power-of-both",
        _power_of_both,
        "You raised step and warm_up together to the power −1.5. The exponent belongs to warm_up alone.",
    ),
    Mistake("one-step-late", _from_zero, "You added 1 to the step. Here the steps count from 1 already."),
    Mistake(
        "share-of-the-peak",
        _part_only,
        "This is the rate as a share of its peak, 1 at the end of the warm-up. The peak itself is 1 over the root of "
        "d_model · warm_up.",
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
