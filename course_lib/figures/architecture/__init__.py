"""The whole encoder-decoder Transformer, drawn once for all chapters that take one part of it."""

from course_lib.figures.architecture.page import draw_architecture

__all__ = ["draw_architecture"]
