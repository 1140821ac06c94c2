"""The way of the numbers through a layer of several heads, drawn with the layer's own matrices."""

from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib.pyplot as plt
import torch
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox
from torch import Tensor

from course_lib.attention import MultiHeadAttention, merge_heads, scaled_dot_product_attention, split_heads
from course_lib.figures.cells import Cell, paint_cells
from course_lib.figures.colour_scale import ColourScale, drawable, scale_over
from course_lib.figures.framed_words import draw_arrow, width_of_words, write
from course_lib.figures.labels import POINTS, figure_of
from course_lib.figures.style import COLOURS
from course_lib.language import say

MOST_HEADS, MOST_WORDS, LONGEST_WORD, WIDEST_MODEL = 3, 6, 10, 8
WIDTH = 4.2  # inches: shown on a phone, 10 points are then 11 pixels
SMALLEST_NUMBER = 9.8  # points; where numbers would be smaller, squares must do
CELL, LINE = 0.6, 0.21  # inches a cell is wide at most, and high
NAME, ARROW, GAP = 0.24, 0.34, 0.3  # inches for the name below a matrix, the arrow below the name, and between matrices
NOTE = ("Each head has", "its own W_Q, W_K", "and W_V; weights", "= softmax(QKᵀ/√d_k).")
NOTE_WIDTH = 1.5


@dataclass(frozen=True)
class Way:
    """The matrices of one sentence, from the words to what the layer returns."""

    x: Float[Tensor, "words d_model"]
    weights: list[Float[Tensor, "words words"]]  # one for each head
    heads: list[Float[Tensor, "words d_k"]]
    concat: Float[Tensor, "words d_model"]
    w_o: Float[Tensor, "d_model d_model"]
    output: Float[Tensor, "words d_model"]


def draw_multi_head_data_path(layer: MultiHeadAttention, x: Float[Tensor, "..."], words: Sequence[str]) -> Axes:
    """Draw self-attention with several heads: X, each head's weights and result, Concat, W_O, and the output.

    Weights are ink. Of the other matrices a square is filled above 0 and hollow below, and largest for the largest
    number of its matrix; the results of the heads and Concat share one scale, as they hold the same numbers. Numbers
    stand where they fit.

    Args:
        layer: of one to three heads and without offsets; what it drops while training is not dropped here.
        x: one vector per word, [words, d_model]; one sentence, without the batch axis.
        words: up to six, each of at most ten letters.

    Raises:
        ValueError: shapes that do not fit, more than the drawing has room for, or a layer with `bias`.
    """
    _refuse_unfit(layer, x, words)
    way = _way_through(layer, x)
    axes = plt.subplots(layout="none")[1]
    axes.set_position((0, 0, 1, 1))
    axes.axis("off")
    labels = max(width_of_words(axes, word) for word in words) + 0.06
    shared = scale_over([way.concat], largest=None)

    place, y = _below(labels, 0.0, way.x.shape, (WIDTH - labels - NOTE_WIDTH) / layer.d_model)
    _draw_matrix(axes, place, way.x, say("X"), "neutral", rows=words)
    for number, line in enumerate(NOTE):
        write(axes, say(line), place.x1 + 0.15, place.y1 - (number + 0.5) * 0.19, colour=COLOURS["neutral"])
    source = (_middle(place), y + ARROW)

    results, y = _draw_heads(axes, way, words, labels, y, source, shared)
    cell = (WIDTH - labels - GAP) / (2 * layer.d_model)
    concat, bottom = _below(labels, y, way.concat.shape, cell)
    _draw_matrix(axes, concat, way.concat, say("Concat"), "output", rows=words, scale=shared)
    _draw_seams(axes, concat, layer.num_heads)
    w_o, w_o_bottom = _below(concat.x1 + GAP, y, way.w_o.shape, cell)
    _draw_matrix(axes, w_o, way.w_o, say("W_O"), "neutral")
    write(
        axes, "·", (concat.x1 + w_o.x0) / 2, concat.y1 - concat.height / 2, alignment="center", weight="bold", size=14
    )
    for head, tail in enumerate(results):
        draw_arrow(
            axes, [tail, (concat.x0 + concat.width * (head + 0.5) / layer.num_heads, concat.y1 + 0.04)], "output"
        )

    y = min(bottom, w_o_bottom)
    cell = min(CELL, (WIDTH - labels) / layer.d_model)
    start = max(labels, (concat.x0 + w_o.x1 - cell * layer.d_model) / 2)
    output, y = _below(start, y, way.output.shape, cell)
    _draw_matrix(axes, output, way.output, say("MultiHead(X)"), "output", rows=words)
    for one, aside in ((concat, -0.2), (w_o, 0.2)):
        tail = (_middle(one), one.y0 - NAME)
        draw_arrow(axes, [tail, (_middle(output) + aside * output.width, output.y1 + 0.04)])
    figure_of(axes).set_size_inches(WIDTH, -(y + ARROW) + 0.05)
    axes.set(xlim=(0, WIDTH), ylim=(y + ARROW, 0.05))
    return axes


def _refuse_unfit(layer: MultiHeadAttention, x: Tensor, words: Sequence[str]) -> None:
    if list(x.shape) != [len(words), layer.d_model]:
        raise ValueError(
            say(
                "x has shape {shape}; expected [words, d_model] = [{words}, {d_model}].",
                shape=list(x.shape),
                words=len(words),
                d_model=layer.d_model,
            )
        )
    for name, count, most in (("num_heads", layer.num_heads, MOST_HEADS), ("d_model", layer.d_model, WIDEST_MODEL)):
        if count > most:
            raise ValueError(
                say("{name} is {count}; the drawing has room for {most} at most.", name=name, count=count, most=most)
            )
    if not 1 <= len(words) <= MOST_WORDS:
        raise ValueError(say("words must hold 1 to {most} words; got {count}.", most=MOST_WORDS, count=len(words)))
    for word in words:
        if not 1 <= len(word) <= LONGEST_WORD:
            raise ValueError(
                say("Each word must have 1 to {longest} characters; got {word!r}.", longest=LONGEST_WORD, word=word)
            )
    if layer.w_o.bias is not None:
        raise ValueError(say("layer adds offsets, which the drawing does not show; make it with bias=False."))


@torch.no_grad()
def _way_through(layer: MultiHeadAttention, x: Tensor) -> Way:
    batch = x[None]  # [1, words, d_model]
    queries = split_heads(layer.w_q(batch), layer.num_heads)
    keys, values = layer.keys_and_values(batch, batch)
    heads, weights = scaled_dot_product_attention(queries, keys, values, return_weights=True)
    concat = merge_heads(heads)
    return Way(
        drawable(x),
        [drawable(one) for one in weights[0]],
        [drawable(one) for one in heads[0]],
        drawable(concat[0]),
        drawable(layer.w_o.weight.T),
        drawable(layer.w_o(concat)[0]),
    )


def _below(x: float, y: float, shape: Sequence[int], cell: float) -> tuple[Bbox, float]:
    """Return the place of a matrix whose upper left corner this is, and where the next one may begin below it."""
    rows, columns = shape
    place = Bbox.from_bounds(x, y - rows * LINE, columns * min(CELL, cell), rows * LINE)
    return place, place.y0 - NAME - ARROW


def _middle(place: Bbox) -> float:
    return float(place.x0 + place.x1) / 2


def _draw_heads(
    axes: Axes, way: Way, words: Sequence[str], labels: float, y: float, source: tuple[float, float], scale: ColourScale
) -> tuple[list[tuple[float, float]], float]:
    """Draw each head's weights, and below them its result; return where their arrows begin, and the next matrix."""
    count = len(way.heads)
    gap = GAP if count < MOST_HEADS else GAP / 3
    room = (WIDTH - labels - (count - 1) * gap) / count
    cell = min(CELL, room / len(words))
    turned = max(width_of_words(axes, word) for word in words) > cell - 0.03
    top = y - 0.2 - (labels if turned else 0.2)  # the head's name and the words that are looked at
    ends = []
    for head, (weights, result) in enumerate(zip(way.weights, way.heads, strict=True)):
        middle = labels + head * (room + gap) + room / 2
        map_, below = _below(middle - len(words) * cell / 2, top, weights.shape, cell)
        of_1 = scale_over([weights], largest=1.0)
        _draw_matrix(axes, map_, weights, say("weights"), "neutral", rows=[] if head else words, scale=of_1, digits=2)
        for column, word in enumerate(words):
            write(
                axes,
                word,
                map_.x0 + (column + 0.5) * cell,
                (map_.y1 + y - 0.2) / 2,
                alignment="center",
                rotation=90 * turned,
            )
        write(axes, say("head {number}", number=head), middle, y - 0.1, weight="bold", alignment="center")
        draw_arrow(axes, [source, (middle, y + 0.02)])
        of_result = min(CELL, room / result.shape[1])
        place, y_next = _below(middle - result.shape[1] * of_result / 2, below, result.shape, of_result)
        _draw_matrix(axes, place, result, say("head {number}", number=head), "output", scale=scale)
        draw_arrow(axes, [(middle, map_.y0 - NAME), (middle, place.y1 + 0.04)])
        write(axes, say("times V"), middle + 0.08, map_.y0 - NAME - ARROW / 2 + 0.03, colour=COLOURS["neutral"])
        ends.append((middle, place.y0 - NAME))
    return ends, y_next


def _draw_matrix(
    axes: Axes,
    place: Bbox,
    values: Float[Tensor, "rows columns"],
    name: str,
    role: str,
    *,
    rows: Sequence[str] = (),
    scale: ColourScale | None = None,
    digits: int = 1,
) -> None:
    """Draw one matrix in the frame of its role, with its rows' words, name and shape, and numbers where they fit."""
    scale = scale_over([values], largest=None) if scale is None else scale
    if name != say("weights"):
        scale = ColourScale(scale.largest, signed=True)  # squares, whatever the signs
    cells = axes.inset_axes((place.x0, place.y0, place.width, place.height), transform=axes.transData)
    size = Cell(place.width / values.shape[1] * POINTS, place.height / values.shape[0] * POINTS)
    decimals = 0 if (values == values.round()).all() else digits
    colour = "ink" if role == "neutral" else role
    paint_cells(cells, values, scale, size, role=colour, digits=decimals, smallest=SMALLEST_NUMBER)
    cells.set(xticks=[], yticks=[])
    cells.spines[:].set(visible=True, color=COLOURS[role], linewidth=2)
    for row, word in enumerate(rows):
        write(axes, word, place.x0 - 0.05, place.y1 - (row + 0.5) * LINE, alignment="right")
    shape = f"[{values.shape[0]}, {values.shape[1]}]"
    write(
        axes,
        f"{name} {shape}",
        _middle(place),
        place.y0 - NAME / 2 - 0.02,
        colour=COLOURS[role],
        alignment="center",
    )


def _draw_seams(axes: Axes, place: Bbox, heads: int) -> None:
    """Draw a line where the part of one head ends and that of the next begins."""
    for head in range(1, heads):
        x = place.x0 + place.width * head / heads
        axes.plot([x, x], [place.y0, place.y1], color=COLOURS["output"], linewidth=2, zorder=6)
