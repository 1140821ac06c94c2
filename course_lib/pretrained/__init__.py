"""Real models, loaded into the code of this course: their files, tokenizers and weights."""

from course_lib.pretrained.glove import read_glove
from course_lib.pretrained.unavailable import WeightsUnavailableError

__all__ = ["WeightsUnavailableError", "read_glove"]
