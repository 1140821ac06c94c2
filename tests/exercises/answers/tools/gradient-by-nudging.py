"""Answers to gradient-by-nudging, written from its task and stub alone."""

# %% right: a fresh clone for each number, into torch.zeros
def gradient_by_nudging(
    f: Callable[[torch.Tensor], torch.Tensor], x: torch.Tensor, h: float
) -> torch.Tensor:
    slopes = torch.zeros(len(x))
    before = f(x)
    for i in range(len(x)):
        nudged = x.clone()
        nudged[i] += h
        slopes[i] = (f(nudged) - before) / h
    return slopes


# %% right: list comprehension over the rows of an identity matrix, Python floats
def gradient_by_nudging(f, x, h):
    steps = h * torch.eye(x.shape[0], dtype=x.dtype)
    start = float(f(x))
    return torch.tensor([(float(f(x + step)) - start) / h for step in steps])


# %% right: nudges x in place and puts the saved number back
def gradient_by_nudging(f, x, h):
    base = float(f(x))
    result = []
    for i in range(x.shape[0]):
        saved = x[i].item()
        x[i] = saved + h
        result.append((float(f(x)) - base) / h)
        x[i] = saved
    return torch.tensor(result)


# %% right: torch.where picks the nudged number, result in float64, renamed parameters
def gradient_by_nudging(function, point, size):
    places = torch.arange(len(point))
    out = torch.zeros(len(point), dtype=torch.float64)
    for k in range(len(point)):
        moved = torch.where(places == k, point + size, point)
        out[k] = (float(function(moved)) - float(function(point))) / size
    return out


# %% right: helper for one slope, building the nudged vector with cat
def slope(f, x, i, h):
    nudged = torch.cat([x[:i], x[i : i + 1] + h, x[i + 1 :]])
    return (f(nudged) - f(x)) / h


def gradient_by_nudging(f, x, h):
    grad = torch.zeros_like(x)
    for i in range(x.numel()):
        grad[i] = slope(f, x, i, h)
    return grad


# %% wrong: one copy for all, the earlier nudges are never taken back (right for one number)
def gradient_by_nudging(f, x, h):
    slopes = torch.zeros(len(x))
    before = f(x)
    nudged = x.clone()
    for i in range(len(x)):
        nudged[i] += h
        slopes[i] = (f(nudged) - before) / h
    return slopes


# %% wrong: no copy, y is x itself, so x is changed in the end
def gradient_by_nudging(f, x, h):
    before = f(x).item()
    slopes = torch.zeros(len(x))
    for i in range(len(x)):
        y = x
        y[i] = y[i] + h
        slopes[i] = (f(y).item() - before) / h
    return slopes


# %% wrong: forgets to divide by h
def gradient_by_nudging(f, x, h):
    slopes = torch.zeros(len(x))
    for i in range(len(x)):
        nudged = x.clone()
        nudged[i] += h
        slopes[i] = f(nudged) - f(x)
    return slopes


# %% wrong: nudges all numbers at once
def gradient_by_nudging(f, x, h):
    slopes = torch.zeros(len(x))
    for i in range(len(x)):
        slopes[i] = (f(x + h) - f(x)) / h
    return slopes


# %% wrong: nudges to both sides and divides by 2h, not the slope the task asks for
def gradient_by_nudging(f, x, h):
    slopes = torch.zeros(len(x))
    for i in range(len(x)):
        up = x.clone()
        down = x.clone()
        up[i] += h
        down[i] -= h
        slopes[i] = (f(up) - f(down)) / (2 * h)
    return slopes


# %% wrong: nudges in place and takes h away again, by rounding this does not always give the old number back (x = 0.1, h = 0.5)
def gradient_by_nudging(f, x, h):
    before = float(f(x))
    slopes = torch.zeros(len(x))
    for i in range(len(x)):
        x[i] += h
        slopes[i] = (float(f(x)) - before) / h
        x[i] -= h
    return slopes


# %% wrong: exact gradient by autograd, h is not used
def gradient_by_nudging(f, x, h):
    y = x.clone().detach().requires_grad_(True)
    f(y).backward()
    return y.grad


# %% wrong: calls f with the one number alone, the others are left out (right for a sum of squares)
def gradient_by_nudging(f, x, h):
    slopes = torch.zeros(len(x))
    for i in range(len(x)):
        one = x[i : i + 1]
        slopes[i] = (f(one + h) - f(one)) / h
    return slopes


# %% wrong: returns inside the loop, so only the first slope is worked out
def gradient_by_nudging(f, x, h):
    slopes = torch.zeros(len(x))
    for i in range(len(x)):
        nudged = x.clone()
        nudged[i] += h
        slopes[i] = (f(nudged) - f(x)) / h
        return slopes


# %% wrong: nudges downwards, f(x) minus f(x - h)
def gradient_by_nudging(f, x, h):
    before = f(x)
    slopes = torch.zeros(len(x))
    for i in range(len(x)):
        nudged = x.clone()
        nudged[i] -= h
        slopes[i] = (before - f(nudged)) / h
    return slopes
