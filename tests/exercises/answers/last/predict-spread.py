"""Answers to predict-spread, written from its task and stub alone."""

# %% right: the root of d_k times both deviations
def predict_spread(d_k, query_std, key_std):
    return d_k**0.5 * query_std * key_std


# %% right: variances of the products added in a loop, then the root
import math


def predict_spread(width, a, b):
    variance = 0.0
    for _ in range(width):
        variance += a**2 * b**2
    return math.sqrt(variance)


# %% wrong: the deviations under the root without being squared
import math


def predict_spread(d_k: int, query_std: float, key_std: float) -> float:
    return math.sqrt(d_k * query_std * key_std)


# %% wrong: the deviations of query and key are ignored
def predict_spread(d_k: int, query_std: float, key_std: float) -> float:
    return d_k**0.5


# %% wrong: returns the variance, the root is forgotten
def predict_spread(d_k: int, query_std: float, key_std: float) -> float:
    return d_k * query_std**2 * key_std**2


# %% wrong: deviations added d_k times instead of variances, no root of d_k
def predict_spread(d_k: int, query_std: float, key_std: float) -> float:
    return d_k * query_std * key_std


# %% wrong: adds the deviations instead of multiplying them
def predict_spread(d_k: int, query_std: float, key_std: float) -> float:
    return d_k**0.5 * (query_std + key_std)


# %% wrong: the spread after the division by the root of d_k
def predict_spread(d_k: int, query_std: float, key_std: float) -> float:
    return d_k**0.5 * query_std * key_std / d_k**0.5


# %% wrong: the root is rounded down to an integer, right only for square numbers d_k
import math


def predict_spread(d_k: int, query_std: float, key_std: float) -> float:
    return float(math.isqrt(d_k) * query_std * key_std)
