"""Tiny corpora with known truth, made from templates with a seed.

Each file says what regularity its corpus contains, so that a reader can tell what a model could learn from it and
what it could not. A corpus is a list of sentences, of questions about one word of a sentence, or of translations; a
sentence is a sequence of words. Stories and prose know what each of their words costs; rows of ids are for training.
"""

from course_lib.tiny_corpora.apples import apple_questions
from course_lib.tiny_corpora.counting import counting_sentences
from course_lib.tiny_corpora.creatures import creature_questions
from course_lib.tiny_corpora.crossings import crossing_questions
from course_lib.tiny_corpora.everyday import everyday_sentences
from course_lib.tiny_corpora.french import french_sentences
from course_lib.tiny_corpora.gardens import garden_questions
from course_lib.tiny_corpora.homographs import HOMOGRAPHS
from course_lib.tiny_corpora.human_rights import ARTICLE_1
from course_lib.tiny_corpora.known_answers import CAPITALS, KNOWN_ANSWERS, holds_the_answer
from course_lib.tiny_corpora.known_entropy import Next, Reading, after, read, write
from course_lib.tiny_corpora.known_stories import CLASS_OF, FACTS, STORY_WORDS, stories, story
from course_lib.tiny_corpora.milk import milk_questions
from course_lib.tiny_corpora.moles import mole_sentences
from course_lib.tiny_corpora.prose import Prose
from course_lib.tiny_corpora.questions import Question
from course_lib.tiny_corpora.repeats import RepeatedRows, repeated_rows
from course_lib.tiny_corpora.royalty import royalty_sentences
from course_lib.tiny_corpora.spanish import SpanishCorpus, spanish_corpus
from course_lib.tiny_corpora.this_book import BookQuestion, Section, book_questions, book_sections
from course_lib.tiny_corpora.towers import building_captions
from course_lib.tiny_corpora.translations import Translation, as_text
from course_lib.tiny_corpora.two_names import two_names_sentences
from course_lib.tiny_corpora.weather import weather_reports
from course_lib.tiny_corpora.word_pairs import OPPOSITES, PLURALS, RELATIONS, SAME_MEANING

__all__ = [
    "ARTICLE_1",
    "CAPITALS",
    "CLASS_OF",
    "FACTS",
    "HOMOGRAPHS",
    "KNOWN_ANSWERS",
    "OPPOSITES",
    "PLURALS",
    "RELATIONS",
    "SAME_MEANING",
    "STORY_WORDS",
    "BookQuestion",
    "Next",
    "Prose",
    "Question",
    "Reading",
    "RepeatedRows",
    "Section",
    "SpanishCorpus",
    "Translation",
    "after",
    "apple_questions",
    "as_text",
    "book_questions",
    "book_sections",
    "building_captions",
    "counting_sentences",
    "creature_questions",
    "crossing_questions",
    "everyday_sentences",
    "french_sentences",
    "garden_questions",
    "holds_the_answer",
    "milk_questions",
    "mole_sentences",
    "read",
    "repeated_rows",
    "royalty_sentences",
    "spanish_corpus",
    "stories",
    "story",
    "two_names_sentences",
    "weather_reports",
    "write",
]
