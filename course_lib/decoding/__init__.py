"""From scores to text: greedy decoding, sampling and beam search, for any model that scores the next word."""

from course_lib.decoding.beams import Beams
from course_lib.decoding.filling import all_at_once, fill_hidden_words, leftmost, most_certain
from course_lib.decoding.filters import keep_top_k, keep_top_p, scale_by_temperature
from course_lib.decoding.greedy import greedy_decode
from course_lib.decoding.next_word import NextWordModel, WithoutCache
from course_lib.decoding.sampling import sample
from course_lib.decoding.search import all_beams, beam_search

__all__ = [
    "Beams",
    "NextWordModel",
    "WithoutCache",
    "all_at_once",
    "all_beams",
    "beam_search",
    "fill_hidden_words",
    "greedy_decode",
    "keep_top_k",
    "keep_top_p",
    "leftmost",
    "most_certain",
    "sample",
    "scale_by_temperature",
]
