"""Answers to reshape-heads, written from its task and stub alone."""

# %% right: transposed back before the reshape
def attend_in_heads(
    query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, num_heads: int
) -> torch.Tensor:
    batch, words, d_model = query.shape
    shape = (batch, words, num_heads, d_model // num_heads)
    query, key, value = (t.reshape(shape).transpose(1, 2) for t in (query, key, value))
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    heads = torch.softmax(scores, dim=-1) @ value
    return heads.transpose(1, 2).reshape(batch, words, d_model)


# %% right: a loop over the heads, slices of the components, joined with cat
def attend_in_heads(q, k, v, h):
    width = q.shape[-1] // h
    results = []
    for head in range(h):
        part = slice(head * width, (head + 1) * width)
        scores = q[..., part] @ k[..., part].transpose(1, 2) / width**0.5
        results.append(torch.softmax(scores, -1) @ v[..., part])
    return torch.cat(results, dim=-1)


# %% right: einsum without any transposition
def attend_in_heads(query, key, value, num_heads):
    b, n, d = query.shape
    d_k = d // num_heads
    q = query.reshape(b, n, num_heads, d_k)
    k = key.reshape(b, n, num_heads, d_k)
    v = value.reshape(b, n, num_heads, d_k)
    scores = torch.einsum("bihc,bjhc->bhij", q, k) / d_k**0.5
    out = torch.einsum("bhij,bjhc->bihc", scores.softmax(-1), v)
    return out.flatten(2)


# %% right: permute, contiguous and view
def attend_in_heads(query, key, value, num_heads):
    batch, words, d_model = query.shape
    shape = (batch, words, num_heads, d_model // num_heads)
    query, key, value = (t.reshape(shape).permute(0, 2, 1, 3) for t in (query, key, value))
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    heads = torch.softmax(scores, dim=-1) @ value
    return heads.permute(0, 2, 1, 3).contiguous().view(batch, words, d_model)


# %% right: loops over sentences, heads and words into torch.zeros, float64 inside
def attend_in_heads(query, key, value, num_heads):
    batch, words, d_model = query.shape
    d_k = d_model // num_heads
    out = torch.zeros(batch, words, d_model)
    for b in range(batch):
        for h in range(num_heads):
            lo, hi = h * d_k, (h + 1) * d_k
            for i in range(words):
                scores = (key[b, :, lo:hi].double() @ query[b, i, lo:hi].double()) / d_k**0.5
                weights = torch.softmax(scores, dim=0)
                out[b, i, lo:hi] = weights @ value[b, :, lo:hi].double()
    return out


# %% wrong: transposed back but merged with view, which fails on a tensor that is not contiguous
def attend_in_heads(query, key, value, num_heads):
    batch, words, d_model = query.shape
    shape = (batch, words, num_heads, d_model // num_heads)
    query, key, value = (t.reshape(shape).transpose(1, 2) for t in (query, key, value))
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    heads = torch.softmax(scores, dim=-1) @ value
    return heads.transpose(1, 2).view(batch, words, d_model)


# %% wrong: a change without effect, contiguous before the same reshape
def attend_in_heads(query, key, value, num_heads):
    batch, words, d_model = query.shape
    shape = (batch, words, num_heads, d_model // num_heads)
    query, key, value = (t.reshape(shape).transpose(1, 2) for t in (query, key, value))
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    heads = torch.softmax(scores, dim=-1) @ value
    return heads.contiguous().view(batch, words, d_model)


# %% wrong: the wrong two axes are transposed back, the words and the components
def attend_in_heads(query, key, value, num_heads):
    batch, words, d_model = query.shape
    shape = (batch, words, num_heads, d_model // num_heads)
    query, key, value = (t.reshape(shape).transpose(1, 2) for t in (query, key, value))
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    heads = torch.softmax(scores, dim=-1) @ value
    return heads.transpose(-2, -1).reshape(batch, words, d_model)


# %% wrong: the split is changed to fit the merge, without a transposition the heads mix words
def attend_in_heads(query, key, value, num_heads):
    batch, words, d_model = query.shape
    shape = (batch, num_heads, words, d_model // num_heads)
    query, key, value = (t.reshape(shape) for t in (query, key, value))
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    heads = torch.softmax(scores, dim=-1) @ value
    return heads.reshape(batch, words, d_model)


# %% wrong: reshaped to d_model by words and then transposed, right only for heads of width 1
def attend_in_heads(query, key, value, num_heads):
    batch, words, d_model = query.shape
    shape = (batch, words, num_heads, d_model // num_heads)
    query, key, value = (t.reshape(shape).transpose(1, 2) for t in (query, key, value))
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    heads = torch.softmax(scores, dim=-1) @ value
    return heads.reshape(batch, d_model, words).transpose(1, 2)


# %% wrong: merged with the components of the heads interleaved, right only for heads of width 1
def attend_in_heads(query, key, value, num_heads):
    batch, words, d_model = query.shape
    shape = (batch, words, num_heads, d_model // num_heads)
    query, key, value = (t.reshape(shape).transpose(1, 2) for t in (query, key, value))
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    heads = torch.softmax(scores, dim=-1) @ value
    return heads.permute(0, 2, 3, 1).reshape(batch, words, d_model)


# %% wrong: the heads take every num_heads-th component instead of neighbouring ones
def attend_in_heads(query, key, value, num_heads):
    batch, words, d_model = query.shape
    shape = (batch, words, d_model // num_heads, num_heads)
    query, key, value = (t.reshape(shape).permute(0, 3, 1, 2) for t in (query, key, value))
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    heads = torch.softmax(scores, dim=-1) @ value
    return heads.permute(0, 2, 3, 1).reshape(batch, words, d_model)


# %% wrong: merged rightly, but the scale is now the root of d_model instead of the width of a head
def attend_in_heads(query, key, value, num_heads):
    batch, words, d_model = query.shape
    shape = (batch, words, num_heads, d_model // num_heads)
    query, key, value = (t.reshape(shape).transpose(1, 2) for t in (query, key, value))
    scores = query @ key.transpose(-2, -1) / d_model**0.5
    heads = torch.softmax(scores, dim=-1) @ value
    return heads.transpose(1, 2).reshape(batch, words, d_model)


# %% wrong: merged rightly, but the softmax now runs over the queries
def attend_in_heads(query, key, value, num_heads):
    batch, words, d_model = query.shape
    shape = (batch, words, num_heads, d_model // num_heads)
    query, key, value = (t.reshape(shape).transpose(1, 2) for t in (query, key, value))
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    heads = torch.softmax(scores, dim=-2) @ value
    return heads.transpose(1, 2).reshape(batch, words, d_model)


# %% wrong: the result is transposed back but not kept, because transpose does not work in place
def attend_in_heads(query, key, value, num_heads):
    batch, words, d_model = query.shape
    shape = (batch, words, num_heads, d_model // num_heads)
    query, key, value = (t.reshape(shape).transpose(1, 2) for t in (query, key, value))
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    heads = torch.softmax(scores, dim=-1) @ value
    heads.transpose(1, 2)
    return heads.reshape(batch, words, d_model)


# %% wrong: the split no longer transposes, so the heads attend to one another instead of the words
def attend_in_heads(query, key, value, num_heads):
    batch, words, d_model = query.shape
    shape = (batch, words, num_heads, d_model // num_heads)
    query, key, value = (t.reshape(shape) for t in (query, key, value))
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    heads = torch.softmax(scores, dim=-1) @ value
    return heads.reshape(batch, words, d_model)
