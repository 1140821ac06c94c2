"""An English-Spanish grammar with known word alignment, and the corpus drawn from it."""

from course_lib.tiny_corpora.spanish.corpus import SpanishCorpus, spanish_corpus
from course_lib.tiny_corpora.spanish.grammar import being, sentence

__all__ = ["SpanishCorpus", "being", "sentence", "spanish_corpus"]
