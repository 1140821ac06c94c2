"""The scores of a text promise: each token counts once, and bits per byte do not depend on what the tokens are."""

from math import exp, log

import pytest
import torch

from course_lib.training import BOS_ID, judge_text
from tests.training.test_writer import SMALL, TEXT, small_writer


@torch.no_grad()
@pytest.mark.parametrize("length", [1, 11, 12, 13, 30, 24])
def test_the_nats_are_those_of_every_token_with_the_tokens_of_its_piece_before_it(length):
    writer, text = small_writer(), TEXT[:length]
    writer.model.eval()
    ids, nats = writer.tokens.encode(text), 0.0
    for place, number in enumerate(ids):
        first = place - place % SMALL.context
        logits = writer.model(torch.tensor([[BOS_ID, *ids[first:place]]]))[0, -1]
        nats -= float(logits.log_softmax(dim=0)[number])
    scores = judge_text(writer, text)
    assert scores.nats == pytest.approx(nats, rel=1e-4)
    assert (scores.tokens, scores.bytes) == (length, length)
    assert scores.perplexity == pytest.approx(exp(nats / length), rel=1e-3)
    assert scores.bits_per_byte == pytest.approx(nats / length / log(2), rel=1e-3)


def test_even_shares_have_the_perplexity_of_as_many_tokens_as_there_are():
    writer = small_writer()
    torch.nn.init.zeros_(writer.model.to_logits.weight)
    assert judge_text(writer, TEXT[:40]).perplexity == pytest.approx(len(writer.tokens), rel=1e-4)


def test_many_pieces_are_judged_as_one_after_the_other(monkeypatch):
    expected = judge_text(small_writer(), TEXT)
    monkeypatch.setattr("course_lib.training.text_scores.AT_ONCE", 2)
    assert judge_text(small_writer(), TEXT).nats == pytest.approx(expected.nats, rel=1e-5)


def test_the_model_stays_in_its_mode_and_no_text_is_refused():
    writer = small_writer()
    writer.model.train()
    assert judge_text(writer, TEXT[:30]).nats == judge_text(writer, TEXT[:30]).nats and writer.model.training
    with pytest.raises(ValueError, match=r"^there is no text to judge by"):
        judge_text(writer, "")
