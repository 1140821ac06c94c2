"""Many small heat maps on one scale: the heads of a layer, the steps of a training."""

from collections.abc import Sequence
from math import ceil

import matplotlib.pyplot as plt
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from torch import Tensor

from course_lib.figures.cells import Cell, paint_cells
from course_lib.figures.colour_scale import ColourScale, drawable, scale_over
from course_lib.figures.labels import (
    POINTS,
    figure_of,
    lay_out,
    make_room_for_row_labels,
    size_of,
    turn_column_labels,
)
from course_lib.figures.style import SMALLEST
from course_lib.language import say

PER_ROW = 4  # more panels side by side cannot be read on a phone
TITLE_SIZE = LABEL_SIZE = SMALLEST
PANEL = {1: 2.8, 2: 1.8, 3: 1.2, 4: 0.9}  # panels in a row → width of one, in inches
LEFT, HEADING, FOOT, BAR = 0.9, 0.3, 0.5, 0.6  # inches for row labels, a panel's title, column labels, the scale

STEPS = 10  # of the scale that is drawn below the panels


def draw_heatmaps(
    maps: Sequence[Float[Tensor, "panels _ _"]] | Float[Tensor, "groups panels _ _"],
    rows: Sequence[Sequence[str]],
    columns: Sequence[Sequence[str]],
    titles: Sequence[str],
    *,
    names: Sequence[str] = (),
    row_axis: str = "query",
    column_axis: str = "key",
    value_axis: str = "weight",
    per_row: int = PER_ROW,
    digits: int | None = None,
    largest: float | None = 1.0,
) -> list[list[Axes]]:
    """Draw groups of heat maps on one scale: equal cells are equal values. Labels stand at each group's outer edge.

    For several heads, a group is a sentence: give weights [batch, heads, queries, keys] and each sentence's tokens.
    For a training there is one group: give `film[None]` with film [steps, queries, keys], and `[tokens]`.

    Args:
        maps: for each group its maps, [panels, rows, columns]; −∞ is drawn grey and hatched.
        rows, columns: for each group one label for each row and each column.
        titles: one for each panel of a group; the groups share them.
        names: one for each group, said at its left edge; may be left out.
        row_axis, column_axis, value_axis: what the axes and the values are.
        per_row: panels side by side, at most 4.
        digits: decimals written into each cell; None writes nothing, as small panels have no room.
        largest: the value of the strongest ink or the largest square; None takes the largest magnitude of all maps.

    Returns:
        The panels of each group.

    Raises:
        ValueError: labels, titles or names do not match the maps, a map holds NaN or +∞,
            or a value is beyond `largest`.
    """
    _refuse_what_does_not_match(maps, rows, columns, titles, names, per_row)
    groups = [[drawable(panel) for panel in group] for group in maps]
    scale = scale_over([panel for group in groups for panel in group], largest)
    across = ceil(len(titles) / ceil(len(titles) / per_row))  # 6 panels, 4 per row at most: two rows of 3
    places = _empty_panels([group[0].shape for group in groups], len(titles), across)
    for group, panels in zip(groups, places, strict=True):
        for values, axes, title in zip(group, panels, titles, strict=True):
            axes.set(xlim=(-0.5, values.shape[1] - 0.5), ylim=(values.shape[0] - 0.5, -0.5), xticks=[], yticks=[])
            axes.set_title(title, fontsize=TITLE_SIZE)
    for panels, name, row_labels, column_labels in zip(places, names or [""] * len(groups), rows, columns, strict=True):
        _label_outer_edge(
            panels, across, row_labels, column_labels, f"{name}\n{say(row_axis)}".strip(), say(column_axis)
        )
    _draw_scale(scale, [axes for panels in places for axes in panels], say(value_axis))
    _fit_labels(places, across)
    for group, panels in zip(groups, places, strict=True):
        for values, axes in zip(group, panels, strict=True):
            (width, height), (rows_, columns_) = size_of(axes), values.shape
            paint_cells(axes, values, scale, Cell(width / columns_, height / rows_), digits=digits)
    return places


def _refuse_what_does_not_match(
    maps: Sequence[Tensor] | Tensor,
    rows: Sequence[Sequence[str]],
    columns: Sequence[Sequence[str]],
    titles: Sequence[str],
    names: Sequence[str],
    per_row: int,
) -> None:
    """Raise ValueError if something is not as many as the maps need."""
    if not 1 <= per_row <= PER_ROW:
        raise ValueError(
            say(
                "per_row is {per_row}; give 1 to {most}, for more cannot be read on a phone.",
                per_row=per_row,
                most=PER_ROW,
            )
        )
    if not len(maps) == len(rows) == len(columns) or len(names) not in (0, len(maps)):
        raise ValueError(
            say(
                "maps has {groups} groups, rows has {rows}, columns {columns} and names {names} "
                "entries; give one list of row labels, one of column labels and one name (or no names) for each group.",
                groups=len(maps),
                rows=len(rows),
                columns=len(columns),
                names=len(names),
            )
        )
    for number, (group, row_labels, column_labels) in enumerate(zip(maps, rows, columns, strict=True)):
        expected = [len(titles), len(row_labels), len(column_labels)]
        if list(group.shape) != expected:
            raise ValueError(
                say(
                    "group {number} of maps has shape {shape}, but {titles} titles, {rows} row "
                    "labels and {columns} column labels ask for {expected}.",
                    number=number,
                    shape=list(group.shape),
                    titles=expected[0],
                    rows=expected[1],
                    columns=expected[2],
                    expected=expected,
                )
            )


def _empty_panels(shapes: Sequence[Sequence[int]], panels: int, across: int) -> list[list[Axes]]:
    """Return the axes of each group's panels, in a figure whose cells are about square."""
    down = ceil(panels / across)
    heights = [PANEL[across] * rows / columns for *_, rows, columns in shapes for _ in range(down)]
    width = LEFT + PANEL[across] * across
    height = sum(heights) + HEADING * len(heights) + FOOT * _labelled_rows(panels, across) * len(shapes) + BAR
    shape = (len(heights), across)
    _, grid = plt.subplots(*shape, figsize=(width, height), squeeze=False, gridspec_kw={"height_ratios": heights})
    groups = [list(grid[start : start + down].flat) for start in range(0, len(heights), down)]
    for group in groups:
        for unused in group[panels:]:
            unused.remove()
    return [group[:panels] for group in groups]


def _labelled_rows(panels: int, across: int) -> int:
    """Return in how many rows of a group column labels stand: above the gap of a last row that is not full, too."""
    return 1 if panels % across == 0 else 2


def _label_outer_edge(
    panels: Sequence[Axes],
    across: int,
    rows: Sequence[str],
    columns: Sequence[str],
    row_axis: str,
    column_axis: str,
) -> None:
    """Write row labels at the leftmost panels, column labels at those with no panel below."""
    for axes in panels[::across]:
        axes.set_yticks(range(len(rows)), rows, fontsize=LABEL_SIZE)
        axes.set_ylabel(row_axis, fontsize=LABEL_SIZE)
        make_room_for_row_labels(axes)
    for axes in panels[-across:]:
        axes.set_xticks(range(len(columns)), columns, fontsize=LABEL_SIZE)
        axes.set_xlabel(column_axis, fontsize=LABEL_SIZE)


def _draw_scale(scale: ColourScale, panels: Sequence[Axes], value_axis: str) -> None:
    """Draw below all panels how strong the ink of which value is, or say what the squares mean."""
    figure = figure_of(panels[0])
    if scale.signed:
        meaning = say(
            "{value}: area; filled above 0, hollow below\nlargest {largest:.3g}",
            value=value_axis,
            largest=scale.largest,
        )
        figure.supxlabel(meaning, fontsize=LABEL_SIZE)
        return
    ink = ScalarMappable(Normalize(0, scale.largest or 1), scale.colours)
    steps = [share / STEPS * (scale.largest or 1) for share in range(STEPS + 1)]
    bar = figure.colorbar(ink, ax=panels, location="bottom", shrink=0.6, aspect=20, boundaries=steps, ticks=steps[::5])
    bar.set_label(value_axis, fontsize=LABEL_SIZE)
    bar.ax.tick_params(labelsize=LABEL_SIZE)


def _fit_labels(places: Sequence[Sequence[Axes]], across: int) -> None:
    """Turn column labels that would touch, and give the figure the height this takes."""
    figure = figure_of(places[0][0])
    lay_out(figure)  # only then do panels have their width
    grown = [max(turn_column_labels(axes, side="bottom") for axes in panels[-across:]) for panels in places]
    rows = _labelled_rows(len(places[0]), across)
    figure.set_figheight(figure.get_figheight() + rows * sum(grown) / POINTS)
