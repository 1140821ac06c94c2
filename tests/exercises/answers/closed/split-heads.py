"""Answers to split-heads, written from its task and stub alone."""

# %% right: reshape and transpose
import torch


def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    batch, words, d_model = x.shape
    return x.reshape(batch, words, num_heads, d_model // num_heads).transpose(1, 2)


# %% right: chunk and stack
def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    return torch.stack(x.chunk(num_heads, dim=-1), dim=1)


# %% right: loops into torch.zeros
def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    batch, words, d_model = x.shape
    size = d_model // num_heads
    heads = torch.zeros(batch, num_heads, words, size)
    for b in range(batch):
        for h in range(num_heads):
            for w in range(words):
                for c in range(size):
                    heads[b, h, w, c] = x[b, w, h * size + c]
    return heads


# %% right: slices in a list
def split_heads(vectors, heads):
    size = vectors.shape[-1] // heads
    parts = [vectors[:, :, h * size : (h + 1) * size] for h in range(heads)]
    return torch.stack(parts, dim=1)


# %% right: unflatten and permute
def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    return x.unflatten(-1, (num_heads, -1)).permute(0, 2, 1, 3).contiguous()


# %% right: split with the size of a head, cat on a new axis
def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    size = int(x.shape[2] / num_heads)
    return torch.cat([part.unsqueeze(1) for part in torch.split(x, size, dim=2)], dim=1)


# %% wrong: reshaped straight to the new shape, without transposition, so words and heads mix
def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    batch, words, d_model = x.shape
    return x.reshape(batch, num_heads, words, d_model // num_heads)


# %% wrong: not transposed, [batch, words, heads, size]
def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    batch, words, d_model = x.shape
    return x.view(batch, words, num_heads, d_model // num_heads)


# %% wrong: head h gets every num_heads-th component instead of neighbours
def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    return torch.stack([x[:, :, h::num_heads] for h in range(num_heads)], dim=1)


# %% wrong: split into pieces of the size num_heads instead of into num_heads pieces
def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    return torch.stack(torch.split(x, num_heads, dim=-1), dim=1)


# %% wrong: stacked in front, heads before batch
def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    return torch.stack(x.chunk(num_heads, dim=-1))


# %% wrong: / gives a float, which is no size for reshape (TypeError)
def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    batch, words, d_model = x.shape
    return x.reshape(batch, words, num_heads, d_model / num_heads).transpose(1, 2)


# %% wrong: the words are split among the heads instead of the components
def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    return torch.stack(x.chunk(num_heads, dim=1), dim=1)


# %% wrong: returns a tuple of the heads, not one tensor
def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    return x.chunk(num_heads, dim=-1)


# %% wrong: transposes the wrong axes, words and components are swapped
def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    batch, words, d_model = x.shape
    return x.reshape(batch, words, num_heads, -1).permute(0, 2, 3, 1)


# %% wrong: only the first sentence of the batch
def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    words, d_model = x.shape[1:]
    return x[0].reshape(1, words, num_heads, d_model // num_heads).transpose(1, 2)


# %% wrong: every head gets the whole vector
def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    batch, words, d_model = x.shape
    return x.unsqueeze(1).expand(batch, num_heads, words, d_model)


# %% wrong: the loop fills only the heads up to the last but one
def split_heads(x: torch.Tensor, num_heads: int) -> torch.Tensor:
    batch, words, d_model = x.shape
    size = d_model // num_heads
    heads = torch.zeros(batch, num_heads, words, size, dtype=x.dtype)
    for h in range(num_heads - 1):
        heads[:, h] = x[:, :, h * size : (h + 1) * size]
    return heads
