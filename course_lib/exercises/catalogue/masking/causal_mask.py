"""Say which words a query may look back at."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def causal_mask(queries: int, keys: int) -> Tensor:
    """Return True where query i may see key j, that is where j ≤ keys − queries + i, [queries, keys]."""
    return torch.ones(queries, keys, dtype=torch.bool).tril(keys - queries)


CASES = (
    Case("two queries, two keys", lambda: (2, 2)),
    Case("one query, three keys", lambda: (1, 3)),
    Case("two queries, three keys", lambda: (2, 3)),
    Case("one word alone", lambda: (1, 1)),
    Case("four queries, four keys", lambda: (4, 4)),
    Case("three queries, seven keys", lambda: (3, 7)),
)


def _with_positions(queries: int, keys: int) -> Tensor:
    i, j = torch.arange(queries)[:, None], torch.arange(keys)[None, :]
    return j <= i + keys - queries


def _with_a_loop(queries: int, keys: int) -> Tensor:
    mask = torch.zeros(queries, keys, dtype=torch.bool)
    for i in range(queries):
        mask[i, : keys - queries + i + 1] = True
    return mask


def _last_rows_of_a_square(queries: int, keys: int) -> Tensor:
    return ~torch.triu(torch.ones(keys, keys), diagonal=1).bool()[-queries:]


MISTAKES = (
    Mistake(
        "inverted",
        "Your mask is True where looking is forbidden. In this book True means: may be attended to.",
        ({"return ": "return ~"}, {"bool).tril(keys - queries)": "bool).triu(keys - queries + 1)"}),
    ),
    Mistake(
        "later-not-earlier",
        "Your queries see themselves and what comes later. They must see what came before: the other triangle.",
        ({"tril(": "triu("}, {"tril(keys - queries)": "triu()"}),
    ),
    Mistake(
        "not-itself",
        "A word may attend to itself. Yours sees only what stands before it.",
        ({"(keys - queries)": "(keys - queries - 1)"}, {"(keys - queries)": "(-1)"}),
    ),
    Mistake(
        "one-ahead",
        "Your queries see one word too many: the next one, which they are to predict.",
        {"(keys - queries)": "(keys - queries + 1)"},
    ),
    Mistake(
        "fixed-shift",
        "You shift the diagonal by 1, whatever the sizes. Shift it by keys − queries, and not at all in a square.",
        {"(keys - queries)": "(1)"},
    ),
    Mistake(
        "aligned-at-the-start",
        "You aligned query 0 with key 0. The last query is the last key: shift by keys − queries.",
        {"(keys - queries)": "()"},
    ),
    Mistake(
        "shifted-the-wrong-way",
        "The diagonal is shifted to the wrong side: by queries − keys. Earlier keys must become visible.",
        {"(keys - queries)": "(queries - keys)"},
    ),
    Mistake(
        "keys-as-rows",
        "Your rows are keys. In this book rows are queries, columns are keys.",
        (
            {"(keys - queries)": "(keys - queries).T"},
            {"(queries, keys, d": "(keys, queries, d"},
            {"(queries, keys, d": "(keys, queries, d", "(keys - queries)": "()"},
        ),
    ),
    Mistake(
        "square-of-keys",
        "You made a row for each key. There are only as many rows as queries.",
        ({"(queries, keys, d": "(keys, keys, d", "(keys - queries)": "()"}, {"(queries, keys, d": "(keys, keys, d"}),
    ),
    Mistake(
        "square-of-queries",
        "You made a column for each query. The earlier words are keys as well: [queries, keys].",
        (
            {"(queries, keys, d": "(queries, queries, d", "(keys - queries)": "()"},
            {"(queries, keys, d": "(queries, queries, d"},
        ),
    ),
    Mistake(
        "inverted-from-the-start",
        "True must mean: may be attended to. Turn the mask around, and align it: the last query is the last key.",
        {"tril(keys - queries)": "triu(1)"},
    ),
    Mistake("everything-allowed", "Every query sees every key. Block the later ones.", {".tril(keys - queries)": ""}),
    Mistake(
        "one-key-each",
        "Each query sees one key only. All earlier keys are visible too.",
        {"<=": "=="},
        of=_with_positions,
    ),
    Mistake(
        "numbers",
        "The mask is 1 and 0. Return a bool tensor: dtype=torch.bool.",
        ({", dtype=torch.bool": ""}, {"(keys - queries)": "(keys - queries).int()"}),
    ),
    Mistake(
        "numbers-from-the-start",
        "The mask is 1 and 0, not True and False, and query 0 is aligned with key 0. The last query is the last key.",
        {", dtype=torch.bool": "", "(keys - queries)": "()"},
    ),
    Mistake(
        "additive",
        "These are numbers to add to scores, 0 and −∞. The task asks for True and False.",
        (
            {"ones(queries, keys, dtype=torch.bool).tril(": "full((queries, keys), -torch.inf).triu(1 + "},
            {"ones(queries, keys, dtype=torch.bool).tril(keys - queries": "full((queries, keys), -torch.inf).triu(1"},
        ),
    ),
    Mistake(
        "all-heads",
        "Return the two axes [queries, keys]: broadcasting adds those for batch and heads.",
        ({"(keys - queries)": "(keys - queries)[None, None]"}, {"(keys - queries)": "(keys - queries)[None]"}),
    ),
)

EXERCISE = Exercise(
    name="causal-mask",
    chapter="masking",
    minutes=8,
    difficulty="medium",
    solution=causal_mask,
    cases=CASES,
    mistakes=MISTAKES,
    dtype_asked=True,
    also_right=(_with_positions, _with_a_loop, _last_rows_of_a_square),
)
