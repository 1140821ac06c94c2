"""Answers to cache-bytes, written from its task and stub alone."""

# %% right: one product
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return 2 * num_layers * num_kv_heads * (d_model // num_heads) * words * bytes_per_number


# %% right: floats
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    d_head = d_model / num_heads
    return 2 * num_layers * num_kv_heads * d_head * words * bytes_per_number


# %% right: from the inside out
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    one_head = d_model // num_heads
    one_word = num_kv_heads * one_head
    one_layer = one_word * words
    keys = one_layer * num_layers
    values = keys
    return (keys + values) * bytes_per_number


# %% right: loops
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    total = 0
    for _ in range(num_layers):
        for _ in range(num_kv_heads):
            total += 2 * words * (d_model // num_heads) * bytes_per_number
    return total


# %% right: a share of the whole width
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return 2 * num_layers * d_model * words * bytes_per_number * num_kv_heads // num_heads


# %% right: math.prod
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    import math

    return math.prod([2, num_layers, num_kv_heads, d_model // num_heads, words, bytes_per_number])


# %% right: tensors
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    cache = torch.empty(2, num_layers, num_kv_heads, words, d_model // num_heads, dtype=torch.int8, device="meta")
    return cache.nbytes * bytes_per_number


# %% right: divided by the heads served
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    served = num_heads // num_kv_heads
    return 2 * num_layers * (d_model // served) * words * bytes_per_number


# %% wrong: keys only
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return num_layers * num_kv_heads * (d_model // num_heads) * words * bytes_per_number


# %% wrong: all heads
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return 2 * num_layers * num_heads * (d_model // num_heads) * words * bytes_per_number


# %% wrong: the full width
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return 2 * num_layers * d_model * words * bytes_per_number


# %% wrong: full width for each head
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return 2 * num_layers * num_kv_heads * d_model * words * bytes_per_number


# %% wrong: d_head from num_kv_heads
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    d_head = d_model // num_kv_heads
    return 2 * num_layers * num_kv_heads * d_head * words * bytes_per_number


# %% wrong: d_head from num_kv_heads, and all heads
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    d_head = d_model // num_kv_heads
    return 2 * num_layers * num_heads * d_head * words * bytes_per_number


# %% wrong: one head
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return 2 * num_layers * (d_model // num_heads) * words * bytes_per_number


# %% wrong: layers forgotten
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return 2 * num_kv_heads * (d_model // num_heads) * words * bytes_per_number


# %% wrong: words forgotten
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return 2 * num_layers * num_kv_heads * (d_model // num_heads) * bytes_per_number


# %% wrong: words squared
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return 2 * num_layers * num_kv_heads * (d_model // num_heads) * words * words * bytes_per_number


# %% wrong: numbers, not bytes
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return 2 * num_layers * num_kv_heads * (d_model // num_heads) * words


# %% wrong: in kilobytes
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return 2 * num_layers * num_kv_heads * (d_model // num_heads) * words * bytes_per_number / 1024


# %% wrong: in bits
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return 2 * num_layers * num_kv_heads * (d_model // num_heads) * words * bytes_per_number * 8


# %% wrong: queries kept too
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    d_head = d_model // num_heads
    return num_layers * (num_heads + 2 * num_kv_heads) * d_head * words * bytes_per_number


# %% wrong: three times
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return 3 * num_layers * num_kv_heads * (d_model // num_heads) * words * bytes_per_number


# %% wrong: times the heads served
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    served = num_heads // num_kv_heads
    return 2 * num_layers * served * (d_model // num_heads) * words * bytes_per_number


# %% wrong: always four bytes
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return 2 * num_layers * num_kv_heads * (d_model // num_heads) * words * 4


# %% wrong: the parameters of the projections
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return 2 * num_layers * d_model * num_kv_heads * (d_model // num_heads) * bytes_per_number


# %% wrong: the last word is left out
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return 2 * num_layers * num_kv_heads * (d_model // num_heads) * (words - 1) * bytes_per_number


# %% wrong: keys of the few heads, values of all
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    d_head = d_model // num_heads
    return num_layers * words * bytes_per_number * (num_kv_heads * d_head + d_model)


# %% wrong: brackets missing
def cache_bytes(num_layers, num_heads, num_kv_heads, d_model, words, bytes_per_number):
    return 2 * num_layers * d_model / num_heads / num_kv_heads * words * bytes_per_number
