"""Text as numbers: tokens, vocabularies."""

from course_lib.text.byte_pair_tokenizer import BytePairTokenizer
from course_lib.text.byte_pairs import (
    count_pairs,
    do_not_split,
    ids_of_bytes,
    merge_pair,
    most_frequent_pair,
    split_as_gpt2,
)
from course_lib.text.documentation import python_documentation
from course_lib.text.vocabulary import Vocabulary, split_into_characters, split_into_words

__all__ = [
    "BytePairTokenizer",
    "Vocabulary",
    "count_pairs",
    "do_not_split",
    "ids_of_bytes",
    "merge_pair",
    "most_frequent_pair",
    "python_documentation",
    "split_as_gpt2",
    "split_into_characters",
    "split_into_words",
]
