"""Answers to additive-mask, written from its task and stub alone."""

# %% right: zeros, masked_fill
def additive_mask(mask, dtype):
    return torch.zeros(mask.shape, dtype=dtype).masked_fill(~mask, float("-inf"))


# %% right: torch.where, then the dtype
def additive_mask(mask, dtype):
    return torch.where(mask, 0.0, -torch.inf).to(dtype)


# %% right: full of minus infinity, zeros written in by indexing
def additive_mask(allowed, kind):
    result = torch.full(allowed.shape, float("-inf"), dtype=kind)
    result[allowed] = 0
    return result


# %% right: the logarithm of 1 and 0, in float64
def additive_mask(mask: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    return torch.log(mask.double()).to(dtype)


# %% right: a loop over the flattened mask, list comprehension
import math


def additive_mask(mask, dtype):
    flat = [0.0 if allowed else -math.inf for allowed in mask.flatten().tolist()]
    return torch.tensor(flat, dtype=dtype).reshape(mask.shape)


# %% wrong: inverted, minus infinity where the mask is True
def additive_mask(mask, dtype):
    return torch.zeros(mask.shape, dtype=dtype).masked_fill(mask, float("-inf"))


# %% wrong: 0 times infinity is NaN where the mask is True
def additive_mask(mask, dtype):
    return (1 - mask.to(dtype)) * float("-inf")


# %% wrong: -1e9 instead of minus infinity
def additive_mask(mask, dtype):
    return (~mask).to(torch.float32).mul(-1e9).to(dtype)


# %% wrong: the smallest number of the dtype instead of minus infinity
def additive_mask(mask, dtype):
    return torch.zeros(mask.shape, dtype=dtype).masked_fill(~mask, torch.finfo(dtype).min)


# %% wrong: the dtype is ignored, always float32
def additive_mask(mask, dtype):
    return torch.zeros(mask.shape).masked_fill(~mask, float("-inf"))


# %% wrong: only float16 is thought of, bfloat16 and float64 become float32
def additive_mask(mask, dtype):
    result = torch.zeros(mask.shape).masked_fill(~mask, float("-inf"))
    if dtype == torch.float16:
        result = result.half()
    return result


# %% wrong: plus infinity instead of minus infinity
def additive_mask(mask, dtype):
    return torch.zeros(mask.shape, dtype=dtype).masked_fill(~mask, float("inf"))


# %% wrong: 1 where the mask is True instead of 0 (the mask's own ones are kept)
def additive_mask(mask, dtype):
    return mask.to(dtype).masked_fill(~mask, float("-inf"))


# %% wrong: minus infinity is filled into the bool mask itself, where it becomes True
def additive_mask(mask, dtype):
    return mask.masked_fill(~mask, float("-inf")).to(dtype)


# %% wrong: written for two axes only, other masks raise an error
def additive_mask(mask, dtype):
    rows, columns = mask.shape
    result = torch.zeros(rows, columns, dtype=dtype)
    for i in range(rows):
        for j in range(columns):
            if not mask[i, j]:
                result[i, j] = float("-inf")
    return result


# %% wrong: only the values where the mask is False are returned, the shape is lost
def additive_mask(mask, dtype):
    result = torch.zeros(mask.shape, dtype=dtype)
    result = result[~mask] + float("-inf")
    return result


# %% wrong: "if mask" asks a whole tensor for its truth and raises an error
def additive_mask(mask, dtype):
    return torch.tensor(0.0 if mask else float("-inf"), dtype=dtype)
