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


MISTAKES = (
    Mistake(
        "still-without-parameters",
        "The module still has no parameters of a norm. Make nn.LayerNorm(d_model) in `__init__`, as self.norm: an "
        "attribute of its own, with gain and offset.",
        {"x.shape[-1]": "self.mix.in_features"},
        of=_Given,
    ),
    Mistake(
        "made-at-the-first-call",
        "forward makes the norm: too late for an optimizer and for stored parameters, and a norm made anew in every "
        "call never learns. Make it in `__init__`.",
        {"norm = nn": "self.norm = norm = nn"},
        of=_Given,
    ),
    Mistake(
        "super-missing-or-late",
        "Begin `__init__` with `super().__init__()`: it prepares the module to hold layers.",
        {"super().__init__()": "pass"},
    ),
    Mistake(
        "another-name",
        "The norm is made in the right place, but the task calls it `norm`. Stored parameters are found by name.",
        tuple(
            {"self.norm = ": f"self.{name} = ", "self.norm(x)": f"self.{name}(x)"}
            for name in ("layer_norm", "layernorm", "ln", "norm1")
        ),
    ),
    Mistake(
        "made-but-not-used",
        "`__init__` makes self.norm, but forward uses another one: call self.norm.",
        {"self.norm(x)": "nn.functional.layer_norm(x, x.shape[-1:])"},
    ),
    Mistake("no-norm", "forward no longer uses the norm: mix(norm(x)), with self.norm.", {"self.norm(x)": "x"}),
    Mistake(
        "norm-elsewhere",
        "You moved the norm. Leave it where it was: x + mix(norm(x)).",
        (
            {"x + self.mix(self.norm(x))": "self.norm(x + self.mix(x))"},
            {"x + self.mix(self.norm(x))": "x + self.norm(self.mix(x))"},
            {"x + self.mix(self.norm(x))": "self.norm(x) + self.mix(x)"},
        ),
    ),
    Mistake("nothing-added", "The x in front is gone: x + mix(norm(x)).", {"x + self.": "self."}),
    Mistake(
        "norm-added",
        "You overwrote x by its norm, and added that. Add x itself: x + mix(norm(x)).",
        {"x + self.": "self.norm(x) + self."},
    ),
    Mistake(
        "another-norm",
        "You took another norm. The given one has gain and offset, for each word by itself: nn.LayerNorm(d_model).",
        (
            {"nn.LayerNorm(d_model)": "nn.LayerNorm(d_model, bias=False)"},
            {"nn.LayerNorm(d_model)": "nn.RMSNorm(d_model)"},
            {"nn.LayerNorm(d_model)": "nn.BatchNorm1d(d_model)"},
            {"nn.LayerNorm(d_model)": "nn.BatchNorm1d(d_model)", "self.norm(x))": "self.norm(x.mT).mT)"},
        ),
    ),
    Mistake(
        "mix-without-offset",
        "mix had an offset: leave it as given.",
        {"d_model, d_model)": "d_model, d_model, bias=False)"},
    ),
)

EXERCISE = Exercise(
    name="norm-in-forward",
    chapter="residual",
    minutes=8,
    difficulty="medium",
    solution=Block,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_OtherOrder, _NormByHand),
    given=_Given,
)
