"""Every sentence for readers passes through one place, where an edition in another language finds it."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from course_lib import language
from course_lib.exercises import check


@pytest.fixture
def german(tmp_path: Path, monkeypatch):
    """Give the course a catalogue of two sentences in German."""
    catalogue = Catalog(locale="de")
    catalogue.add("not started", "nicht begonnen")
    catalogue.add("{noun} {number}", "{noun} Nummer {number}")
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "course_lib.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(language, "CATALOGUES", tmp_path)
    monkeypatch.setenv(language.VARIABLE, "de")


def test_without_a_catalogue_it_is_the_english_sentence():
    assert language.say("{noun} {number}", noun="pair", number=2) == "pair 2"
    assert language.say("braces {stay} without values") == "braces {stay} without values"


def test_a_catalogue_s_sentence_is_taken_and_a_missing_one_is_english(german):
    assert language.say("{noun} {number}", noun="Paar", number=2) == "Paar Nummer 2"
    assert language.say("not in it") == "not in it"


def test_a_report_comes_in_the_reader_s_language(german):
    assert repr(check("no such exercise")).startswith("no such exercise: nicht begonnen\n")
