"""What each setting may be: one table for Python and for the command, where a setting is a flag."""

from collections.abc import Callable, Mapping
from math import inf
from reprlib import repr as abbreviated
from types import MappingProxyType
from typing import Any, NamedTuple

from course_lib.language import say
from course_lib.training.messages import (
    ABOVE_ZERO,
    FINITE,
    OUT_OF_LIMITS,
    SHARE,
    TOO_LARGE_A_MODEL,
    WHOLE,
    WRONG_HEAD_WIDTH,
    WRONG_HEADS,
    WRONG_WIDTH,
)

MOST_NUMBERS = 1_000_000_000  # of a model, embeddings aside: with Adam's moments and the gradient, 16 GB
SMALLEST_VOCABULARY = 259  # of subwords: the special tokens and one for each byte


class Limit(NamedTuple):
    """Whether a value can be used, and what is expected, in words."""

    holds: Callable[[Any], bool]
    template: str
    ends: Mapping[str, int] = MappingProxyType({})  # the values of the template

    @property
    def expected(self) -> str:
        """Return in words what is expected."""
        return say(self.template, **self.ends)


def _whole(low: int, high: int) -> Limit:
    return Limit(lambda value: type(value) is int and low <= value <= high, WHOLE, {"low": low, "high": high})


def _above_zero(most: float = inf) -> Limit:
    expected = ABOVE_ZERO if most == inf else FINITE
    return Limit(lambda value: type(value) in (int, float) and 0 < value <= most, expected)


_SHARE = Limit(lambda value: type(value) in (int, float) and 0 <= value < 1, SHARE)
LIMITS = {
    "d_model": _whole(1, 16_384),
    "num_heads": _whole(1, 1024),
    "num_layers": _whole(1, 1000),
    "d_ff": _whole(1, 65_536),
    "dropout": _SHARE,
    "steps": _whole(1, 1_000_000_000),
    "batch_size": _whole(1, 1_000_000),
    "peak_rate": _above_zero(1e30),
    "warm_up_share": _SHARE,
    "label_smoothing": _SHARE,
    "max_norm": _above_zero(),
    "seed": _whole(0, 2**32 - 1),  # NumPy's generator takes no other
    "save_every": _whole(1, 1_000_000_000),
    "watch_every": _whole(1, 1_000_000_000),
    "vocab_size": _whole(SMALLEST_VOCABULARY, 1_000_000),
    "sentences": _whole(1, 10_000_000),
    "stories": _whole(1, 10_000_000),
    "context": _whole(2, 100_000),
    "sample_every": _whole(1, 1_000_000_000),
    "length": _whole(1, 1_000_000),
}


def refuse_out_of_limits(values: Mapping[str, Any], shown: Callable[[str], str] = str) -> None:
    """Raise ValueError for the first value that cannot be used; values that are not in the table are passed over.

    Args:
        values: settings by their names.
        shown: what the reader calls a setting, such as --batch-size for batch_size.
    """
    for name in [name for name in LIMITS if name in values]:
        if not LIMITS[name].holds(values[name]):
            raise ValueError(
                say(OUT_OF_LIMITS, name=shown(name), value=abbreviated(values[name]), expected=LIMITS[name].expected)
            )


def refuse_sizes_that_do_not_fit(sizes: Mapping[str, Any], shown: Callable[[str], str] = str) -> None:
    """Raise ValueError for sizes of a model, each within its limits, that do not go together."""
    d_model, num_heads = sizes["d_model"], sizes["num_heads"]
    named = {"d_model": shown("d_model"), "num_heads": shown("num_heads"), "width": d_model, "heads": num_heads}
    if d_model % num_heads:
        raise ValueError(say(WRONG_HEADS, **named))
    if d_model % 2 and sizes.get("positions", "sinusoidal") == "sinusoidal":
        raise ValueError(say(WRONG_WIDTH, **named))
    if sizes.get("positions") == "rotary" and d_model // num_heads % 2:
        raise ValueError(say(WRONG_HEAD_WIDTH, each=d_model // num_heads, **named))
    # Encoder: 4 projections and a feed-forward block in each layer; decoder: 8 and one.
    numbers = sizes["num_layers"] * (12 * d_model**2 + 4 * d_model * sizes["d_ff"])
    if numbers > MOST_NUMBERS:
        raise ValueError(
            say(
                TOO_LARGE_A_MODEL,
                numbers=numbers,
                most=MOST_NUMBERS,
                num_layers=shown("num_layers"),
                d_ff=shown("d_ff"),
                **named,
            )
        )
