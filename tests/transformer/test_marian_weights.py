"""Marian by `transformers`, with random weights, promises the same vectors, logits and translations."""

import pytest
import torch
from torch.nn.functional import relu, silu

from course_lib.decoding import greedy_decode
from course_lib.positions import INTERLEAVED
from course_lib.transformer import NextTargetWord, transformer_from_marian
from tests.transformer.marian import make_marian

PAD_ID = 12
SOURCE = torch.tensor([[5, 1, 7, 3, 7, 5, 0], [1, 9, 4, 11, 0, PAD_ID, PAD_ID], [8, 0, *[PAD_ID] * 5]])
WORDS = SOURCE != PAD_ID
TARGET = torch.tensor([[PAD_ID, 4, 2, 11, 7], [PAD_ID, 1, 1, 0, PAD_ID], [PAD_ID, 6, 0, PAD_ID, PAD_ID]])


def make_ours(theirs, **settings):
    return transformer_from_marian(theirs.state_dict(), 3, pad_id=PAD_ID, **settings).eval()


def difference(theirs, ours):
    """Return how far the vectors of the source and the logits of the target are from theirs, where there are words."""
    expected = theirs(SOURCE, attention_mask=WORDS.long(), decoder_input_ids=TARGET)
    vectors = (ours.encode(SOURCE) - expected.encoder_last_hidden_state)[WORDS].abs().max()
    return max(float(vectors), float((ours(SOURCE, TARGET) - expected.logits).abs().max()))


@pytest.mark.parametrize(("name", "activation"), [("swish", silu), ("relu", relu)])
@torch.no_grad()
def test_a_transformer_made_from_marian_has_its_vectors_and_logits(name, activation):
    theirs = make_marian(activation=name)
    ours = make_ours(theirs, activation=activation)
    assert difference(theirs, ours) <= 1e-5
    assert ours.to_logits.weight is ours.embed_target.tokens.table.weight is ours.embed_source.tokens.table.weight


@torch.no_grad()
def test_a_wrong_activation_raises_nothing_and_gives_other_logits():
    theirs = make_marian()
    assert difference(theirs, make_ours(theirs, activation=relu)) > 0.01


@torch.no_grad()
def test_the_positions_are_laid_out_as_theirs():
    theirs = make_marian()
    ours = make_ours(theirs)
    for embed in (ours.embed_source, ours.embed_target):
        embed.places = type(embed.places)(12, pairs=INTERLEAVED)
    assert difference(theirs, ours) > 0.01


@torch.no_grad()
def test_its_greedy_translations_are_those_of_generate():
    theirs = make_marian()
    ours = make_ours(theirs)
    ours.to_logits.bias[PAD_ID] = -torch.inf  # their `bad_words_ids`
    expected = theirs.generate(SOURCE, attention_mask=WORDS.long())
    written = greedy_decode(
        NextTargetWord(ours, SOURCE), torch.full((3, 1), PAD_ID), eos_id=0, pad_id=PAD_ID, max_length=9
    )
    assert torch.equal(written, expected)


@pytest.mark.parametrize("kind", ["whole", "saved"])
def test_the_tables_may_stand_in_the_state_once_or_again(kind):
    state = make_marian().state_dict()
    again = {name for name in state if "embed" in name or name == "lm_head.weight"}
    assert len(again) == 5
    if kind == "saved":
        state = {name: tensor for name, tensor in state.items() if name not in again}
    assert transformer_from_marian(state, 3, pad_id=PAD_ID).embed_source.tokens.vocab_size == 13


@pytest.mark.parametrize("name", ["final_logits_bias", "model.decoder.layers.1.encoder_attn.k_proj.bias"])
def test_a_weight_that_is_missing_is_named(name):
    state = dict(make_marian().state_dict())
    del state[name]
    with pytest.raises(ValueError, match=f"^state lacks {name}"):
        transformer_from_marian(state, 3, pad_id=PAD_ID)


def test_a_weight_that_is_left_over_or_has_another_shape_is_named():
    state = make_marian().state_dict()
    with pytest.raises(ValueError, match=r"^state has model\.encoder\.layer_norm\.weight, for which"):
        transformer_from_marian({**state, "model.encoder.layer_norm.weight": torch.ones(12)}, 3, pad_id=PAD_ID)
    with pytest.raises(ValueError, match=r"^final_logits_bias has shape \[12\]; expected \[13\]"):
        transformer_from_marian({**state, "final_logits_bias": torch.ones(1, 12)}, 3, pad_id=PAD_ID)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("lm_head.weight", r"differs from model\.shared\.weight; expected one table for both languages"),
        ("model.decoder.embed_positions.weight", "is learned; expected sines in the first half"),
    ],
)
def test_other_tables_and_learned_positions_are_refused(name, sentence):
    state = make_marian().state_dict()
    with pytest.raises(ValueError, match=f"^{name} {sentence}"):
        transformer_from_marian({**state, name: state[name] + 0.01}, 3, pad_id=PAD_ID)
