"""Whether the right word stands in an answer: as a word, in small or large letters."""

import pytest

from course_lib.tiny_corpora import CAPITALS, KNOWN_ANSWERS, holds_the_answer

SPIDER, GOLD, BRAZIL = (
    "How many legs does a spider have?",
    "What is the chemical symbol of gold?",
    "On which continent is Brazil?",
)


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        (SPIDER, "A spider has 8 legs.", True),
        (SPIDER, "Eight, I think", True),
        (SPIDER, "It has 80 legs, or eighty", False),
        (GOLD, "It is Au.", True),
        (GOLD, "It is gauged", False),
        (BRAZIL, "in South America, of course", True),
        (BRAZIL, "in America", False),
    ],
)
def test_the_right_word_is_found_as_a_word(question: str, text: str, holds: bool) -> None:
    assert holds_the_answer(question, text) == holds


def test_sixteen_questions_and_twelve_countries() -> None:
    assert len(KNOWN_ANSWERS) == 16
    assert len({name for row in CAPITALS for name in row}) == 36
