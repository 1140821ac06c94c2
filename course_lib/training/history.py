"""What happened at each step of a training."""

from dataclasses import dataclass, field


@dataclass
class History:
    """The loss and the learning rate of each step; the number of a step is its place, from 0."""

    losses: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    @property
    def steps(self) -> int:
        """Return how many steps have been taken."""
        return len(self.losses)

    def add(self, loss: float, rate: float) -> None:
        """Note one more step."""
        self.losses.append(loss)
        self.rates.append(rate)

    def recent_loss(self, steps: int = 50) -> float:
        """Return the mean loss of the last steps: that of a single batch jumps."""
        recent = self.losses[-steps:]
        return sum(recent) / len(recent)
