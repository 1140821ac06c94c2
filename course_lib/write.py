"""Write with a saved language model from the command line: python -m course_lib.write --help."""

import sys

from course_lib.training.terminal import run_as_program
from course_lib.training.write_command import main

if __name__ == "__main__":
    sys.exit(run_as_program(main))
