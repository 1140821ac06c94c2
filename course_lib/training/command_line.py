"""The command python -m course_lib.train."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict

import torch

from course_lib.language import say
from course_lib.reproducibility import set_seed
from course_lib.training.advice import after_an_interruption, how_to_go_on, how_to_translate
from course_lib.training.checkpoint import Checkpoint
from course_lib.training.checkpoint_place import reserved
from course_lib.training.interruption import Terminated
from course_lib.training.lines import read_lines, refuse_untranslatable, translate_lines
from course_lib.training.loop import go_on
from course_lib.training.messages import LINE, MORE_STEPS, OUT_OF_MEMORY, SCORES, SENTENCE, TRANSLATION
from course_lib.training.options import parser, refuse_a_confusion_of_files, refuse_wrong_options, settings_of
from course_lib.training.safe_file import NotSavedError
from course_lib.training.scores import bleu, exact_match
from course_lib.training.sentences import Sentences, of_the_grammar, of_the_text_file
from course_lib.training.settings import TrainingSettings
from course_lib.training.terminal import INTERRUPTED, WRONG_INPUT, print_aside, print_error
from course_lib.training.text_file import columns_from
from course_lib.training.training_state import TrainingState
from course_lib.training.translator import ModelSettings, Translator


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    options = parser().parse_args(arguments)
    try:
        refuse_wrong_options(options)
        with reserved(options.checkpoint) if options.checkpoint else nullcontext():
            _run(options)
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


def _run(options: Namespace) -> None:
    checkpoint = _checkpoint_to_resume(options)
    to_translate = [*options.translate], [*read_lines(options.translate_file)] if options.translate_file else []
    sentences = _sentences(options)
    print(sentences.report, flush=True)
    set_seed(options.seed)
    translator = checkpoint.translator() if checkpoint else _new_translator(sentences, options)
    for kind, texts in zip((SENTENCE, LINE), to_translate, strict=True):
        refuse_untranslatable(translator, texts, kind=kind)
    translator.use_gpu_if_any()
    state = TrainingState.at_the_start(translator, sentences.train, settings_of(TrainingSettings, options))
    if checkpoint:
        checkpoint.restore(state)
        if checkpoint.ended_before(options.steps):
            print(say(MORE_STEPS, taken=state.history.steps, steps=options.steps), flush=True)
    go_on(
        state,
        sentences.train,
        checkpoint=options.checkpoint,
        save_every=options.save_every,
        progress=False if options.quiet else None,
    )
    if options.checkpoint:
        print(how_to_translate(options.checkpoint, sentences.train[0][0]), flush=True)
    _evaluate(translator, sentences)
    for answer in translate_lines(translator, [*to_translate[0], *to_translate[1]]):
        print(say(TRANSLATION, sentence=answer.sentence, translation=answer.translation))


def _checkpoint_to_resume(options: Namespace) -> Checkpoint | None:
    """Return the checkpoint from which to go on, if it is one of such a training."""
    if options.checkpoint is None:
        return None
    refuse_a_confusion_of_files(options)
    if not options.resume:
        return None
    checkpoint = Checkpoint.read(options.checkpoint)
    settings = {"model": settings_of(ModelSettings, options), "training": settings_of(TrainingSettings, options)}
    checkpoint.refuse_another_training({part: asdict(each) for part, each in settings.items()})
    return checkpoint


def _new_translator(sentences: Sentences, options: Namespace) -> Translator:
    return Translator(*sentences.tokenizers(options.vocab_size), settings_of(ModelSettings, options))


def _sentences(options: Namespace) -> Sentences:
    """Read the reader's own text, or draw sentences of the grammar."""
    if options.text is None:
        return of_the_grammar(options.sentences, options.seed)
    columns = None if options.columns is None else columns_from(options.columns)
    return of_the_text_file(options.text, columns=columns, progress=False if options.quiet else None)


def _evaluate(translator: Translator, sentences: Sentences) -> None:
    """Say how well sentences come out that were not trained on."""
    for name, pairs in sentences.held_out.items():
        scored = translator.written_and_expected(pairs)
        print(say(SCORES, name=say(name), right=exact_match(*scored), bleu=bleu(*scored)))


def _is_lack_of_memory(error: Exception) -> bool:
    """Tell it from other faults; PyTorch has no type of its own for the memory of the processor."""
    return isinstance(error, MemoryError | torch.cuda.OutOfMemoryError) or "can't allocate memory" in str(error)
