"""Answers to warm-up, written from its task and stub alone."""

# %% right: the formula
def rate(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * min(step**-0.5, step * warm_up**-1.5)


# %% right: up to warm_up, then down, with roots
import math


def rate(t, width, w):
    if t < w:
        term = t / (w * math.sqrt(w))
    else:
        term = 1 / math.sqrt(t)
    return term / math.sqrt(width)


# %% wrong: the larger term instead of the smaller one
def rate(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * max(step**-0.5, step * warm_up**-1.5)


# %% wrong: the factor of d_model is missing
def rate(step: int, d_model: int, warm_up: int) -> float:
    return min(step**-0.5, step * warm_up**-1.5)


# %% wrong: the exponent of warm_up is -0.5 instead of -1.5
def rate(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * min(step**-0.5, step * warm_up**-0.5)


# %% wrong: only the way up, the rate grows for ever
def rate(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * step * warm_up**-1.5


# %% wrong: after warm_up the rate stays constant instead of falling
def rate(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * min(step, warm_up) * warm_up**-1.5


# %% wrong: the root of d_model is multiplied instead of divided
def rate(step: int, d_model: int, warm_up: int) -> float:
    return d_model**0.5 * min(step**-0.5, step * warm_up**-1.5)


# %% wrong: the factor of d_model only on the first term
def rate(step: int, d_model: int, warm_up: int) -> float:
    return min(d_model**-0.5 * step**-0.5, step * warm_up**-1.5)


# %% wrong: the whole root of d_model, wrong unless d_model is a square
import math


def rate(step: int, d_model: int, warm_up: int) -> float:
    return min(step**-0.5, step * warm_up**-1.5) / math.isqrt(d_model)


# %% wrong: exponents with whole-number division, -1 // 2 is -1
def rate(step: int, d_model: int, warm_up: int) -> float:
    return d_model ** (-1 // 2) * min(step ** (-1 // 2), step * warm_up ** (-3 // 2))


# %% wrong: rounded to five digits, small rates lose theirs
def rate(step: int, d_model: int, warm_up: int) -> float:
    return round(d_model**-0.5 * min(step**-0.5, step * warm_up**-1.5), 5)


# %% wrong: step is counted on by one, as if it began at 0
def rate(step: int, d_model: int, warm_up: int) -> float:
    step = step + 1
    return d_model**-0.5 * min(step**-0.5, step * warm_up**-1.5)
