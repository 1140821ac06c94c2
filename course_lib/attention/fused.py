"""PyTorch's fused attention: the same result, without a matrix of all weights in memory."""

from jaxtyping import Bool, Float
from torch import Tensor, cat
from torch.jit import is_tracing
from torch.nn.functional import scaled_dot_product_attention as torch_attention
from torch.utils.checkpoint import checkpoint

from course_lib.attention.masks import causal_mask

Query = Float[Tensor, "*batch queries d_k"]
Key = Float[Tensor, "*batch keys d_k"]
Value = Float[Tensor, "*batch keys d_v"]
Mask = Bool[Tensor, "..."]
Output = Float[Tensor, "*batch queries d_v"]

SHORT_TEXT = 128  # keys
BLOCK = 512  # queries


def is_faster_written_out(query: Query, keys: int, dropout_p: float) -> bool:
    """Say whether the fused path is the slower one, as measured by `benchmarks.attention` and `benchmarks.training`.

    On a processor it knows no dropout, and its backward pass is slow on short texts. A trace is checked by a second
    one without gradients, and must not take the other path there.
    """
    learns = query.requires_grad and not is_tracing()
    return query.is_cpu and (dropout_p > 0 or (learns and keys <= SHORT_TEXT))


def fused_attention(
    query: Query, key: Key, value: Value, mask: Mask | None, *, is_causal: bool, dropout_p: float
) -> Output:
    """Compute attention with memory that grows with the length, not with its square.

    PyTorch wants either a flag or a mask, and its flag counts the first query as the first key. A text that needs
    both is taken in blocks of queries, so that only one block's part of the mask is there at a time.
    """
    queries, keys = query.shape[-2], key.shape[-2]
    if not is_causal or (mask is None and queries == keys):
        return torch_attention(query, key, value, attn_mask=mask, dropout_p=dropout_p, is_causal=is_causal)

    def attend(start: int, block: Query, key: Key, value: Value) -> Output:
        rows = block.shape[-2]
        stop = start + rows + keys - queries  # keys from here on are later than every query of the block
        allowed = causal_mask(rows, stop, device=query.device)  # [rows, stop]
        if mask is not None:
            allowed = _rows(mask, start, rows)[..., :stop] & allowed
        return torch_attention(block, key[..., :stop, :], value[..., :stop, :], attn_mask=allowed, dropout_p=dropout_p)

    if queries <= BLOCK:
        return attend(0, query, key, value)
    starts = range(0, queries, BLOCK)
    # For the backward pass a block is computed anew: to keep it would be to keep its part of the mask.
    blocks = zip(starts, query.split(BLOCK, dim=-2), strict=True)
    return cat([checkpoint(attend, start, block, key, value, use_reentrant=False) for start, block in blocks], dim=-2)


def _rows(mask: Mask, start: int, rows: int) -> Mask:
    """Return the mask's rows for these queries; a mask may have one row for all."""
    return mask if mask.shape[-2] == 1 else mask[..., start : start + rows, :]
