"""What the loop and the files need of whatever learns: a translator from pairs of sentences, a writer from a text."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, ClassVar

import torch
from jaxtyping import Float
from torch import Tensor, nn


class Learner(ABC):
    """A model together with its settings and its tokens. `data` is what it learns from, of a kind of its own."""

    FORMAT: ClassVar[str]  # of its file: a name and a version
    model: nn.Module
    settings: Any  # a dataclass

    @abstractmethod
    def tokens_to_json(self) -> dict[str, Any]:
        """Return the tokens of each language, by its name, as `tokenizer_from_json` takes them."""

    @classmethod
    @abstractmethod
    def from_json(cls, about: dict[str, Any]) -> "Learner":
        """Make an untrained one of its settings, under "model", and of its tokens."""

    @abstractmethod
    def checksums(self, data: Any) -> dict[str, str]:
        """Return what tells the data from other data, by a name; raise ValueError if there is nothing to learn."""

    @abstractmethod
    def batches(self, data: Any, batch_size: int, *, seed: int, step: int) -> Iterator[Any]:
        """Give one batch after the other without end, as if `step` batches had been taken already."""

    @abstractmethod
    def loss(self, batch: Any, *, label_smoothing: float = 0.0) -> Float[Tensor, ""]:
        """Return how wrong the model is about a batch, which is on its device."""

    def use_gpu_if_any(self) -> None:
        """Bring the model to the GPU, if PyTorch can use one."""
        self.model.to("cuda" if torch.cuda.is_available() else "cpu")
