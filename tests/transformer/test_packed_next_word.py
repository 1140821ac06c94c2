"""A packed model promises the plain one's scores and words: alone, together, past its room, and no model it cannot."""

from functools import partial

import pytest
import torch
from torch import nn

from course_lib.attention import GroupedQueryAttention
from course_lib.decoding import beam_search, greedy_decode
from course_lib.positions import HALVES, INTERLEAVED, RotaryPositions, SinusoidalPositions
from course_lib.transformer import (
    FeedForward,
    GatedFeedForward,
    LanguageModel,
    NextWord,
    PackedNextWord,
    PostNorm,
    PreNorm,
    add_low_rank_updates,
    low_rank_updates,
    packed_next_word,
    without_heads,
)
from tests.transformer.inputs import randomise

PAD = 0
TOGETHER = torch.tensor([[PAD, PAD, 9, 4], [5, 1, 12, 7], [PAD, 6, 6, 2]])
OPTIONS = {"eos_id": None, "pad_id": PAD, "max_length": 20}


def make_model(*, pairs=INTERLEAVED, kv_heads=2, norm=nn.RMSNorm, dtype=torch.float32, **choices):
    """Make a model as Llama is, of 2 layers and 6 heads of 4, with strong opinions."""
    choices = {
        "positions": partial(RotaryPositions, base=500.0, pairs=pairs),
        "attention": partial(GroupedQueryAttention, num_kv_heads=kv_heads),
        "residual": PreNorm,
        "feed_forward": GatedFeedForward,
        "tie_embeddings": False,
        "bias": False,
    } | choices
    sizes = {"d_model": 24, "num_heads": 6, "num_layers": 2, "d_ff": 20}
    model = LanguageModel(13, **sizes, norm=partial(norm, eps=1e-2), dropout=0.0, pad_id=PAD, **choices)
    return randomise(model).to(dtype).eval()


def steps_of(writer, ids, first):
    """Return the scores after the first words, and after each word from there on."""
    logits, state = writer.next_logits(ids[:, :first], None)
    steps = [logits]
    for stop in range(first + 1, ids.shape[1] + 1):
        logits, state = writer.next_logits(ids[:, :stop], state)
        steps.append(logits)
    return torch.stack(steps)


@pytest.mark.parametrize("pairs", [INTERLEAVED, HALVES])
@pytest.mark.parametrize("kv_heads", [1, 2, 6])
@pytest.mark.parametrize("texts", [1, 8])
@torch.no_grad()
def test_the_scores_are_those_of_the_plain_model(pairs, kv_heads, texts):
    model = make_model(pairs=pairs, kv_heads=kv_heads)
    ids = torch.randint(1, 13, (3, 12), generator=torch.Generator().manual_seed(1))
    ours, plain = (steps_of(writer, ids, 5) for writer in (PackedNextWord(model, texts=texts), NextWord(model)))
    assert float((ours - plain).abs().max()) <= 1e-4 and float(plain.std()) > 1


@torch.no_grad()
def test_in_double_precision_they_differ_by_rounding_only():
    model = make_model(dtype=torch.float64)
    ours, plain = (steps_of(writer, TOGETHER, 1) for writer in (PackedNextWord(model), NextWord(model)))
    assert float((ours - plain).abs().max()) <= 1e-10


@torch.no_grad()
def test_several_new_words_at_once_behind_others_see_the_earlier_ones_only():
    model, ids = make_model(), TOGETHER.repeat(1, 3)
    packed = PackedNextWord(model)
    _, state = packed.next_logits(ids[:, :5], None)
    together = packed.next_logits(ids, state)[0]
    assert float((together - NextWord(model).next_logits(ids, None)[0]).abs().max()) <= 1e-4


@pytest.mark.parametrize("room", [1, 5, 256])
def test_unequal_starts_write_the_plain_models_words_whatever_the_room(monkeypatch, room):
    monkeypatch.setattr(packed_next_word, "ROOM", room)
    model = make_model()
    written = greedy_decode(PackedNextWord(model), TOGETHER, **OPTIONS)
    assert torch.equal(written, greedy_decode(NextWord(model), TOGETHER, **OPTIONS))
    assert written[:, 4:].unique().numel() > 4
    alone = greedy_decode(PackedNextWord(model), TOGETHER[:1, 2:], **OPTIONS | {"max_length": 18})
    assert torch.equal(written[:1, 2:], alone)


def test_beam_search_finds_the_same_sentences():
    model = make_model()
    (ours, ours_log), (plain, plain_log) = (
        beam_search(writer, TOGETHER, beam_width=3, **OPTIONS) for writer in (PackedNextWord(model), NextWord(model))
    )
    assert torch.equal(ours, plain)
    torch.testing.assert_close(ours_log, plain_log, atol=1e-4, rtol=1e-4)


@torch.no_grad()
def test_half_precision_stays_near():
    model = make_model()
    ours = steps_of(PackedNextWord(model, dtype=torch.bfloat16), TOGETHER, 1)
    plain = steps_of(NextWord(model), TOGETHER, 1)
    assert ours.dtype == torch.bfloat16
    assert 1e-3 < float((ours - plain).abs().max()) < 0.1 * float(plain.abs().max())


@torch.no_grad()
def test_the_weights_are_a_copy_and_those_of_a_low_rank_update_are_in_it():
    model = make_model()
    before = NextWord(model).next_logits(TOGETHER, None)[0]
    packed = PackedNextWord(model)
    add_low_rank_updates(model, 2)
    for update in low_rank_updates(model):
        nn.init.normal_(update.b)
    plain = NextWord(model).next_logits(TOGETHER, None)[0]
    assert float((plain - before).abs().max()) > 0.1
    torch.testing.assert_close(packed.next_logits(TOGETHER, None)[0], before, atol=1e-4, rtol=1e-4)
    torch.testing.assert_close(PackedNextWord(model).next_logits(TOGETHER, None)[0], plain, atol=1e-4, rtol=1e-4)


@torch.no_grad()
def test_ids_that_are_no_tokens_are_refused_and_change_nothing():
    packed = PackedNextWord(make_model())
    _, state = packed.next_logits(TOGETHER, None)
    with pytest.raises(ValueError, match=r"^ids has values from 13 to 13; expected ids from 0 to 12"):
        packed.next_logits(torch.cat([TOGETHER, torch.full((3, 1), 13)], dim=1), state)
    assert state.length == 4


OTHER_KINDS = {
    "positions": (SinusoidalPositions, "embed.places is of type SinusoidalPositions; expected RotaryPositions:"),
    "residual": (PostNorm, "blocks.layers.0.around_attention is of type PostNorm; expected PreNorm:"),
    "norm": (nn.LayerNorm, "blocks.layers.0.around_attention.norm is of type LayerNorm; expected RMSNorm:"),
    "feed_forward": (FeedForward, "blocks.layers.0.feed_forward is of type FeedForward; expected GatedFeedForward:"),
    "attention": (
        partial(GroupedQueryAttention, num_kv_heads=2, head_norm=nn.RMSNorm),
        "blocks.layers.0.self_attention.query_norm is of type RMSNorm; expected Identity:",
    ),
    "bias": (True, "the model has blocks.layers.0.self_attention.w_q.bias; expected one without offsets"),
}


@pytest.mark.parametrize("choice", OTHER_KINDS)
def test_a_model_of_another_kind_is_refused_by_its_part(choice):
    value, message = OTHER_KINDS[choice]
    with pytest.raises(ValueError, match=f"^{message}"):
        PackedNextWord(make_model(**{choice: value}))


def test_a_watched_model_is_refused():
    model = make_model()
    with (
        without_heads(model, [("blocks.layers.1.self_attention", 2)]),
        pytest.raises(ValueError, match=r"^blocks\.layers\.1\.self_attention\.attend has a hook"),
    ):
        PackedNextWord(model)
