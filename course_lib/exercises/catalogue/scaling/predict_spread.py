"""Predict the standard deviation of a dot product."""

from math import prod, sqrt

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def predict_spread(d_k: int, query_std: float, key_std: float) -> float:
    """Return √d_k times both standard deviations."""
    return d_k**0.5 * query_std * key_std


CASES = (
    Case("64 components of spread 1", lambda: (64, 1.0, 1.0)),
    Case("one component, spreads 2 and 3", lambda: (1, 2.0, 3.0)),
    Case("16 components, spreads 2 and 0.25", lambda: (16, 2.0, 0.25)),
    Case("512 components, spreads 0.1 and 3", lambda: (512, 0.1, 3.0)),
)


def _through_variances(d_k: int, query_std: float, key_std: float) -> float:
    return sqrt(d_k * query_std**2 * key_std**2)


def _with_prod(d_k: int, query_std: float, key_std: float) -> float:
    return prod((sqrt(d_k), query_std, key_std))


def _variance(d_k: int, query_std: float, key_std: float) -> float:
    return d_k * query_std**2 * key_std**2


def _stds_added_up(d_k: int, query_std: float, key_std: float) -> float:
    return d_k * query_std * key_std


def _width_only(d_k: int, query_std: float, key_std: float) -> float:
    return d_k**0.5


def _spreads_added(d_k: int, query_std: float, key_std: float) -> float:
    return d_k**0.5 * (query_std + key_std)


def _root_of_all(d_k: int, query_std: float, key_std: float) -> float:
    return (d_k * query_std * key_std) ** 0.5


def _divided(d_k: int, query_std: float, key_std: float) -> float:
    return query_std * key_std


def _power_before_slash(d_k: int, query_std: float, key_std: float) -> float:
    return d_k**1 / 2 * query_std * key_std


def _inverse_root(d_k: int, query_std: float, key_std: float) -> float:
    return query_std * key_std / d_k**0.5


MISTAKES = (
    Mistake("variance", "This is the variance. The standard deviation is its root.", _variance),
    Mistake(
        "deviations-added-up",
        "You added up d_k standard deviations. Variances add up, standard deviations do not: take the root of d_k.",
        _stds_added_up,
    ),
    Mistake("width-only", "The spreads of query and key count as well, not only the width.", _width_only),
    Mistake(
        "spreads-added",
        "You added the two spreads. For a product of independent numbers, multiply.",
        _spreads_added,
    ),
    Mistake(
        "root-of-all",
        "You took the root of everything. The two spreads are roots of variances already.",
        _root_of_all,
    ),
    Mistake(
        "already-divided",
        "This is the spread after dividing by √d_k. The task asks for the one before.",
        _divided,
    ),
    Mistake("power-before-slash", "d_k**1/2 is d_k / 2, because ** binds first. Write d_k**0.5.", _power_before_slash),
    Mistake(
        "inverse-root",
        "You divided by √d_k. Before any division the spread grows with √d_k.",
        _inverse_root,
    ),
)

EXERCISE = Exercise(
    name="predict-spread",
    chapter="scaling",
    minutes=5,
    difficulty="easy",
    solution=predict_spread,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_through_variances, _with_prod),
)
