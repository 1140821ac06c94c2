"""Find the bug in a module that makes a layer in its forward pass."""

from torch import Tensor, nn

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


class Block(nn.Module):
    """x + mix(norm(x)), with both layers made in the constructor."""

    def __init__(self, d_model: int) -> None:
        """Make both layers."""
        super().__init__()
        self.norm = nn.LayerNorm(d_model)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x: Tensor) -> Tensor:
        """Return [batch, words, d_model]."""
        return x + self.mix(self.norm(x))


class _Given(nn.Module):
    def __init__(self, d_model: int) -> None:
        super().__init__()
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x: Tensor) -> Tensor:
        norm = nn.LayerNorm(x.shape[-1])
        return x + self.mix(norm(x))


# No case in float64: the class as given raises there, since its own layer stays in float32.
CASES = (
    Case("one sentence, two words, width 3", lambda: (3, random_tensor(1, 2, 3))),
    Case("batch of 2, three words, width 5", lambda: (5, random_tensor(2, 3, 5))),
    Case("words far from 0", lambda: (4, 100 + 20 * random_tensor(3, 2, 4))),
    Case("all sizes 3", lambda: (3, random_tensor(3, 3, 3))),
)


class _OtherOrder(nn.Module):
    def __init__(self, d_model: int) -> None:
        super().__init__()
        self.mix, self.norm = nn.Linear(d_model, d_model), nn.LayerNorm(d_model)

    def forward(self, x: Tensor) -> Tensor:
        return self.norm(x) @ self.mix.weight.T + self.mix.bias + x


class _NormByHand(Block):
    def forward(self, x: Tensor) -> Tensor:
        centred = x - x.mean(dim=-1, keepdim=True)
        unit = centred / (centred.pow(2).mean(dim=-1, keepdim=True) + self.norm.eps).sqrt()
        return self.mix(unit * self.norm.weight + self.norm.bias) + x


class _AtFirstCall(_Given):
    def forward(self, x: Tensor) -> Tensor:
        self.norm = nn.LayerNorm(x.shape[-1])
        return x + self.mix(self.norm(x))


class _MadeButNotUsed(Block):
    def forward(self, x: Tensor) -> Tensor:
        return x + self.mix(nn.functional.layer_norm(x, x.shape[-1:]))


class _NoNorm(Block):
    def forward(self, x: Tensor) -> Tensor:
        return x + self.mix(x)


class _NormAfter(Block):
    def forward(self, x: Tensor) -> Tensor:
        return self.norm(x + self.mix(x))


class _NormOfTheMix(Block):
    def forward(self, x: Tensor) -> Tensor:
        return x + self.norm(self.mix(x))


class _NothingAdded(Block):
    def forward(self, x: Tensor) -> Tensor:
        return self.mix(self.norm(x))


class _NormAdded(Block):
    def forward(self, x: Tensor) -> Tensor:
        x = self.norm(x)
        return x + self.mix(x)


class _WithoutOffset(_Given):
    def __init__(self, d_model: int) -> None:
        super().__init__(d_model)
        self.norm = nn.LayerNorm(d_model, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.mix(self.norm(x))


class _OverTheWords(_Given):
    def __init__(self, d_model: int) -> None:
        super().__init__(d_model)
        self.norm = nn.BatchNorm1d(d_model)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.mix(self.norm(x.mT).mT)


MISTAKES = (
    Mistake(
        "made-at-the-first-call",
        "forward makes the norm and keeps it in `self`. Every call makes a new one, so it never learns, and it does "
        "not exist when an optimizer is made or stored parameters are loaded. Make it in `__init__`.",
        _AtFirstCall,
    ),
    Mistake(
        "made-but-not-used",
        "`__init__` makes self.norm, but forward uses another one: call self.norm.",
        _MadeButNotUsed,
    ),
    Mistake("no-norm", "forward no longer uses the norm: mix(norm(x)), with self.norm.", _NoNorm),
    Mistake(
        "norm-after-the-sum", "You moved the norm behind the sum. Leave it where it was: x + mix(norm(x)).", _NormAfter
    ),
    Mistake(
        "norm-of-the-mix", "You moved the norm behind mix. Leave it where it was: x + mix(norm(x)).", _NormOfTheMix
    ),
    Mistake("nothing-added", "The x in front is gone: x + mix(norm(x)).", _NothingAdded),
    Mistake("norm-added", "You overwrote x by its norm, and added that. Add x itself: x + mix(norm(x)).", _NormAdded),
    Mistake("norm-without-offset", "The given norm has a gain and an offset: leave out bias=False.", _WithoutOffset),
    Mistake(
        "norm-over-the-batch",
        "You took another norm: batch norm mixes words and sentences. Use nn.LayerNorm(d_model).",
        _OverTheWords,
    ),
)

EXERCISE = Exercise(
    name="norm-in-forward",
    chapter="multi-head",
    minutes=8,
    difficulty="medium",
    solution=Block,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_OtherOrder, _NormByHand),
    given=_Given,
)
