"""The command python -m course_lib.translate: a saved translator translates, without the sentences it learned from."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from course_lib.language import say
from course_lib.training.checkpoint import load_translator
from course_lib.training.lines import STANDARD_INPUT, read_lines, translate_lines
from course_lib.training.messages import FILE_OR_SENTENCES, LINE, SENTENCE, TYPE_SENTENCES
from course_lib.training.terminal import INTERRUPTED, WRONG_INPUT, print_error
from course_lib.training.translating import AT_ONCE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code: not 0 if a sentence could not be translated."""
    options = _parser().parse_args(arguments)
    try:
        if options.sentences and options.file:
            raise ValueError(say(FILE_OR_SENTENCES))
        return WRONG_INPUT if _translate(options) else 0
    except ValueError as error:
        print_error(error)
        return WRONG_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED


def _translate(options: Namespace) -> int:
    """Print a line for each sentence, an empty one where it cannot be translated; return how many those are."""
    translator = load_translator(options.checkpoint)
    translator.use_gpu_if_any()
    file = options.file or STANDARD_INPUT
    is_typed = not options.sentences and file == STANDARD_INPUT and sys.stdin is not None and sys.stdin.isatty()
    if is_typed:
        print(say(TYPE_SENTENCES), file=sys.stderr)
    answers = translate_lines(
        translator,
        options.sentences or read_lines(file),
        kind=SENTENCE if options.sentences else LINE,
        at_once=1 if is_typed else AT_ONCE,
    )
    problems = 0
    for answer in answers:
        print(answer.translation, flush=is_typed)
        if answer.problem:
            print_error(answer.problem)
            problems += 1
    return problems


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m course_lib.translate",
        description=say(
            "Translate with a translator that python -m course_lib.train --checkpoint FILE has saved. Each sentence "
            "becomes one line, and an empty one if it cannot be translated."
        ),
        allow_abbrev=False,
    )
    parser.add_argument("checkpoint", type=Path, metavar="CHECKPOINT", help=say("the file of the translator"))
    parser.add_argument(
        "sentences", nargs="*", metavar="SENTENCE", help=say("without one, they come from the standard input")
    )
    parser.add_argument("--file", type=Path, metavar="FILE", help=say("UTF-8 text, a sentence on each line"))
    return parser
