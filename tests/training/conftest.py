"""What the tests of training share: a tiny corpus, and one thread, as the tests of attention have."""

import pytest
import torch

from course_lib.tiny_corpora import as_text
from course_lib.tiny_corpora.spanish import being, spanish_corpus
from tests.attention.conftest import one_thread
from tests.training.small import small_translator

__all__ = ["one_thread"]


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
