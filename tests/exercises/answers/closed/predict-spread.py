"""Answers to predict-spread, written from its task and stub alone."""

# %% right: the root of d_k times both spreads
import math


def predict_spread(d_k: int, query_std: float, key_std: float) -> float:
    return math.sqrt(d_k) * query_std * key_std


# %% right: the variances of the products added up in a loop
def predict_spread(n, s_q, s_k):
    variance = 0.0
    for _ in range(n):
        variance += s_q**2 * s_k**2
    return variance**0.5


# %% right: with torch in float64 and .item()
def predict_spread(d_k, query_std, key_std):
    variances = torch.full((d_k,), (query_std * key_std) ** 2, dtype=torch.float64)
    return variances.sum().sqrt().item()


# %% right: one root over the whole product
def predict_spread(d_k, query_std, key_std):
    return float((d_k * query_std**2 * key_std**2) ** 0.5)


# %% wrong: the variance instead of the standard deviation
def predict_spread(d_k, query_std, key_std):
    return d_k * query_std**2 * key_std**2


# %% wrong: the standard deviations are ignored
def predict_spread(d_k, query_std, key_std):
    return d_k**0.5


# %% wrong: times d_k instead of its root, the spreads are added up instead of the variances
def predict_spread(d_k, query_std, key_std):
    return float(d_k * query_std * key_std)


# %% wrong: the spread after the division by the root of d_k
def predict_spread(d_k, query_std, key_std):
    return d_k**0.5 * query_std * key_std / d_k**0.5


# %% wrong: the standard deviations are taken as variances, their root is drawn too
def predict_spread(d_k, query_std, key_std):
    return (d_k * query_std * key_std) ** 0.5


# %% wrong: precedence, d_k ** 1 / 2 is half of d_k
def predict_spread(d_k, query_std, key_std):
    return d_k**1 / 2 * query_std * key_std


# %% wrong: the mean of the two variances instead of their product
def predict_spread(d_k, query_std, key_std):
    return (d_k * (query_std**2 + key_std**2) / 2) ** 0.5


# %% wrong: the root of d_k rounded down to a whole number
import math


def predict_spread(d_k, query_std, key_std):
    return float(math.isqrt(d_k) * query_std * key_std)


# %% wrong: measured on random numbers instead of predicted, so only about right
def predict_spread(d_k, query_std, key_std):
    q = torch.randn(1000, d_k) * query_std
    k = torch.randn(1000, d_k) * key_std
    return (q * k).sum(dim=1).std().item()


# %% wrong: torch.sqrt of a plain number raises an error
def predict_spread(d_k, query_std, key_std):
    return torch.sqrt(d_k) * query_std * key_std


# %% wrong: only the spread of the query counts
def predict_spread(d_k, query_std, key_std):
    return d_k**0.5 * query_std
