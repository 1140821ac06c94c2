"""Figures the reader can move in the static page: one function a figure, one `.js` file beside it."""

from course_lib.interactive.figures.attention_explorer import attention_explorer
from course_lib.interactive.figures.block_changes import block_changes
from course_lib.interactive.figures.byte_pair_merges import byte_pair_merges
from course_lib.interactive.figures.decoding_steps import Decoding as Decoding
from course_lib.interactive.figures.decoding_steps import decoding_steps
from course_lib.interactive.figures.dot_product_arrows import dot_product_arrows
from course_lib.interactive.figures.heads_in_training import heads_in_training
from course_lib.interactive.figures.hidden_words import hidden_words
from course_lib.interactive.figures.layer_families import layer_families
from course_lib.interactive.figures.mask_editor import mask_editor
from course_lib.interactive.figures.next_word_bars import next_word_bars
from course_lib.interactive.figures.next_word_choice import next_word_choice
from course_lib.interactive.figures.next_word_table import next_word_table
from course_lib.interactive.figures.page_translator import page_translator
from course_lib.interactive.figures.position_waves import position_waves
from course_lib.interactive.figures.query_key_scores import query_key_scores
from course_lib.interactive.figures.recall_gap import recall_gap
from course_lib.interactive.figures.score_spread import score_spread
from course_lib.interactive.figures.self_attention_plane import self_attention_plane
from course_lib.interactive.figures.softmax_temperature import softmax_temperature
from course_lib.interactive.figures.tensor_map import tensor_map
from course_lib.interactive.figures.word_neighbours import word_neighbours
from course_lib.interactive.parts.half_precision import rounded_to_half as rounded_to_half

__all__ = [
    "attention_explorer",
    "block_changes",
    "byte_pair_merges",
    "decoding_steps",
    "dot_product_arrows",
    "heads_in_training",
    "hidden_words",
    "layer_families",
    "mask_editor",
    "next_word_bars",
    "next_word_choice",
    "next_word_table",
    "page_translator",
    "position_waves",
    "query_key_scores",
    "recall_gap",
    "score_spread",
    "self_attention_plane",
    "softmax_temperature",
    "tensor_map",
    "word_neighbours",
]
