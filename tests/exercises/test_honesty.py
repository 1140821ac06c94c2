"""A dishonest exercise is refused, and the message says why: tried on notebooks made for the purpose."""

import dataclasses

import pytest
import torch

from course_lib.exercises.engine.exercise import Case, Mistake
from tests.exercises import honesty
from tests.exercises.notebook_exercises import FaultyNotebookError, read_exercises
from tests.exercises.samples import SCORES, SOLUTION, STUB, chapter, scores, store


@pytest.fixture
def found(tmp_path):
    """Give a function that stores a chapter with some part replaced and reads its one exercise back."""
    return lambda **parts: read_exercises(store(chapter(**parts), tmp_path))[0]


def test_an_honest_exercise_keeps_every_promise(found):
    honesty.stub_is_not_started(SCORES, found())
    honesty.solution_passes(SCORES, found())
    honesty.signatures_agree(SCORES, found())
    honesty.heading_agrees(SCORES, found())
    honesty.mutations_fail(SCORES, found())
    honesty.mutations_fail(SCORES, None)
    honesty.other_solutions_pass(SCORES)
    honesty.mistakes_are_recognised(SCORES)
    honesty.cases_are_steady(SCORES)


def test_a_stub_that_passes_is_refused(found):
    with pytest.raises(AssertionError, match="the stub must not pass"):
        honesty.stub_is_not_started(SCORES, found(stub=SOLUTION))


def test_another_stored_output_than_not_started_is_refused(found):
    with pytest.raises(AssertionError, match="stored output differs"):
        honesty.stub_is_not_started(SCORES, found(output="sample-scores: right"))


def test_a_notebook_without_a_solution_is_refused(tmp_path):
    notebook = chapter()
    notebook.cells[-1].source = '<details class="hint">think</details>'
    with pytest.raises(FaultyNotebookError, match="has 0 solutions"):
        read_exercises(store(notebook, tmp_path))


@pytest.mark.parametrize("missing", [1, 2, 3, 4])
def test_an_exercise_that_lacks_a_cell_is_refused(tmp_path, missing):
    notebook = chapter()
    del notebook.cells[missing]
    with pytest.raises(FaultyNotebookError, match="one each of task, stub, check, help is expected"):
        read_exercises(store(notebook, tmp_path))


def test_a_check_cell_that_checks_another_exercise_is_refused(tmp_path):
    notebook = chapter()
    notebook.cells[3].source = 'check("softmax", scores)'
    with pytest.raises(FaultyNotebookError, match="the check cell must read"):
        read_exercises(store(notebook, tmp_path))


def test_a_wrong_solution_in_the_notebook_is_refused(found):
    with pytest.raises(AssertionError, match="the notebook's solution fails"):
        honesty.solution_passes(SCORES, found(solution=SOLUTION.replace(" ** 0.5", "")))


def test_a_solution_that_is_right_in_float32_only_is_refused(found):
    with pytest.raises(AssertionError, match="in float64"):
        honesty.solution_passes(SCORES, found(solution=SOLUTION.replace("0.5", "0.5 * (1 + 1e-7)")))


def test_a_stub_with_another_signature_is_refused(found):
    with pytest.raises(AssertionError, match="the stub takes"):
        honesty.signatures_agree(SCORES, found(stub=STUB.replace("key", "keys")))


def test_a_heading_with_other_minutes_is_refused(found):
    with pytest.raises(AssertionError, match="in the notebook, not in the catalogue"):
        honesty.heading_agrees(SCORES, found(heading="### Exercise: Scores (easy, 6 minutes)"))
    with pytest.raises(AssertionError, match="the task's first line"):
        honesty.heading_agrees(SCORES, found(heading="### Scores"))


def test_a_find_the_bug_stub_without_the_given_bug_is_refused(found):
    faulty = SOLUTION.replace(" ** 0.5", "")
    given = dataclasses.replace(SCORES, given=found(stub=faulty).define(faulty))
    honesty.stub_is_as_given(given, found(stub=faulty))
    with pytest.raises(AssertionError, match="the stub is not as given"):
        honesty.stub_is_as_given(given, found(stub=SOLUTION))


def test_a_correct_solution_that_does_not_pass_is_refused():
    wrong = dataclasses.replace(SCORES, also_right=(scores, lambda query, key: 2 * scores(query, key)))
    with pytest.raises(AssertionError, match="is right, but the report is"):
        honesty.other_solutions_pass(wrong)


def test_too_few_other_solutions_are_refused():
    with pytest.raises(AssertionError, match="also_right needs 2"):
        honesty.other_solutions_pass(dataclasses.replace(SCORES, also_right=(scores,)))


def test_a_mistake_that_is_none_is_refused():
    none = Mistake("none", "", scores)
    with pytest.raises(AssertionError, match="the mistake none passes"):
        honesty.mistakes_are_recognised(dataclasses.replace(SCORES, mistakes=(*SCORES.mistakes, none)))


def test_two_mistakes_that_no_case_tells_apart_are_refused():
    twin = Mistake("twin", "", SCORES.mistakes[0].wrong)
    with pytest.raises(AssertionError, match="twin is told as unscaled"):
        honesty.mistakes_are_recognised(dataclasses.replace(SCORES, mistakes=(*SCORES.mistakes, twin)))


def test_cases_that_miss_a_mutation_are_refused_with_its_description():
    one = Case("one word of width one", lambda: (torch.tensor([[2.0]]), torch.tensor([[3.0]])))
    with pytest.raises(AssertionError, match=r"(?s)no case notices .*line 2: 'key\.T' → 'key'"):
        honesty.mutations_fail(dataclasses.replace(SCORES, cases=(one,)), None)


def test_a_listed_equivalent_mutation_that_fails_is_refused():
    listed = dataclasses.replace(SCORES, equivalent_mutations=("line 2: 'key.T' → 'key'",))
    with pytest.raises(AssertionError, match="lists what fails or does not exist"):
        honesty.mutations_fail(listed, None)


def test_cases_that_differ_from_call_to_call_are_refused():
    chance = Case("by chance", lambda: (torch.randn(2, 3), torch.randn(4, 3)))
    with pytest.raises(AssertionError, match="arguments differ from call to call"):
        honesty.cases_are_steady(dataclasses.replace(SCORES, cases=(chance,)))


def test_a_case_on_which_the_solution_raises_is_refused():
    raising = Case("widths that differ", lambda: (torch.ones(2, 3), torch.ones(2, 4)))
    with pytest.raises(AssertionError, match="widths that differ: the solution does not return"):
        honesty.cases_are_steady(dataclasses.replace(SCORES, cases=(raising,)))


def test_arguments_that_are_not_fresh_are_refused():
    query, key = torch.ones(2, 3), torch.ones(4, 3)
    with pytest.raises(AssertionError, match="arguments are not fresh"):
        honesty.cases_are_steady(dataclasses.replace(SCORES, cases=(Case("shared", lambda: (query, key)),)))


def test_a_mistake_that_fails_by_a_slip_of_its_author_is_refused():
    slip = Mistake("slip", "", {"key.T": "keys.T"})
    with pytest.raises(AssertionError, match="slip fails for another reason than its own"):
        honesty.mistakes_are_recognised(dataclasses.replace(SCORES, mistakes=(*SCORES.mistakes[:2], slip)))


def test_a_mistake_of_several_ways_must_fail_in_each():
    ways = Mistake("unscaled", "", ({" / key.shape[-1] ** 0.5": ""}, {"key.shape[-1] ** 0.5": "1"}))
    honesty.mistakes_are_recognised(dataclasses.replace(SCORES, mistakes=(ways, *SCORES.mistakes[1:])))
    ways = Mistake("unscaled", "", ({" / key.shape[-1] ** 0.5": ""}, {"** 0.5": "** 0.50"}))
    with pytest.raises(AssertionError, match="the mistake unscaled passes"):
        honesty.mistakes_are_recognised(dataclasses.replace(SCORES, mistakes=(ways, *SCORES.mistakes[1:])))


def test_a_dtype_that_the_task_does_not_announce_is_refused(found):
    with pytest.raises(AssertionError, match="asks for no dtype, but its check does"):
        honesty.dtype_is_announced(dataclasses.replace(SCORES, dtype_asked=True), found())


def test_a_solution_that_depends_on_the_style_is_refused():
    with pytest.raises(AssertionError, match="right, but the report is"):
        honesty.styles_pass(dataclasses.replace(SCORES, solution=_chaotic))


def _chaotic(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    return (1e6 * (query @ key.T)).sin()
