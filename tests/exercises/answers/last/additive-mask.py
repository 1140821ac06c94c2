"""Answers to additive-mask, written from its task and stub alone."""

# %% right: zeros of the dtype, filled with minus infinity
def additive_mask(mask, dtype):
    return torch.zeros(mask.shape, dtype=dtype).masked_fill(~mask, float("-inf"))


# %% right: torch.where in float32, then cast
def additive_mask(allowed, dtype):
    zero = torch.tensor(0.0)
    blocked = torch.tensor(float("-inf"))
    return torch.where(allowed, zero, blocked).to(dtype)


# %% wrong: inverted, True becomes minus infinity
def additive_mask(mask: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    return torch.zeros(mask.shape, dtype=dtype).masked_fill(mask, float("-inf"))


# %% wrong: 0 times minus infinity is NaN where the mask is True
def additive_mask(mask: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    return (~mask).to(dtype) * float("-inf")


# %% wrong: -1e9 instead of minus infinity
def additive_mask(mask: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    return torch.zeros(mask.shape, dtype=dtype).masked_fill(~mask, -1e9)


# %% wrong: the dtype is ignored, the answer is always float32
def additive_mask(mask: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    return torch.where(mask, 0.0, float("-inf"))


# %% wrong: the allowed places hold 1 instead of 0
def additive_mask(mask: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    return mask.to(dtype).masked_fill(~mask, float("-inf"))


# %% wrong: the smallest finite number of the dtype instead of minus infinity
def additive_mask(mask: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    bias = torch.zeros(mask.shape, dtype=dtype)
    bias[~mask] = torch.finfo(dtype).min
    return bias


# %% wrong: two loops, works only for a mask with two axes
def additive_mask(mask: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    rows, columns = mask.shape
    bias = torch.zeros(rows, columns, dtype=dtype)
    for i in range(rows):
        for j in range(columns):
            if not mask[i, j]:
                bias[i, j] = float("-inf")
    return bias
