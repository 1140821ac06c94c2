"""Answers to gated-feed-forward, written from its task and stub alone."""

# %% right: silu of torch
def gated_feed_forward(x, w_gate, w_1, w_2):
    return (torch.nn.functional.silu(x @ w_gate) * (x @ w_1)) @ w_2


# %% right: sigmoid by hand
def gated_feed_forward(x, w_gate, w_1, w_2):
    z = x @ w_gate
    silu = z / (1 + torch.exp(-z))
    return torch.matmul(silu * torch.matmul(x, w_1), w_2)


# %% right: einsum
def gated_feed_forward(x, w_gate, w_1, w_2):
    z = torch.einsum("...i,ij->...j", x, w_gate)
    u = torch.einsum("...i,ij->...j", x, w_1)
    return torch.einsum("...j,...j,jk->...k", z * z.sigmoid(), u, w_2)


# %% right: unit by unit
def gated_feed_forward(x, w_gate, w_1, w_2):
    out = torch.zeros_like(x)
    for j in range(w_2.shape[0]):
        z = (x * w_gate[:, j]).sum(-1, keepdim=True)
        u = (x * w_1[:, j]).sum(-1, keepdim=True)
        out = out + z * torch.sigmoid(z) * u * w_2[j]
    return out


# %% right: in double
def gated_feed_forward(x, w_gate, w_1, w_2):
    x, w_gate, w_1, w_2 = (t.double() for t in (x, w_gate, w_1, w_2))
    gate = x @ w_gate
    gate = 0.5 * gate * (1 + torch.tanh(gate / 2))
    return (gate * (x @ w_1)) @ w_2


# %% right: linear layers of torch
def gated_feed_forward(x, w_gate, w_1, w_2):
    from torch.nn.functional import linear

    act = torch.nn.SiLU()
    return linear(act(linear(x, w_gate.t())) * linear(x, w_1.t()), w_2.t())


# %% right: both at once
def gated_feed_forward(x, w_gate, w_1, w_2):
    both = x @ torch.cat([w_gate, w_1], -1)
    d_ff = w_1.shape[1]
    gate, up = both[..., :d_ff], both[..., d_ff:]
    return (gate.sigmoid() * gate * up) @ w_2


# %% wrong: sigmoid only
def gated_feed_forward(x, w_gate, w_1, w_2):
    return (torch.sigmoid(x @ w_gate) * (x @ w_1)) @ w_2


# %% wrong: relu
def gated_feed_forward(x, w_gate, w_1, w_2):
    return (torch.relu(x @ w_gate) * (x @ w_1)) @ w_2


# %% wrong: gelu
def gated_feed_forward(x, w_gate, w_1, w_2):
    return (torch.nn.functional.gelu(x @ w_gate) * (x @ w_1)) @ w_2


# %% wrong: gate and value swapped
def gated_feed_forward(x, w_gate, w_1, w_2):
    return ((x @ w_gate) * torch.nn.functional.silu(x @ w_1)) @ w_2


# %% wrong: no activation
def gated_feed_forward(x, w_gate, w_1, w_2):
    return ((x @ w_gate) * (x @ w_1)) @ w_2


# %% wrong: activation of the product
def gated_feed_forward(x, w_gate, w_1, w_2):
    return torch.nn.functional.silu((x @ w_gate) * (x @ w_1)) @ w_2


# %% wrong: no brackets, so that @ comes after *
def gated_feed_forward(x, w_gate, w_1, w_2):
    gate = x @ w_gate
    return gate * torch.sigmoid(gate) * x @ w_1 @ w_2


# %% wrong: no brackets around the product with w_2
def gated_feed_forward(x, w_gate, w_1, w_2):
    gate = torch.nn.functional.silu(x @ w_gate)
    up = x @ w_1
    return gate * (up @ w_2)


# %% wrong: added
def gated_feed_forward(x, w_gate, w_1, w_2):
    return (torch.nn.functional.silu(x @ w_gate) + x @ w_1) @ w_2


# %% wrong: without w_2
def gated_feed_forward(x, w_gate, w_1, w_2):
    return torch.nn.functional.silu(x @ w_gate) * (x @ w_1)


# %% wrong: without w_1
def gated_feed_forward(x, w_gate, w_1, w_2):
    return torch.nn.functional.silu(x @ w_gate) @ w_2


# %% wrong: matrices transposed
def gated_feed_forward(x, w_gate, w_1, w_2):
    return (torch.nn.functional.silu(x @ w_gate.T) * (x @ w_1.T)) @ w_2.T


# %% wrong: linear takes the other layout
def gated_feed_forward(x, w_gate, w_1, w_2):
    linear = torch.nn.functional.linear
    return linear(torch.nn.functional.silu(linear(x, w_gate)) * linear(x, w_1), w_2)


# %% wrong: residual added
def gated_feed_forward(x, w_gate, w_1, w_2):
    return x + (torch.nn.functional.silu(x @ w_gate) * (x @ w_1)) @ w_2


# %% wrong: exp without the minus
def gated_feed_forward(x, w_gate, w_1, w_2):
    z = x @ w_gate
    return (z / (1 + torch.exp(z)) * (x @ w_1)) @ w_2


# %% wrong: silu of both
def gated_feed_forward(x, w_gate, w_1, w_2):
    silu = torch.nn.functional.silu
    return (silu(x @ w_gate) * silu(x @ w_1)) @ w_2


# %% wrong: sigmoid of x W_1 times the gate
def gated_feed_forward(x, w_gate, w_1, w_2):
    return ((x @ w_gate) * torch.sigmoid(x @ w_1)) @ w_2


# %% wrong: SiLU of x
def gated_feed_forward(x, w_gate, w_1, w_2):
    y = torch.nn.functional.silu(x)
    return ((y @ w_gate) * (x @ w_1)) @ w_2


# %% wrong: torch.mm takes two axes only
def gated_feed_forward(x, w_gate, w_1, w_2):
    gate = torch.mm(x, w_gate)
    return torch.mm(gate * torch.sigmoid(gate) * torch.mm(x, w_1), w_2)


# %% wrong: softmax as the gate
def gated_feed_forward(x, w_gate, w_1, w_2):
    return (torch.softmax(x @ w_gate, dim=-1) * (x @ w_1)) @ w_2
