"""A training as it stands after some step."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from torch.optim import Adam

from course_lib.training.history import History
from course_lib.training.settings import TrainingSettings
from course_lib.training.translator import TextPair, Translator


@dataclass
class TrainingState:
    """All that the next step depends on, besides the sentences and the state of the random numbers."""

    translator: Translator
    optimizer: Adam
    settings: TrainingSettings
    history: History
    sentences: str  # a checksum

    @classmethod
    def at_the_start(
        cls, translator: Translator, pairs: Sequence[TextPair], settings: TrainingSettings
    ) -> "TrainingState":
        """Return the state before the first step."""
        # LambdaLR wants to know the full rate when it does not start at the first step.
        weights = {"params": list(translator.model.parameters()), "initial_lr": settings.peak_rate}
        optimizer = Adam([weights], lr=settings.peak_rate, betas=(0.9, 0.98), eps=1e-9, fused=True)
        return cls(translator, optimizer, settings, History(), _checksum(pairs))

    def described(self) -> dict[str, Any]:
        """Return what must be the same when training goes on, as JSON can hold it."""
        return {
            "model": asdict(self.translator.settings),
            "training": asdict(self.settings),
            "sentences": self.sentences,
            "source": self.translator.source.to_json(),
            "target": self.translator.target.to_json(),
        }


def _checksum(pairs: Sequence[TextPair]) -> str:
    checksum = hashlib.sha256()
    for pair in pairs:
        checksum.update(ascii(tuple(pair)).encode())
    return checksum.hexdigest()
