"""The drawing of the Transformer in a real browser: legible on a phone, and its links work in the book alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from book._tools.architecture_links import with_links
from course_lib.figures import draw_architecture
from course_lib.figures.architecture.parts import CHAPTERS

pytestmark = pytest.mark.browser
PAPER = {False: "#fff", True: "#14181e"}
VIEWS = [{}, {"here": "decoder"}, {"here": "residual", "norm": "pre"}, {"highlight": ["output"]}]

# Pairs of texts that cover each other, texts that stick out of their box or the drawing, lines that run through a text.
FAULTS = """figure => {
    const faults = [], edge = figure.getBoundingClientRect();
    const texts = [...figure.querySelectorAll("text")].map(text => {
        const box = text.getBoundingClientRect(), cut = 0.2 * box.height;
        return [text, new DOMRect(box.x, box.y + cut, box.width, box.height - 2 * cut)];
    });
    const inside = (one, other) => one.left >= other.left && one.right <= other.right && one.top >= other.top
        && one.bottom <= other.bottom;
    const apart = (one, other) => one.right <= other.left || other.right <= one.left || one.bottom <= other.top
        || other.bottom <= one.top;
    for (const [place, [text, box]] of texts.entries()) {
        const frame = text.parentElement.querySelector("rect")?.getBoundingClientRect() ?? edge;
        if (!inside(box, frame)) faults.push(`${text.textContent} sticks out`);
        for (const [other, its] of texts.slice(0, place))
            if (!apart(box, its)) faults.push(`${text.textContent} covers ${other.textContent}`);
        for (const path of figure.querySelectorAll("path")) {
            const matrix = path.getScreenCTM();
            for (let at = 0; at <= path.getTotalLength(); at += 1) {
                const { x, y } = path.getPointAtLength(at).matrixTransform(matrix);
                if (x > box.left && x < box.right && y > box.top && y < box.bottom) {
                    faults.push(`a line runs through ${text.textContent}`);
                    break;
                }
            }
        }
    }
    return faults;
}"""
SMALLEST_TEXT = """figure => Math.min(...[...figure.querySelectorAll("text")]
    .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"""
# What WCAG asks of text: 4.5 to 1 against what lies behind it.
LOWEST_CONTRAST = """figure => {
    const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const luminance = colour => {
        pixel.fillStyle = colour;
        pixel.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...pixel.getImageData(0, 0, 1, 1).data].map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const fills = [...figure.querySelectorAll("rect")].map(rect => getComputedStyle(rect).fill);
    const paper = getComputedStyle(figure).backgroundColor;
    return Math.min(...[...figure.querySelectorAll("text")].map(text => {
        const own = text.parentElement.querySelector("rect:not(.header)");
        // Words without a box of their own may lie on the paper or in a frame.
        const behind = own ? [getComputedStyle(own).fill]
            : [paper, ...[...figure.querySelectorAll(".frame")].map(frame => getComputedStyle(frame).fill)];
        const ink = luminance(getComputedStyle(text).fill);
        return Math.min(...behind.filter(fill => fill !== "none").map(luminance)
            .map(ground => (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05)));
    }));
}"""


@pytest.fixture
def show(tmp_path, open_page):
    """Give ``show(output, in_book=True, dark=False, width=360)``: a page of a book with all chapters, from disk."""
    for chapter in CHAPTERS.values():
        file = tmp_path / f"{chapter}.html"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"<!doctype html><title>{chapter}</title>", encoding="utf-8")
    opened = []

    def show_one(*, in_book=True, dark=False, width=360, **arguments):
        output = draw_architecture(**arguments).data
        if in_book:
            output = with_links(output, "../{}.html".format)
        file = tmp_path / "transformer" / "shown.html"
        file.write_text(
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>shown</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
            f'<body style="margin:16px;background:{PAPER[dark]}"><main class="{"bd-article" if in_book else ""}">'
            f'<h1 style="color:#777">A chapter</h1><div class="text_html">{output}</div></main></body></html>',
            encoding="utf-8",
        )
        opened.append(open_page(file.as_uri(), dark=dark, width=width))
        return opened[-1].page

    yield show_one
    for one in opened:
        one.page.close()
        assert one.complaints == []


@pytest.mark.parametrize("width", [360, 700])
@pytest.mark.parametrize("arguments", VIEWS)
def test_every_word_can_be_read(show, arguments, width):
    page = show(width=width, **arguments)
    figure = page.locator("figure")
    assert figure.evaluate(FAULTS) == []
    assert figure.evaluate(SMALLEST_TEXT) >= 12
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("arguments", VIEWS)
def test_pale_words_are_as_legible_as_lit_ones(show, arguments, dark):
    assert show(dark=dark, **arguments).locator("figure").evaluate(LOWEST_CONTRAST) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("in_book", [False, True])
def test_axe_finds_nothing(show, in_book, dark):
    results = Axe().run(show(in_book=in_book, dark=dark, here="encoder"), options={"preload": False})
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize(
    ("part", "box", "title"),
    [
        ("transformer/residual", 4, "transformer/residual"),
        ("transformer/encoder", 0, "transformer/encoder"),
        ("foundations/embeddings", 1, "foundations/embeddings"),
    ],
)
def test_a_click_on_any_box_leads_to_its_chapter(show, part, box, title):
    page = show()
    page.locator(f"a[href='../{part}.html'] rect").nth(box).click()
    expect(page).to_have_title(title)


def test_a_click_in_a_layer_between_its_boxes_leads_nowhere(show):
    page = show()
    page.locator(".frame").first.click(position={"x": 3, "y": 100})
    expect(page).to_have_title("shown")


def test_tab_visits_each_chapter_once_shows_all_its_boxes_and_enter_goes_there(show):
    page = show()
    visited = []
    for _ in dict.fromkeys(CHAPTERS.values()):
        page.keyboard.press("Tab")
        focused = page.locator("a:focus")
        visited.append(focused.get_attribute("href"))
        for box in focused.locator("rect").all():
            expect(box).to_have_css("stroke-width", "4px")
            assert box.evaluate("box => getComputedStyle(box).stroke") != "none"
    assert visited == [f"../{chapter}.html" for chapter in dict.fromkeys(CHAPTERS.values())]
    page.keyboard.press("Enter")
    expect(page).to_have_title("transformer/output")


def test_outside_the_book_there_is_no_link_and_no_word_of_one(show):
    page = show(in_book=False, here="decoder")
    expect(page.get_by_text("Choose a part")).to_be_hidden()
    assert page.get_by_role("link").count() == 0
    page.keyboard.press("Tab")
    assert page.locator("a:focus").count() == 0
    page.get_by_text("Cross-attention", exact=True).click()
    expect(page).to_have_title("shown")


def test_a_screen_reader_finds_one_picture_and_links_with_names(show):
    page = show(here="decoder")
    assert page.get_by_role("img").count() == 1
    current = page.get_by_role("link", name="cross-attention and decoder: you are in this chapter")
    expect(current).to_have_attribute("aria-current", "page")
    assert page.get_by_role("link").count() == len(set(CHAPTERS.values()))
