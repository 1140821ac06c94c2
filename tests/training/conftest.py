"""What the tests of training share: a tiny corpus, and one thread, as the tests of attention have."""

import signal

import pytest
import torch

from course_lib.tiny_corpora import as_text
from course_lib.tiny_corpora.spanish import being, spanish_corpus
from tests.attention.conftest import one_thread
from tests.training.small import small_translator

__all__ = ["one_thread"]


@pytest.fixture(autouse=True)
def signals_are_heard():
    """Hear the signals also where the tests run in the background of a shell, which lets them be ignored."""
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    ignored = [number for name in names if signal.getsignal(number := getattr(signal, name)) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


@pytest.fixture(scope="package")
def corpus():
    """Short sentences, such as "the ball is blue"."""
    return spanish_corpus(400, 20, 20, draw=being)


@pytest.fixture(scope="package")
def pairs(corpus):
    """The sentences to train on, as text."""
    return as_text(corpus.train)


@pytest.fixture
def translator(pairs):
    """An untrained translator for these sentences, the same for every test."""
    torch.manual_seed(0)
    return small_translator(pairs)


@pytest.fixture
def with_opinions(translator):
    """A translator with strong, random opinions: its translations differ from sentence to sentence."""
    for weight in translator.model.parameters():
        if weight.ndim > 1:
            torch.nn.init.normal_(weight, std=0.5)
    return translator
