"""Words as vectors: train them on a small corpus, load published ones, compare them."""

from course_lib.embeddings.word_vectors import WordVectors

__all__ = ["WordVectors"]
