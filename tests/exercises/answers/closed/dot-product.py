"""Answers to dot-product, written from its task and stub alone."""

# %% right: product, then sum
import torch


def dot_product(x, y):
    return (x * y).sum()


# %% right: functions of torch, renamed parameters
def dot_product(first, second):
    products = torch.mul(first, second)
    return torch.sum(products, dim=0)


# %% right: float64 inside and left so
def dot_product(x, y):
    return torch.sum(y.double() * x.double(), -1)


# %% right: the diagonal of the table of all products
def dot_product(x, y):
    table = x[:, None] * y[None, :]
    return table.diagonal().sum()


# %% right: products on a stack of both vectors
def dot_product(x, y):
    return torch.stack([x, y]).prod(dim=0).sum(dim=0)


# %% wrong: the products are not summed
def dot_product(x, y):
    return x * y


# %% wrong: the mean instead of the sum
def dot_product(x, y):
    return (x * y).mean()


# %% wrong: a Python number instead of a tensor
def dot_product(x, y):
    return (x * y).sum().item()


# %% wrong: the sums are multiplied instead of summing the products
def dot_product(x, y):
    return x.sum() * y.sum()


# %% wrong: keepdim leaves an axis of length 1
def dot_product(x, y):
    return (x * y).sum(dim=0, keepdim=True)


# %% wrong: the first vector is changed in place
def dot_product(x, y):
    x *= y
    return x.sum()


# %% wrong: only the first two components are used
def dot_product(x, y):
    return x[0] * y[0] + x[1] * y[1]


# %% wrong: the components are added instead of multiplied
def dot_product(x, y):
    return (x + y).sum()


# %% wrong: the axis does not exist and raises an error
def dot_product(x, y):
    return (x * y).sum(dim=1)


# %% wrong: absolute values, so negative products count as positive
def dot_product(x, y):
    return (x * y).abs().sum()


# %% wrong: divided by both lengths, which is the cosine
def dot_product(x, y):
    return (x * y).sum() / (x.norm() * y.norm())


# %% wrong: the fractional part is cut off by an int
def dot_product(x, y):
    return torch.tensor(float(int((x * y).sum())))


# %% wrong: the product of all products instead of their sum
def dot_product(x, y):
    return (x * y).prod()
