"""The page does not jump when its own font arrives: what stands there before is as wide."""

import pytest
from playwright.sync_api import Browser

PLACES_SCRIPT = """async () => {
    await document.fonts.ready;
    const names = [...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family);
    const text = document.querySelector(".bd-article");
    return [names.some((name) => name.includes("Newsreader")), text.getBoundingClientRect().height];
}"""
ALLOWED = 0.02  # of the text's height: a paragraph here and there breaks into a line more or less


def height_of_the_text(browser: Browser, address: str, width: int, *, fonts: bool) -> float:
    """Open a page, with or without the book's fonts, and return how high its text stands."""
    context = browser.new_context(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    if not fonts:
        context.route("**/newsreader*.woff2", lambda route: route.abort())
    page = context.new_page()
    page.goto(address)
    has_font, height = page.evaluate(PLACES_SCRIPT)
    context.close()
    assert has_font == fonts
    return float(height)


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["index", "book/foundations/softmax"])
def test_the_text_is_as_high_before_its_font_has_come(name, width, browser, built_book):
    address = (built_book / f"{name}.html").as_uri()
    before, after = (height_of_the_text(browser, address, width, fonts=fonts) for fonts in (False, True))
    assert before == pytest.approx(after, rel=ALLOWED)
