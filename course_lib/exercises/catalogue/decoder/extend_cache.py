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


def _in_new_names(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    keys, values = cache or (key[:, :, :0], value[:, :, :0])
    keys = torch.cat([keys, key], dim=2)
    values = torch.cat([values, value], dim=2)
    output = fused_attention(query, keys, values)
    return output, (keys, values)


def _with_einsum(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    pairs = [(key, value)] if cache is None else [cache, (key, value)]
    keys, values = (torch.cat(words, -2).double() for words in zip(*pairs, strict=True))
    weights = torch.einsum("bhqd,bhkd->bhqk", query.double(), keys).div(key.shape[-1] ** 0.5).softmax(-1)
    return weights @ values, (keys, values)


def _written_into_a_larger_one(query: Tensor, key: Tensor, value: Tensor, cache: Pair | None) -> tuple[Tensor, Pair]:
    batch, heads, _, width = key.shape
    so_far = 0 if cache is None else cache[0].shape[2]
    keys, values = torch.zeros(2, batch, heads, so_far + 1, width)
    if cache is not None:
        keys[:, :, :so_far], values[:, :, :so_far] = cache
    keys[:, :, so_far:], values[:, :, so_far:] = key, value
    return fused_attention(query, keys.to(query), values.to(query)), (keys, values)


# Ways to get it wrong

ATTENDED = "fused_attention(query, keys, values)"
RETURNED = "output, (keys, values)\n"
KEYS, VALUES = "torch.cat([keys, key], dim=2)", "torch.cat([values, value], dim=2)"


def _along(dim: int) -> tuple[dict[str, str], ...]:
    """Append along another axis, before the attention of the course and before PyTorch's, which refuses less."""
    axes = {old: old.replace("2", str(dim)) for old in (KEYS, VALUES)}
    return axes, {**axes, "scaled_dot_product_attention(": "fused_attention("}


MISTAKES = (
    Mistake(
        "old-words-only",
        "The newest word attends to the words before it, and not to itself. Append first, then attend.",
        {ATTENDED: "fused_attention(query, *(cache or (key, value)))"},
        of=_in_new_names,
    ),
    Mistake(
        "newest-word-only",
        "The newest word attends to itself alone. Hand the extended keys and values to attention.",
        {ATTENDED: "fused_attention(query, key, value)"},
        of=_in_new_names,
    ),
    Mistake(
        "cache-ignored",
        "The words before have no effect: append to those in the cache.",
        {"cache is not None": "False"},
    ),
    Mistake(
        "no-first-word",
        "At the first word there is nothing to append to: `cache` is None. Then the newest key and value are all.",
        (
            {"if cache is not None": "if True"},
            {"if cache is not None": "if True", "keys, values = cache": "keys, values = cache[0], cache[1]"},
        ),
    ),
    Mistake(
        "only-the-newest-cached",
        "The output is right, but the new cache holds the newest word only. The next step needs all words so far.",
        {RETURNED: "output, (key, value)\n"},
        of=_in_new_names,
    ),
    Mistake(
        "old-cache-returned",
        "The output is right, but the cache you return is the old one: it lacks the newest word, and at the first word "
        "it may be None. Return the extended keys and values.",
        ({RETURNED: "output, cache or (keys, values)\n"}, {RETURNED: "output, cache\n"}),
        of=_in_new_names,
    ),
    Mistake(
        "nothing-cached-at-first",
        "At the first word you return None as cache. It holds the first key and value by then.",
        {RETURNED: "output, None if cache is None else (keys, values)\n"},
        of=_in_new_names,
    ),
    Mistake(
        "cache-not-returned",
        "You return the output alone. The next step needs the cache: return output, (keys, values).",
        {RETURNED: "output\n"},
        of=_in_new_names,
    ),
    Mistake(
        "three-results",
        "Keys and values form one tuple: (keys, values).",
        {RETURNED: "output, keys, values\n"},
        of=_in_new_names,
    ),
    Mistake(
        "cache-before-output",
        "The output comes first, then the cache.",
        {RETURNED: "(keys, values), output\n"},
        of=_in_new_names,
    ),
    Mistake(
        "prepended",
        "The newest word stands in front of the others in the cache. Attention does not mind, but the cache keeps the "
        "words in their order: torch.cat([keys, key], dim=2).",
        {"[keys, key]": "[key, keys]", "[values, value]": "[value, values]"},
    ),
    Mistake(
        "along-another-axis",
        "You appended along another axis, as if the newest word were one more sentence or head, or a longer vector. "
        "Words are axis 2.",
        (*_along(0), *_along(1), *_along(3)),
    ),
    Mistake(
        "stacked",
        "torch.stack makes a new axis. Append along the axis of the words: torch.cat([keys, key], dim=2).",
        {"key = torch.cat": "key = torch.stack", "value = torch.cat": "value = torch.stack"},
    ),
    Mistake(
        "cache-unpacked-crosswise",
        "You took the cached values for keys, and the keys for values. The cache is (keys, values).",
        {"keys, values = cache": "values, keys = cache"},
    ),
    Mistake(
        "values-before-keys",
        "The output is right, but the new cache is (values, keys). The next step expects (keys, values).",
        {"(key, value)\n": "(value, key)\n"},
    ),
    Mistake(
        "keys-as-values",
        "Keys stand where the values belong. Each has a list of its own.",
        ({VALUES: "keys"}, {ATTENDED: "fused_attention(query, keys, keys)"}),
        of=_in_new_names,
    ),
    Mistake(
        "values-not-extended", "Only the keys grow. Extend the values as well.", ({VALUES: "value"}, {VALUES: "values"})
    ),
    Mistake(
        "wrong-one-cached",
        "At the end of the keys stands the newest query or value. Append the newest key.",
        ({"[keys, key]": "[keys, query]"}, {"[keys, key]": "[keys, value]"}),
        of=_in_new_names,
    ),
    Mistake(
        "key-asks",
        "The newest key asks. Let the query ask.",
        {"attention(query, key,": "attention(key[:, :, -1:], key,"},
    ),
    Mistake(
        "no-scale",
        "The division by √d_head is missing.",
        {"attention(query,": "attention(query * query.shape[-1] ** 0.5,"},
    ),
    Mistake(
        "scaled-twice",
        "The scores are divided by √d_k twice, or by d_k. scaled_dot_product_attention does it already.",
        {"attention(query,": "attention(query / query.shape[-1] ** 0.5,"},
    ),
    Mistake(
        "no-softmax",
        "The scores are used as weights. Softmax makes weights of them.",
        {ATTENDED: "query @ keys.mT / query.shape[-1] ** 0.5 @ values"},
        of=_in_new_names,
    ),
    Mistake(
        "softmax-overflows",
        "exp overflows where a score is large. torch.softmax takes the largest score away first.",
        {
            f"    output = {ATTENDED}": "    weights = (query @ keys.mT / query.shape[-1] ** 0.5).exp()\n"
            "    output = weights / weights.sum(dim=-1, keepdim=True) @ values"
        },
        of=_in_new_names,
    ),
    Mistake(
        "softmax-over-queries",
        "Softmax runs over the queries. There is only one, so every word gets the weight 1. It runs over the words so "
        "far, dim=-1.",
        {ATTENDED: "(query @ keys.mT).softmax(dim=-2) @ values"},
        of=_in_new_names,
    ),
    Mistake(
        "first-word-only",
        "The newest word sees the first word only: PyTorch's is_causal=True counts the first query as the first key. "
        "No mask is needed here, everything in the cache is already written.",
        {ATTENDED: "fused_attention(query, keys, values, is_causal=True)"},
        of=_in_new_names,
    ),
    Mistake(
        "oldest-dropped",
        "You dropped the oldest word. All words so far stay in the cache.",
        {"[keys, key]": "[keys[:, :, 1:], key]", "[values, value]": "[values[:, :, 1:], value]"},
    ),
    Mistake(
        "output-cached",
        "You cached the output in place of the value. The cache holds what a word hands over, not what it gathered.",
        {RETURNED: "output, (keys, torch.cat([values[:, :, :-1], output], dim=2))\n"},
        of=_in_new_names,
    ),
    Mistake(
        "cache-changed-in-place",
        "The result is right, but you changed the tensors of the old cache. Another text that starts with the same "
        "words may still need them: make new ones with torch.cat.",
        {f"keys = {KEYS}": f"keys.data = {KEYS}", f"values = {VALUES}": f"values.data = {VALUES}"},
        of=_in_new_names,
    ),
    Mistake(
        "last-word-overwritten",
        "You wrote the newest word over the last one in the cache. The cache must grow: torch.cat([keys, key], dim=2).",
        {
            f"key = {KEYS}": "keys[:, :, -1:] = key\n        key = keys",
            f"value = {VALUES}": "values[:, :, -1:] = value\n        value = values",
        },
    ),
    Mistake("tuple-changed", "A tuple cannot be changed. Return a new one.", {f"key = {KEYS}": f"cache[0] = {KEYS}"}),
)

EXERCISE = Exercise(
    name="extend-cache",
    chapter="decoder",
    minutes=12,
    difficulty="medium",
    solution=attend_newest,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_in_new_names, _with_einsum, _written_into_a_larger_one),
    parts=(("output", "new cache"), ("keys", "values")),
)
