"""Answers to reorder-rows, written from its task and stub alone."""

# %% right: view, cat, view
def reorder_rows(weight, num_heads):
    d_head = weight.shape[0] // num_heads
    w = weight.reshape(num_heads, d_head, -1)
    w = torch.cat([w[:, ::2, :], w[:, 1::2, :]], dim=1)
    return w.reshape(num_heads * d_head, -1)


# %% right: pairs transposed
def reorder_rows(weight, num_heads):
    rows, d_model = weight.shape
    return weight.reshape(num_heads, rows // num_heads // 2, 2, d_model).transpose(1, 2).reshape(rows, d_model)


# %% right: a list of rows
def reorder_rows(weight, num_heads):
    d_head = len(weight) // num_heads
    rows = []
    for h in range(num_heads):
        for parity in (0, 1):
            for i in range(parity, d_head, 2):
                rows.append(weight[h * d_head + i])
    return torch.stack(rows)


# %% right: indices of torch
def reorder_rows(weight, num_heads):
    index = torch.arange(weight.shape[0]).reshape(num_heads, -1, 2)
    index = index.mT.reshape(-1)
    return weight[index]


# %% right: split
def reorder_rows(weight, num_heads):
    heads = weight.split(len(weight) // num_heads)
    return torch.cat([torch.cat([h[0::2], h[1::2]]) for h in heads])


# %% right: einsum with a permutation, in double
def reorder_rows(weight, num_heads):
    d_head = weight.shape[0] // num_heads
    p = torch.zeros(d_head, d_head, dtype=torch.float64)
    for i in range(d_head // 2):
        p[i, 2 * i] = 1
        p[i + d_head // 2, 2 * i + 1] = 1
    w = weight.double().reshape(num_heads, d_head, -1)
    return torch.einsum("ij,hjm->him", p, w).flatten(0, 1)


# %% right: sorted by head, parity and row
def reorder_rows(weight, num_heads):
    d = weight.shape[0] // num_heads
    order = sorted(range(weight.shape[0]), key=lambda r: (r // d, r % d % 2, r))
    return torch.index_select(weight, 0, torch.tensor(order))


# %% wrong: all rows at once
def reorder_rows(weight, num_heads):
    return torch.cat([weight[::2], weight[1::2]])


# %% wrong: the even rows of all heads first
def reorder_rows(weight, num_heads):
    heads = weight.chunk(num_heads)
    return torch.cat([h[::2] for h in heads] + [h[1::2] for h in heads])


# %% wrong: the way back
def reorder_rows(weight, num_heads):
    rows, d_model = weight.shape
    return weight.reshape(num_heads, 2, rows // num_heads // 2, d_model).transpose(1, 2).reshape(rows, d_model)


# %% wrong: columns within heads
def reorder_rows(weight, num_heads):
    w = weight.reshape(num_heads, -1, weight.shape[1])
    return torch.cat([w[..., ::2], w[..., 1::2]], dim=-1).reshape(weight.shape)


# %% wrong: columns
def reorder_rows(weight, num_heads):
    return torch.cat([weight[:, ::2], weight[:, 1::2]], dim=1)


# %% wrong: odd rows first
def reorder_rows(weight, num_heads):
    w = weight.reshape(num_heads, -1, weight.shape[1])
    return torch.cat([w[:, 1::2], w[:, ::2]], dim=1).reshape(weight.shape)


# %% wrong: heads behind the rows
def reorder_rows(weight, num_heads):
    w = weight.reshape(-1, num_heads, weight.shape[1])
    return torch.cat([w[::2], w[1::2]], dim=0).reshape(weight.shape)


# %% wrong: cat along the heads
def reorder_rows(weight, num_heads):
    w = weight.reshape(num_heads, -1, weight.shape[1])
    return torch.cat([w[:, ::2], w[:, 1::2]], dim=0).reshape(weight.shape)


# %% wrong: reorders the heads
def reorder_rows(weight, num_heads):
    w = weight.reshape(num_heads, -1, weight.shape[1])
    return torch.cat([w[::2], w[1::2]]).reshape(weight.shape)


# %% wrong: stack instead of cat
def reorder_rows(weight, num_heads):
    w = weight.reshape(num_heads, -1, weight.shape[1])
    return torch.stack([w[:, ::2], w[:, 1::2]], dim=2).reshape(weight.shape)


# %% wrong: heads not put back
def reorder_rows(weight, num_heads):
    w = weight.reshape(num_heads, -1, weight.shape[1])
    return torch.cat([w[:, ::2], w[:, 1::2]], dim=1)


# %% wrong: d_head from the columns
def reorder_rows(weight, num_heads):
    d_head = weight.shape[1] // num_heads
    w = weight.reshape(num_heads, d_head, -1)
    return torch.cat([w[:, ::2], w[:, 1::2]], dim=1).reshape(weight.shape)


# %% wrong: in place, so that rows are lost
def reorder_rows(weight, num_heads):
    d_head = len(weight) // num_heads
    for h in range(num_heads):
        for i in range(d_head // 2):
            weight[h * d_head + i] = weight[h * d_head + 2 * i]
            weight[h * d_head + d_head // 2 + i] = weight[h * d_head + 2 * i + 1]
    return weight


# %% wrong: writes into the weight
def reorder_rows(weight, num_heads):
    w = weight.reshape(num_heads, -1, weight.shape[1])
    weight[:] = torch.cat([w[:, ::2], w[:, 1::2]], dim=1).reshape(weight.shape)
    return weight


# %% wrong: the same order for every head, that of the first
def reorder_rows(weight, num_heads):
    d_head = len(weight) // num_heads
    order = list(range(0, d_head, 2)) + list(range(1, d_head, 2))
    return torch.cat([weight[order] for _ in range(num_heads)])


# %% wrong: only the first head
def reorder_rows(weight, num_heads):
    d_head = len(weight) // num_heads
    order = list(range(0, d_head, 2)) + list(range(1, d_head, 2))
    return weight[order]


# %% wrong: halves swapped
def reorder_rows(weight, num_heads):
    w = weight.reshape(num_heads, -1, weight.shape[1])
    half = w.shape[1] // 2
    return torch.cat([w[:, half:], w[:, :half]], dim=1).reshape(weight.shape)


# %% wrong: the minus of the turn is put into the weight
def reorder_rows(weight, num_heads):
    w = weight.reshape(num_heads, -1, weight.shape[1])
    return torch.cat([-w[:, 1::2], w[:, ::2]], dim=1).reshape(weight.shape)


# %% wrong: transposed first
def reorder_rows(weight, num_heads):
    w = weight.T.reshape(num_heads, -1, weight.shape[0])
    return torch.cat([w[:, ::2], w[:, 1::2]], dim=1).reshape(weight.shape)


# %% wrong: the last odd row is forgotten
def reorder_rows(weight, num_heads):
    d_head = len(weight) // num_heads
    rows = []
    for h in range(num_heads):
        rows += [weight[h * d_head + i] for i in range(0, d_head, 2)]
        rows += [weight[h * d_head + i] for i in range(1, d_head - 1, 2)]
    return torch.stack(rows)
