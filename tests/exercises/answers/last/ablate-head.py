"""Answers to ablate-head, written from its task and stub alone."""

# %% right: a clone with the head set to zero, merged and mixed
def ablate_head(heads, head, w_o):
    batch, num_heads, words, d_v = heads.shape
    without = heads.clone()
    without[:, head] = 0.0
    merged = without.transpose(1, 2).reshape(batch, words, num_heads * d_v)
    return merged @ w_o


# %% right: the sum of what the other heads contribute through their rows of w_o
def ablate_head(outputs, off, w_o):
    batch, num_heads, words, d_v = outputs.shape
    total = torch.zeros(batch, words, w_o.shape[1], dtype=outputs.dtype)
    for h in range(num_heads):
        if h != off:
            total = total + outputs[:, h] @ w_o[h * d_v : (h + 1) * d_v]
    return total


# %% wrong: sets the head to zero in heads itself, the argument is changed
def ablate_head(heads: torch.Tensor, head: int, w_o: torch.Tensor) -> torch.Tensor:
    batch, num_heads, words, d_v = heads.shape
    heads[:, head] = 0.0
    merged = heads.transpose(1, 2).reshape(batch, words, num_heads * d_v)
    return merged @ w_o


# %% wrong: merged without swapping heads and words
def ablate_head(heads: torch.Tensor, head: int, w_o: torch.Tensor) -> torch.Tensor:
    batch, num_heads, words, d_v = heads.shape
    without = heads.clone()
    without[:, head] = 0.0
    return without.reshape(batch, words, num_heads * d_v) @ w_o


# %% wrong: wrong axis, a sentence of the batch is set to zero instead of a head
def ablate_head(heads: torch.Tensor, head: int, w_o: torch.Tensor) -> torch.Tensor:
    batch, num_heads, words, d_v = heads.shape
    without = heads.clone()
    without[head] = 0.0
    merged = without.transpose(1, 2).reshape(batch, words, num_heads * d_v)
    return merged @ w_o


# %% wrong: keeps only this head and switches off all others
def ablate_head(heads: torch.Tensor, head: int, w_o: torch.Tensor) -> torch.Tensor:
    batch, num_heads, words, d_v = heads.shape
    without = torch.zeros_like(heads)
    without[:, head] = heads[:, head]
    merged = without.transpose(1, 2).reshape(batch, words, num_heads * d_v)
    return merged @ w_o


# %% wrong: removes only one row of w_o, right only for heads of width 1
def ablate_head(heads: torch.Tensor, head: int, w_o: torch.Tensor) -> torch.Tensor:
    batch, num_heads, words, d_v = heads.shape
    merged = heads.transpose(1, 2).reshape(batch, words, num_heads * d_v)
    w = w_o.clone()
    w[head] = 0.0
    return merged @ w


# %% wrong: the head is cut out and the later heads slip to the wrong rows of w_o
def ablate_head(heads: torch.Tensor, head: int, w_o: torch.Tensor) -> torch.Tensor:
    batch, num_heads, words, d_v = heads.shape
    others = torch.cat([heads[:, :head], heads[:, head + 1 :]], dim=1)
    merged = others.transpose(1, 2).reshape(batch, words, (num_heads - 1) * d_v)
    return merged @ w_o[: (num_heads - 1) * d_v]


# %% wrong: returns the merged heads, not mixed by w_o
def ablate_head(heads: torch.Tensor, head: int, w_o: torch.Tensor) -> torch.Tensor:
    batch, num_heads, words, d_v = heads.shape
    without = heads.clone()
    without[:, head] = 0.0
    return without.transpose(1, 2).reshape(batch, words, num_heads * d_v)
