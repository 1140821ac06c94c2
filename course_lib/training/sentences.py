"""What the command trains on and what it holds back: the grammar, or a reader's own text."""

from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from course_lib.language import say
from course_lib.tiny_corpora import as_text, spanish_corpus
from course_lib.training.split import split_by_source
from course_lib.training.subword_tokenizer import SubwordTokenizer
from course_lib.training.text_file import Columns, read_text_file
from course_lib.training.tokenizer import Tokenizer
from course_lib.training.translator import TextPair
from course_lib.training.word_tokenizer import WordTokenizer

MOST_HELD_OUT = 1000
SHARE_HELD_OUT = 20  # of a reader's text, one pair in so many


@dataclass(frozen=True)
class Sentences:
    """Pairs to train on, pairs to judge by, and what to say about where they come from."""

    train: list[TextPair]
    held_out: dict[str, list[TextPair]]  # by a name, in English
    report: str
    are_words: bool  # a token is a whole word

    def tokenizers(self, vocab_size: int) -> tuple[Tokenizer, Tokenizer]:
        """Make the tokens of both languages; `vocab_size` is for subwords.

        Subwords are learned from the sentences to train on alone. Words also come from those held out: one that never
        occurs in training is a word that the translator gets wrong, not an error.
        """
        if self.are_words:
            sources, targets = zip(*self.train, *chain(*self.held_out.values()), strict=True)
            return WordTokenizer.of_sentences(sources), WordTokenizer.of_sentences(targets)
        sources, targets = zip(*self.train, strict=True)
        make = partial(SubwordTokenizer.of_sentences, vocab_size=vocab_size)
        return make(sources), make(targets)


def of_the_grammar(count: int, seed: int) -> Sentences:
    """Draw so many sentences of the English-Spanish grammar, and others to judge by."""
    corpus = spanish_corpus(count, MOST_HELD_OUT, MOST_HELD_OUT, seed=seed)
    held_out = {
        "New sentences": as_text(corpus.held_out),
        "New combinations of adjective and noun": as_text(corpus.new_combinations),
    }
    return Sentences(
        as_text(corpus.train), held_out, say("{count} sentences of the English-Spanish grammar.", count=count), True
    )


def of_the_text_file(path: str | Path, *, columns: Columns | None = None, progress: bool | None = None) -> Sentences:
    """Read a reader's own pairs; one in twenty, at most a thousand, is held out, the same ones every time.

    Args:
        path: of the file.
        columns: the two columns to use; None takes those that most lines have.
        progress: show a bar while reading; None shows it on a terminal only.

    Raises:
        ValueError: nothing in the file can be used.
    """
    file = read_text_file(path, columns=columns, progress=progress)
    split = split_by_source(file.pairs, min(MOST_HELD_OUT, len(file.pairs) // SHARE_HELD_OUT))
    held_out = {"Sentences held out": split.held_out} if split.held_out else {}
    return Sentences(split.train, held_out, f"{file.report()}\n{split.report()}", False)
