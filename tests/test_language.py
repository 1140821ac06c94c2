"""Every sentence for readers passes through one place, where an edition in another language finds it."""

import json
from collections.abc import Callable
from html import unescape
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
import torch
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from playwright.sync_api import Browser, expect

from course_lib import language
from course_lib.attention import MultiHeadAttention
from course_lib.exercises import check
from course_lib.figures import draw_histogram
from course_lib.interactive import softmax_temperature
from course_lib.training.options import parser
from course_lib.training.translate_command import main as translate

Speak = Callable[[dict[str, str]], None]


@pytest.fixture
def speak(tmp_path: Path, monkeypatch) -> Speak:
    """Give a function that gives the course a catalogue of a made-up language: its templates by the English ones."""

    def write(templates: dict[str, str]) -> None:
        catalogue = Catalog(locale="de")
        for template, translated in templates.items():
            catalogue.add(template, translated)
        folder = tmp_path / "made-up" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "course_lib.mo").open("wb") as file:
            write_mo(file, catalogue)
        monkeypatch.setattr(language, "CATALOGUES", tmp_path)
        monkeypatch.setenv(language.VARIABLE, "made-up")

    return write


def test_without_a_catalogue_it_is_the_english_sentence():
    assert language.say("{noun} {number}", noun="pair", number=2) == "pair 2"
    assert language.say("braces {stay} without values") == "braces {stay} without values"


def test_a_catalogue_s_sentence_is_taken_and_a_missing_one_is_english(speak):
    speak({"{noun} {number}": "{number}. {noun}"})
    assert language.say("{noun} {number}", noun="pair", number=2) == "2. pair"
    assert language.say("not in it") == "not in it"
    assert language.say("") == ""  # a title that is left out


def test_a_report_comes_in_the_reader_s_language(speak):
    speak({"not started": "nondum coeptum"})
    assert repr(check("no such exercise")).startswith("no such exercise: nondum coeptum\n")


def test_an_error_comes_in_the_reader_s_language(speak):
    shared = "d_model is {d_model} and num_heads is {num_heads}; expected a d_model that the heads can share equally."
    speak({shared: "{num_heads} capita non dividunt {d_model}."})
    with pytest.raises(ValueError, match=r"^3 capita non dividunt 8\.$"):
        MultiHeadAttention(8, 3)


def test_the_label_of_an_axis_comes_in_the_reader_s_language(speak):
    speak({"how many": "quot"})
    assert draw_histogram(torch.ones(3), value_axis="x").get_ylabel() == "quot"
    plt.close()


def test_the_command_line_comes_in_the_reader_s_language(speak, tmp_path, capsys):
    unreadable = "{path} cannot be read ({reason}); expected a checkpoint: give another file, or train again."
    speak(
        {"error: {problem}": "erratum: {problem}", unreadable: "{path} legi non potest.", "no progress bar": "taceat"}
    )
    assert translate([str(tmp_path / "nowhere"), "the ball"]) == 2
    assert capsys.readouterr().err == f"erratum: {tmp_path / 'nowhere'} legi non potest.\n"
    assert "taceat" in parser().format_help()


WORDS = {
    "Softmax with a temperature": "Softmax et calor",
    "Equal scores": "Pares",
    "Score of {token}": "{token}: quot puncta",
    "Equal scores: each share is 1/{count}, at every temperature.": "Omnibus pars <1/{count}> est.",
    "No figure says this.": "Nemo.",
}


@pytest.mark.browser
def test_the_words_of_an_interactive_figure_come_in_the_reader_s_language(speak, browser: Browser):
    speak(WORDS)
    page = browser.new_page()
    page.set_content(softmax_temperature({"a": 2, "b": 1}).data)
    expect(page.locator("figcaption")).to_contain_text("Softmax et calor")
    page.get_by_role("button", name="Pares").click()
    expect(page.locator(".verdict")).to_have_text("Omnibus pars <1/2> est.")
    expect(page.get_by_label("a: quot puncta")).to_have_value("1")
    expect(page.get_by_role("button", name="Large gap")).to_be_visible()  # not in the catalogue
    page.close()


def test_a_page_holds_only_the_words_that_its_scripts_say(speak):
    english = softmax_temperature().data
    assert "data-translations" not in english
    speak(WORDS)
    _, _, rest = softmax_temperature().data.partition(' data-translations="')
    held = json.loads(unescape(rest.partition('"')[0]))
    assert held == {template: WORDS[template] for template in list(WORDS)[1:4]}
