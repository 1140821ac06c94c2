"""The book's sections that a chapter searches: they stand in the book, and every question has its answer there."""

from book._tools.book_sections import LEFT_OUT, chapters, plain, sections_of
from course_lib.tiny_corpora import book_questions, book_sections


def test_every_section_still_stands_in_the_book_under_its_title() -> None:
    now = {(section["page"], section["title"]) for notebook in chapters() for section in sections_of(notebook)}
    gone = [f"{each.page}: {each.title}" for each in book_sections() if (each.page, each.title) not in now]
    assert not gone, "store the sections anew: python -m book._tools.book_sections"


def test_nine_tenths_of_the_sections_read_as_they_do_now() -> None:
    now = {section["text"] for notebook in chapters() for section in sections_of(notebook)}
    same = [each.text in now for each in book_sections()]
    assert sum(same) >= 0.9 * len(same), "store the sections anew: python -m book._tools.book_sections"


def test_there_are_sixty_questions_and_each_has_a_right_section() -> None:
    questions = book_questions(book_sections())
    assert len(questions) == len({question.text for question in questions}) == 60
    assert [question.in_its_words for question in questions] == [True] * 30 + [False] * 30
    assert all(1 <= len(question.right) <= 3 for question in questions)


def test_a_section_has_no_marks_formulas_code_or_exercises() -> None:
    texts = [str(section) for section in book_sections()]
    assert not [text for text in texts if "```" in text or "$" in text or "](" in text or "<details" in text]
    assert not {section.title for section in book_sections()} & LEFT_OUT
    assert (
        plain("Take **both** [*sides*](x.md) of $x$:\n\n- `one`\n\n```python\ncode\n```") == "Take both sides of x: one"
    )
