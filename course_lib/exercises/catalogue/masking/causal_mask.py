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


def _inverted(queries: int, keys: int) -> Tensor:
    return ~causal_mask(queries, keys)


def _later_ones(queries: int, keys: int) -> Tensor:
    return torch.ones(queries, keys, dtype=torch.bool).triu(keys - queries)


def _not_itself(queries: int, keys: int) -> Tensor:
    return torch.ones(queries, keys, dtype=torch.bool).tril(keys - queries - 1)


def _one_ahead(queries: int, keys: int) -> Tensor:
    return torch.ones(queries, keys, dtype=torch.bool).tril(keys - queries + 1)


def _aligned_at_the_start(queries: int, keys: int) -> Tensor:
    return torch.ones(queries, keys, dtype=torch.bool).tril()


def _shifted_the_wrong_way(queries: int, keys: int) -> Tensor:
    return torch.ones(queries, keys, dtype=torch.bool).tril(queries - keys)


def _keys_as_rows(queries: int, keys: int) -> Tensor:
    return causal_mask(queries, keys).T


def _square_of_keys(queries: int, keys: int) -> Tensor:
    return causal_mask(keys, keys)


def _square_of_queries(queries: int, keys: int) -> Tensor:
    return causal_mask(queries, queries)


def _first_rows_of_a_square_inverted(queries: int, keys: int) -> Tensor:
    return torch.ones(queries, keys, dtype=torch.bool).triu(1)


def _everything(queries: int, keys: int) -> Tensor:
    return torch.ones(queries, keys, dtype=torch.bool)


def _in_float(queries: int, keys: int) -> Tensor:
    return causal_mask(queries, keys).float()


def _in_float_from_the_start(queries: int, keys: int) -> Tensor:
    return torch.tril(torch.ones(queries, keys))


def _additive(queries: int, keys: int) -> Tensor:
    return torch.zeros(queries, keys).masked_fill(~causal_mask(queries, keys), -torch.inf)


def _additive_from_the_start(queries: int, keys: int) -> Tensor:
    return torch.full((queries, keys), -torch.inf).triu(1)


def _all_heads(queries: int, keys: int) -> Tensor:
    return causal_mask(queries, keys)[None, None]


MISTAKES = (
    Mistake(
        "inverted",
        "Your mask is True where looking is forbidden. In this book True means: may be attended to.",
        _inverted,
    ),
    Mistake(
        "later-not-earlier",
        "Your queries see themselves and what comes later. They must see what came before: the other triangle.",
        _later_ones,
    ),
    Mistake("not-itself", "A word may attend to itself. Yours sees only what stands before it.", _not_itself),
    Mistake("one-ahead", "Your queries see one word too many: the next one, which they are to predict.", _one_ahead),
    Mistake(
        "aligned-at-the-start",
        "You aligned query 0 with key 0. A single query after many words would see the first word only. The last "
        "query is the last key: shift by keys − queries.",
        _aligned_at_the_start,
    ),
    Mistake(
        "shifted-the-wrong-way",
        "The diagonal is shifted to the wrong side: by queries − keys. Earlier keys must become "
        "visible: keys − queries.",
        _shifted_the_wrong_way,
    ),
    Mistake("keys-as-rows", "Your rows are keys. In this book rows are queries, columns are keys.", _keys_as_rows),
    Mistake("square-of-keys", "You made a row for each key. There are only as many rows as queries.", _square_of_keys),
    Mistake(
        "square-of-queries",
        "You made a column for each query. The earlier words are keys as well: [queries, keys].",
        _square_of_queries,
    ),
    Mistake(
        "inverted-from-the-start",
        "True must mean: may be attended to. Turn the mask around, and align it so that the last query is the last "
        "key.",
        _first_rows_of_a_square_inverted,
    ),
    Mistake("everything-allowed", "Every query sees every key. Block the later ones.", _everything),
    Mistake("in-float", "The mask is 1.0 and 0.0. Return a bool tensor: dtype=torch.bool.", _in_float),
    Mistake(
        "in-float-from-the-start",
        "The mask is 1.0 and 0.0, not True and False, and query 0 is aligned with key 0. The last query is the last "
        "key: shift by keys − queries.",
        _in_float_from_the_start,
    ),
    Mistake("additive", "These are numbers to add to scores, 0 and −∞. The task asks for True and False.", _additive),
    Mistake(
        "additive-from-the-start",
        "These are numbers to add to scores, not True and False; and query 0 is aligned with key 0. The last query is "
        "the last key.",
        _additive_from_the_start,
    ),
    Mistake(
        "all-heads", "Return the two axes [queries, keys]: broadcasting adds those for batch and heads.", _all_heads
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
    also_right=(_with_positions, _with_a_loop, _last_rows_of_a_square),
)
