"""What a Transformer is made of, by name: for settings that are written into a file or on a command line."""

from functools import partial
from typing import Any, Literal

from torch import nn
from torch.nn.functional import gelu, relu

from course_lib.language import say
from course_lib.positions import LearnedPositions, NoPositions, RotaryPositions, SinusoidalPositions
from course_lib.transformer.feed_forward import FeedForward
from course_lib.transformer.residual import PostNorm, PreNorm

NormOrder = Literal["pre", "post"]
ActivationName = Literal["relu", "gelu", "gelu_tanh"]
PositionsName = Literal["sinusoidal", "learned", "rotary", "none"]

RESIDUALS = {"pre": PreNorm, "post": PostNorm}
ACTIVATIONS = {"relu": relu, "gelu": gelu, "gelu_tanh": nn.GELU("tanh")}
POSITIONS: dict[str, Any] = {"sinusoidal": SinusoidalPositions, "rotary": RotaryPositions, "none": NoPositions}


def choices(
    *, norm: NormOrder, activation: ActivationName, positions: PositionsName, max_length: int = 512
) -> dict[str, Any]:
    """Return the arguments of `Transformer` that these names stand for; `max_length` is for learned positions.

    Raises:
        ValueError: a name that is not known.
    """
    named = {"learned": partial(LearnedPositions, max_length)} | POSITIONS
    return {
        "residual": _of_name("norm", norm, RESIDUALS),
        "feed_forward": partial(FeedForward, activation=_of_name("activation", activation, ACTIVATIONS)),
        "positions": _of_name("positions", positions, named),
    }


def _of_name(argument: str, name: str, table: dict[str, Any]) -> Any:
    if name not in table:
        raise ValueError(
            say(
                "{argument} is {name!r}; expected one of: {names}.",
                argument=argument,
                name=name,
                names=", ".join(table),
            )
        )
    return table[name]
