"""Answers to warm-up, written from its task and stub alone."""

# %% right: the formula with min
def rate(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * min(step**-0.5, step * warm_up**-1.5)


# %% right: two cases
def rate(step: int, d_model: int, warm_up: int) -> float:
    if step < warm_up:
        term = step / (warm_up * warm_up**0.5)
    else:
        term = 1 / step**0.5
    return term / d_model**0.5


# %% right: math.sqrt and renamed parameters
import math


def rate(t, d, w):
    up = t / math.sqrt(w) ** 3
    down = 1 / math.sqrt(t)
    return min(up, down) / math.sqrt(d)


# %% right: tensors in float64, item at the end
import torch


def rate(step: int, d_model: int, warm_up: int) -> float:
    t = torch.tensor(float(step), dtype=torch.float64)
    w = torch.tensor(float(warm_up), dtype=torch.float64)
    d = torch.tensor(float(d_model), dtype=torch.float64)
    return (torch.minimum(t.rsqrt(), t * w.pow(-1.5)) / d.sqrt()).item()


# %% right: the peak, and a share of it
def rate(step: int, d_model: int, warm_up: int) -> float:
    peak = (d_model * warm_up) ** -0.5
    return peak * min(step / warm_up, (warm_up / step) ** 0.5)


# %% right: the smaller of a sorted list
def rate(step: int, d_model: int, warm_up: int) -> float:
    terms = [pow(step, -0.5), step * pow(warm_up, -1.5)]
    return sorted(terms)[0] * pow(d_model, -0.5)


# %% wrong: the larger term instead of the smaller one
def rate(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * max(step**-0.5, step * warm_up**-1.5)


# %% wrong: the factor of d_model is forgotten
def rate(step: int, d_model: int, warm_up: int) -> float:
    return min(step**-0.5, step * warm_up**-1.5)


# %% wrong: multiplied by the root of d_model instead of divided
def rate(step: int, d_model: int, warm_up: int) -> float:
    return d_model**0.5 * min(step**-0.5, step * warm_up**-1.5)


# %% wrong: -1/2 without brackets, the power is -1 and the result is halved
def rate(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-1 / 2 * min(step**-1 / 2, step * warm_up ** (-3 / 2))


# %% wrong: exponent -0.5 instead of -1.5 for the warm-up
def rate(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * min(step**-0.5, step * warm_up**-0.5)


# %% wrong: the step is counted from 0 and one is added
def rate(step: int, d_model: int, warm_up: int) -> float:
    t = step + 1
    return d_model**-0.5 * min(t**-0.5, t * warm_up**-1.5)


# %% wrong: nothing is returned exactly at the end of the warm-up
def rate(step: int, d_model: int, warm_up: int) -> float:
    if step < warm_up:
        return d_model**-0.5 * step * warm_up**-1.5
    if step > warm_up:
        return d_model**-0.5 * step**-0.5


# %% wrong: rounded to five places
def rate(step: int, d_model: int, warm_up: int) -> float:
    return round(d_model**-0.5 * min(step**-0.5, step * warm_up**-1.5), 5)


# %% wrong: no way down, the rate stays at its peak
def rate(step: int, d_model: int, warm_up: int) -> float:
    return d_model**-0.5 * min(step, warm_up) * warm_up**-1.5


# %% wrong: returns a tensor instead of a Python number
import torch


def rate(step: int, d_model: int, warm_up: int) -> float:
    t = torch.tensor(float(step))
    return d_model**-0.5 * torch.minimum(t**-0.5, t * warm_up**-1.5)


# %% wrong: the way down counts from the end of the warm-up
def rate(step: int, d_model: int, warm_up: int) -> float:
    if step <= warm_up:
        return d_model**-0.5 * step * warm_up**-1.5
    return d_model**-0.5 * (step - warm_up) ** -0.5


# %% wrong: whole-number division, 0 during the warm-up
def rate(step: int, d_model: int, warm_up: int) -> float:
    peak = (d_model * warm_up) ** -0.5
    return peak * min(step // warm_up, (warm_up / step) ** 0.5)


# %% wrong: only the first term depends on d_model, brackets missing
def rate(step: int, d_model: int, warm_up: int) -> float:
    return min(d_model**-0.5 * step**-0.5, step * warm_up**-1.5)
