"""The picture of a layer shows the layer's own numbers, in the order of the formula, large enough for a phone."""

import matplotlib.pyplot as plt
import pytest
import torch
from matplotlib.colors import to_hex

from course_lib.attention import MultiHeadAttention, merge_heads
from course_lib.figures import COLOURS, draw_multi_head_data_path
from tests.figures.drawn_cells import largest_of, values_of

WORDS = ["the", "ball", "is", "blue"]
CHINESE = ["一个很长的", "球", "是", "蓝色"]
LONG = ["the", "creature", "is", "so", "fluffy", "incredibly"]
SIZES = [(2, 4, WORDS), (3, 6, WORDS), (3, 3, WORDS), (2, 6, LONG), (2, 8, CHINESE), (1, 4, WORDS), (2, 4, ["blue"])]


def drawn(num_heads=2, d_model=4, words=WORDS):
    """Draw a layer; return it with the vectors, its picture and the panels of the picture."""
    torch.manual_seed(0)
    layer = MultiHeadAttention(d_model, num_heads, dropout=0.5)  # a layer still in training must not drop anything
    x = torch.randn(len(words), d_model)
    axes = draw_multi_head_data_path(layer, x, words)
    return layer, x, axes, axes.child_axes


def numbers_in(panel):
    """Return the numbers that are written into a panel, row by row."""
    return [float(text.get_text().replace("−", "-")) for text in panel.texts]


@pytest.mark.parametrize(("num_heads", "d_model", "words"), SIZES)
def test_every_matrix_is_the_one_that_the_layer_computes(num_heads, d_model, words):
    layer, x, _, panels = drawn(num_heads, d_model, words)
    first, *inner, concat, w_o, last = panels
    output, weights = layer.eval()(x[None], x[None], x[None], return_weights=True)
    results = torch.stack([values_of(panel) for panel in inner[1::2]])
    assert len(inner) == 2 * num_heads
    assert torch.equal(values_of(first), x.double())
    assert torch.allclose(torch.stack([values_of(panel) for panel in inner[::2]]), weights[0].double(), atol=1e-6)
    assert torch.allclose(
        results, weights[0].double() @ layer.keys_and_values(x[None], x[None])[1][0].double(), atol=1e-6
    )
    assert torch.equal(values_of(concat), merge_heads(results[None])[0])
    assert torch.equal(values_of(w_o), layer.w_o.weight.T.double())
    assert torch.allclose(values_of(last), output[0].double(), atol=1e-6)
    assert torch.allclose(values_of(concat) @ values_of(w_o), values_of(last), atol=1e-6)


@pytest.mark.parametrize(("num_heads", "d_model", "words"), SIZES)
def test_what_is_written_into_the_cells_is_the_value_rounded(num_heads, d_model, words):
    *_, panels = drawn(num_heads, d_model, words)
    for panel in filter(numbers_in, panels):
        error = 0.5 * 0.1 ** len(panel.texts[0].get_text().partition(".")[2])
        assert torch.allclose(torch.tensor(numbers_in(panel)).double(), values_of(panel).flatten(), atol=error + 1e-6)


def test_all_numbers_of_two_heads_of_width_2_are_written_and_those_that_are_whole_without_a_point():
    torch.manual_seed(0)
    whole = torch.tensor([[0.0, 0, 1, 0], [2, 1, 0, -1], [1, 0, 1, 2], [1, 2, 0, 3]])
    panels = draw_multi_head_data_path(MultiHeadAttention(4, 2), whole, WORDS).child_axes
    assert [len(panel.texts) for panel in panels] == [16, 16, 8, 16, 8, 0, 0, 16]
    assert [text.get_text() for text in panels[0].texts[4:8]] == ["2", "1", "0", "−1"]
    assert all(len(text.get_text()) == 4 for text in panels[1].texts)  # shares with two decimals


def test_names_and_shapes_stand_below_in_the_order_of_the_formula():
    *_, axes, _ = drawn(3, 6)
    assert [text.get_text() for text in axes.texts if "[" in text.get_text()] == [
        "X [4, 6]",
        *(name for head in (0, 1, 2) for name in ("weights [4, 4]", f"head {head} [4, 2]")),
        "Concat [4, 6]",
        "W_O [6, 6]",
        "MultiHead(X) [4, 6]",
    ]


def test_what_comes_out_has_its_own_colour_and_equal_numbers_are_drawn_equally():
    *_, panels = drawn()
    frames = [to_hex(panel.spines["left"].get_edgecolor()) for panel in panels]
    roles = ["neutral", *["neutral", "output"] * 2, "output", "neutral", "output"]
    assert frames == [COLOURS[role] for role in roles]
    largest = [largest_of(panel) for panel in panels]
    assert largest[1] == largest[3] == 1
    assert largest[2] == largest[4] == largest[5]


@pytest.mark.parametrize("num_heads", [1, 2, 3])
def test_every_step_has_an_arrow_and_each_result_points_at_its_own_columns_of_concat(num_heads):
    *_, axes, panels = drawn(num_heads, 6)
    arrows = [(text.xyann, text.xy) for text in axes.texts if getattr(text, "arrow_patch", None) is not None]
    assert len(arrows) == 3 * num_heads + 2
    axes.figure.draw_without_rendering()
    box = panels[-3].get_window_extent().transformed(axes.transData.inverted())
    for head, (_, tip) in enumerate(arrows[2 * num_heads : 3 * num_heads]):
        assert tip[0] == pytest.approx(box.x0 + box.width * (head + 0.5) / num_heads)
    assert (
        sum(line.get_color() == COLOURS["output"] and len(line.get_xdata()) == 2 for line in axes.lines)
        == num_heads - 1
    )


@pytest.mark.parametrize(("num_heads", "d_model", "words"), SIZES)
def test_text_is_at_least_11_pixels_high_on_a_phone(num_heads, d_model, words):
    *_, axes, panels = drawn(num_heads, d_model, words)
    pixels = 358 / (72 * (plt.gcf().get_size_inches()[0] + 0.2))  # a page 390 pixels wide leaves this much
    texts = [text for part in (axes, *panels) for text in part.texts if text.get_text()]
    assert min(text.get_fontsize() for text in texts) * pixels >= 11


@pytest.mark.browser
@pytest.mark.parametrize(("num_heads", "d_model", "words"), SIZES)
def test_no_text_covers_another_in_the_browser(num_heads, d_model, words, colliding_texts):
    drawn(num_heads, d_model, words)
    assert colliding_texts() == []


@pytest.mark.parametrize(
    ("layer", "shape", "words", "message"),
    [
        (
            MultiHeadAttention(4, 2),
            (1, 4, 4),
            WORDS,
            r"^x has shape \[1, 4, 4\]; expected \[words, d_model\] = \[4, 4\]",
        ),
        (MultiHeadAttention(4, 2), (3, 4), WORDS, r"^x has shape \[3, 4\]; expected"),
        (MultiHeadAttention(4, 4), (4, 4), WORDS, r"^num_heads is 4; the drawing has room for 3 at most\.$"),
        (MultiHeadAttention(10, 2), (4, 10), WORDS, r"^d_model is 10; the drawing has room for 8 at most\.$"),
        (MultiHeadAttention(4, 2), (7, 4), ["a"] * 7, r"^words must hold 1 to 6 words; got 7\.$"),
        (MultiHeadAttention(4, 2), (0, 4), [], r"^words must hold 1 to 6 words; got 0\.$"),
        (MultiHeadAttention(4, 2), (1, 4), ["a" * 11], r"^Each word must have 1 to 10 characters; got 'a{11}'\.$"),
        (MultiHeadAttention(4, 2, bias=True), (4, 4), WORDS, r"^layer adds offsets, .*; make it with bias=False\.$"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(layer, shape, words, message):
    with pytest.raises(ValueError, match=message):
        draw_multi_head_data_path(layer, torch.zeros(shape), words)


def test_a_vector_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match=r"^matrix holds nan at row 0, column 0"):
        draw_multi_head_data_path(MultiHeadAttention(4, 2), torch.full((4, 4), torch.nan), WORDS)
