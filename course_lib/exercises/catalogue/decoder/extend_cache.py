"""Take one step of decoding with a cache of keys and values."""

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention as fused_attention

from course_lib.attention import scaled_dot_product_attention
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor

Pair = tuple[Tensor, Tensor]  # keys and values


def attend_newest(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    """Let the newest word attend to all words so far; return its output and the cache with its key and value."""
    if cache is not None:
        keys, values = cache
        key = torch.cat([keys, key], dim=2)
        value = torch.cat([values, value], dim=2)
    return scaled_dot_product_attention(query, key, value), (key, value)


def _case(words: str, *sizes: int, loud: float = 1.0, dtype: torch.dtype = torch.float32) -> Case:
    """Make a case of the sizes batch, heads, words so far, d_head; loud queries give large scores."""
    batch, heads, so_far, d_head = sizes

    def arguments() -> tuple[Tensor | Pair | None, ...]:
        query, key, value = (random_tensor(batch, heads, 1, d_head, seed=seed, dtype=dtype) for seed in (1, 2, 3))
        keys, values = (random_tensor(batch, heads, so_far, d_head, seed=seed, dtype=dtype) for seed in (4, 5))
        return loud * query, key, value, (keys, values) if so_far else None

    return Case(words, arguments)


def _one_number_each() -> tuple[Tensor | Pair, ...]:
    query, key, value, keys, values = (torch.tensor([[[[number]]]]) for number in (1.0, 0.0, 8.0, 0.0, 4.0))
    return query, key, value, (keys, values)


CASES = (
    _case("the first word, one head, width 2", 1, 1, 0, 2),
    Case("the second word, one head, width 1", _one_number_each),
    _case("the second word, one head, width 2", 1, 1, 1, 2),
    _case("the first word, batch of 2, three heads, width 4", 2, 3, 0, 4),
    _case("the sixth word, batch of 2, three heads, width 4", 2, 3, 5, 4),
    _case("the third word, batch of 4, one head, width 3", 4, 1, 2, 3),
    _case("all sizes 3", 3, 3, 3, 3),
    _case("large scores", 2, 2, 4, 3, loud=200.0),
    _case("float64", 2, 1, 4, 5, dtype=torch.float64),
)


# Other ways to write it


def _from_an_empty_cache(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    keys, values = (key[:, :, :0], value[:, :, :0]) if cache is None else cache
    keys, values = torch.cat((keys, key), -2), torch.cat((values, value), -2)
    weights = torch.einsum("bhqd,bhkd->bhqk", query, keys).div(key.shape[-1] ** 0.5).softmax(-1)
    return weights @ values, (keys, values)


def _written_into_a_larger_one(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    so_far = 0 if cache is None else cache[0].shape[2]
    both = []
    for newest, old in zip((key, value), cache or (None, None), strict=True):
        extended = newest.new_zeros(*newest.shape[:2], so_far + 1, newest.shape[3])
        if old is not None:
            extended[:, :, :so_far] = old
        extended[:, :, so_far:] = newest
        both.append(extended)
    keys, values = both
    return fused_attention(query, keys, values), (keys, values)


# Ways to get it wrong


def _old_words_only(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    _, extended = attend_newest(query, key, value, cache)
    return scaled_dot_product_attention(query, *(cache or extended)), extended


def _newest_word_only(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    _, extended = attend_newest(query, key, value, cache)
    return scaled_dot_product_attention(query, key, value), extended


def _cache_ignored(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    return attend_newest(query, key, value, None)


def _newest_word_cached_only(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    return attend_newest(query, key, value, cache)[0], (key, value)


def _old_cache_returned(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    output, extended = attend_newest(query, key, value, cache)
    return output, cache or extended


def _old_cache_even_at_first(
    query: Tensor, key: Tensor, value: Tensor, cache: Pair | None
) -> tuple[Tensor, Pair | None]:
    return attend_newest(query, key, value, cache)[0], cache


def _cache_not_returned(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> Tensor:
    return attend_newest(query, key, value, cache)[0]


def _three_results(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Tensor, Tensor]:
    output, extended = attend_newest(query, key, value, cache)
    return output, *extended


def _cache_first(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Pair, Tensor]:
    output, extended = attend_newest(query, key, value, cache)
    return extended, output


def _prepended(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    if cache is not None:
        key, value = torch.cat([key, cache[0]], dim=2), torch.cat([value, cache[1]], dim=2)
    return scaled_dot_product_attention(query, key, value), (key, value)


def _along(
    dim: int, query: Tensor, key: Tensor, value: Tensor, cache: Pair | None
) -> tuple[Tensor, tuple[Tensor, Tensor]]:
    if cache is not None:
        key, value = torch.cat([cache[0], key], dim=dim), torch.cat([cache[1], value], dim=dim)
    return (query @ key.mT / query.shape[-1] ** 0.5).softmax(dim=-1) @ value, (key, value)


def _along_the_heads(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    return _along(1, query, key, value, cache)


def _along_the_batch(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    return _along(0, query, key, value, cache)


def _along_the_width(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    return _along(3, query, key, value, cache)


def _cache_unpacked_crosswise(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    return attend_newest(query, key, value, None if cache is None else (cache[1], cache[0]))


def _values_before_keys(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    output, (keys, values) = attend_newest(query, key, value, cache)
    return output, (values, keys)


def _keys_as_values(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    return attend_newest(query, key, key, None if cache is None else (cache[0], cache[0]))


def _query_cached(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    return attend_newest(query, query, value, cache)


def _key_asks(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    return attend_newest(key, key, value, cache)


def _no_scale(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    return attend_newest(query * query.shape[-1] ** 0.5, key, value, cache)


def _scaled_twice(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    return attend_newest(query / query.shape[-1] ** 0.5, key, value, cache)


def _softmax_over_queries(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    _, (keys, values) = attend_newest(query, key, value, cache)
    return (query @ keys.mT).softmax(dim=-2) @ values, (keys, values)


def _first_word_only(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    _, extended = attend_newest(query, key, value, cache)
    return fused_attention(query, *extended, is_causal=True), extended


def _oldest_dropped(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    return attend_newest(query, key, value, None if cache is None else (cache[0][:, :, 1:], cache[1][:, :, 1:]))


def _output_cached(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    output, (keys, values) = attend_newest(query, key, value, cache)
    return output, (keys, torch.cat([values[:, :, :-1], output], dim=2))


def _grown_in_place(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    output, extended = attend_newest(query, key, value, cache)
    for old, new in zip(cache or (), extended, strict=False):
        old.data = new
    return output, extended


def _last_word_overwritten(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    for old, newest in zip(cache or (), (key, value), strict=False):
        old[:, :, -1:] = newest
    return attend_newest(query, *(cache or (key, value)), None)


MISTAKES = (
    Mistake(
        "old-words-only",
        "The newest word attends to the words before it, and not to itself. Append first, then attend.",
        _old_words_only,
    ),
    Mistake(
        "newest-word-only",
        "The newest word attends to itself alone. Hand the extended keys and values to attention.",
        _newest_word_only,
    ),
    Mistake(
        "cache-ignored",
        "The words before have no effect: append the newest key and value to those in the cache.",
        _cache_ignored,
    ),
    Mistake(
        "only-the-newest-cached",
        "The output is right, but the new cache holds the newest word only. The next step needs all words so far.",
        _newest_word_cached_only,
    ),
    Mistake(
        "old-cache-returned",
        "The output is right, but the cache you return lacks the newest word. The next step would never see it.",
        _old_cache_returned,
    ),
    Mistake(
        "cache-returned-as-it-came",
        "The output is right, but you return the cache as it came, None at the first step. Return the extended keys "
        "and values.",
        _old_cache_even_at_first,
    ),
    Mistake(
        "cache-not-returned",
        "You return the output alone. The next step needs the cache: return output, (keys, values).",
        _cache_not_returned,
    ),
    Mistake(
        "three-results",
        "Keys and values belong together, in one tuple: return output, (keys, values).",
        _three_results,
    ),
    Mistake("cache-before-output", "The output comes first: return output, (keys, values).", _cache_first),
    Mistake(
        "prepended",
        "The newest word stands in front of the others in the cache. Attention does not mind, but the cache keeps the "
        "words in their order: torch.cat([keys, key], dim=2).",
        _prepended,
    ),
    Mistake(
        "along-the-heads",
        "You put the newest word along axis 1, as if it were more heads. Words are axis 2.",
        _along_the_heads,
    ),
    Mistake(
        "along-the-batch",
        "You put the newest word along axis 0, as if it were more sentences. Words are axis 2.",
        _along_the_batch,
    ),
    Mistake(
        "along-the-width",
        "You put the newest word along the last axis, as if its vector were longer. Words are axis 2.",
        _along_the_width,
    ),
    Mistake(
        "cache-unpacked-crosswise",
        "You took the cached values for keys, and the keys for values. The cache is (keys, values).",
        _cache_unpacked_crosswise,
    ),
    Mistake(
        "values-before-keys",
        "The output is right, but the new cache is (values, keys). The next step expects (keys, values).",
        _values_before_keys,
    ),
    Mistake("keys-as-values", "Keys stand where the values belong. Each has a list of its own.", _keys_as_values),
    Mistake(
        "query-cached",
        "You cached the query as a key. A query is asked once and never again: only key and value are kept.",
        _query_cached,
    ),
    Mistake("key-asks", "The newest key asks. Let the query ask: attention(query, keys, values).", _key_asks),
    Mistake("no-scale", "The division by √d_k, here the width of a head, is missing.", _no_scale),
    Mistake(
        "scaled-twice",
        "The scores are divided by √d_k twice: scaled_dot_product_attention does it already.",
        _scaled_twice,
    ),
    Mistake(
        "softmax-over-queries",
        "Softmax runs over the queries. There is only one, so every word gets the weight 1. It runs over the words so "
        "far, dim=-1.",
        _softmax_over_queries,
    ),
    Mistake(
        "first-word-only",
        "The newest word sees the first word only: PyTorch's is_causal=True counts the first query as the first key. "
        "No mask is needed here, everything in the cache is already written.",
        _first_word_only,
    ),
    Mistake("oldest-dropped", "You dropped the oldest word. All words so far stay in the cache.", _oldest_dropped),
    Mistake(
        "output-cached",
        "You cached the output in place of the value. The cache holds what a word hands over, not what it gathered.",
        _output_cached,
    ),
    Mistake(
        "cache-changed-in-place",
        "The result is right, but you changed the tensors of the old cache. Another text that starts with the same "
        "words may still need them: make new ones with torch.cat.",
        _grown_in_place,
    ),
    Mistake(
        "last-word-overwritten",
        "You wrote the newest word over the last one in the cache. The cache must grow: torch.cat([keys, key], dim=2).",
        _last_word_overwritten,
    ),
)

EXERCISE = Exercise(
    name="extend-cache",
    chapter="decoder",
    minutes=12,
    difficulty="medium",
    solution=attend_newest,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_from_an_empty_cache, _written_into_a_larger_one),
)
