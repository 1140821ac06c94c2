"""Answers to gradient-through-depth, written from its task and stub alone."""

# %% right: one factor to the power of the depth
def end_to_start_gradient(weight: float, depth: int, residual: bool) -> float:
    factor = 1 + weight if residual else weight
    return float(factor**depth)


# %% right: a loop that multiplies
def end_to_start_gradient(w, n, has_residual):
    gradient = 1.0
    for _ in range(n):
        if has_residual:
            gradient = gradient * (1 + w)
        else:
            gradient = gradient * w
    return gradient


# %% right: autograd in float64
def end_to_start_gradient(weight, depth, residual):
    start = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
    h = start * 1
    for _ in range(depth):
        h = h + h * weight if residual else h * weight
    h.backward()
    return start.grad.item()


# %% right: the chain is linear, so the last number for a start of 1 is the derivative
def end_to_start_gradient(weight, depth, residual):
    h = 1.0
    for _ in range(depth):
        h = h * weight + (h if residual else 0.0)
    return h


# %% right: a product over a list of factors, True counts as 1
import math


def end_to_start_gradient(weight, depth, residual):
    return float(math.prod([weight + int(residual)] * depth))


# %% wrong: multiplied by the depth instead of raised to it
def end_to_start_gradient(weight, depth, residual):
    return (weight + 1) * depth if residual else weight * depth


# %% wrong: the 1 of the residual path is added only once, at the end
def end_to_start_gradient(weight, depth, residual):
    gradient = weight**depth
    return 1 + gradient if residual else gradient


# %% wrong: residual is ignored
def end_to_start_gradient(weight, depth, residual):
    return weight**depth


# %% wrong: one step too few
def end_to_start_gradient(weight, depth, residual):
    gradient = 1.0
    for _ in range(1, depth):
        gradient *= 1 + weight if residual else weight
    return gradient


# %% wrong: the two cases are swapped
def end_to_start_gradient(weight, depth, residual):
    if residual:
        return weight**depth
    return (1 + weight) ** depth


# %% wrong: the derivative with respect to the weight instead of the first number
def end_to_start_gradient(weight, depth, residual):
    factor = 1 + weight if residual else weight
    return depth * factor ** (depth - 1)


# %% wrong: return inside the loop, only one step
def end_to_start_gradient(weight, depth, residual):
    gradient = 1.0
    for _ in range(depth):
        gradient *= 1 + weight if residual else weight
        return gradient


# %% wrong: the absolute value of the weight, wrong signs for negative weights
def end_to_start_gradient(weight, depth, residual):
    factor = 1 + abs(weight) if residual else abs(weight)
    return factor**depth


# %% wrong: with logarithms, an error for a factor that is 0 or negative
import math


def end_to_start_gradient(weight, depth, residual):
    factor = 1 + weight if residual else weight
    return math.exp(depth * math.log(factor))


# %% wrong: the product starts with 0
def end_to_start_gradient(weight, depth, residual):
    gradient = 0.0
    for _ in range(depth):
        gradient *= 1 + weight if residual else weight
    return gradient


# %% wrong: the residual path leads from the first number only, not from the one before
def end_to_start_gradient(weight, depth, residual):
    h = 1.0
    for _ in range(depth):
        h = h * weight
        if residual:
            h = h + 1.0
    return h
