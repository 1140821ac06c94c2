"""Text as numbers: tokens, vocabularies."""

from course_lib.text.vocabulary import Vocabulary, split_into_characters, split_into_words

__all__ = ["Vocabulary", "split_into_characters", "split_into_words"]
