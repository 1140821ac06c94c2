"""A reader's own sentences: a text file with a sentence and its translation in each line."""

from course_lib.training.text_file.columns import Columns, columns_from
from course_lib.training.text_file.reading import LONGEST, TextFile, read_text_file

__all__ = ["LONGEST", "Columns", "TextFile", "columns_from", "read_text_file"]
