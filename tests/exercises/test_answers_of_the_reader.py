"""The reader's own answers: right ones are taken from the saved notebooks, for all others the course's stand in."""

import json

import pytest
import torch

from course_lib.exercises import own_answers
from course_lib.exercises.catalogue import find
from course_lib.exercises.engine import progress

RIGHT = "def feed_forward(x, w_1, b_1, w_2, b_2):\n    return (x @ w_1 + b_1).clamp(min=0) @ w_2 + b_2\n"


@pytest.fixture
def book(tmp_path):
    """Make a folder with the notebook of a chapter, in which one exercise is answered as given."""

    def make(source: str, exercise: str = "feed-forward", chapter: str = "feed-forward"):
        cell = {"metadata": {"course": {"exercise": exercise, "role": "stub"}}, "source": source.splitlines(True)}
        folder = tmp_path / "transformer"
        folder.mkdir(exist_ok=True)
        (folder / f"{chapter}.ipynb").write_text(json.dumps({"cells": [{"metadata": {}, "source": []}, cell]}))
        return tmp_path

    return make


def test_a_right_answer_is_the_readers(book):
    answers = own_answers("feed-forward", folder=book(RIGHT))
    assert answers.whose == {"feed-forward": "yours"}
    assert answers["feed-forward"].__module__ == "own_answer"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("def feed_forward(x, w_1, b_1, w_2, b_2):\n    raise NotImplementedError\n", "the course's: not started"),
        (RIGHT.replace("min=0", "min=-1"), "the course's: yours is not right yet"),
        ("def feed_forward(x, w_1, b_1, w_2, b_2)\n    return x\n", "the course's: yours stops with"),
        ("def other(x):\n    return x\n", "the course's: yours stops with"),
    ],
)
def test_for_any_other_answer_the_courses_own_stands_in_and_it_is_said(book, source, told):
    answers = own_answers("feed-forward", folder=book(source))
    assert answers.whose["feed-forward"].startswith(told)
    assert answers["feed-forward"] is find("feed-forward").solution


def test_a_chapter_that_is_not_here_is_said(tmp_path, monkeypatch):
    assert own_answers("softmax", folder=tmp_path).whose == {"softmax": "the course's: its chapter is not here"}
    monkeypatch.chdir(tmp_path)
    assert own_answers("softmax").whose == {"softmax": "the course's: its chapter is not here"}


def test_in_a_checkout_the_answers_are_found_from_the_folder_of_a_chapter(book, tmp_path, monkeypatch):
    book(RIGHT).joinpath("transformer").rename(tmp_path / "chapters")
    (tmp_path / "book").mkdir()
    (tmp_path / "chapters").rename(tmp_path / "book" / "transformer")
    (tmp_path / "_toc.yml").touch()
    monkeypatch.chdir(tmp_path / "book" / "transformer")
    assert own_answers("feed-forward").whose == {"feed-forward": "yours"}


def test_one_line_for_each_part_and_a_count_are_shown(book):
    shown = repr(own_answers("feed-forward", "softmax", folder=book(RIGHT))).splitlines()
    assert shown == [
        "feed-forward  yours",
        "softmax       the course's: its chapter is not here",
        "1 of 2 parts are yours.",
    ]


def test_collecting_leaves_session_and_progress_as_they_were(book):
    states, threads = dict(progress._states), torch.get_num_threads()
    own_answers("feed-forward", folder=book("torch.set_num_threads(3)\n" + RIGHT))
    assert progress._states == states and torch.get_num_threads() == threads


def test_an_exercise_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(LookupError, match="no-such"):
        own_answers("no-such", folder=tmp_path)
