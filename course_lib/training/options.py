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

GRAMMAR_SENTENCES = 30_000
SIZES, SETTINGS = ModelSettings(), TrainingSettings()


def parser() -> ArgumentParser:
    """Return the parser; its options carry the names of the settings."""
    made = ArgumentParser(
        prog="python -m course_lib.train",
        description=say(
            "Train a Transformer to translate: on the book's English-Spanish grammar, or on your own text."
        ),
        epilog=say("A saved translator translates with: python -m course_lib.translate FILE"),
        formatter_class=ArgumentDefaultsHelpFormatter,
        allow_abbrev=False,
    )
    _add_sentences(made)
    _add_model(made)
    _add_training(made)
    _add_files(made)
    return made


def refuse_wrong_options(options: Namespace) -> None:
    """Raise ValueError, with the name of the flag, for an option that cannot be; nothing has been read before."""
    values = vars(options)
    refuse_out_of_limits(values, flag)
    refuse_sizes_that_do_not_fit(values, flag)
    if options.resume and not options.checkpoint:
        raise ValueError(say(RESUME_FROM_WHERE))
    if options.columns is not None:
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


def _add_model(made: ArgumentParser) -> None:
    group = made.add_argument_group(say("model"))
    for name in ("d_model", "num_heads", "num_layers", "d_ff"):
        group.add_argument(flag(name), type=int, default=getattr(SIZES, name), metavar="N", help=say("size"))
    group.add_argument("--dropout", type=float, default=SIZES.dropout, metavar="P", help=say("share set to zero"))


def _add_training(made: ArgumentParser) -> None:
    group = made.add_argument_group(say("training"))
    for name, kind, sign, words in (
        ("steps", int, "N", "batches; with --resume, an ended training takes those that it lacks"),
        ("batch_size", int, "N", "sentences at once"),
        ("peak_rate", float, "RATE", "highest learning rate"),
        ("label_smoothing", float, "P", "share of the other tokens"),
        ("seed", int, "N", "of weights, sentences and their order"),
    ):
        group.add_argument(flag(name), type=kind, default=getattr(SETTINGS, name), metavar=sign, help=say(words))
    group.add_argument("--quiet", action="store_true", help=say("no progress bar"))


def _add_files(made: ArgumentParser) -> None:
    group = made.add_argument_group(say("files"))
    group.add_argument(
        "--checkpoint", type=Path, metavar="FILE", help=say("saves here: at the end, on Ctrl-C, on the way")
    )
    group.add_argument("--save-every", type=int, default=500, metavar="N", help=say("steps between two savings"))
    group.add_argument("--resume", action="store_true", help=say("go on from the checkpoint, with the same options"))
