"""Answers to merge-heads, written from its task and stub alone."""

# %% right: transpose, then reshape
def merge_heads(x):
    batch, heads, words, d_k = x.shape
    return x.transpose(1, 2).reshape(batch, words, heads * d_k)


# %% right: the heads concatenated side by side
def merge_heads(x):
    return torch.cat([x[:, h] for h in range(x.shape[1])], dim=-1)


# %% wrong: reshape without swapping heads and words first
def merge_heads(x: torch.Tensor) -> torch.Tensor:
    batch, heads, words, d_k = x.shape
    return x.reshape(batch, words, heads * d_k)


# %% wrong: view after the transposition raises an error, the memory is not contiguous
def merge_heads(x: torch.Tensor) -> torch.Tensor:
    batch, heads, words, d_k = x.shape
    return x.transpose(1, 2).view(batch, words, heads * d_k)


# %% wrong: the parts are interleaved, component 0 of all heads first
def merge_heads(x: torch.Tensor) -> torch.Tensor:
    batch, heads, words, d_k = x.shape
    return x.permute(0, 2, 3, 1).reshape(batch, words, d_k * heads)


# %% wrong: heads put below one another along the words instead of side by side
def merge_heads(x: torch.Tensor) -> torch.Tensor:
    return torch.cat([x[:, h] for h in range(x.shape[1])], dim=1)


# %% wrong: the heads are summed instead of set side by side
def merge_heads(x: torch.Tensor) -> torch.Tensor:
    return x.sum(dim=1)


# %% wrong: swaps words and d_k instead of heads and words
def merge_heads(x: torch.Tensor) -> torch.Tensor:
    batch, heads, words, d_k = x.shape
    return x.transpose(2, 3).reshape(batch, words, heads * d_k)


# %% wrong: always exactly two heads
def merge_heads(x: torch.Tensor) -> torch.Tensor:
    return torch.cat([x[:, 0], x[:, 1]], dim=-1)


# %% wrong: only the first sentence of the batch
def merge_heads(x: torch.Tensor) -> torch.Tensor:
    first = torch.cat([part for part in x[0]], dim=-1)
    return first.unsqueeze(0)
