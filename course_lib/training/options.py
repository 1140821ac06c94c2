"""The options of python -m course_lib.train, and which of them cannot be."""

from argparse import ArgumentDefaultsHelpFormatter, ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from course_lib.language import say
from course_lib.training.limits import refuse_out_of_limits, refuse_sizes_that_do_not_fit
from course_lib.training.messages import ALREADY_THERE, COLUMNS_OF_WHAT, NOTHING_TO_RESUME, RESUME_FROM_WHERE
from course_lib.training.settings import TrainingSettings
from course_lib.training.text_file import columns_from
from course_lib.training.translator import ModelSettings
from course_lib.training.writer import WriterSettings

GRAMMAR_SENTENCES = 30_000
STORIES = 10_000
TRANSLATE, WRITE = "translate", "write"
CHARACTERS, PIECES = "characters", "pieces"
WHAT_IT_DOES = {
    TRANSLATE: "Train a Transformer to translate: on the book's English-Spanish grammar, or on your own text. "
    "With --task write it learns to write.",
    WRITE: "Train a language model to write: stories of the book, or texts such as your own.",
}
AFTERWARDS = {
    TRANSLATE: "A saved translator translates with: python -m course_lib.translate FILE",
    WRITE: "A saved writer writes with: python -m course_lib.write FILE PROMPT",
}
SIZES = {TRANSLATE: ModelSettings(), WRITE: WriterSettings()}
SETTINGS = {TRANSLATE: TrainingSettings(), WRITE: TrainingSettings(batch_size=32, peak_rate=2e-3)}


def parser(task: str = TRANSLATE) -> ArgumentParser:
    """Return the parser for a task; its options carry the names of the settings."""
    made = ArgumentParser(
        prog="python -m course_lib.train",
        description=say(WHAT_IT_DOES[task]),
        epilog=say(AFTERWARDS[task]),
        formatter_class=ArgumentDefaultsHelpFormatter,
        allow_abbrev=False,
    )
    _add_task(made)
    if task == WRITE:
        _add_text(made)
    else:
        _add_sentences(made)
    _add_model(made, SIZES[task])
    _add_training(made, SETTINGS[task])
    _add_files(made)
    made.set_defaults(positions=SIZES[task].positions)
    return made


def parsed(arguments: Sequence[str]) -> Namespace:
    """Return the options of these arguments; each task has options of its own."""
    first = ArgumentParser(add_help=False, allow_abbrev=False)
    first.add_argument("--task", default=TRANSLATE)
    task = first.parse_known_args(arguments)[0].task
    return parser(task if task in SIZES else TRANSLATE).parse_args(arguments)


def refuse_wrong_options(options: Namespace) -> None:
    """Raise ValueError, with the name of the flag, for an option that cannot be; nothing has been read before."""
    values = vars(options)
    refuse_out_of_limits(values, flag)
    refuse_sizes_that_do_not_fit(values, flag)
    if options.resume and not options.checkpoint:
        raise ValueError(say(RESUME_FROM_WHERE))
    if options.task == TRANSLATE and options.columns is not None:
        if options.text is None:
            raise ValueError(say(COLUMNS_OF_WHAT))
        columns_from(options.columns)


def refuse_a_confusion_of_files(options: Namespace) -> None:
    """Raise ValueError rather than go on with a training, or begin one, that was not meant."""
    if options.checkpoint.exists() and not options.resume:
        raise ValueError(say(ALREADY_THERE, path=options.checkpoint))
    if options.resume and not options.checkpoint.exists():
        raise ValueError(say(NOTHING_TO_RESUME, path=options.checkpoint))


def flag(name: str) -> str:
    """Return the flag that carries a setting."""
    return f"--{name.replace('_', '-')}"


def settings_of(kind: Any, options: Namespace) -> Any:
    """Make settings of the options that carry the names of its fields."""
    given = vars(options)
    return kind(**{each.name: given[each.name] for each in fields(kind) if each.name in given})


def without_resume(arguments: Sequence[str]) -> list[str]:
    """Return the arguments without --resume."""
    return [each for each in arguments if each != "--resume"]


def _add_task(made: ArgumentParser) -> None:
    made.add_argument(
        "--task", choices=tuple(SIZES), default=TRANSLATE, help=say("what to learn; each has options of its own")
    )


def _add_text(made: ArgumentParser) -> None:
    group = made.add_argument_group(say("text"))
    group.add_argument("--text", type=Path, metavar="FILE", help=say("UTF-8; without it, stories of the book"))
    group.add_argument("--stories", type=int, default=STORIES, metavar="N", help=say("of the book"))
    group.add_argument(
        "--tokens", choices=(CHARACTERS, PIECES), default=CHARACTERS, help=say("single characters, or pieces of words")
    )
    group.add_argument("--vocab-size", type=int, default=1000, metavar="N", help=say("pieces, for --tokens pieces"))
    group.add_argument(
        "--context", type=int, default=WriterSettings().context, metavar="N", help=say("tokens read at once")
    )
    group.add_argument("--prompt", action="append", default=[], metavar="TEXT", help=say("afterwards; repeatable"))
    group.add_argument("--sample-every", type=int, default=250, metavar="N", help=say("steps between two samples"))
    group.add_argument("--length", type=int, default=200, metavar="N", help=say("tokens of a sample"))


def _add_sentences(made: ArgumentParser) -> None:
    group = made.add_argument_group(say("sentences"))
    group.add_argument("--text", type=Path, metavar="FILE", help=say("UTF-8, each line: sentence, tab, translation"))
    group.add_argument("--columns", metavar="A,B", help=say("of --text, if it has more than two; for example 2,4"))
    group.add_argument(
        "--vocab-size", type=int, default=4000, metavar="N", help=say("subwords of each language, for --text")
    )
    group.add_argument("--sentences", type=int, default=GRAMMAR_SENTENCES, metavar="N", help=say("of the grammar"))
    group.add_argument(
        "--translate", action="append", default=[], metavar="SENTENCE", help=say("afterwards; repeatable")
    )
    group.add_argument(
        "--translate-file", type=Path, metavar="FILE", help=say("afterwards, each line; - is the standard input")
    )


def _add_model(made: ArgumentParser, sizes: ModelSettings) -> None:
    group = made.add_argument_group(say("model"))
    for name in ("d_model", "num_heads", "num_layers", "d_ff"):
        group.add_argument(flag(name), type=int, default=getattr(sizes, name), metavar="N", help=say("size"))
    group.add_argument("--dropout", type=float, default=sizes.dropout, metavar="P", help=say("share set to zero"))


def _add_training(made: ArgumentParser, settings: TrainingSettings) -> None:
    group = made.add_argument_group(say("training"))
    for name, kind, sign, words in (
        ("steps", int, "N", "batches; with --resume, an ended training takes those that it lacks"),
        ("batch_size", int, "N", "sentences, or windows of a text, at once"),
        ("peak_rate", float, "RATE", "highest learning rate"),
        ("label_smoothing", float, "P", "share of the other tokens"),
        ("seed", int, "N", "of weights, of what is drawn and its order"),
    ):
        group.add_argument(flag(name), type=kind, default=getattr(settings, name), metavar=sign, help=say(words))
    group.add_argument("--quiet", action="store_true", help=say("no progress bar"))


def _add_files(made: ArgumentParser) -> None:
    group = made.add_argument_group(say("files"))
    group.add_argument(
        "--checkpoint", type=Path, metavar="FILE", help=say("saves here: at the end, on Ctrl-C, on the way")
    )
    group.add_argument("--save-every", type=int, default=500, metavar="N", help=say("steps between two savings"))
    group.add_argument("--resume", action="store_true", help=say("go on from the checkpoint, with the same options"))
