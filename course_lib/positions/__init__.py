"""Where a word stands: vectors that are added to the words' own."""

from course_lib.positions.sinusoidal import sinusoidal_positions

__all__ = ["sinusoidal_positions"]
