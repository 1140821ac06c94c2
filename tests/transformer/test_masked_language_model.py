"""The masked language model promises: BERT's logits, both directions seen, pads unseen, segments told apart."""

import pytest
import torch
from torch import nn
from transformers import BertConfig, BertForMaskedLM, BertModel

from course_lib.positions import RotaryPositions
from course_lib.transformer import (
    FeedForward,
    GatedFeedForward,
    LanguageModel,
    MaskedLanguageModel,
    PreNorm,
    masked_language_model_from_bert,
    reader_from_bert,
)
from tests.transformer.inputs import randomise

IDS = torch.tensor([[5, 1, 12, 3, 7, 5, 5, 2, 3], [1, 1, 9, 4, 11, 6, 0, 0, 0]])
SEGMENTS = torch.tensor([[0, 0, 0, 0, 1, 1, 1, 1, 1], [0, 0, 0, 1, 1, 1, 0, 0, 0]])
SIZES = {"d_model": 12, "num_heads": 3, "num_layers": 2, "d_ff": 20}


def make_theirs(model=BertForMaskedLM, **options):
    config = BertConfig(
        vocab_size=13,
        hidden_size=12,
        num_hidden_layers=2,
        num_attention_heads=3,
        intermediate_size=20,
        max_position_embeddings=9,
    )
    return randomise(model(config, **options)).eval()


def make(**options):
    return randomise(MaskedLanguageModel(13, pad_id=0, **(SIZES | options))).double().eval()


@torch.no_grad()
def test_a_model_made_from_bert_has_its_logits_with_segments_and_pads():
    theirs = make_theirs()
    ours = masked_language_model_from_bert(theirs.state_dict(), 3).eval()
    words = IDS != 0
    for segments in (None, SEGMENTS):
        expected = theirs(IDS, attention_mask=words.long(), token_type_ids=segments).logits
        assert float((ours(IDS, segments) - expected)[words].abs().max()) <= 1e-5
    assert ours.guess.to_logits.weight is ours.embed.tokens.table.weight


@torch.no_grad()
def test_a_reader_made_from_a_bert_without_head_has_its_vectors_and_does_not_guess():
    theirs = make_theirs(BertModel, add_pooling_layer=False)
    ours = reader_from_bert(theirs.state_dict(), 3).eval()
    words = IDS != 0
    expected = theirs(IDS, attention_mask=words.long(), token_type_ids=SEGMENTS).last_hidden_state
    assert float((ours.encode(IDS, SEGMENTS) - expected)[words].abs().max()) <= 1e-5
    with pytest.raises(ValueError, match=r"no head that guesses words; call its encode"):
        ours(IDS)


def test_our_smaller_bert_has_as_many_parameters_as_theirs():
    with torch.device("meta"):
        theirs = BertForMaskedLM(BertConfig())
        ours = MaskedLanguageModel(30522, pad_id=0)
    theirs.tie_weights()  # without numbers, version 5.0 leaves this undone
    count = [sum(p.numel() for p in model.parameters()) for model in (ours, theirs)]
    assert count[0] == count[1] == 109_514_298


@torch.no_grad()
def test_every_word_sees_both_sides_and_nobody_sees_a_pad():
    model = make()
    before = model(IDS)
    for place in (0, 8):
        changed = IDS.clone()
        changed[0, place] = 10
        assert not torch.isclose(model(changed)[0], before[0]).all(dim=-1).any()
    alone = model(IDS[1:, :6])
    torch.testing.assert_close(before[1, :6], alone[0])


@torch.no_grad()
def test_under_a_causal_mask_its_stack_is_that_of_a_language_model():
    parts = {"residual": PreNorm, "norm": nn.LayerNorm, "feed_forward": FeedForward}
    reads, writes = make(**parts), LanguageModel(13, **SIZES, **parts).double().eval()
    reads.encoder.load_state_dict(writes.blocks.state_dict())
    x = torch.randn(2, 5, 12, dtype=torch.float64)
    assert torch.equal(reads.encoder(x, is_causal=True), writes.blocks(x, is_causal=True))
    assert not torch.allclose(reads.encoder(x), writes.blocks(x, is_causal=True))


@torch.no_grad()
def test_other_parts_can_be_put_in():
    parts = {"positions": RotaryPositions, "residual": PreNorm, "norm": nn.RMSNorm, "feed_forward": GatedFeedForward}
    model = make(**parts, bias=False)
    assert model(IDS).shape == (2, 9, 13)
    moved = make(**parts, bias=False)(IDS.roll(1, dims=1))
    assert not torch.allclose(moved.roll(-1, dims=1), model(IDS))


@pytest.mark.parametrize(
    ("ids", "segments", "message"),
    [
        (IDS, SEGMENTS[:, :4], r"^segments has shape \[2, 4\]; expected that of ids, \[2, 9\]"),
        (torch.zeros(1, 600, dtype=torch.long), None, r"^places 0 to 599 were asked for"),
        (IDS + 20, None, r"^ids has values from 20 to 32"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(ids, segments, message):
    with pytest.raises(ValueError, match=message):
        make()(ids, segments)


def test_another_model_than_bert_is_refused():
    state = make_theirs().state_dict()
    with pytest.raises(ValueError, match=r"^state lacks bert\.embeddings\.LayerNorm\.bias"):
        masked_language_model_from_bert({k: v for k, v in state.items() if "embeddings.LayerNorm.bias" not in k}, 3)
    with pytest.raises(ValueError, match=r"^state has pooler, of which this model knows nothing"):
        masked_language_model_from_bert(state | {"pooler": torch.zeros(1)}, 3)


def test_weights_that_are_missing_or_left_over_or_of_another_shape_are_named():
    state = make_theirs(BertModel, add_pooling_layer=False).state_dict()
    name = "encoder.layer.1.attention.output.dense.weight"
    with pytest.raises(ValueError, match=rf"^state lacks {name}; expected .* BertModel"):
        reader_from_bert({k: v for k, v in state.items() if k != name}, 3)
    with pytest.raises(ValueError, match=r"^state has pooler\.dense\.weight, of which"):
        reader_from_bert(state | {"pooler.dense.weight": torch.zeros(1)}, 3)
    with pytest.raises(ValueError, match=rf"^{name} has shape \[5, 12\]; expected \[12, 12\], by the other weights"):
        reader_from_bert(state | {name: torch.zeros(5, 12)}, 3)
