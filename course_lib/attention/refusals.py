"""Refuse tensors that attention would otherwise broadcast into a wrong answer."""

from torch import Tensor, is_autocast_enabled, nn
from torch import bool as torch_bool
from torch import float32 as torch_float


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
    for name, tensor in (("query", query), ("key", key)):
        if tensor.shape[-2] == 0:
            raise ValueError(f"{name} has shape {_shape(tensor)}; expected at least one {name}.")
    if value.shape[-2] != key.shape[-2]:
        raise ValueError(
            f"value has shape {_shape(value)}; expected {key.shape[-2]} rows, one for each key of key {_shape(key)}."
        )


def refuse_mask_that_does_not_fit(mask: Tensor, scores_shape: tuple[int, ...]) -> None:
    """Raise ValueError unless `mask` is boolean and broadcasts to the scores, [..., queries, keys]."""
    if mask.dtype != torch_bool:
        raise ValueError(f"mask has dtype {mask.dtype}; expected torch.bool, True where a query may attend to a key.")
    sizes = scores_shape[len(scores_shape) - mask.ndim :]
    if mask.ndim <= len(scores_shape) and all(have in (1, size) for have, size in zip(mask.shape, sizes, strict=True)):
        return
    raise ValueError(
        f"mask has shape {_shape(mask)}; expected axes that broadcast to those of the scores, {list(scores_shape)}."
        + _index_to_write(mask, scores_shape)
    )


def _index_to_write(mask: Tensor, scores_shape: tuple[int, ...]) -> str:
    """Say how to add the missing axes, where the mask's shape shows which ones it has."""
    *leading, queries, keys = scores_shape
    batch_and_more = {(leading[0], keys): "keys", (leading[0], queries, keys): "queries, keys"} if leading else {}
    axes = batch_and_more.get(tuple(mask.shape))
    if axes is None:
        return ""
    index = [":", *["None"] * (len(scores_shape) - mask.ndim), *[":"] * (mask.ndim - 1)]
    return f" For a mask [batch, {axes}], write mask[{', '.join(index)}]."


def refuse_inputs_that_do_not_fit(layer: nn.Module, d_model: int, **inputs: Tensor) -> None:
    """Raise ValueError unless every input has the axes [batch, words, d_model] and the dtype of the layer's weight."""
    weight = layer.weight
    dtype = weight.dtype if isinstance(weight, Tensor) else torch_float  # a quantised layer's weight is a method
    for name, tensor in inputs.items():
        if tensor.ndim != 3 or tensor.shape[-1] != d_model or 0 in tensor.shape:
            raise ValueError(f"{name} has shape {_shape(tensor)}; expected [batch, words, {d_model}], none of them 0.")
        if tensor.dtype == dtype:
            continue
        # Under autocast PyTorch converts floating-point inputs by itself.
        if not (is_autocast_enabled(tensor.device.type) and tensor.is_floating_point()):
            raise ValueError(f"{name} has dtype {tensor.dtype}; expected {dtype}, the dtype of the layer.")


def refuse_share_out_of_range(name: str, share: float) -> None:
    """Raise ValueError unless `share` can be dropped: from 0 to below 1."""
    if not 0 <= share < 1:
        raise ValueError(f"{name} is {share}; expected a share from 0 to below 1.")


def _shape(tensor: Tensor) -> list[int]:
    return list(tensor.shape)
