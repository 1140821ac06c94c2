"""Train a translator from the command line: python -m course_lib.train --help."""

import sys

from course_lib.training.command_line import main

if __name__ == "__main__":
    sys.exit(main())
