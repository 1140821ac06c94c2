"""Answers to cosine-similarity, written from its task and stub alone."""

# %% right: dot product over the product of the norms
def cosine_similarity(x, y):
    return (x @ y) / (x.norm() * y.norm())


# %% right: sums and square roots
def cosine_similarity(x, y):
    dot = (x * y).sum()
    return dot / (torch.sqrt((x**2).sum()) * torch.sqrt((y**2).sum()))


# %% right: both brought to length 1 first, einsum, float64 and left so
def cosine_similarity(a, b):
    a = a.double() / torch.linalg.vector_norm(a.double())
    b = b.double() / torch.linalg.vector_norm(b.double())
    return torch.einsum("i,i->", a, b)


# %% right: a loop with Python floats, a tensor at the end
import math


def cosine_similarity(x, y):
    dot = 0.0
    xx = 0.0
    yy = 0.0
    for a, b in zip(x.tolist(), y.tolist()):
        dot += a * b
        xx += a * a
        yy += b * b
    return torch.tensor(dot / (math.sqrt(xx) * math.sqrt(yy)))


# %% right: torch.dot and powers of one half
def cosine_similarity(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return torch.dot(x, y) / torch.dot(x, x) ** 0.5 / torch.dot(y, y) ** 0.5


# %% wrong: the brackets round the product of the norms are missing
def cosine_similarity(x, y):
    return x @ y / x.norm() * y.norm()


# %% wrong: the dot product is not divided at all
def cosine_similarity(x, y):
    return x @ y


# %% wrong: the roots are forgotten, divided by the squared lengths
def cosine_similarity(x, y):
    return (x @ y) / ((x @ x) * (y @ y))


# %% wrong: divided by the sum of the lengths instead of the product
def cosine_similarity(x, y):
    return (x @ y) / (x.norm() + y.norm())


# %% wrong: only one of the two lengths is divided out
def cosine_similarity(x, y):
    return (x @ y) / x.norm()


# %% wrong: shape [1] instead of []
def cosine_similarity(x, y):
    dot = (x * y).sum(dim=0, keepdim=True)
    return dot / (x.norm() * y.norm())


# %% wrong: a float of Python is returned, not a tensor
def cosine_similarity(x, y):
    return ((x @ y) / (x.norm() * y.norm())).item()


# %% wrong: negative cosines are cut off at 0
def cosine_similarity(x, y):
    return ((x @ y) / (x.norm() * y.norm())).clamp(min=0.0, max=1.0)


# %% wrong: a guard against division by zero raises the product of the norms to at least 1, too large for short vectors
def cosine_similarity(x, y):
    return (x @ y) / torch.clamp(x.norm() * y.norm(), min=1.0)


# %% wrong: the angle is returned instead of its cosine
def cosine_similarity(x, y):
    return torch.acos((x @ y) / (x.norm() * y.norm()))


# %% wrong: the sum over the components is forgotten, result [d]
def cosine_similarity(x, y):
    return x * y / (x.norm() * y.norm())


# %% wrong: the length is taken as the sum of the absolute values
def cosine_similarity(x, y):
    return (x @ y) / (x.abs().sum() * y.abs().sum())


# %% wrong: the length is taken as the plain sum of the components
def cosine_similarity(x, y):
    return (x @ y) / (x.sum() * y.sum())


# %% wrong: the vectors of the caller are changed in place
def cosine_similarity(x, y):
    x /= x.norm()
    y /= y.norm()
    return x @ y


# %% wrong: the mean instead of the sum in the dot product, while the lengths are sums
def cosine_similarity(x, y):
    return (x * y).mean() / (x.norm() * y.norm())
