"""What greedy decoding, sampling and beam search promise alike, for any model."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.decoding import greedy_decode, sample
from tests.decoding.decoders import DECODERS, every_decoder
from tests.decoding.models import BOS, EOS, IDS, PAD, RunningSum, make_model

WITHOUT_CHANCE = [name for name in DECODERS if name != "sample"]


def make_starts(*, batch=5, length=2, vocab_size=6, seed=0):
    """Draw different starts, none of which ends with a pad."""
    return torch.randint(1, vocab_size, (batch, length), generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("name", DECODERS)
@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 3), st.integers(1, 8), st.floats(0.1, 8))
def test_after_the_end_come_pads_only_and_the_batch_is_no_longer_than_its_longest_sentence(
    name, seed, start_length, room, sharpness
):
    starts = make_starts(length=start_length, seed=seed)
    max_length = start_length + room
    ids = DECODERS[name](make_model(seed, sharpness=sharpness), starts, max_length=max_length, **IDS)
    assert torch.equal(ids[:, :start_length], starts)
    lengths = []
    for words in ids[:, start_length:].tolist():
        end = words.index(EOS) + 1 if EOS in words else len(words)
        assert set(words[end:]) <= {PAD}
        lengths.append(end)
    assert ids.shape[1] == start_length + max(lengths) <= max_length
    assert ids.shape[1] == max_length or all(EOS in row for row in ids[:, start_length:].tolist())


@pytest.mark.parametrize("name", WITHOUT_CHANCE)
@settings(max_examples=25)
@given(st.integers(0, 10_000), st.floats(0.1, 8))
def test_a_batch_gives_what_its_sentences_give_one_by_one(name, seed, sharpness):
    model, starts = make_model(seed, sharpness=sharpness), make_starts(seed=seed)
    together = DECODERS[name](model, starts, max_length=9, **IDS)
    for start, ids in zip(starts, together, strict=True):
        alone = DECODERS[name](model, start[None], max_length=9, **IDS)[0]
        assert torch.equal(ids[: len(alone)], alone)
        assert (ids[len(alone) :] == PAD).all()


@every_decoder
@pytest.mark.parametrize("pad_id", [0, 1, 7])
def test_any_id_can_be_the_pad(decode, pad_id):
    def end_after(ids):
        return 60.0 * torch.nn.functional.one_hot(torch.where(ids[:, -1] == 5, EOS, 5), 8)

    ids = decode(end_after, torch.tensor([[5], [3]]), max_length=9, eos_id=EOS, pad_id=pad_id)
    assert ids.tolist() == [[5, EOS, pad_id], [3, 5, EOS]]


@every_decoder
def test_decoding_stops_asking_once_all_sentences_have_ended(decode):
    asked = []

    def count_to_four(ids):
        asked.append(ids.shape[1])
        words = torch.where(ids[:, -1] == 5, EOS, ids[:, -1] + 1)
        return 60.0 * torch.nn.functional.one_hot(words, 8)

    ids = decode(count_to_four, torch.tensor([[3], [4]]), max_length=40, **IDS)
    assert ids.tolist() == [[3, 4, 5, EOS], [4, 5, EOS, PAD]]
    assert asked == [1, 2, 3]


@every_decoder
def test_an_end_in_the_start_ends_nothing_and_without_an_end_the_limit_alone_ends_a_text(decode):
    starts = torch.tensor([[EOS], [EOS]])
    always_ends = torch.tensor([0, 0, 60.0, 0]).expand
    assert decode(lambda ids: always_ends(len(ids), -1), starts, max_length=6, **IDS).tolist() == [[EOS, EOS]] * 2
    ids = decode(lambda ids: always_ends(len(ids), -1), starts, max_length=6, eos_id=None, pad_id=PAD)
    assert ids.tolist() == [[EOS] * 6] * 2


@every_decoder
def test_a_state_handed_back_gives_the_same_text_as_computing_all_anew(decode):
    starts, cached, max_length = make_starts(), RunningSum(), 12
    with_state = decode(cached, starts, max_length=max_length, **IDS)
    assert cached.calls > 3
    anew = []

    def recompute(ids):
        anew.append(cached.recompute(ids))
        return anew[-1]

    assert torch.equal(decode(recompute, starts, max_length=max_length, **IDS), with_state)
    for ours, theirs in zip(cached.logits, anew, strict=True):
        assert torch.equal(ours, theirs)


@every_decoder
@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_logits_in_half_precision_give_the_text_of_the_same_logits_in_single_precision(decode, dtype):
    model, starts = make_model(3), make_starts(batch=200)
    narrow = decode(lambda ids: model(ids).to(dtype), starts, max_length=9, **IDS)
    assert torch.equal(narrow, decode(lambda ids: model(ids).to(dtype).float(), starts, max_length=9, **IDS))


@every_decoder
@pytest.mark.parametrize("dtype", [torch.int64, torch.int32])
def test_the_ids_keep_their_dtype_and_the_start_is_left_as_it_was(decode, dtype):
    starts = make_starts().to(dtype)
    before = starts.clone()
    assert decode(make_model(), starts, max_length=9, **IDS).dtype == dtype
    assert torch.equal(starts, before)


@every_decoder
def test_everything_happens_on_the_device_of_the_ids_and_without_gradients(decode):
    model, starts, gradients = make_model(), make_starts(), []

    def scores(ids):
        gradients.append(torch.is_grad_enabled())
        return model(ids)

    expected = decode(model, starts, max_length=9, **IDS)
    generator = torch.Generator().manual_seed(7)
    # A tensor made without naming the device would land on this one, which holds no numbers, and could not be used.
    with torch.device("meta"):
        if decode is DECODERS["sample"]:
            ids = sample(scores, starts, max_length=9, generator=generator, **IDS)
        else:
            ids = decode(scores, starts, max_length=9, **IDS)
    assert torch.equal(ids, expected)
    assert not any(gradients)


@every_decoder
def test_a_start_of_one_pad_is_taken_as_some_models_want_it(decode):
    assert decode(make_model(), torch.tensor([[PAD]]), max_length=4, **IDS)[0, 0] == PAD


def test_the_likeliest_word_comes_first_whatever_its_place_and_of_equal_words_the_smallest_id():
    rows = torch.tensor([[0.0, 3, 5, 5, 1], [4, 0, 0, 4, 0], [0, 0, 0, 0, 9]])
    ids = greedy_decode(lambda ids: rows, torch.full((3, 1), BOS), max_length=2, **IDS)
    assert ids[:, 1].tolist() == [2, 0, 4]
