"""The sections of this book as they stood when the chapter on real readers was written, and questions about them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from course_lib.tiny_corpora.this_book.questions import IN_ITS_WORDS, IN_OTHER_WORDS

SECTIONS = Path(__file__).with_name("sections.json")


@dataclass(frozen=True)
class Section:
    """One section of a chapter, without code, formulas and exercises."""

    page: str  # the chapter's file, as in "attention/masking"
    title: str
    text: str

    def __str__(self) -> str:
        """Return title and text, which is what is searched."""
        return f"{self.title}. {self.text}"


@dataclass(frozen=True)
class BookQuestion:
    """A question, and the numbers of the sections that answer it."""

    text: str
    right: frozenset[int]
    in_its_words: bool  # asked in the book's own words, or in others


def book_sections() -> list[Section]:
    """Return the sections of the chapters before the part on real models, in the book's order."""
    return [Section(**row) for row in json.loads(SECTIONS.read_text(encoding="utf-8"))]


def book_questions(of: Sequence[Section]) -> list[BookQuestion]:
    """Return sixty questions about these sections: thirty in the book's words, then thirty in other words."""
    found = []
    for group in (IN_ITS_WORDS, IN_OTHER_WORDS):
        for text, places in group.items():
            right = frozenset(number for number, each in enumerate(of) if _stands_at(each, places))
            found.append(BookQuestion(text, right, group is IN_ITS_WORDS))
    return found


def _stands_at(section: Section, places: Sequence[str]) -> bool:
    chapter = section.page.rpartition("/")[2]
    return any(f"{chapter}: {section.title}".startswith(place) for place in places)
