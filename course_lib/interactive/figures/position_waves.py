"""Sinusoidal positions: each pair of components is a wave over the places, and a hand that turns."""

from html import escape
from math import pi

from IPython.display import HTML

from course_lib.interactive.parts.figure import interactive_figure
from course_lib.language import say
from course_lib.positions import sinusoidal_positions

LAST_PLACE = 60
NARROWEST, WIDEST = 4, 512
DISTANCES = (0, 1, 5, 20)


def position_waves(d_model: int = 32, pair: int = 1, place: int = 2) -> HTML:
    """Show one pair of components of the sinusoidal positions at the places 0 to 60.

    The reader chooses pair and place. Seen are the pair's sine and cosine over the places, the pair as a hand on a
    clock face, and the dot product of the place's whole vector with that of every place.

    Args:
        d_model: the width of a vector, even, from 4 to 512.
        pair: i of the components 2i and 2i + 1, from 0 to d_model / 2 − 1; where its slider starts.
        place: from 0 to 60; where its slider starts.

    Raises:
        ValueError: a number that does not fit.
    """
    if d_model % 2 or not NARROWEST <= d_model <= WIDEST:
        raise ValueError(
            say(
                "d_model must be an even number from {narrowest} to {widest}; got {d_model}.",
                narrowest=NARROWEST,
                widest=WIDEST,
                d_model=d_model,
            )
        )
    if not 0 <= pair < d_model // 2:
        raise ValueError(
            say(
                "pair must be from 0 to {last} where d_model is {d_model}; got {pair}.",
                last=d_model // 2 - 1,
                d_model=d_model,
                pair=pair,
            )
        )
    if not 0 <= place <= LAST_PLACE:
        raise ValueError(say("place must be from 0 to {last_place}; got {place}.", last_place=LAST_PLACE, place=place))
    return interactive_figure(
        "position_waves",
        parts=[
            "vectors",
            "positions",
            "scales",
            "columns",
            "slider",
            "sticky_sliders",
            "drawing",
            "levels",
            "lines",
            "chart",
            "readout",
        ],
        title=say("Places as hands of clocks"),
        instruction=say("Choose a pair of components, then move the place."),
        data={"width": d_model, "last": LAST_PLACE, "pair": pair, "place": place},
        fallback=_in_words(d_model, pair, place),
    )


def _in_words(d_model: int, pair: int, place: int) -> str:
    vectors = sinusoidal_positions(LAST_PLACE + 1, d_model).double()  # [places, d_model]
    wavelength = 2 * pi * 10_000 ** (2 * pair / d_model)
    sine, cosine = vectors[place, 2 * pair : 2 * pair + 2].tolist()
    products = vectors[list(DISTANCES)] @ vectors[0]
    rows = "".join(
        f"<tr><th>{distance}</th><td>{_show(product)}</td></tr>"
        for distance, product in zip(DISTANCES, products.tolist(), strict=True)
    )
    intro = say(
        "Pair {pair} has a wavelength of {wavelength:.1f} places. At place {place} its sine is {sine}, its cosine "
        "{cosine}. With scripts allowed, you can choose pair and place.",
        pair=pair,
        wavelength=wavelength,
        place=place,
        sine=_show(sine),
        cosine=_show(cosine),
    )
    head = f"<th>{escape(say('distance of two places'))}</th><th>{escape(say('their dot product'))}</th>"
    return f"<p>{escape(intro)}</p><table><tr>{head}</tr>{rows}</table>"


def _show(number: float) -> str:
    return f"{round(number, 3) + 0.0:.3f}".replace("-", "−")
