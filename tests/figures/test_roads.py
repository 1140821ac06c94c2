"""Roads of information: an arrow for each step, in its layer, and words that have no column are refused."""

import matplotlib.pyplot as plt
import pytest

from course_lib.figures import draw_roads

ROADS = {"one": [[("tired", "it")], [("animal", "it")]], "two": [[("animal", "tired")], [("tired", "it")]]}


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def test_each_step_is_an_arrow_from_the_word_read_to_the_word_that_reads_one_row_up():
    first, second = draw_roads(["animal", "it", "tired"], ROADS).axes
    assert [(text.xyann, text.xy) for text in first.texts] == [((2, 0), (1, 1)), ((0, 1), (1, 2))]
    assert [(text.xyann, text.xy) for text in second.texts] == [((0, 0), (2, 1)), ((2, 1), (1, 2))]


def test_a_word_without_a_column_is_named():
    with pytest.raises(ValueError, match="'dog' has no column; expected one of animal, it"):
        draw_roads(["animal", "it"], {"road": [[("dog", "it")]]})
