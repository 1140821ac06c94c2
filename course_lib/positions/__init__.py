"""Where a word stands: vectors that are added to the words' own, or angles by which queries and keys are turned."""

from course_lib.positions.learned import LearnedPositions
from course_lib.positions.pairs import HALVES, INTERLEAVED, Pairs, reorder_pairs
from course_lib.positions.places import AddedPositions, NoPositions, Positions
from course_lib.positions.rotary import RotaryPositions, rotate_by_place
from course_lib.positions.sinusoidal import SinusoidalPositions, sinusoidal_positions

__all__ = [
    "HALVES",
    "INTERLEAVED",
    "AddedPositions",
    "LearnedPositions",
    "NoPositions",
    "Pairs",
    "Positions",
    "RotaryPositions",
    "SinusoidalPositions",
    "reorder_pairs",
    "rotate_by_place",
    "sinusoidal_positions",
]
