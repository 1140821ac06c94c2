"""A reader's own text: a file with a sentence and its translation in each line, or any plain text."""

from course_lib.training.text_file.columns import Columns, columns_from
from course_lib.training.text_file.plain import read_plain_text
from course_lib.training.text_file.reading import LONGEST, TextFile, read_text_file

__all__ = ["LONGEST", "Columns", "TextFile", "columns_from", "read_plain_text", "read_text_file"]
