"""In a formula the symbols of query, key, value and output have their role's class, and nothing else has."""

import re

import pytest
from bs4 import BeautifulSoup

from book._tools.formulas import typeset
from book._tools.role_symbols import with_roles

MARKED = re.compile(r"\{\\htmlClass\{role-(\w+)\}\{((?:[^{}]|\{[^{}]*\})*)\}\}")


@pytest.mark.parametrize(
    ("formula", "symbols"),
    [
        (r"QK^{\mathsf T} V_1", [("query", "Q"), ("key", r"K^{\mathsf T}"), ("value", "V_1")]),
        (r"Z = W_Q W_{K,i}^{\mathsf T}", [("output", "Z"), ("query", "W_Q"), ("key", r"W_{K,i}^{\mathsf T}")]),
        (r"\frac{Q_4 \cdot K_1}{\sqrt V}", [("query", "Q_4"), ("key", "K_1"), ("value", "V")]),
        (r"\operatorname{Var}(q \cdot k) \text{ Key } W_O W^O W_1 E \Vert", []),
    ],
)
def test_a_symbol_is_marked_with_all_that_is_lowered_or_raised(formula, symbols):
    marked = with_roles(formula)
    assert MARKED.findall(marked) == symbols
    assert MARKED.sub(r"\2", marked) == formula


def test_katex_sets_the_class_and_tells_the_formula_as_it_was_written():
    html = BeautifulSoup(typeset(r"\sqrt Q"), "html.parser")
    assert html.select_one(".katex-html .role-query").get_text() == "Q"
    assert html.annotation.get_text() == r"\sqrt Q"


def test_katex_trusts_nothing_else():
    assert "href=" not in typeset(r"\href{https://example.org}{x}")


def test_where_a_letter_means_something_else_it_has_no_colour(built_book):
    def values(page):
        text = (built_book / f"{page}.html").read_text(encoding="utf-8")
        return BeautifulSoup(text, "lxml").select(".bd-article .katex .role-value")

    assert values("book/attention/single-head") != []
    assert values("book/transformer/translation") == []
