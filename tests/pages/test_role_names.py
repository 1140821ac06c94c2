"""Names of the four roles stand in code in their own colours, and nothing else does."""

import pytest
from pygments import highlight
from pygments.formatters import HtmlFormatter

from book._tools.role_names import CourseLexer


def marked(code):
    return highlight(code, CourseLexer(), HtmlFormatter(nowrap=True)).strip()


@pytest.mark.parametrize(
    ("name", "role"),
    [("Q", "Query"), ("w_q", "Query"), ("W_K", "Key"), ("key", "Key"), ("V", "Value"), ("Z", "Output")],
)
def test_a_name_of_a_role_has_its_class(name, role):
    assert f'<span class="n n-{role}">{name}</span>' in marked(f"{name} = x") or (
        f'<span class="n-{role}">{name}</span>' in marked(f"{name} = x")
    )


@pytest.mark.parametrize("code", ["table.keys()", "x.values", "'query'", "# V", "Quiz = 1"])
def test_attributes_words_and_other_names_have_none(code):
    assert "n-" not in marked(code)
