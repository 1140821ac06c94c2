"""The GloVe of the package is the one that Stanford published."""

import pytest
import torch

from course_lib.embeddings import load_glove
from tests.pretrained.real_weights import real


@pytest.fixture(scope="module")
def glove():
    return real(load_glove)


def test_it_has_400_000_words_with_50_numbers_each_the_most_frequent_first(glove):
    assert glove.matrix.shape == (400_000, 50)
    assert glove.matrix.dtype == torch.float32
    assert glove.matrix.is_contiguous()
    assert glove.words[:4] == ("the", ",", ".", "of")


def test_numbers_are_those_of_the_published_text_file(glove):
    # The beginning of the line "king" in glove.6B.50d.txt.
    assert torch.equal(glove["king"][:5], torch.tensor([0.50451, 0.68607, -0.59517, -0.022801, 0.60046]))


def test_cosines_are_those_that_were_measured_with_it(glove):
    assert glove.cosine("king", "queen") == pytest.approx(0.784, abs=1e-3)
    assert glove.analogy("man", "king", "woman")[0][0] == "queen"
    assert glove.nearest("mole", 3)[0][0] == "squid"


def test_a_few_words_have_the_same_vectors(glove):
    few = real(load_glove, ["queen", "car"])
    assert torch.equal(few.matrix, torch.stack([glove["queen"], glove["car"]]))
