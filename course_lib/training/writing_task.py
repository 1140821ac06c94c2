"""The command python -m course_lib.train, for writing."""

from argparse import Namespace

from tqdm import tqdm  # type: ignore[import-untyped]

from course_lib.language import say
from course_lib.reproducibility import set_seed
from course_lib.training.advice import how_to_write
from course_lib.training.history import History
from course_lib.training.learning import checkpoint_to_resume, learn
from course_lib.training.loop import Watch
from course_lib.training.messages import NOTHING_HELD_OUT, OTHER_TOKENS, PROMPT, SAMPLE, TEXT_SCORES
from course_lib.training.options import settings_of
from course_lib.training.own_text import TOKENIZERS, OwnText, of_the_file, of_the_stories
from course_lib.training.terminal import without_controls
from course_lib.training.text_scores import judge_text
from course_lib.training.writer import Writer, WriterSettings

JUDGED_ON_THE_WAY = 10_000  # characters


def run_writing(options: Namespace) -> None:
    """Train a writer, show samples on the way, say how well it foretells, and let it write what was asked for."""
    checkpoint = checkpoint_to_resume(options, Writer, WriterSettings)
    text = of_the_file(options.text) if options.text else of_the_stories(options.stories, options.seed)
    print(text.report, flush=True)
    set_seed(options.seed)
    writer = checkpoint.learner() if checkpoint else _new_writer(text, options)
    if not isinstance(writer.tokens, TOKENIZERS[options.tokens]):
        raise ValueError(say(OTHER_TOKENS, path=options.checkpoint, tokens=options.tokens))
    refuse_unwritable(writer, options.prompt)
    learn(
        writer,
        text.train,
        options,
        checkpoint,
        watch=_samples(writer, text, options),
        watch_every=options.sample_every,
    )
    if options.checkpoint:
        print(how_to_write(options.checkpoint, text.train[:20]), flush=True)
    print(_scores(writer, text.held_out))
    for written in writer.write(options.prompt, length=options.length, seed=options.seed):
        print(without_controls(written))


def refuse_unwritable(writer: Writer, prompts: list[str]) -> None:
    """Raise ValueError for the first prompt that cannot be continued: better now than after the training."""
    for number, prompt in enumerate(prompts, start=1):
        try:
            writer.tokens.encode(prompt)
        except ValueError as error:
            raise ValueError(say(PROMPT, number=number, problem=error)) from None


def _new_writer(text: OwnText, options: Namespace) -> Writer:
    return Writer(text.tokenizer(options.tokens, options.vocab_size), settings_of(WriterSettings, options))


def _samples(writer: Writer, text: OwnText, options: Namespace) -> Watch:
    """Return what prints, now and then, how well a writer foretells, and what it writes."""

    def watch(step: int, history: History) -> None:
        [sample] = writer.write(length=options.length, seed=options.seed)
        scores = _scores(writer, text.held_out[:JUDGED_ON_THE_WAY])
        tqdm.write(say(SAMPLE, step=step, scores=scores, sample=without_controls(sample)))

    return watch


def _scores(writer: Writer, held_out: str) -> str:
    if not held_out:
        return say(NOTHING_HELD_OUT)
    scores = judge_text(writer, held_out)
    return say(TEXT_SCORES, perplexity=scores.perplexity, bits=scores.bits_per_byte)
