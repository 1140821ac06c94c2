"""The command python -m course_lib.train, for translating."""

from argparse import Namespace

from course_lib.language import say
from course_lib.reproducibility import set_seed
from course_lib.training.advice import how_to_translate
from course_lib.training.learning import checkpoint_to_resume, learn
from course_lib.training.lines import read_lines, refuse_untranslatable, translate_lines
from course_lib.training.messages import LINE, SCORES, SENTENCE, TRANSLATION
from course_lib.training.options import settings_of
from course_lib.training.scores import bleu, exact_match
from course_lib.training.sentences import Sentences, of_the_grammar, of_the_text_file
from course_lib.training.text_file import columns_from
from course_lib.training.translator import ModelSettings, Translator


def run_translating(options: Namespace) -> None:
    """Train a translator, say how well it does, and let it translate what was asked for."""
    checkpoint = checkpoint_to_resume(options, Translator, ModelSettings)
    to_translate = [*options.translate], [*read_lines(options.translate_file)] if options.translate_file else []
    sentences = _sentences(options)
    print(sentences.report, flush=True)
    set_seed(options.seed)
    translator = checkpoint.learner() if checkpoint else _new_translator(sentences, options)
    for kind, texts in zip((SENTENCE, LINE), to_translate, strict=True):
        refuse_untranslatable(translator, texts, kind=kind)
    learn(translator, sentences.train, options, checkpoint)
    if options.checkpoint:
        print(how_to_translate(options.checkpoint, sentences.train[0][0]), flush=True)
    _evaluate(translator, sentences)
    for answer in translate_lines(translator, [*to_translate[0], *to_translate[1]]):
        print(say(TRANSLATION, sentence=answer.sentence, translation=answer.translation))


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
