"""Tiny corpora with known truth, made from templates with a seed.

Each file says what regularity its corpus contains, so that a reader can tell what a model could learn from it and
what it could not. A corpus is a list of sentences, a sentence a list of words.
"""

from course_lib.tiny_corpora.counting import counting_sentences
from course_lib.tiny_corpora.royalty import royalty_sentences
from course_lib.tiny_corpora.two_names import two_names_sentences

__all__ = ["counting_sentences", "royalty_sentences", "two_names_sentences"]
