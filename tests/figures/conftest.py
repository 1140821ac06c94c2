"""Close what a test has drawn; find texts that cover each other in a real browser."""

import io
import warnings
from collections.abc import Callable, Iterator
from itertools import pairwise

import matplotlib.pyplot as plt
import pytest
from playwright.sync_api import Browser

from course_lib.figures import use_course_style
from course_lib.figures.labels import NO_GLYPH

# Each text as the corners of its box, turned as it is drawn. A line's box is higher than its letters.
TEXT_CORNERS = """() => [...document.querySelectorAll('svg text')].filter(text => text.textContent.trim()).map(text => {
    const box = text.getBBox(), matrix = text.getScreenCTM();
    const top = box.y + 0.2 * box.height, bottom = box.y + 0.8 * box.height;
    const corners = [[box.x, top], [box.x + box.width, top], [box.x + box.width, bottom], [box.x, bottom]];
    return [text.textContent, corners.map(([x, y]) => new DOMPoint(x, y).matrixTransform(matrix)).map(p => [p.x, p.y])];
})"""

Corners = list[tuple[float, float]]


@pytest.fixture(autouse=True)
def close_figures() -> Iterator[None]:
    """Give each test the book's style and leave no figure open."""
    with plt.rc_context():
        use_course_style()
        yield
        plt.close("all")


def current_svg() -> str:
    """Return the last figure as the notebooks store it."""
    file = io.StringIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=NO_GLYPH)  # as begin_chapter does
        plt.gcf().savefig(file, format="svg", bbox_inches="tight", metadata={"Date": None})
    return file.getvalue()


@pytest.fixture
def colliding_texts(browser: Browser) -> Callable[[], list[tuple[str, str]]]:
    """Give ``colliding_texts()``: the pairs of texts that cover each other, or "edge" for one cut off."""

    def find() -> list[tuple[str, str]]:
        page = browser.new_page()
        page.set_content(f'<body style="margin:0">{current_svg()}</body>')
        texts = page.evaluate(TEXT_CORNERS)
        svg = page.locator("svg").first.bounding_box()
        page.close()
        assert svg is not None and texts
        cut = [
            (name, "edge")
            for name, corners in texts
            if not all(-1 <= x <= svg["width"] + 1 and -1 <= y <= svg["height"] + 1 for x, y in corners)
        ]
        pairs = [(one, other) for place, one in enumerate(texts) for other in texts[:place]]
        return cut + [(one[0], other[0]) for one, other in pairs if _overlap(one[1], other[1])]

    return find


def _overlap(one: Corners, other: Corners) -> bool:
    """Say whether two boxes, each turned in its own way, overlap: no side of either separates them."""
    for box in (one, other):
        for (x, y), (next_x, next_y) in pairwise(box[:3]):
            along = [[(next_x - x) * px + (next_y - y) * py for px, py in corners] for corners in (one, other)]
            if max(along[0]) <= min(along[1]) or max(along[1]) <= min(along[0]):
                return False
    return True
