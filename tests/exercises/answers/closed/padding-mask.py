"""Answers to padding-mask, written from its task and stub alone."""

# %% right: comparison and two new axes
import torch


def padding_mask(ids: torch.Tensor, pad_id: int) -> torch.Tensor:
    return (ids != pad_id)[:, None, None, :]


# %% right: unsqueeze, eq and not
def padding_mask(ids: torch.Tensor, pad_id: int) -> torch.Tensor:
    is_pad = torch.eq(ids, pad_id)
    return torch.logical_not(is_pad).unsqueeze(1).unsqueeze(2)


# %% right: loops into a bool tensor
def padding_mask(ids: torch.Tensor, pad_id: int) -> torch.Tensor:
    batch, keys = ids.shape
    mask = torch.zeros(batch, 1, 1, keys, dtype=torch.bool)
    for b in range(batch):
        for k in range(keys):
            if ids[b, k] != pad_id:
                mask[b, 0, 0, k] = True
    return mask


# %% right: nested lists
def padding_mask(tokens, pad):
    return torch.tensor([[[[t != pad for t in row]]] for row in tokens.tolist()], dtype=torch.bool)


# %% right: where, then reshape
def padding_mask(ids: torch.Tensor, pad_id: int) -> torch.Tensor:
    batch, keys = ids.shape
    mask = torch.where(ids == pad_id, 0, 1)
    return mask.bool().reshape(batch, 1, 1, keys)


# %% wrong: inverted, True at the pads
def padding_mask(ids: torch.Tensor, pad_id: int) -> torch.Tensor:
    return (ids == pad_id)[:, None, None, :]


# %% wrong: the axes for heads and queries are missing
def padding_mask(ids: torch.Tensor, pad_id: int) -> torch.Tensor:
    return ids != pad_id


# %% wrong: only one axis added, [batch, 1, keys]
def padding_mask(ids: torch.Tensor, pad_id: int) -> torch.Tensor:
    return (ids != pad_id).unsqueeze(1)


# %% wrong: the keys lie on the axis of the queries, [batch, 1, keys, 1]
def padding_mask(ids: torch.Tensor, pad_id: int) -> torch.Tensor:
    return (ids != pad_id)[:, None, :, None]


# %% wrong: pad_id is ignored, 0 taken as the pad
def padding_mask(ids: torch.Tensor, pad_id: int) -> torch.Tensor:
    return ids.bool()[:, None, None, :]


# %% wrong: larger instead of unequal, words with ids below pad_id are masked as well
def padding_mask(ids: torch.Tensor, pad_id: int) -> torch.Tensor:
    return (ids > pad_id)[:, None, None, :]


# %% wrong: counts the words and assumes that all pads are at the end
def padding_mask(ids: torch.Tensor, pad_id: int) -> torch.Tensor:
    lengths = (ids != pad_id).sum(dim=1)
    places = torch.arange(ids.shape[1])
    mask = places.unsqueeze(0) < lengths.unsqueeze(1)
    return mask[:, None, None, :]


# %% wrong: numbers 1 and 0 instead of a bool tensor
def padding_mask(ids: torch.Tensor, pad_id: int) -> torch.Tensor:
    return (ids != pad_id).float()[:, None, None, :]


# %% wrong: an axis of size keys for the queries instead of size 1
def padding_mask(ids: torch.Tensor, pad_id: int) -> torch.Tensor:
    batch, keys = ids.shape
    return (ids != pad_id)[:, None, None, :].expand(batch, 1, keys, keys)


# %% wrong: batch and keys lie on swapped axes
def padding_mask(ids: torch.Tensor, pad_id: int) -> torch.Tensor:
    return (ids != pad_id).T[:, None, None, :]


# %% wrong: all sentences laid end to end, right for one sentence only
def padding_mask(ids: torch.Tensor, pad_id: int) -> torch.Tensor:
    return (ids != pad_id).view(1, 1, 1, -1)


# %% wrong: minus infinity at the pads, a mask to add instead of a bool one
def padding_mask(ids: torch.Tensor, pad_id: int) -> torch.Tensor:
    mask = torch.zeros(ids.shape).masked_fill(ids == pad_id, float("-inf"))
    return mask[:, None, None, :]
