"""Real models, loaded into the code of this course: their files, tokenizers and weights."""

from course_lib.pretrained.glove import read_glove
from course_lib.pretrained.minilm import MiniLM, load_minilm
from course_lib.pretrained.unavailable import WeightsUnavailableError

__all__ = ["MiniLM", "WeightsUnavailableError", "load_minilm", "read_glove"]
