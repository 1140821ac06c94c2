"""What `make exercise` and `make chapter` begin is whole: an author changes something that works."""

import importlib.util
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import nbformat
import pytest
import yaml
from nbformat import NotebookNode

from book._tools.new_chapter import begin_chapter
from book._tools.new_exercise import begin_exercise
from book._tools.notebooks import ROOT, code_cells, read
from book._tools.skeletons import SkeletonError
from course_lib.exercises.engine.check import judge
from tests.exercises import honesty
from tests.exercises.answers.reading import read_answers
from tests.exercises.notebook_exercises import read_exercises
from tests.notebooks.rules import CHAPTER, EVERY_PAGE, Rule


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Give a copy of what the two commands read and write."""
    for folder in ("book/foundations", "book/transformer", "course_lib/exercises/catalogue/softmax"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "tests/exercises/answers/open").mkdir(parents=True)
    for file in ("_toc.yml", "_config.yml", "book/foundations/softmax.ipynb"):
        shutil.copy(ROOT / file, tmp_path / file)
    return tmp_path


def test_a_new_exercise_keeps_every_promise_from_the_start(course: Path):
    module, notebook, answers = begin_exercise("word-order", "softmax", course)
    specification = importlib.util.spec_from_file_location("word_order", module)
    loaded = importlib.util.module_from_spec(specification)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "word_order", loaded)
        specification.loader.exec_module(loaded)
        found = next(e for e in read_exercises(notebook) if e.name == "word-order")
        for promise in (
            honesty.stub_is_not_started,
            honesty.solution_passes,
            honesty.signatures_agree,
            honesty.mutations_fail,
        ):
            promise(loaded.EXERCISE, found)
        for promise in (
            honesty.other_solutions_pass,
            honesty.styles_pass,
            honesty.mistakes_are_recognised,
            honesty.cases_are_steady,
        ):
            promise(loaded.EXERCISE)
        for answer in read_answers(answers):
            assert (judge(loaded.EXERCISE, found.define(answer.source)).state == "right") == answer.is_right


def test_a_new_exercise_stands_before_the_summary_and_breaks_no_rule(course: Path):
    _, path, _ = begin_exercise("word-order", "softmax", course)
    notebook = read(path)
    ids = [cell.id for cell in notebook.cells]
    assert ids.index("ex-word-order-help") < ids.index("show-progress")
    assert _complaints(notebook, (*EVERY_PAGE, *CHAPTER)) == []


def test_a_new_chapter_is_a_page_with_every_part_and_is_listed_last_in_its_part(course: Path):
    notebook, contents, room = begin_chapter("long-texts", "transformer", "Long texts", course)
    nbformat.validate(read(notebook))
    assert _complaints(read(notebook), EVERY_PAGE) == []
    part = next(p for p in yaml.safe_load(contents.read_text())["parts"] if p["caption"] == "The Transformer")
    assert part["chapters"][-1] == {"file": "book/transformer/long-texts"}
    assert room.read_text() == '"""Exercises of the chapter "Long texts"."""\n'
    begin_exercise("first-of-it", "long-texts", course)
    assert [exercise.name for exercise in read_exercises(notebook)] == ["first-of-it"]


def _complaints(notebook: NotebookNode, rules: Sequence[Rule]) -> list[str]:
    """Return what the rules complain of, once `make refresh` has counted the cells."""
    for count, cell in enumerate(code_cells(notebook), start=1):
        cell.execution_count = count
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = count
    return [complaint for rule in rules for complaint in rule(notebook)]


@pytest.mark.parametrize(
    ("name", "chapter", "said"),
    [
        ("Word order", "softmax", '"Word order" is no name for an exercise: use small letters'),
        ("word-order", "sofmax", 'There is no chapter "sofmax": `make chapter NAME=sofmax` begins one.'),
    ],
)
def test_an_exercise_that_cannot_be_begun_is_refused_in_one_sentence(course: Path, name: str, chapter: str, said: str):
    with pytest.raises(SkeletonError) as refused:
        begin_exercise(name, chapter, course)
    assert str(refused.value).startswith(said)


def test_nothing_is_written_twice(course: Path):
    begin_exercise("word-order", "softmax", course)
    with pytest.raises(SkeletonError, match="There is an exercise word-order already: course_lib"):
        begin_exercise("word-order", "softmax", course)
    with pytest.raises(SkeletonError, match=r"There is a chapter softmax already: book/foundations/softmax\.ipynb"):
        begin_chapter("softmax", "transformer", "", course)
    with pytest.raises(SkeletonError, match='There is no part "appendix"'):
        begin_chapter("long-texts", "appendix", "", course)
