"""Two arrows to drag: what the dot product adds up, and what it says about direction and length."""

from collections.abc import Sequence
from html import escape
from math import atan2, degrees, hypot

from IPython.display import HTML

from course_lib.interactive.parts.figure import interactive_figure
from course_lib.language import say

LIMIT = 4.0
NO_DIRECTION = "The lengths are {length_x} and {length_y}; a zero vector has no direction, so the cosine is undefined."
PERPENDICULAR = (
    "The lengths are {length_x} and {length_y}, the cosine is {cosine}, the angle {angle} degrees: perpendicular."
)
NEARER = (
    "The lengths are {length_x} and {length_y}, the cosine is {cosine}, the angle {angle} degrees: less than 90 "
    "degrees apart."
)
FARTHER = (
    "The lengths are {length_x} and {length_y}, the cosine is {cosine}, the angle {angle} degrees: more than 90 "
    "degrees apart."
)


def dot_product_arrows(x: Sequence[int | float] = (3.0, 1.0), y: Sequence[int | float] = (1.0, 2.0)) -> HTML:
    """Show arrows x and y with their dot product, lengths, cosine, angle, and the projection of y onto x.

    Args:
        x: where its arrow starts, two components from −4 to 4. A zero vector is allowed.
        y: the same for the other arrow.

    Raises:
        ValueError: other than two numbers, or a number outside the grid.
    """
    first, second = _components("x", x), _components("y", y)
    return interactive_figure(
        "dot_product_arrows",
        parts=["vectors", "projection", "columns", "number_field", "drawing", "plane", "arrows", "handle", "readout"],
        title=say("The dot product of two arrows"),
        instruction=say("Drag the tips, or use the fields."),
        data={"x": first, "y": second, "limit": LIMIT},
        fallback="".join(
            f"<p>{escape(words)}</p>"
            for words in (_in_words(first, second), say("With scripts allowed, you can move both arrows."))
        ),
    )


def _components(name: str, vector: Sequence[int | float]) -> list[float]:
    try:
        components = [float(component) for component in vector]
    except (TypeError, ValueError):
        components = []
    if len(components) != 2 or not all(abs(component) <= LIMIT for component in components):
        raise ValueError(
            say(
                "{name} must be two numbers from -4 to 4, for example (3.0, 1.0); got {vector!r}.",
                name=name,
                vector=vector,
            )
        )
    return components


def _in_words(x: list[float], y: list[float]) -> str:
    products = [a * b for a, b in zip(x, y, strict=True)]
    dot = sum(products)
    sums = say(
        "For x = ({x_1}, {x_2}) and y = ({y_1}, {y_2}) the products are {product_1} and {product_2}; their sum, the "
        "dot product, is {dot}.",
        x_1=_show(x[0], "g"),
        x_2=_show(x[1], "g"),
        y_1=_show(y[0], "g"),
        y_2=_show(y[1], "g"),
        product_1=_show(products[0]),
        product_2=_show(products[1]),
        dot=_show(dot),
    )
    return f"{sums} {_direction_in_words(x, y, dot)}"


def _direction_in_words(x: list[float], y: list[float], dot: float) -> str:
    length_x, length_y = hypot(*x), hypot(*y)
    lengths = {"length_x": _show(length_x), "length_y": _show(length_y)}
    if length_x == 0 or length_y == 0:
        return say(NO_DIRECTION, **lengths)
    angle = degrees(abs(atan2(x[0] * y[1] - x[1] * y[0], dot)))
    template = PERPENDICULAR if abs(dot) < 1e-9 else NEARER if dot > 0 else FARTHER
    return say(template, **lengths, cosine=_show(dot / (length_x * length_y)), angle=f"{angle:.0f}")


def _show(number: float, form: str = ".2f") -> str:
    return format(number, form).replace("-", "−")
