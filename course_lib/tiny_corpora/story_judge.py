"""Judge stories that a model wrote: which facts it kept, and which sentences are right."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from course_lib.tiny_corpora.known_entropy import read
from course_lib.tiny_corpora.known_stories import CLASS_OF, END, story

SENTENCE_ENDS = (".", END)


@dataclass
class StoryScores:
    """Counts over many stories."""

    kept: Counter[str] = field(default_factory=Counter)  # by what decides a word: "surname", "owner", …
    lost: Counter[str] = field(default_factory=Counter)
    sentences: int = 0
    right_sentences: int = 0  # each word could come there
    stories: int = 0
    right_stories: int = 0  # from beginning to end
    grammatical_stories: int = 0  # with right or wrong facts

    def share_kept(self, kind: str) -> float:
        """Return how often a word of this kind was the right one, where one of its class was written."""
        return self.kept[kind] / max(1, self.kept[kind] + self.lost[kind])


def judge_stories(stories: Iterable[Sequence[str]]) -> StoryScores:
    """Count what is right in stories, or in beginnings of some.

    A wrong fact is counted, and the story is read on as if the right word stood there. What comes after a word that
    breaks the grammar cannot be judged: its sentence and all later ones count as wrong. So it is where two people are
    introduced with one surname, for nobody can say which other one was meant. A surname is kept if it is the one with
    which its first name was introduced, whoever should have stood there.
    """
    scores = StoryScores()
    for words in stories:
        _judge(list(words), scores)
    return scores


def _judge(words: list[str], scores: StoryScores) -> None:
    written = tuple(words)
    wrong: set[int] = set()  # places
    while broken := (reading := read(story(), words, CLASS_OF)).broken:
        wrong.add(broken.place)
        if broken.what == "grammar" or broken.next is None or broken.next.kind == "grammar":
            break
        words[broken.place] = broken.expected[0]
    for place, word in enumerate(reading.words):
        if word.next.kind != "surname":
            (scores.lost if place in wrong else scores.kept)[word.next.kind] += 1
    for is_kept in surnames_kept(written):
        (scores.kept if is_kept else scores.lost)["surname"] += 1
    sentence_of = _sentence_of_each_word(words)
    first_unread = len(reading.words)
    wrong_sentences = {sentence_of[place] for place in wrong} | set(sentence_of[first_unread:])
    sentences = sentence_of[-1] + 1 if words else 0
    scores.sentences += sentences
    scores.right_sentences += sentences - len(wrong_sentences)
    scores.stories += 1
    scores.right_stories += not wrong
    scores.grammatical_stories += reading.broken is None


def surnames_kept(words: Sequence[str]) -> Iterator[bool]:
    """Say of each first name that returns with a surname whether it is the surname of its first time."""
    surname_of: dict[str, str] = {}
    for first, surname in pairwise(words):
        if CLASS_OF.get(first) == "name" and CLASS_OF.get(surname) == "surname":
            if first in surname_of:
                yield surname_of[first] == surname
            surname_of.setdefault(first, surname)


def _sentence_of_each_word(words: Sequence[str]) -> list[int]:
    numbers, number = [], 0
    for word in words:
        numbers.append(number)
        number += word in SENTENCE_ENDS
    return numbers
