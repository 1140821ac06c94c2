"""A stored drawing becomes a part of the page: its colours, its font, ids of its own, and nothing it does not need."""

import io
import re
from collections.abc import Callable, Iterator

import matplotlib.pyplot as plt
import pytest
import torch
from bs4 import BeautifulSoup, Tag
from matplotlib.axes import Axes

from book._tools.figure_svg import TOKENS, page_svg
from course_lib.figures import COLOURS, draw_bars, draw_heatmap, draw_patch_attention, use_course_style

SCORES = torch.tensor([[1.0, -torch.inf], [2.0, -3.0]])


@pytest.fixture(autouse=True)
def course_style() -> Iterator[None]:
    """Draw as the chapters do, and leave the settings as they were."""
    with plt.rc_context():
        use_course_style()
        yield
    plt.close("all")


def stored() -> str:
    """Return the last figure as a notebook stores it."""
    file = io.StringIO()
    plt.gcf().savefig(file, format="svg", bbox_inches="tight", metadata={"Date": None})
    plt.close()
    return file.getvalue()


def on_page(draw: Callable[[], object], name: str = "figure-1") -> Tag:
    """Draw, and return the page's SVG."""
    draw()
    svg = BeautifulSoup(page_svg(stored(), "What is seen.", name), "html.parser").svg
    assert svg is not None
    return svg


def scores() -> Axes:
    """Draw squares, numbers and hatched cells."""
    return draw_heatmap(SCORES, ["a", "b"], ["a", "b"])


def test_it_is_one_picture_with_the_alternative_text_and_scales_with_the_column() -> None:
    svg = on_page(scores)
    assert svg["role"] == "img" and svg["aria-label"] == "What is seen."
    assert not svg.find("title")  # it would pop up as a tooltip
    assert not svg.has_attr("width") and svg.has_attr("viewbox")


def test_every_colour_is_the_pages_own_with_the_stored_one_where_there_is_no_page() -> None:
    text = str(on_page(scores))
    assert set(re.findall(r"#[0-9a-f]{6}", text)) <= set(TOKENS)
    assert not re.search(r"(?<!, )#[0-9a-f]{6}", text)
    assert f"var(--ink, {COLOURS['ink']})" in text


def test_a_colour_that_the_page_does_not_have_is_refused() -> None:
    draw_bars(["a"], [1.0]).patches[0].set_color("red")
    with pytest.raises(ValueError, match=r"the figure is drawn in #ff0000; take a colour of course_lib\.figures\."):
        page_svg(stored(), "", "figure-1")


def test_text_stays_text_in_the_pages_font() -> None:
    svg = on_page(scores)
    assert {"1.00", "−3.00", "query"} <= {text.get_text(strip=True) for text in svg("text")}
    assert "font-family" not in str(svg) and "DejaVu" not in str(svg)


def test_two_figures_on_a_page_share_no_id_and_every_reference_is_met() -> None:
    svgs = [on_page(scores, name) for name in ("figure-1", "figure-2")]
    ids = [[element["id"] for element in svg.select("[id]")] for svg in svgs]
    assert ids[0] and not set(ids[0]) & set(ids[1])
    assert len(set(ids[0])) == len(ids[0])
    for svg, own in zip(svgs, ids, strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)|href=\"#([^\"]+)\"", str(svg))) <= {
            *((one, "") for one in own),
            *(("", one) for one in own),
        }


def test_the_drawings_own_style_ground_and_metadata_are_gone() -> None:
    svg = on_page(scores)
    assert not svg.find("style") and not svg.find("metadata")
    width, height = (float(number) for number in str(svg["viewbox"]).split()[2:])
    corners = f"L {width:.2f} {height:.2f}".replace(".00", "")
    assert corners not in str(svg)
    assert COLOURS["paper"] not in str(on_page(lambda: draw_bars(["a"], [1.0])))


def test_a_photograph_keeps_its_colours_and_pictures_of_ink_turn_light_in_the_dark() -> None:
    photograph = on_page(lambda: draw_patch_attention(torch.rand(4, 4, 3), torch.rand(4), patch=2)).image
    many = torch.linspace(-1, 1, 1200).reshape(10, 120)
    ink = on_page(lambda: draw_heatmap(many, [""] * 10, [""] * 120, digits=None)).image
    assert photograph is not None and ink is not None
    assert not photograph.has_attr("class") and ink["class"] == ["ink"]


def test_what_older_matplotlibs_write_loses_its_font_too() -> None:
    old = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9pt" height="9pt">'
        "<text style=\"font: bold 12px 'DejaVu Sans', sans-serif; text-anchor: middle\">a</text></svg>"
    )
    assert 'style="font-size: 12px; font-weight: bold; text-anchor: middle"' in page_svg(old, "", "figure-1")
