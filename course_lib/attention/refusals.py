"""Refuse tensors that attention would otherwise broadcast into a wrong answer."""

from torch import Tensor, is_autocast_enabled
from torch import bool as torch_bool


def refuse_shapes_that_do_not_fit(query: Tensor, key: Tensor, value: Tensor) -> None:
    """Raise ValueError unless the three fit together.

    Wanted are query [..., queries, d_k], key [..., keys, d_k] and value [..., keys, d_v], of one floating dtype.
    """
    for name, tensor in (("query", query), ("key", key), ("value", value)):
        if tensor.ndim < 2:
            raise ValueError(f"{name} has shape {_shape(tensor)}; expected at least two axes, [..., words, width].")
        if not tensor.is_floating_point():
            raise ValueError(f"{name} has dtype {tensor.dtype}; expected floating-point vectors, not ids or bools.")
        if tensor.dtype != query.dtype:
            raise ValueError(f"{name} has dtype {tensor.dtype} but query has {query.dtype}; convert one of them.")
        if tensor.shape[:-2] != query.shape[:-2]:
            raise ValueError(
                f"{name} has shape {_shape(tensor)} but query has {_shape(query)}; "
                "the axes before the last two must agree."
            )
    if key.shape[-1] != query.shape[-1]:
        raise ValueError(
            f"key has shape {_shape(key)}; expected its last axis to be {query.shape[-1]}, "
            f"the d_k of query {_shape(query)}."
        )
    if key.shape[-2] == 0:
        raise ValueError(f"key has shape {_shape(key)}; expected at least one key.")
    if value.shape[-2] != key.shape[-2]:
        raise ValueError(
            f"value has shape {_shape(value)}; expected {key.shape[-2]} rows, one for each key of key {_shape(key)}."
        )


def refuse_unclear_mask(mask: Tensor, scores_shape: tuple[int, ...]) -> None:
    """Raise ValueError unless `mask` is boolean and can be meant in one way only for scores [..., queries, keys].

    A mask has either exactly the axes [queries, keys], or as many axes as the scores, each of full size or 1.
    With a batch as large as the number of queries, [queries, keys] and [batch, keys] look the same: refused.
    """
    if mask.dtype != torch_bool:
        raise ValueError(f"mask has dtype {mask.dtype}; expected torch.bool, True where a query may attend to a key.")
    *leading, queries, keys = scores_shape
    wanted = f"[{queries}, {keys}] (queries, keys) or {len(scores_shape)} axes that broadcast to {list(scores_shape)}"
    if mask.ndim not in (2, len(scores_shape)):
        raise ValueError(f"mask has shape {_shape(mask)}; expected {wanted}.")
    sizes = scores_shape[-mask.ndim :]
    if any(have not in (1, size) for have, size in zip(mask.shape, sizes, strict=True)):
        hint = ""
        if leading and mask.ndim == 2 and tuple(mask.shape) == (leading[0], keys):
            hint = " For a mask [batch, keys], write mask[:, None, None, :]."
        raise ValueError(f"mask has shape {_shape(mask)}; expected {wanted}.{hint}")
    if leading and mask.ndim == 2 and mask.shape[0] == queries == leading[0] > 1:
        raise ValueError(
            f"mask has shape {_shape(mask)}, which could mean [queries, keys] or [batch, keys]; "
            "add the missing axes: mask[None, None] for the first, mask[:, None, None] for the second; "
            "for a causal mask, is_causal=True does it."
        )


def refuse_inputs_that_do_not_fit(weight: Tensor, **inputs: Tensor) -> None:
    """Raise ValueError unless every input has the axes [batch, words, d_model] and the dtype of the layer's weight."""
    d_model = weight.shape[-1]
    for name, tensor in inputs.items():
        if tensor.ndim != 3 or tensor.shape[-1] != d_model:
            raise ValueError(f"{name} has shape {_shape(tensor)}; expected [batch, words, {d_model}].")
        if tensor.dtype == weight.dtype:
            continue
        # Under autocast PyTorch converts floating-point inputs by itself.
        if not (is_autocast_enabled(tensor.device.type) and tensor.is_floating_point()):
            raise ValueError(f"{name} has dtype {tensor.dtype}; expected {weight.dtype}, the dtype of the layer.")


def refuse_share_out_of_range(name: str, share: float) -> None:
    """Raise ValueError unless `share` can be dropped: from 0 to below 1."""
    if not 0 <= share < 1:
        raise ValueError(f"{name} is {share}; expected a share from 0 to below 1.")


def _shape(tensor: Tensor) -> list[int]:
    return list(tensor.shape)
