"""A language model that writes promises: each row of a batch is what it is alone, each word is computed once."""

from dataclasses import replace

import pytest
import torch

from course_lib.decoding import beam_search, greedy_decode, sample
from course_lib.transformer import NextWord
from course_lib.transformer.left_pads import LeftPads
from tests.transformer.test_language_model import POSITIONS, make_model

STARTS, NEW = [[1, 9, 4], [7], [5, 6]], 4
SETTINGS = {"eos_id": None, "pad_id": 0}


def sampled(model, ids, **options):
    """Draw with a generator for each row, which is seeded with the row's first word."""
    seeds = [int(row[row != 0][0]) for row in ids]
    return sample(model, ids, generator=[torch.Generator().manual_seed(seed) for seed in seeds], **options)


DECODERS = {
    "greedy": greedy_decode,
    "sampling": sampled,
    "beam": lambda *arguments, **options: beam_search(*arguments, beam_width=3, **options)[0],
}


def make_writer(positions="rotary"):
    """Make a model with strong opinions; a random offset of the last norm would make all words the same."""
    model = make_model(positions, tie_embeddings=False)
    for parameter in model.parameters():
        if parameter.ndim > 1:
            torch.nn.init.normal_(parameter, std=0.7)
    torch.nn.init.zeros_(model.blocks.final_norm.bias)
    return model


class Forgetful(NextWord):
    """Takes the pads of a start for words."""

    def next_logits(self, ids, state):
        if state is None:
            _, state = super().next_logits(ids, None)
            state = replace(state, cache=self.model.new_cache(), pads=LeftPads(None))
        return super().next_logits(ids, state)


def rows_that_differ(decode, model, writer=NextWord):
    """Return which rows are written otherwise in a batch than alone."""
    together = torch.tensor([[0] * (3 - len(start)) + start for start in STARTS])
    written = decode(writer(model), together, **SETTINGS, max_length=3 + NEW)[:, -NEW:]
    alone = [
        decode(NextWord(model), torch.tensor([start]), **SETTINGS, max_length=len(start) + NEW)[:, -NEW:]
        for start in STARTS
    ]
    return [row for row in range(3) if not torch.equal(written[row], alone[row][0])]


@pytest.mark.parametrize("name", DECODERS)
@pytest.mark.parametrize("positions", [*POSITIONS, "learned"])
def test_every_row_of_a_batch_is_written_as_it_is_alone(name, positions):
    assert rows_that_differ(DECODERS[name], make_writer(positions)) == []


@pytest.mark.parametrize("name", DECODERS)
def test_this_test_would_notice_pads_that_are_taken_for_words(name):
    assert rows_that_differ(DECODERS[name], make_writer(), Forgetful) != []


@torch.no_grad()
@pytest.mark.parametrize("name", DECODERS)
def test_the_cache_changes_no_word(name):
    model, start = make_writer(), torch.tensor([[1, 9], [7, 2]])
    cached = DECODERS[name](NextWord(model), start, **SETTINGS, max_length=9)
    anew = DECODERS[name](lambda ids: model(ids)[:, -1], start, **SETTINGS, max_length=9)
    assert torch.equal(cached, anew) and cached.unique().numel() > 2


def test_each_word_is_computed_once(monkeypatch):
    model, seen = make_model(), []
    forward = model.forward
    monkeypatch.setattr(
        model, "forward", lambda ids, *rest, **more: seen.append(ids.shape[1]) or forward(ids, *rest, **more)
    )
    greedy_decode(NextWord(model), torch.tensor([[1, 9, 4]]), **SETTINGS, max_length=7)
    assert seen == [3, 1, 1, 1]


def test_a_model_without_a_pad_takes_every_word_for_a_word():
    model = make_model(pad_id=None)
    ids = torch.tensor([[0, 0, 5]])
    torch.testing.assert_close(NextWord(model).next_logits(ids, None)[0], model(ids)[:, -1])
