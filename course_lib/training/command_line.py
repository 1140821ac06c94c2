"""The command python -m course_lib.train."""

import shlex
import sys
from argparse import ArgumentDefaultsHelpFormatter, ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import fields
from operator import eq
from pathlib import Path
from typing import Any

import torch

from course_lib.reproducibility import set_seed
from course_lib.training.bleu import bleu
from course_lib.training.checkpoint import load_translator
from course_lib.training.loop import train
from course_lib.training.sentences import Sentences, of_the_grammar, of_the_text_file
from course_lib.training.settings import TrainingSettings
from course_lib.training.text_file import columns_from
from course_lib.training.translator import ModelSettings, Translator

GRAMMAR_SENTENCES = 30_000
WRONG_INPUT, INTERRUPTED = 2, 130  # exit codes, as shells and argparse have them


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        _run(options)
    except (ValueError, OSError) as error:  # the disk, too, can refuse
        print(f"error: {error}", file=sys.stderr)
        return WRONG_INPUT
    except KeyboardInterrupt:
        print(_how_to_go_on(options, sys.argv[1:] if arguments is None else arguments), file=sys.stderr)
        return INTERRUPTED
    return 0


def _run(options: Namespace) -> None:
    _refuse_a_confusion_of_files(options)
    settings, sizes = (_pick(kind, options) for kind in (TrainingSettings, ModelSettings))
    sentences = _sentences(options)
    print(sentences.report)
    set_seed(options.seed)
    if options.resume:
        translator = load_translator(options.checkpoint)
        if translator.settings != sizes:
            raise ValueError(f"{options.checkpoint} holds {translator.settings}, not {sizes}; give the same sizes.")
    else:
        translator = Translator(*sentences.tokenizers(options.vocab_size), sizes)
    for sentence in options.translate:
        translator.encode_source(sentence)  # a word that it cannot know is said now, not after the training
    translator.model.to("cuda" if torch.cuda.is_available() else "cpu")
    train(
        translator,
        sentences.train,
        settings,
        checkpoint=options.checkpoint,
        save_every=options.save_every,
        progress=False if options.quiet else None,
    )
    if options.checkpoint:
        print(f"Saved: {options.checkpoint}")
    _evaluate(translator, sentences)
    for sentence, translation in zip(options.translate, translator.translate(options.translate), strict=True):
        print(f"{sentence} → {translation}")


def _sentences(options: Namespace) -> Sentences:
    """Read the reader's own text, or draw sentences of the grammar."""
    if options.text is None:
        if options.columns is not None:
            raise ValueError("--columns belongs to a text of your own; give --text FILE as well.")
        return of_the_grammar(options.sentences, options.seed)
    columns = None if options.columns is None else columns_from(options.columns)
    return of_the_text_file(options.text, columns=columns, progress=False if options.quiet else None)


def _evaluate(translator: Translator, sentences: Sentences) -> None:
    """Say how well sentences come out that were not trained on."""
    for name, pairs in sentences.held_out.items():
        written = translator.translate([source for source, _ in pairs])
        expected = [target for _, target in pairs]
        right = sum(map(eq, written, expected)) / len(pairs)
        print(f"{name}: {right:.1%} exactly right, BLEU {bleu(written, expected):.1f} (words between spaces).")


def _pick(kind: Any, options: Namespace) -> Any:
    """Make settings of the options that carry the names of its fields."""
    given = vars(options)
    return kind(**{each.name: given[each.name] for each in fields(kind) if each.name in given})


def _refuse_a_confusion_of_files(options: Namespace) -> None:
    """Raise ValueError rather than go on with a training, or begin one, that was not meant."""
    if options.resume and not options.checkpoint:
        raise ValueError("--resume needs to know from which file; give --checkpoint FILE as well.")
    if options.checkpoint is None:
        return
    if not options.checkpoint.parent.is_dir():
        raise ValueError(f"--checkpoint: there is no folder {options.checkpoint.parent}; make it, or give another.")
    if options.checkpoint.exists() and not options.resume:
        raise ValueError(f"{options.checkpoint} is there already; add --resume to go on with it, or give another file.")
    if options.resume and not options.checkpoint.exists():
        raise ValueError(f"{options.checkpoint} is not there; leave out --resume to begin.")


def _how_to_go_on(options: Namespace, arguments: Sequence[str]) -> str:
    if options.checkpoint is None or not options.checkpoint.exists():
        return "\nInterrupted; nothing was saved. With --checkpoint FILE a training can go on later."
    again = shlex.join(["python", "-m", "course_lib.train", *(each for each in arguments if each != "--resume")])
    return f"\nInterrupted; saved to {options.checkpoint}. To go on: {again} --resume"


def _parser() -> ArgumentParser:
    sizes, settings = ModelSettings(), TrainingSettings()
    parser = ArgumentParser(
        prog="python -m course_lib.train",
        description="Train a Transformer to translate: on the book's English-Spanish grammar, or on your own text.",
        formatter_class=ArgumentDefaultsHelpFormatter,
    )
    text = parser.add_argument_group("sentences")
    text.add_argument("--text", type=Path, metavar="FILE", help="UTF-8, each line: sentence, tab, translation")
    text.add_argument("--columns", metavar="A,B", help="of --text, if it has more than two; for example 2,4")
    text.add_argument("--vocab-size", type=int, default=4000, metavar="N", help="subwords of each language, for --text")
    text.add_argument("--sentences", type=int, default=GRAMMAR_SENTENCES, metavar="N", help="of the grammar")
    text.add_argument("--translate", action="append", default=[], metavar="SENTENCE", help="afterwards; repeatable")
    model = parser.add_argument_group("model")
    for name in ("d_model", "num_heads", "num_layers", "d_ff"):
        model.add_argument(f"--{name.replace('_', '-')}", type=int, default=getattr(sizes, name), help="size")
    model.add_argument("--dropout", type=float, default=sizes.dropout, help="share")
    training = parser.add_argument_group("training")
    training.add_argument("--steps", type=int, default=settings.steps, help="batches")
    training.add_argument("--batch-size", type=int, default=settings.batch_size, help="sentences at once")
    training.add_argument("--peak-rate", type=float, default=settings.peak_rate, help="highest learning rate")
    training.add_argument("--label-smoothing", type=float, default=settings.label_smoothing, help="share")
    training.add_argument("--seed", type=int, default=settings.seed, help="of weights, sentences and their order")
    training.add_argument("--quiet", action="store_true", help="no progress bar")
    files = parser.add_argument_group("files")
    files.add_argument("--checkpoint", type=Path, metavar="FILE", help="saves here: at the end, on Ctrl-C, on the way")
    files.add_argument("--save-every", type=int, default=500, metavar="N", help="steps between two savings")
    files.add_argument("--resume", action="store_true", help="go on from the checkpoint, with the same options")
    return parser
