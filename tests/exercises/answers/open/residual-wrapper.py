"""Answers to residual-wrapper, written from its task and stub alone."""

# %% right: if and else
def residual(x, block, norm, order):
    if order == "pre":
        return x + block(norm(x))
    else:
        return norm(x + block(x))


# %% right: step by step, with an error for an unknown order
def residual(x, block, norm, order):
    if order not in ("pre", "post"):
        raise ValueError(order)
    inside = x
    if order == "pre":
        inside = norm(inside)
    result = block(inside)
    result = result + x
    if order == "post":
        result = norm(result)
    return result


# %% right: a dictionary of functions
def residual(words, layer, normalise, where):
    ways = {
        "pre": lambda: words + layer(normalise(words)),
        "post": lambda: normalise(words + layer(words)),
    }
    return ways[where]()


# %% right: the norm is replaced by the identity where it does not stand
def identity(t):
    return t


def residual(x, block, norm, order):
    before, after = (norm, identity) if order == "pre" else (identity, norm)
    return after(block(before(x)) + x)


# %% right: match
import torch


def residual(x, block, norm, order):
    match order:
        case "pre":
            return torch.add(block(norm(x)), x)
        case "post":
            return norm(torch.add(block(x), x))


# %% wrong: pre and post are exchanged
def residual(x, block, norm, order):
    if order == "post":
        return x + block(norm(x))
    return norm(x + block(x))


# %% wrong: in pre the normalised x is added instead of x
def residual(x, block, norm, order):
    if order == "pre":
        x = norm(x)
        return x + block(x)
    return norm(x + block(x))


# %% wrong: in post only the result of the block is normalised, not the sum
def residual(x, block, norm, order):
    if order == "pre":
        return x + block(norm(x))
    return x + norm(block(x))


# %% wrong: x is not added at all
def residual(x, block, norm, order):
    if order == "pre":
        return block(norm(x))
    return norm(block(x))


# %% wrong: the order is ignored, it is always pre
def residual(x, block, norm, order):
    return x + block(norm(x))


# %% wrong: x is changed in place
def residual(x, block, norm, order):
    if order == "pre":
        x += block(norm(x))
        return x
    x += block(x)
    return norm(x)


# %% wrong: adds into the result of the block, which changes x if the block hands its argument back
def residual(x, block, norm, order):
    if order == "pre":
        result = block(norm(x))
        result += x
        return result
    result = block(x)
    result += x
    return norm(result)


# %% wrong: in post nothing is returned
def residual(x, block, norm, order):
    if order == "pre":
        return x + block(norm(x))
    if order == "post":
        result = norm(x + block(x))


# %% wrong: in pre the result is normalised once more
def residual(x, block, norm, order):
    if order == "pre":
        x = x + block(norm(x))
    else:
        x = x + block(x)
    return norm(x)


# %% wrong: in pre the norm stands behind the block instead of before it
def residual(x, block, norm, order):
    if order == "pre":
        return x + norm(block(x))
    return norm(x + block(x))


# %% wrong: the condition is always true, so post does the same as pre
def residual(x, block, norm, order):
    if order == "pre" or "Pre":
        return x + block(norm(x))
    return norm(x + block(x))


# %% wrong: the block is applied to the sum of x and its norm
def residual(x, block, norm, order):
    if order == "pre":
        return block(x + norm(x))
    return norm(x + block(x))


# %% wrong: the result of the block is subtracted from x in post
def residual(x, block, norm, order):
    if order == "pre":
        return x + block(norm(x))
    return norm(x - block(x))
