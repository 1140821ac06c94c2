"""The command python -m course_lib.train."""

import sys
from collections.abc import Sequence
from contextlib import nullcontext

import torch

from course_lib.language import say
from course_lib.training.advice import after_an_interruption, how_to_go_on
from course_lib.training.checkpoint_place import reserved
from course_lib.training.interruption import Terminated
from course_lib.training.messages import OUT_OF_MEMORY
from course_lib.training.options import TRANSLATE, WRITE, parsed, refuse_wrong_options
from course_lib.training.safe_file import NotSavedError
from course_lib.training.terminal import INTERRUPTED, WRONG_INPUT, print_aside, print_error
from course_lib.training.translating_task import run_translating
from course_lib.training.writing_task import run_writing

TASKS = {TRANSLATE: run_translating, WRITE: run_writing}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    options = parsed(arguments)
    try:
        refuse_wrong_options(options)
        with reserved(options.checkpoint) if options.checkpoint else nullcontext():
            TASKS[options.task](options)
    except ValueError as error:
        print_error(error)
        return WRONG_INPUT
    except NotSavedError as error:
        print_error(f"{error} {how_to_go_on(arguments)}" if options.checkpoint.exists() else error)
        return WRONG_INPUT
    except (MemoryError, RuntimeError) as error:
        if not _is_lack_of_memory(error):
            raise
        print_error(say(OUT_OF_MEMORY))
        return WRONG_INPUT
    except (KeyboardInterrupt, Terminated) as end:
        print_aside(after_an_interruption(options.checkpoint, arguments))
        return int(end.code or 0) if isinstance(end, Terminated) else INTERRUPTED
    return 0


def _is_lack_of_memory(error: Exception) -> bool:
    """Tell it from other faults; PyTorch has no type of its own for the memory of the processor."""
    return isinstance(error, MemoryError | torch.cuda.OutOfMemoryError) or "can't allocate memory" in str(error)
