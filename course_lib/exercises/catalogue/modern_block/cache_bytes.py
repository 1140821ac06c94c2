"""Count the bytes of a key-value cache."""

import torch

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def cache_bytes(
    num_layers: int, num_heads: int, num_kv_heads: int, d_model: int, words: int, bytes_per_number: int
) -> int:
    """Return how many bytes the keys and values of one text need, in all layers."""
    d_head = d_model // num_heads
    return 2 * num_layers * num_kv_heads * d_head * words * bytes_per_number


CASES = (
    Case("one layer, two heads that share one, width 6, five words, four bytes", lambda: (1, 2, 1, 6, 5, 4)),
    Case("three layers, four heads that share two, width 20, seven words, four bytes", lambda: (3, 4, 2, 20, 7, 4)),
    Case("two layers, three heads that share none, width 12, six words, two bytes", lambda: (2, 3, 3, 12, 6, 2)),
    Case("five layers, six heads that share three, width 18, one word, one byte", lambda: (5, 6, 3, 18, 1, 1)),
    Case("30 layers, nine heads that share three, width 576, 8192 words, two bytes", lambda: (30, 9, 3, 576, 8192, 2)),
    Case("80 layers, 64 heads that share eight, width 8192, 4096 words", lambda: (80, 64, 8, 8192, 4096, 2)),
)


def _from_tensors(
    num_layers: int, num_heads: int, num_kv_heads: int, d_model: int, words: int, bytes_per_number: int
) -> int:
    keys = torch.empty(1, num_kv_heads, words, d_model // num_heads, device="meta")
    values = torch.empty_like(keys)
    return sum(cached.numel() for cached in (keys, values)) * bytes_per_number * num_layers


def _as_a_share_of_all_heads(
    num_layers: int, num_heads: int, num_kv_heads: int, d_model: int, words: int, bytes_per_number: int
) -> float:
    without_sharing = 2.0 * num_layers * words * d_model * bytes_per_number
    return without_sharing * num_kv_heads / num_heads


def _layer_by_layer(
    num_layers: int, num_heads: int, num_kv_heads: int, d_model: int, words: int, bytes_per_number: int
) -> int:
    total = 0
    for _layer in range(num_layers):
        for _what in ("keys", "values"):
            total += num_kv_heads * (d_model // num_heads) * words * bytes_per_number
    return total


def _word_by_word(
    num_layers: int, num_heads: int, num_kv_heads: int, d_model: int, words: int, bytes_per_number: int
) -> float:
    width = d_model / num_heads * num_kv_heads
    of_one_word = (width + width) * num_layers * bytes_per_number
    return words * of_one_word


D_HEAD, RESULT = "d_model // num_heads", "2 * num_layers * num_kv_heads * d_head * words * bytes_per_number"

MISTAKES = (
    Mistake(
        "keys-only",
        "Half is missing: keys and values are both kept.",
        {"2 * num_layers": "num_layers"},
    ),
    Mistake(
        "queries-too",
        "You counted more than keys and values. Queries are not kept: no later word asks for them.",
        (
            {"2 * num_layers": "3 * num_layers"},
            {"2 * num_layers": "4 * num_layers"},
            {"2 * num_layers * num_kv_heads": "num_layers * (2 * num_kv_heads + num_heads)"},
        ),
    ),
    Mistake(
        "full-width",
        "Your keys and values are together as wide as d_model, as if each head of queries had its own. There are "
        "num_kv_heads heads, each d_model / num_heads wide.",
        {"num_kv_heads *": "num_heads *"},
    ),
    Mistake(
        "one-of-them-for-all-heads",
        "You counted num_kv_heads heads of keys or of values, but num_heads of the other. Both have the same few.",
        {"2 * num_layers * num_kv_heads": "num_layers * (num_kv_heads + num_heads)"},
    ),
    Mistake(
        "each-head-of-full-width",
        "You gave each head the full width d_model. A head has d_model / num_heads numbers.",
        ({D_HEAD: "d_model"}, {D_HEAD: "d_model", "num_kv_heads *": "num_heads *"}),
    ),
    Mistake(
        "one-head",
        "You counted one head only. There are num_kv_heads of them.",
        {"num_kv_heads * ": ""},
    ),
    Mistake(
        "shared-among-the-few",
        "You divided d_model by num_kv_heads. The width of a head is d_model / num_heads, and the heads of keys and "
        "values are as wide as those of queries.",
        {D_HEAD: "d_model // num_kv_heads", "num_kv_heads *": "num_heads *"},
    ),
    Mistake(
        "divided-by-the-heads-served",
        "You divided by num_kv_heads, or multiplied by the heads that share one. Fewer heads of keys and values need "
        "less: multiply by num_kv_heads.",
        (
            {"num_kv_heads *": "(num_heads // num_kv_heads) *"},
            {"num_kv_heads * d_head": "d_model // num_kv_heads"},
            {"num_kv_heads * d_head": "d_head / num_kv_heads"},
        ),
    ),
    Mistake(
        "another-width",
        "The keys of one word are num_kv_heads · d_head numbers in each layer, where d_head = d_model / num_heads.",
        (
            {"num_kv_heads * d_head": "num_heads * num_kv_heads * d_model"},
            {"num_kv_heads * d_head": "num_heads"},
            {"num_kv_heads * d_head": "num_kv_heads * num_heads"},
            {"num_kv_heads * d_head": "num_kv_heads"},
            {"num_kv_heads * d_head": "num_kv_heads * d_head**2"},
            {"num_kv_heads * d_head": "num_kv_heads * num_heads / d_model"},
            {"num_kv_heads * d_head * ": ""},
        ),
    ),
    Mistake("one-layer", "You counted one layer. Each layer keeps its own keys and values.", {"num_layers * ": ""}),
    Mistake(
        "one-word",
        "You counted one word. Each word of the text has its keys and values.",
        {" * words": ""},
    ),
    Mistake(
        "words-squared",
        "You squared the number of words, or added up 1 + 2 + 3 + …: so many are the scores. Keys and values are kept "
        "once for each word.",
        (
            {"* words": "* words**2"},
            {"* words": "* words * (words + 1) // 2"},
            {RESULT: "num_layers * num_heads * words**2 * bytes_per_number"},
        ),
    ),
    Mistake(
        "another-number-of-words",
        "You counted a word more or less. The keys and values of all words are kept.",
        ({"* words": "* (words - 1)"}, {"* words": "* (words + 1)"}),
    ),
    Mistake(
        "numbers-not-bytes",
        "These are numbers. Multiply by the bytes that each needs.",
        {" * bytes_per_number": ""},
    ),
    Mistake(
        "divided-by-bytes",
        "You divided by the bytes of a number. Multiply by them.",
        ({"* bytes_per_number": "// bytes_per_number"}, {"* bytes_per_number": "/ bytes_per_number"}),
    ),
    Mistake(
        "fixed-bytes",
        "You took a fixed number of bytes. Use the argument `bytes_per_number`.",
        tuple({"* bytes_per_number": f"* {count}"} for count in (4, 2, 8)),
    ),
    Mistake(
        "bits",
        "These are bits. A byte has eight of them, and bytes are wanted.",
        ({RESULT: f"8 * {RESULT}"}, {RESULT: f"{RESULT} / 8"}, {RESULT: f"{RESULT} // 8"}),
    ),
    Mistake(
        "larger-units",
        "You gave kilobytes or larger units. Bytes are wanted.",
        tuple(
            {RESULT: f"{RESULT} {way}"}
            for way in ("/ 1024", "/ 1024**2", "/ 1024**3", "/ 1000", "/ 1e6", "/ 1e9", "// 1024", "// 1024**2")
        ),
    ),
    Mistake(
        "weights",
        "You counted the projections of keys and values. They are the model's parameters; the cache holds what "
        "comes out of them, for each word.",
        (
            {RESULT: "2 * num_layers * num_kv_heads * d_head * d_model * bytes_per_number"},
            {RESULT: "2 * num_layers * d_model * d_model * bytes_per_number"},
        ),
    ),
    Mistake(
        "added",
        "You added what is to be multiplied.",
        (
            {"d_head * words": "(d_head + words)"},
            {"2 * num_layers": "(2 + num_layers)"},
            {"num_kv_heads * d_head": "(num_kv_heads + d_head)"},
        ),
    ),
)

EXERCISE = Exercise(
    name="cache-bytes",
    chapter="modern-block",
    minutes=8,
    difficulty="easy",
    solution=cache_bytes,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_from_tensors, _as_a_share_of_all_heads, _layer_by_layer, _word_by_word),
)
