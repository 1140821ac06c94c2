"""A mistake made by changes of a right answer's source: each must fit exactly once."""

import pytest
import torch

from course_lib.exercises.engine.changed_source import replaced, with_changes
from tests.exercises.samples import scores


def test_the_function_is_changed_and_the_original_is_not():
    query = torch.ones(2, 4)
    wrong = with_changes(scores, {" ** 0.5": ""})
    assert torch.equal(wrong(query, query), torch.ones(2, 2))
    assert torch.equal(scores(query, query), torch.full((2, 2), 2.0))


def test_the_same_changes_give_the_same_function():
    assert with_changes(scores, {"key.T": "key"}) is with_changes(scores, {"key.T": "key"})


def test_all_changes_are_found_in_the_original():
    assert replaced("a + b", (("a", "b"), ("b", "a")), "f") == "b + a"


@pytest.mark.parametrize(("old", "count"), [("value", 0), ("query", 2)])
def test_a_change_that_does_not_fit_once_is_refused(old: str, count: int):
    with pytest.raises(ValueError, match=f"'{old}' stands {count} times in the source of scores"):
        with_changes(scores, {old: "x"})


def test_changes_that_overlap_are_refused():
    with pytest.raises(ValueError, match="overlap; make them one"):
        replaced("a + b", (("a +", "a -"), ("+ b", "* b")), "f")
