"""A training as it stands after some step."""

from dataclasses import asdict, dataclass
from typing import Any

from torch.optim import Adam

from course_lib.training.history import History
from course_lib.training.learner import Learner
from course_lib.training.settings import TrainingSettings


@dataclass
class TrainingState:
    """All that the next step depends on, besides the data and the state of the random numbers."""

    learner: Learner
    optimizer: Adam
    settings: TrainingSettings
    history: History
    checksums: dict[str, str]  # of the data

    @classmethod
    def at_the_start(cls, learner: Learner, data: Any, settings: TrainingSettings) -> "TrainingState":
        """Return the state before the first step.

        Raises:
            ValueError: there is nothing to learn from.
        """
        checksums = learner.checksums(data)
        # LambdaLR wants to know the full rate when it does not start at the first step.
        weights = {"params": list(learner.model.parameters()), "initial_lr": settings.peak_rate}
        optimizer = Adam([weights], lr=settings.peak_rate, betas=(0.9, 0.98), eps=1e-9, fused=True)
        return cls(learner, optimizer, settings, History(), checksums)

    def described(self) -> dict[str, Any]:
        """Return what must be the same when training goes on, as JSON can hold it."""
        return {
            "model": asdict(self.learner.settings),
            "training": asdict(self.settings),
            **self.checksums,
            **self.learner.tokens_to_json(),
        }
