"""Sampling promises: words as frequent as their shares, the filters in their order, and the same text for one seed."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.decoding import greedy_decode, sample
from tests.decoding.models import BOS, IDS, make_model

LOGITS = torch.tensor([0.5, -1.0, 1.5, 0.0, 1.0, -0.5])
DRAWS = 20_000
SETTINGS = {
    "as the model says": ({}, [0.5, -1.0, 1.5, 0.0, 1.0, -0.5]),
    "cold": ({"temperature": 0.5}, [1.0, -2.0, 3.0, 0.0, 2.0, -1.0]),
    "hot": ({"temperature": 2.0}, [0.25, -0.5, 0.75, 0.0, 0.5, -0.25]),
    "top-k": ({"top_k": 3}, [0.5, None, 1.5, None, 1.0, None]),
    # The two likeliest words hold 0.42 + 0.25 = 0.67 of all, but 0.81 of the first three.
    "top-p": ({"top_p": 0.7}, [0.5, None, 1.5, None, 1.0, None]),
    "top-p of what top-k left": ({"top_k": 3, "top_p": 0.7}, [None, None, 1.5, None, 1.0, None]),
    # At temperature 0.5 the two likeliest words hold 0.83, without it 0.67.
    "top-p of what the temperature made": ({"temperature": 0.5, "top_p": 0.8}, [None, None, 3.0, None, 2.0, None]),
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_words_are_as_frequent_as_their_shares(setting):
    options, scores = SETTINGS[setting]
    shares = torch.tensor([float("-inf") if score is None else score for score in scores]).softmax(dim=0)
    ids = sample(
        lambda ids: LOGITS.expand(len(ids), -1),
        torch.full((DRAWS, 1), BOS),
        max_length=2,
        generator=torch.Generator().manual_seed(0),
        **IDS,
        **options,
    )
    counts = ids[:, 1].bincount(minlength=6)
    assert (counts[shares == 0] == 0).all()
    spread = (DRAWS * shares * (1 - shares)).sqrt()
    assert ((counts - DRAWS * shares).abs() <= 4 * spread).all(), (counts / DRAWS, shares)


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.floats(0.1, 10))
def test_the_likeliest_word_alone_is_greedy_decoding(seed, temperature):
    model, starts = make_model(seed), torch.arange(1, 5)[:, None]
    generator = torch.Generator().manual_seed(seed)
    options = {"temperature": temperature, "generator": generator, "max_length": 9}
    expected = greedy_decode(model, starts, max_length=9, **IDS)
    assert torch.equal(sample(model, starts, top_k=1, **options, **IDS), expected)
    assert torch.equal(sample(model, starts, top_p=1e-9, **options, **IDS), expected)


def test_the_same_seed_gives_the_same_text_and_another_seed_another():
    def text(seed):
        generator = torch.Generator().manual_seed(seed)
        return sample(make_model(), torch.full((8, 1), BOS), max_length=9, generator=generator, **IDS).tolist()

    assert text(0) == text(0)
    assert text(0) != text(1)


def test_without_a_generator_chance_comes_from_torch():
    def text():
        torch.manual_seed(5)
        return sample(make_model(), torch.full((8, 1), BOS), max_length=9, **IDS).tolist()

    assert text() == text()


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"temperature": 0}, r"^temperature is 0; .* use greedy_decode\.$"),
        ({"top_k": 0}, r"^k is 0; expected"),
        ({"top_p": 0}, r"^p is 0; expected"),
    ],
)
def test_a_setting_out_of_range_is_refused(option, message):
    with pytest.raises(ValueError, match=message):
        sample(make_model(), torch.tensor([[BOS]]), max_length=4, **IDS, **option)


def test_with_a_generator_each_a_sentence_gets_in_a_batch_what_it_gets_alone():
    def text(rows):
        generators = [torch.Generator().manual_seed(row) for row in rows]
        starts = torch.arange(1, 5)[list(rows), None]
        return sample(make_model(), starts, max_length=9, generator=generators, eos_id=None, pad_id=0)

    assert torch.equal(text(range(4)), torch.cat([text([row]) for row in range(4)]))


def test_generators_that_are_not_one_for_each_sentence_are_refused():
    with pytest.raises(ValueError, match=r"^generator is a list of 1; expected one generator for each of the 3 "):
        sample(make_model(), torch.full((3, 1), BOS), max_length=9, generator=[torch.Generator()], **IDS)
