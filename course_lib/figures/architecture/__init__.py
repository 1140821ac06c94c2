"""The whole encoder-decoder Transformer, drawn once for all chapters that take one part of it."""

from course_lib.figures.architecture.outside_in import draw_outside_in
from course_lib.figures.architecture.page import draw_architecture

__all__ = ["draw_architecture", "draw_outside_in"]
