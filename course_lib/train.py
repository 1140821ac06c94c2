"""Train a translator from the command line: python -m course_lib.train --help."""

import sys

from course_lib.training.command_line import main
from course_lib.training.terminal import run_as_program

if __name__ == "__main__":
    sys.exit(run_as_program(main))
