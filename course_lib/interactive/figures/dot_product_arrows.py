"""Two arrows to drag: what the dot product adds up, and what it says about direction and length."""

from collections.abc import Sequence
from math import atan2, degrees, hypot

from IPython.display import HTML

from course_lib.interactive.parts.figure import interactive_figure

LIMIT = 4.0


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
        title="The dot product of two arrows",
        instruction="Drag the tips, or use the fields.",
        data={"x": first, "y": second, "limit": LIMIT},
        fallback=f"<p>{_in_words(first, second)}</p><p>With scripts allowed, you can move both arrows.</p>",
    )


def _components(name: str, vector: Sequence[int | float]) -> list[float]:
    try:
        components = [float(component) for component in vector]
    except (TypeError, ValueError):
        components = []
    if len(components) != 2 or not all(abs(component) <= LIMIT for component in components):
        raise ValueError(f"{name} must be two numbers from -4 to 4, for example (3.0, 1.0); got {vector!r}.")
    return components


def _in_words(x: list[float], y: list[float]) -> str:
    products = [a * b for a, b in zip(x, y, strict=True)]
    dot = sum(products)
    length_x, length_y = hypot(*x), hypot(*y)
    values = (
        f"For x = ({x[0]:g}, {x[1]:g}) and y = ({y[0]:g}, {y[1]:g}) the products are {products[0]:.2f} and "
        f"{products[1]:.2f}; their sum, the dot product, is {dot:.2f}. "
        f"The lengths are {length_x:.2f} and {length_y:.2f}"
    )
    if length_x == 0 or length_y == 0:
        return f"{values}; a zero vector has no direction, so the cosine is undefined.".replace("-", "−")
    angle = degrees(abs(atan2(x[0] * y[1] - x[1] * y[0], dot)))
    side = "less" if dot > 0 else "more"
    direction = "perpendicular" if abs(dot) < 1e-9 else f"{side} than 90 degrees apart"
    cosine = dot / (length_x * length_y)
    return f"{values}, the cosine is {cosine:.2f}, the angle {angle:.0f} degrees: {direction}.".replace("-", "−")
