"""Figures the reader can move in the static page: one function a figure, one `.js` file beside it."""

from course_lib.interactive.dot_product_arrows import dot_product_arrows
from course_lib.interactive.recall_gap import recall_gap
from course_lib.interactive.score_spread import score_spread
from course_lib.interactive.softmax_temperature import softmax_temperature
from course_lib.interactive.word_neighbours import word_neighbours

__all__ = ["dot_product_arrows", "recall_gap", "score_spread", "softmax_temperature", "word_neighbours"]
