"""Where "bank" lies between its meanings, by hand and by the real reader, whose stored places a page draws."""

import pytest
import torch

from course_lib.demonstrations.bank_in_context import bank_places, between, every_reading, vectors_at_each_depth
from course_lib.demonstrations.sweeps import read_sweep
from course_lib.pretrained import load_minilm
from tests.pretrained.real_weights import real


@pytest.fixture(scope="module")
def minilm():
    return real(load_minilm)


def test_a_vector_lies_by_its_distances_to_the_two_means() -> None:
    first, second = torch.tensor([[0.0, 0.0], [0.0, 2.0]]), torch.tensor([[4.0, 1.0]])
    assert between(torch.tensor([[1.0, 1.0]]), first, second) == pytest.approx([1 / 4])


def test_a_member_of_a_group_is_left_out_of_its_mean() -> None:
    first, second = torch.tensor([[0.0], [2.0]]), torch.tensor([[4.0]])
    assert between(first, first, second) == pytest.approx([2 / (2 + 4), 2 / (2 + 2)])


def test_the_places_that_a_page_draws_are_those_of_the_model(minilm) -> None:
    places = bank_places(minilm)
    stored = read_sweep("bank-in-context")
    assert [{key: row[key] for key in ("meaning", "number")} for row in stored.rows] == every_reading()
    for name, values in places.items():
        assert values == pytest.approx(stored.results(meaning=name), abs=1e-4)


def test_what_each_layer_is_given_is_kept_and_no_hook_stays(minilm) -> None:
    depths = vectors_at_each_depth(minilm, "mole", ["A mole.", "One mole of gas."])
    assert [tuple(depth.shape) for depth in depths] == [(2, 384)] * 7
    assert torch.equal(depths[-1], minilm.word_vectors(["A mole.", "One mole of gas."])[:, 2])
    assert not any(layer._forward_pre_hooks for layer in minilm.reader.encoder.layers)


def test_a_sentence_without_the_word_is_refused(minilm) -> None:
    with pytest.raises(ValueError, match=r"^'A cat' has no 'mole'"):
        vectors_at_each_depth(minilm, "mole", ["A mole", "A cat"])
