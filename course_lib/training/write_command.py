"""The command python -m course_lib.write: a saved writer goes on with prompts, without the text it learned from."""

from argparse import ArgumentDefaultsHelpFormatter, ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from course_lib.language import say
from course_lib.training.checkpoint import load_writer
from course_lib.training.limits import refuse_out_of_limits
from course_lib.training.options import flag
from course_lib.training.terminal import INTERRUPTED, WRONG_INPUT, print_error
from course_lib.training.writing_task import refuse_unwritable


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        _write(options)
    except ValueError as error:
        print_error(error)
        return WRONG_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _write(options: Namespace) -> None:
    refuse_out_of_limits(vars(options), flag)
    writer = load_writer(options.checkpoint)
    writer.use_gpu_if_any()
    prompts = options.prompts or [""]
    refuse_unwritable(writer, prompts)
    how = {name: getattr(options, name) for name in ("length", "temperature", "top_k", "top_p", "seed")}
    for written in writer.write(prompts, **how):
        print(written)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m course_lib.write",
        description=say(
            "Write with a writer that python -m course_lib.train --task write --checkpoint FILE has saved."
        ),
        formatter_class=ArgumentDefaultsHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("checkpoint", type=Path, metavar="CHECKPOINT", help=say("the file of the writer"))
    parser.add_argument(
        "prompts", nargs="*", metavar="PROMPT", help=say("is continued; without one, it begins anywhere")
    )
    parser.add_argument("--length", type=int, default=200, metavar="N", help=say("tokens to write"))
    parser.add_argument("--temperature", type=float, default=1.0, metavar="T", help=say("below 1 the likely gains"))
    parser.add_argument("--top-k", type=int, metavar="K", help=say("choose among so many likeliest tokens"))
    parser.add_argument("--top-p", type=float, metavar="P", help=say("choose among the fewest that have this share"))
    parser.add_argument("--seed", type=int, default=0, metavar="N", help=say("of chance"))
    return parser
