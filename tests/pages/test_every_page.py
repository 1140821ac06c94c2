"""Every page of the built book, opened from disk in every mode, is complete, quiet and accessible."""

import re

import pytest

BOOK = "Attention, from the dot product to the Transformer"
pytestmark = pytest.mark.browser


def test_a_page_opens_from_disk_and_asks_no_other_host(page, mode, visit):
    assert [address for address in visit(page, mode).requests if not address.startswith(("file:", "data:"))] == []


def test_the_console_stays_silent(page, mode, visit):
    assert visit(page, mode).complaints == []


def test_axe_finds_no_violation(page, mode, visit):
    assert visit(page, mode).violations == []


def test_the_page_follows_the_system_into_light_or_dark(page, mode, visit):
    assert visit(page, mode).facts["theme"] == mode.split()[1]


def test_nothing_is_wider_than_the_screen(page, mode, visit):
    facts = visit(page, mode).facts
    assert facts["tooWide"] == []
    assert facts["scrollWidth"] <= facts["width"]


def test_every_formula_is_rendered_and_none_is_cut_off(page, mode, visit):
    facts = visit(page, mode).facts
    assert facts["renderedFormulas"] == facts["formulas"]
    assert facts["formulaErrors"] == []
    assert facts["cutOff"] == []


def test_every_picture_loads_and_says_what_it_shows(page, mode, visit):
    for image in visit(page, mode).facts["images"]:
        assert image["naturalWidth"] > 0, f"{image['src']} does not load"
        assert image["alt"].strip(), f"{image['src']} has no alt text"
        assert not re.search(r"/|\.(svg|png|jpe?g)$", image["alt"]), f"the alt text is a path: {image['alt']}"


def test_an_interactive_figure_stands_on_the_page_and_not_on_a_card(page, mode, visit):
    assert visit(page, mode).facts["cardedFigures"] == []


def test_the_head_has_title_description_icon_language_and_one_viewport(page, visit):
    facts = visit(page, "desktop light").facts
    assert facts["title"].endswith(BOOK)
    assert facts["title"].count(BOOK) == 1
    assert facts["language"] == "en"
    assert facts["icon"].endswith("favicon.svg")
    assert facts["viewports"] == facts["descriptions"] == 1
    assert 20 <= len(facts["description"]) <= 160


def test_a_page_says_to_others_what_it_is_and_only_the_search_hides(page, visit):
    facts = visit(page, "desktop light").facts
    if page == "search":
        assert (facts["robots"], facts["openGraph"]) == ("noindex", {})
    else:
        assert facts["robots"] == ""
        assert facts["openGraph"]["og:description"] == facts["description"]
        assert facts["title"].startswith(facts["openGraph"]["og:title"])
