"""Answers to share-heads, written from its task and stub alone."""

# %% right: repeat_interleave
def share_heads(keys, num_heads):
    return keys.repeat_interleave(num_heads // keys.size(1), 1)


# %% right: expand and reshape
def share_heads(keys, num_heads):
    batch, kv, words, d = keys.shape
    n = num_heads // kv
    return keys.unsqueeze(2).expand(-1, -1, n, -1, -1).reshape(batch, kv * n, words, d)


# %% right: a loop with zeros
def share_heads(keys, num_heads):
    batch, kv, words, d = keys.shape
    out = torch.zeros(batch, num_heads, words, d, dtype=keys.dtype)
    for h in range(num_heads):
        out[:, h] = keys[:, h * kv // num_heads]
    return out


# %% right: stack, one for each head
def share_heads(keys, num_heads):
    n = num_heads // keys.shape[1]
    return torch.stack([keys[:, h // n] for h in range(num_heads)], dim=1)


# %% right: indices
def share_heads(keys, num_heads):
    n = num_heads // keys.shape[1]
    return keys[:, torch.arange(num_heads) // n]


# %% right: einsum with a table of ones, in double
def share_heads(keys, num_heads):
    kv = keys.shape[1]
    table = torch.zeros(num_heads, kv, dtype=torch.float64)
    for h in range(num_heads):
        table[h, h // (num_heads // kv)] = 1
    return torch.einsum("hk,bkwd->bhwd", table, keys.double())


# %% right: repeat on an axis of its own
def share_heads(keys, num_heads):
    n = num_heads // keys.shape[1]
    return keys[:, :, None].repeat(1, 1, n, 1, 1).flatten(1, 2)


# %% right: torch.kron over heads
def share_heads(keys, num_heads):
    n = num_heads // keys.shape[1]
    return torch.kron(keys, torch.ones(1, n, 1, 1, dtype=keys.dtype))


# %% wrong: repeat
def share_heads(keys, num_heads):
    return keys.repeat(1, num_heads // keys.shape[1], 1, 1)


# %% wrong: cat of copies
def share_heads(keys, num_heads):
    return torch.cat([keys] * (num_heads // keys.shape[1]), dim=1)


# %% wrong: modulo
def share_heads(keys, num_heads):
    kv = keys.shape[1]
    return torch.stack([keys[:, h % kv] for h in range(num_heads)], dim=1)


# %% wrong: first axis
def share_heads(keys, num_heads):
    return keys.repeat_interleave(num_heads // keys.shape[1], dim=0)


# %% wrong: words repeated
def share_heads(keys, num_heads):
    return keys.repeat_interleave(num_heads // keys.shape[1], dim=2)


# %% wrong: dim forgotten
def share_heads(keys, num_heads):
    return keys.repeat_interleave(num_heads // keys.shape[1])


# %% wrong: dim forgotten and reshaped
def share_heads(keys, num_heads):
    b, kv, w, d = keys.shape
    return keys.repeat_interleave(num_heads // kv).reshape(b, num_heads, w, d)


# %% wrong: num_heads copies of each
def share_heads(keys, num_heads):
    return keys.repeat_interleave(num_heads, dim=1)


# %% wrong: a quotient that is a float
def share_heads(keys, num_heads):
    return keys.repeat_interleave(num_heads / keys.shape[1], dim=1)


# %% wrong: the axis of copies before the heads
def share_heads(keys, num_heads):
    b, kv, w, d = keys.shape
    return keys.unsqueeze(1).expand(b, num_heads // kv, kv, w, d).reshape(b, num_heads, w, d)


# %% wrong: expand alone
def share_heads(keys, num_heads):
    b, kv, w, d = keys.shape
    return keys.expand(b, num_heads, w, d)


# %% wrong: five axes
def share_heads(keys, num_heads):
    b, kv, w, d = keys.shape
    return keys.unsqueeze(2).expand(b, kv, num_heads // kv, w, d)


# %% wrong: index too large
def share_heads(keys, num_heads):
    return torch.stack([keys[:, h] for h in range(num_heads)], dim=1)


# %% wrong: index h // kv_heads
def share_heads(keys, num_heads):
    kv = keys.shape[1]
    return torch.stack([keys[:, h // kv] for h in range(num_heads)], dim=1)


# %% wrong: stacked along a wrong axis
def share_heads(keys, num_heads):
    n = num_heads // keys.shape[1]
    return torch.stack([keys[:, h // n] for h in range(num_heads)])


# %% wrong: stacked at the third axis
def share_heads(keys, num_heads):
    n = num_heads // keys.shape[1]
    return torch.stack([keys[:, h // n] for h in range(num_heads)], dim=2)


# %% wrong: the first head for all
def share_heads(keys, num_heads):
    return keys[:, :1].repeat(1, num_heads, 1, 1)


# %% wrong: the axes taken as batch, words, heads
def share_heads(keys, num_heads):
    b, w, kv, d = keys.shape
    return keys.repeat_interleave(num_heads // kv, dim=2)


# %% wrong: copies of the copies cut off
def share_heads(keys, num_heads):
    return keys.repeat_interleave(num_heads, dim=1)[:, :num_heads]


# %% wrong: always twice
def share_heads(keys, num_heads):
    return keys.repeat_interleave(2, dim=1)


# %% wrong: view of the repeated first axis
def share_heads(keys, num_heads):
    b, kv, w, d = keys.shape
    return keys.repeat(num_heads // kv, 1, 1, 1).reshape(b, num_heads, w, d)


# %% wrong: heads as they are
def share_heads(keys, num_heads):
    return keys
