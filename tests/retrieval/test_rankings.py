"""Rankings and their two scores, on cases that can be checked by hand."""

import pytest
import torch

from course_lib.retrieval import ranking, recall_at, reciprocal_rank

RANKINGS = [[2, 0, 1], [0, 1, 2], [1, 2, 0]]
RIGHT = [{0}, {0, 2}, {5}]


def test_a_ranking_has_the_best_first_and_keeps_the_order_of_equals() -> None:
    assert ranking(torch.tensor([1.0, 3.0, 1.0, 2.0])) == [1, 3, 0, 2]


def test_recall_is_the_share_of_questions_with_a_right_text_among_the_first() -> None:
    assert [recall_at(count, RANKINGS, RIGHT) for count in (1, 2, 3)] == pytest.approx([1 / 3, 2 / 3, 2 / 3])


def test_the_reciprocal_rank_is_that_of_the_first_right_text() -> None:
    assert reciprocal_rank(RANKINGS, RIGHT) == pytest.approx((1 / 2 + 1 + 0) / 3)


@pytest.mark.parametrize("score", [lambda *args: recall_at(1, *args), reciprocal_rank])
def test_other_numbers_of_rankings_and_questions_are_refused(score) -> None:
    with pytest.raises(ValueError, match=r"^there are 3 rankings for 2 questions"):
        score(RANKINGS, RIGHT[:2])
    with pytest.raises(ValueError, match=r"^there are 0 rankings for 0 questions"):
        score([], [])
