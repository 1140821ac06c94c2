"""Where a word stands: vectors that are added to the words' own, or angles by which queries and keys are turned."""

from course_lib.positions.learned import LearnedPositions
from course_lib.positions.rotary import rotate_by_place
from course_lib.positions.sinusoidal import sinusoidal_positions

__all__ = ["LearnedPositions", "rotate_by_place", "sinusoidal_positions"]
