"""Refuse tensors that attention would otherwise broadcast into a wrong answer."""

from torch import Tensor, is_autocast_enabled, nn
from torch import bool as torch_bool
from torch import float32 as torch_float

from course_lib.language import say


def refuse_shapes_that_do_not_fit(query: Tensor, key: Tensor, value: Tensor) -> None:
    """Raise ValueError unless the three fit together.

    Wanted are query [..., queries, d_k], key [..., keys, d_k] and value [..., keys, d_v], of one floating dtype.
    """
    leading, dtype = query.shape[:-2], query.dtype
    for name, tensor in (("query", query), ("key", key), ("value", value)):
        if tensor.ndim < 2:
            raise ValueError(
                say(
                    "{name} has shape {shape}; expected at least two axes, [..., words, width].",
                    name=name,
                    shape=_shape(tensor),
                )
            )
        if not tensor.is_floating_point():
            raise ValueError(
                say(
                    "{name} has dtype {dtype}; expected floating-point vectors, not ids or bools.",
                    name=name,
                    dtype=tensor.dtype,
                )
            )
        if tensor.dtype != dtype:
            raise ValueError(
                say(
                    "{name} has dtype {dtype} but query has {query_dtype}; convert one of them.",
                    name=name,
                    dtype=tensor.dtype,
                    query_dtype=dtype,
                )
            )
        if tensor.shape[:-2] != leading:
            raise ValueError(
                say(
                    "{name} has shape {shape} but query has {query_shape}; the axes before the last two must agree.",
                    name=name,
                    shape=_shape(tensor),
                    query_shape=_shape(query),
                )
            )
    if key.shape[-1] != query.shape[-1]:
        raise ValueError(
            say(
                "key has shape {key_shape}; expected its last axis to be {d_k}, the d_k of query {query_shape}.",
                key_shape=_shape(key),
                d_k=query.shape[-1],
                query_shape=_shape(query),
            )
        )
    for name, tensor in (("query", query), ("key", key)):
        if tensor.shape[-2] == 0:
            raise ValueError(
                say("{name} has shape {shape}; expected at least one {name}.", name=name, shape=_shape(tensor))
            )
    if value.shape[-2] != key.shape[-2]:
        raise ValueError(
            say(
                "value has shape {value_shape}; expected {rows} rows, one for each key of key {key_shape}.",
                value_shape=_shape(value),
                rows=key.shape[-2],
                key_shape=_shape(key),
            )
        )


def refuse_mask_that_does_not_fit(mask: Tensor, scores_shape: tuple[int, ...]) -> None:
    """Raise ValueError unless `mask` is boolean and broadcasts to the scores, [..., queries, keys]."""
    if mask.dtype != torch_bool:
        raise ValueError(
            say(
                "mask has dtype {dtype}; expected torch.bool, True where a query may attend to a key.", dtype=mask.dtype
            )
        )
    sizes = scores_shape[len(scores_shape) - mask.ndim :]
    if mask.ndim <= len(scores_shape) and all(have in (1, size) for have, size in zip(mask.shape, sizes, strict=True)):
        return
    raise ValueError(
        say(
            "mask has shape {shape}; expected axes that broadcast to those of the scores, {scores_shape}.",
            shape=_shape(mask),
            scores_shape=list(scores_shape),
        )
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
    return " " + say("For a mask [batch, {axes}], write mask[{index}].", axes=axes, index=", ".join(index))


def refuse_inputs_that_do_not_fit(layer: nn.Module, d_model: int, **inputs: Tensor) -> None:
    """Raise ValueError unless every input has the axes [batch, words, d_model] and the dtype of the layer's weight."""
    weight = layer.weight
    dtype = weight.dtype if isinstance(weight, Tensor) else torch_float  # a quantised layer's weight is a method
    for name, tensor in inputs.items():
        shape = tensor.shape
        if len(shape) != 3 or shape[-1] != d_model or 0 in shape:
            raise ValueError(
                say(
                    "{name} has shape {shape}; expected [batch, words, {d_model}], none of them 0.",
                    name=name,
                    shape=_shape(tensor),
                    d_model=d_model,
                )
            )
        if tensor.dtype == dtype:
            continue
        # Under autocast PyTorch converts floating-point inputs by itself.
        if not (is_autocast_enabled(tensor.device.type) and tensor.is_floating_point()):
            raise ValueError(
                say(
                    "{name} has dtype {dtype}; expected {layer_dtype}, the dtype of the layer.",
                    name=name,
                    dtype=tensor.dtype,
                    layer_dtype=dtype,
                )
            )


def refuse_no_scores(scores: Tensor, dim: int) -> None:
    """Raise ValueError unless there is a score along the axis `dim`, among which shares can be given out."""
    if scores.shape[dim] == 0:
        raise ValueError(
            say(
                "scores has shape {shape}; expected at least one score along axis {dim}.",
                shape=_shape(scores),
                dim=dim,
            )
        )


def refuse_share_out_of_range(name: str, share: float) -> None:
    """Raise ValueError unless `share` can be dropped: from 0 to below 1."""
    if not 0 <= share < 1:
        raise ValueError(say("{name} is {share}; expected a share from 0 to below 1.", name=name, share=share))


def _shape(tensor: Tensor) -> list[int]:
    return list(tensor.shape)
