"""How a training goes: how many steps, how large, in which order."""

from dataclasses import asdict, dataclass

from course_lib.training.limits import refuse_out_of_limits
from course_lib.training.schedule import Decay, warm_up_then_decay


@dataclass(frozen=True)
class TrainingSettings:
    """All that decides the result, besides the model and the sentences."""

    steps: int = 1500
    batch_size: int = 128
    peak_rate: float = 4e-3
    warm_up_share: float = 0.05  # of the steps
    decay: Decay = "cosine"
    label_smoothing: float = 0.0
    max_norm: float = 1.0  # a longer gradient is shortened to this length
    seed: int = 0  # of the order of the sentences

    def __post_init__(self) -> None:
        """Refuse settings with which nothing can be learned.

        Raises:
            ValueError: a number out of range, or a decay that is not known.
        """
        refuse_out_of_limits(asdict(self))
        self.rate_factor(self.steps)

    def rate_factor(self, step: int) -> float:
        """Return the share of the peak rate at a step, for `LambdaLR`."""
        warm_up = round(self.warm_up_share * self.steps)
        return warm_up_then_decay(step, self.steps, warm_up=warm_up, decay=self.decay)
