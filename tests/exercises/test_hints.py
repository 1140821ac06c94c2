"""Frequent raw errors come with a hint, and the hint itself works."""

import pytest

from tests.exercises.judging import told


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("return query - query.max(-1)", "`.max(dim)` returns values and indices: use `.amax`."),
        ("return query.min(-1).exp()", "`.min(dim)` returns values and indices: use `.amin`."),
        ("return torch.sqrt(5)", "This is a plain number, not a tensor: use `** 0.5`."),
        ("return query.shape[-1].sqrt()", "This is a plain number, not a tensor: use `** 0.5`."),
        ("return torch.exp(5)", "This is a plain number, not a tensor: use `math.exp`."),
        ("return (query > 0) - query", "Turn the comparison into numbers first: `(i == j).float()`."),
        ("return (query > 0) - (query > 1)", "Turn the comparison into numbers first: `(i == j).float()`."),
        ("return -(query > 0)", "Turn the comparison into numbers first: `(i == j).float()`."),
    ],
)
def test_a_frequent_error_says_what_to_do(body: str, hint: str):
    report = told(body)
    assert report.state == "raised"
    assert report.text.endswith(f"Line 2 of your cell: {body}\n{hint}")


def test_any_other_error_gets_no_hint():
    assert told("return query @ key").text.endswith("Line 2 of your cell: return query @ key")
