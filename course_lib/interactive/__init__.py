"""Figures the reader can move in the static page: one function a figure, one `.js` file beside it."""

from course_lib.interactive.attention_explorer import attention_explorer
from course_lib.interactive.decoding_steps import Decoding as Decoding
from course_lib.interactive.decoding_steps import decoding_steps
from course_lib.interactive.dot_product_arrows import dot_product_arrows
from course_lib.interactive.half_precision import rounded_to_half as rounded_to_half
from course_lib.interactive.mask_editor import mask_editor
from course_lib.interactive.next_word_choice import next_word_choice
from course_lib.interactive.page_translator import page_translator
from course_lib.interactive.position_waves import position_waves
from course_lib.interactive.query_key_scores import query_key_scores
from course_lib.interactive.recall_gap import recall_gap
from course_lib.interactive.score_spread import score_spread
from course_lib.interactive.softmax_temperature import softmax_temperature
from course_lib.interactive.word_neighbours import word_neighbours

__all__ = [
    "attention_explorer",
    "decoding_steps",
    "dot_product_arrows",
    "mask_editor",
    "next_word_choice",
    "page_translator",
    "position_waves",
    "query_key_scores",
    "recall_gap",
    "score_spread",
    "softmax_temperature",
    "word_neighbours",
]
