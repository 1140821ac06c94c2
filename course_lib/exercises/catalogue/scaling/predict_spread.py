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


def _added_up(d_k: int, query_std: float, key_std: float) -> float:
    variance = 0.0
    for _ in range(d_k):
        variance += (query_std * key_std) ** 2
    return variance**0.5


MISTAKES = (
    Mistake("variance", "This is the variance. The standard deviation is its root.", {"**0.5": ""}, of=_added_up),
    Mistake(
        "deviations-added-up",
        "You added up d_k standard deviations. Variances add up, standard deviations do not: take the root of d_k.",
        {"d_k**0.5": "d_k"},
    ),
    Mistake(
        "a-spread-left-out",
        "The spreads of both, of the query and of the key, count: multiply by them.",
        ({" * query_std * key_std": ""}, {" * query_std": ""}, {" * key_std": ""}),
    ),
    Mistake(
        "spreads-added",
        "You added or averaged the two spreads, or their variances. For a product of independent numbers, multiply.",
        (
            {"query_std * key_std": "(query_std + key_std)"},
            {"query_std * key_std": "(query_std**2 + key_std**2) ** 0.5"},
            {"query_std * key_std": "((query_std**2 + key_std**2) / 2) ** 0.5"},
            {"query_std * key_std": "(query_std + key_std) / 2"},
            {"d_k**0.5 * query_std * key_std": "d_k * (query_std**2 + key_std**2)"},
        ),
    ),
    Mistake(
        "root-of-all",
        "You took the root of the spreads too. They are roots of variances already.",
        {"d_k**0.5 * query_std * key_std": "(d_k * query_std * key_std) ** 0.5"},
    ),
    Mistake(
        "root-of-the-width-only",
        "You squared the spreads, and took the root of d_k only. The root is that of the whole variance.",
        {"query_std * key_std": "query_std**2 * key_std**2"},
    ),
    Mistake(
        "already-divided", "This is the spread after dividing by √d_k. Asked is the one before.", {"d_k**0.5 * ": ""}
    ),
    Mistake("power-before-slash", "d_k**1/2 is d_k / 2: ** binds first. Write d_k**0.5.", {"d_k**0.5": "d_k**1 / 2"}),
    Mistake(
        "root-of-an-int",
        "torch.sqrt takes a tensor, no int. Write d_k**0.5.",
        {"d_k**0.5": "__import__('torch').sqrt(d_k)"},
    ),
    Mistake("inverse-root", "You divided by √d_k. The spread grows with it: multiply.", {"d_k**0.5": "d_k**-0.5"}),
    Mistake(
        "cut-or-rounded",
        "You cut or rounded to a whole number. The task asks for a float, with its digits.",
        tuple(
            {"d_k**0.5 * query_std * key_std": other}
            for other in (
                "int(d_k**0.5) * query_std * key_std",
                "int(d_k**0.5 * query_std * key_std)",
                "round(d_k**0.5 * query_std * key_std)",
            )
        ),
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
    also_right=(_through_variances, _with_prod, _added_up),
)
