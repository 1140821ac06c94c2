"""What no page can use is left out of a style sheet, and nothing else."""

import pytest

from book._tools.unused_rules import Use, without_unused

PAGE = '<p class="note wide" id="first">A card.</p><table><tr><td style="color: var(--ink)">1</td></tr></table>'
SCRIPT = 'element.classList.add("open"); const card = 1;'


@pytest.fixture
def use():
    """Return what a small page and a small script use."""
    found = Use()
    found.add_page(PAGE)
    found.add_script(SCRIPT)
    return found


@pytest.mark.parametrize(
    "rule",
    [
        ".note{color:red}",
        "p.note.wide{color:red}",
        "#first>td{color:red}",
        ".note.open{color:red}",
        "table:not(.card) td::after{color:red}",
        "p:is(.card,.note){color:red}",
        "html[data-theme=dark] .note{color:red}".removeprefix("html"),
        "*{color:red}",
        ":root{--ink:red}",
        "@media print{.note{color:red}}",
        "@font-face{font-family:A;src:url(a.woff2)}",
        '.note{background:url("data:image/svg+xml;{}")}',
    ],
)
def test_a_rule_that_something_can_match_stays(use, rule):
    assert without_unused(rule, use) == rule


@pytest.mark.parametrize(
    "rule",
    [
        ".card{color:red}",
        "td.note{color:red}",
        ".note.card{color:red}",
        ".card .note{color:red}",
        "nav{color:red}",
        "#second{color:red}",
        "@media print{.card{color:red}}",
        ":root{--paper:red}",
        '@charset "utf-8";',
        "/* A comment. */",
    ],
)
def test_a_rule_that_nothing_can_match_goes(use, rule):
    assert without_unused(rule, use) == ""


def test_of_a_rule_for_several_only_those_that_are_there_stay(use):
    assert without_unused(".card,.note{color:red}", use) == ".note{color:red}"


def test_a_variable_goes_when_only_an_unused_one_reads_it(use):
    assert without_unused(":root{--paper:var(--white);--white:#fff;color:red}", use) == ":root{color:red}"
