"""Read a GGUF file: settings, tokens and weights of one model, the weights mostly in 4 or 8 bits each."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import gcd
from pathlib import Path
from typing import Any

import numpy as np
import torch
from gguf import GGUFReader, dequantize
from torch import Tensor

from course_lib.pretrained.stored_tensor import StoredTensor

JOINED = 16  # rows


class _Reader(GGUFReader):
    """The package's reader with the file as a plain array: numpy's class for mapped files costs it half of its time."""

    @property
    def data(self) -> Any:
        return self._plain

    @data.setter
    def data(self, mapped: Any) -> None:
        self._plain = np.asarray(mapped)


@dataclass(frozen=True)
class GgufFile:
    """What a GGUF file holds."""

    settings: Mapping[str, Any]  # by their names in the file: sizes, the tokens, the chat template
    stored: Mapping[str, StoredTensor]
    tensors: Mapping[str, Tensor]  # the weights as float32: exactly the numbers that the bits stand for


def read_gguf(path: Path) -> GgufFile:
    """Read the whole file; nothing of it is needed afterwards.

    A number of a block of Q4_1 is scale · (0, 1, …, 15) + offset: what training had found is no longer known exactly,
    and a model of these weights equals another one only if that has the same.

    Raises:
        ValueError: this is no GGUF file.

    Source: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
    """
    reader = _Reader(path)
    return GgufFile(
        settings={name: field.contents() for name, field in reader.fields.items()},
        stored={
            tensor.name: StoredTensor(
                tensor.tensor_type.name, tuple(int(size) for size in reversed(tensor.shape)), int(tensor.n_bytes)
            )
            for tensor in reader.tensors
        },
        tensors={tensor.name: _dequantised(tensor) for tensor in reader.tensors},
    )


def _dequantised(tensor: Any) -> Tensor:
    rows = tensor.data
    # The package takes 16 rows at a time. Longer ones, of as many whole blocks, are sooner done.
    joined = rows.reshape(len(rows) // gcd(len(rows), JOINED), -1)
    numbers = dequantize(joined, tensor.tensor_type).astype(np.float32, copy=False)
    numbers = numbers.reshape([int(size) for size in reversed(tensor.shape)])
    # What is not quantised is still a part of the file, which goes.
    return torch.from_numpy(numbers.copy() if np.may_share_memory(numbers, tensor.data) else numbers)
