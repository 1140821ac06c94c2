"""Finding texts for a question: by the words they share, and how good a ranking is."""

from course_lib.retrieval.bm25 import BM25, words_of
from course_lib.retrieval.rankings import ranking, recall_at, reciprocal_rank

__all__ = ["BM25", "ranking", "recall_at", "reciprocal_rank", "words_of"]
