"""Words as vectors: train them on a small corpus, load published ones, compare them."""

from course_lib.embeddings.glove import load_glove, try_glove
from course_lib.embeddings.skip_gram import train_skip_gram
from course_lib.embeddings.token_embedding import TokenEmbedding
from course_lib.embeddings.word_vectors import WordVectors

__all__ = ["TokenEmbedding", "WordVectors", "load_glove", "train_skip_gram", "try_glove"]
