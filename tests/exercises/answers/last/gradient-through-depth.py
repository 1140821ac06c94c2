"""Answers to gradient-through-depth, written from its task and stub alone."""

# %% right: a power
def end_to_start_gradient(weight, depth, residual):
    step = 1 + weight if residual else weight
    return float(step**depth)


# %% right: a loop that multiplies
def end_to_start_gradient(w, steps, with_path):
    gradient = 1.0
    for _ in range(steps):
        if with_path:
            gradient = gradient + gradient * w
        else:
            gradient = gradient * w
    return gradient


# %% wrong: adds 1 to the whole product instead of to each factor
def end_to_start_gradient(weight: float, depth: int, residual: bool) -> float:
    gradient = weight**depth
    if residual:
        gradient = 1 + gradient
    return gradient


# %% wrong: the two cases are swapped
def end_to_start_gradient(weight: float, depth: int, residual: bool) -> float:
    if residual:
        return weight**depth
    return (1 + weight) ** depth


# %% wrong: residual is ignored
def end_to_start_gradient(weight: float, depth: int, residual: bool) -> float:
    return weight**depth


# %% wrong: multiplies by depth instead of raising to that power
def end_to_start_gradient(weight: float, depth: int, residual: bool) -> float:
    if residual:
        return (1 + weight) * depth
    return weight * depth


# %% wrong: one step too few
def end_to_start_gradient(weight: float, depth: int, residual: bool) -> float:
    factor = 1 + weight if residual else weight
    gradient = 1.0
    for _ in range(1, depth):
        gradient = gradient * factor
    return gradient


# %% wrong: the loop returns after the first step
def end_to_start_gradient(weight: float, depth: int, residual: bool) -> float:
    gradient = 1.0
    for _ in range(depth):
        gradient *= (1 + weight) if residual else weight
        return gradient


# %% wrong: 1 is added to the weight again at each step, the factor grows
def end_to_start_gradient(weight: float, depth: int, residual: bool) -> float:
    gradient = 1.0
    for _ in range(depth):
        if residual:
            weight = 1 + weight
        gradient = gradient * weight
    return gradient


# %% wrong: takes the absolute value, the sign is lost for a negative weight
def end_to_start_gradient(weight: float, depth: int, residual: bool) -> float:
    factor = 1 + weight if residual else weight
    return abs(factor) ** depth
