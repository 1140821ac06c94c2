"""The page does not jump when its own font arrives: what stands there before is as wide."""

from statistics import mean

import pytest
from playwright.sync_api import Browser

WIDTHS = range(360, 440, 20)  # of phones, in pixels
SCREEN, A_LINE = 844, 28  # pixels; in the mean over the widths less than a line moves

# Whether Newsreader has come, and where the paragraphs of the first screen end.
ENDS_SCRIPT = """async () => {
    await document.fonts.ready;
    const loaded = [...document.fonts].filter((font) => font.status === "loaded");
    const texts = [...document.querySelectorAll(".bd-article :is(h1, h2, p)")];
    return [
        loaded.some((font) => font.family.includes("Newsreader")),
        texts.slice(0, 6).map((text) => text.getBoundingClientRect().bottom),
    ];
}"""


def ends_of_paragraphs(browser: Browser, address: str, *, fonts: bool, standing_in: bool = True) -> list[list[float]]:
    """Open a page, with or without the book's fonts, and return for each width where its first paragraphs end."""
    context = browser.new_context(reduced_motion="reduce")
    if not fonts:
        context.route("**/newsreader*.woff2", lambda route: route.abort())
    page = context.new_page()
    page.goto(address)
    if not standing_in:
        page.add_style_tag(content=':root { --serif: "Newsreader Book", serif; }')
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": SCREEN})
        has_font, ends = page.evaluate(ENDS_SCRIPT)
        assert has_font == fonts
        found.append(ends)
    context.close()
    return found


@pytest.mark.browser
@pytest.mark.parametrize("name", ["index", "book/attention/multi-head"])
def test_the_first_paragraphs_stay_where_they_are_when_the_font_comes(name, browser, built_book):
    address = (built_book / f"{name}.html").as_uri()
    after = ends_of_paragraphs(browser, address, fonts=True)

    def moved(before):
        return mean(max(abs(a - b) for a, b in zip(*pair, strict=True)) for pair in zip(before, after, strict=True))

    standing_in = moved(ends_of_paragraphs(browser, address, fonts=False))
    assert standing_in < A_LINE
    # The control: what a browser takes by itself moves them more.
    assert standing_in < moved(ends_of_paragraphs(browser, address, fonts=False, standing_in=False))
