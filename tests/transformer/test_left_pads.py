"""Starts padded on the left promise: every row of a batch is written as it would be alone, whatever decodes it."""

from dataclasses import replace

import pytest
import torch

from course_lib.decoding import beam_search, greedy_decode, sample
from course_lib.transformer import NextTargetWord
from course_lib.transformer.left_pads import LeftPads
from course_lib.transformer.next_word import TranslatingState
from tests.transformer.inputs import SOURCE, make_transformer

PAD, LONGEST, NEW = 0, 4, 5
STARTS = [[1, 9, 4, 6], [1, 7], [1]]  # beside the longest, the others begin with 2 and with 3 pads
POSITIONS = ["sinusoidal", "learned", "rotary", "none"]
DECODERS = {
    "greedy": greedy_decode,
    "sampling": lambda *arguments, **options: sample(*arguments, top_k=1, **options),
    "beam": lambda *arguments, **options: beam_search(*arguments, beam_width=3, **options)[0],
}


class Forgetful(NextTargetWord):
    """Leaves out what the pads of a start need, and takes them for words."""

    def next_logits(self, ids, state):
        if state is None:
            _, state = super().next_logits(ids, None)
            state = replace(state, cache=self.model.new_cache(), pads=LeftPads(None))
        return super().next_logits(ids, state)


class WithoutPlaces(NextTargetWord):
    """Masks the pads, but lets the words stand where the pads have moved them."""

    def next_logits(self, ids, state):
        decode = self.model.decode
        self.model.decode = lambda *arguments, places, **options: decode(*arguments, **options)
        try:
            return super().next_logits(ids, state)
        finally:
            self.model.decode = decode


def make_model(positions="sinusoidal", norm="pre"):
    """Make a model for 12 target words, with opinions that depend on all it sees."""
    model = make_transformer(positions=positions, norm=norm, max_length=LONGEST + NEW)
    for parameter in model.parameters():
        if parameter.ndim > 1:  # a random offset of the last norm would make all words the same
            torch.nn.init.normal_(parameter, std=0.5)
    return model.eval()


def padded(starts):
    """Fill starts up at the left."""
    return torch.tensor([[PAD] * (LONGEST - len(start)) + start for start in starts])


def written(decode, writer, model, starts, rows):
    """Decode these rows of the sources together; no sentence ends by itself."""
    ids = starts[rows] if isinstance(starts, torch.Tensor) else torch.tensor([starts[row] for row in rows])
    new = ids.shape[1] + NEW
    return decode(writer(model, SOURCE[rows]), ids, eos_id=None, pad_id=PAD, max_length=new)[:, -NEW:]


def rows_that_differ(decode, model, writer=NextTargetWord):
    """Return which rows are written otherwise in a batch than alone."""
    together = written(decode, writer, model, padded(STARTS), [0, 1, 2])
    alone = [written(decode, NextTargetWord, model, STARTS, [row]) for row in range(3)]
    return [row for row in range(3) if not torch.equal(together[row], alone[row][0])]


@pytest.mark.parametrize("name", DECODERS)
@pytest.mark.parametrize("positions", POSITIONS)
@pytest.mark.parametrize("norm", ["pre", "post"])
def test_every_row_of_a_batch_is_written_as_it_is_alone(name, positions, norm):
    assert rows_that_differ(DECODERS[name], make_model(positions, norm)) == []


@pytest.mark.parametrize("positions", POSITIONS)
@pytest.mark.parametrize("norm", ["pre", "post"])
def test_the_logits_of_the_next_word_are_those_that_each_row_gets_alone(positions, norm):
    model = make_model(positions, norm)
    together, _ = NextTargetWord(model, SOURCE).next_logits(padded(STARTS), None)
    for row, start in enumerate(STARTS):
        alone, _ = NextTargetWord(model, SOURCE[row : row + 1]).next_logits(torch.tensor([start]), None)
        torch.testing.assert_close(together[row], alone[0])


@pytest.mark.parametrize("positions", POSITIONS)
def test_these_tests_would_notice_a_missing_mask(positions):
    assert rows_that_differ(greedy_decode, make_model(positions), Forgetful) != []


@pytest.mark.parametrize("positions", ["sinusoidal", "learned"])
def test_these_tests_would_notice_missing_places(positions):
    assert rows_that_differ(greedy_decode, make_model(positions), WithoutPlaces) != []


@pytest.mark.parametrize("positions", ["rotary", "none"])
def test_positions_of_distances_alone_need_no_places(positions):
    assert rows_that_differ(greedy_decode, make_model(positions), WithoutPlaces) == []


@pytest.mark.parametrize("name", DECODERS)
def test_a_start_that_is_the_pad_alone_is_a_word(name):
    model, starts = make_model(), torch.full((3, 1), PAD)
    ids = DECODERS[name](NextTargetWord(model, SOURCE), starts, eos_id=None, pad_id=PAD, max_length=1 + NEW)
    memory, mask = model.encode(SOURCE), model.source_mask(SOURCE)
    if name != "beam":  # which need not take the likeliest word at each step
        expected = model.decode(ids[:, :-1], memory, mask).argmax(dim=-1)
        assert torch.equal(ids[:, 1:], expected)
    _, state = NextTargetWord(model, SOURCE).next_logits(starts, None)
    assert isinstance(state, TranslatingState) and state.pads.first is None


def test_a_pad_written_in_the_middle_of_a_sentence_is_seen_as_any_word():
    model, ids = make_model(), torch.tensor([[1, 9, PAD, 6]] * 3)
    got, _ = NextTargetWord(model, SOURCE).next_logits(ids, None)
    expected = model.decode(ids, model.encode(SOURCE), model.source_mask(SOURCE))[:, -1]
    torch.testing.assert_close(got, expected)


def test_a_start_of_the_pad_alone_may_stand_beside_a_longer_one():
    model = make_model()
    together, _ = NextTargetWord(model, SOURCE[:2]).next_logits(torch.tensor([[1, 9, 4], [PAD, PAD, PAD]]), None)
    alone, _ = NextTargetWord(model, SOURCE[1:2]).next_logits(torch.tensor([[PAD]]), None)
    torch.testing.assert_close(together[1], alone[0])
