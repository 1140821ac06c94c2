"""Without scripts a page follows the system into light or dark, as it does with them."""

import pytest

from book._tools.without_scripts import following_the_system

COLOURS_SCRIPT = """() => ["body", ".bd-article p", ".bd-article pre", ".bd-article .highlight .k", ".bd-article a"]
    .map((place) => getComputedStyle(document.querySelector(place)))
    .map(({ color, backgroundColor }) => [color, backgroundColor])"""


def test_rules_for_a_theme_ask_for_the_wish_of_the_system():
    style = 'html[data-theme=light] a,p{color:red}html[data-theme="dark"] a{color:blue}@media print{p{color:red}}'
    assert following_the_system(style) == (
        "html[data-theme=auto] a{color:red}\n"
        "@media (prefers-color-scheme: dark) {\nhtml[data-theme=auto] a{color:blue}\n}\n"
    )


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_are_those_that_a_page_with_scripts_has(scheme, browser, built_book):
    seen = []
    for scripts in (True, False):
        context = browser.new_context(color_scheme=scheme, java_script_enabled=scripts, reduced_motion="reduce")
        page = context.new_page()
        page.goto((built_book / "book/foundations/softmax.html").as_uri())
        seen.append(page.evaluate(COLOURS_SCRIPT))
        context.close()
    assert seen[0] == seen[1]
