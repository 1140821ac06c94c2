"""A classifier promises: pads change no answer, the reader is the one that was given, the pool decides what is read."""

import pytest
import torch

from course_lib.transformer import MaskedLanguageModel, TextClassifier, first_word, mean_of_words
from tests.transformer.inputs import randomise

IDS = torch.tensor([[1, 5, 7, 3], [1, 4, 0, 0]])


def make(pool=first_word):
    reader = MaskedLanguageModel(13, pad_id=0, d_model=12, num_heads=3, num_layers=1, d_ff=20, dropout=0.0)
    return randomise(TextClassifier(reader, 3, pool=pool, dropout=0.0)).double().eval()


@pytest.mark.parametrize("pool", [first_word, mean_of_words])
@torch.no_grad()
def test_a_text_gets_in_a_batch_with_longer_ones_what_it_gets_alone(pool):
    model = make(pool)
    torch.testing.assert_close(model(IDS)[1], model(IDS[1:, :2])[0])


def test_the_mean_counts_words_only_and_the_last_place_would_be_a_pad():
    vectors = torch.arange(8.0).view(1, 4, 2)
    is_word = torch.tensor([[True, True, False, False]])
    assert torch.equal(mean_of_words(vectors, is_word), vectors[:, :2].mean(dim=1))
    assert torch.equal(first_word(vectors, is_word), vectors[:, 0])
    assert not torch.equal(vectors[:, -1], vectors[:, 1])


def test_training_the_head_alone_leaves_a_frozen_reader_as_it_is():
    model = make()
    model.reader.requires_grad_(False)
    model(IDS).sum().backward()
    assert all(parameter.grad is None for parameter in model.reader.parameters())
    assert all(model.get_parameter(f"{name}.weight").grad is not None for name in ("layer", "to_classes"))


def test_fewer_than_two_answers_are_refused():
    with pytest.raises(ValueError, match="num_classes is 1"):
        TextClassifier(make().reader, 1)
