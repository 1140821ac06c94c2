"""The language model promises: no word looks ahead, one block for all families, each place a text of its own."""

from copy import deepcopy
from functools import partial
from itertools import pairwise

import pytest
import torch
from torch import nn

from course_lib.positions import LearnedPositions
from course_lib.transformer import (
    DecoderLayer,
    EncoderLayer,
    GatedFeedForward,
    LanguageModel,
    NoFeedForward,
    PostNorm,
    PreNorm,
    WithoutBlock,
    attention_maps,
    tensor_shapes,
)
from course_lib.transformer.named_choices import POSITIONS
from tests.transformer.inputs import draw, randomise

VOCAB, SIZES = 13, {"d_model": 12, "num_heads": 3, "num_layers": 2, "d_ff": 20}
IDS = torch.tensor([[5, 1, 12, 3, 7, 5, 5], [1, 1, 9, 4, 11, 6, 8]])
EVERY_POSITIONS = POSITIONS | {"learned": partial(LearnedPositions, 7)}
every_positions = pytest.mark.parametrize("positions", EVERY_POSITIONS)
every_norm = pytest.mark.parametrize("residual", [PreNorm, PostNorm])


def make_model(positions="learned", **options):
    """Make a small model whose every number is drawn at random, with opinions."""
    options = {"dropout": 0.0, "positions": EVERY_POSITIONS[positions], "pad_id": 0} | options
    return randomise(LanguageModel(VOCAB, **(SIZES | options)).double()).eval()


@every_norm
def test_an_encoder_layer_under_a_causal_mask_is_a_decoder_layer_without_its_middle_part(residual):
    decoder = randomise(DecoderLayer(12, 3, 20, residual=residual).double())
    decoder.around_cross_attention = WithoutBlock(12)
    encoder = EncoderLayer(12, 3, 20, residual=residual).double()
    encoder.self_attention, encoder.feed_forward = decoder.self_attention, decoder.feed_forward
    encoder.around_attention = decoder.around_self_attention
    encoder.around_feed_forward = decoder.around_feed_forward
    x, memory = draw(2, 5, 12), draw(2, 3, 12, seed=2)
    assert torch.equal(encoder(x, is_causal=True), decoder(x, memory))
    assert not torch.allclose(encoder(x), decoder(x, memory))


@every_positions
@every_norm
def test_changing_a_word_changes_no_logits_before_it(positions, residual):
    model = make_model(positions, residual=residual)
    expected = model(IDS)
    for place in range(1, 7):
        changed = IDS.clone()
        changed[:, place] = 2
        got = model(changed)
        torch.testing.assert_close(got[:, :place], expected[:, :place])
        assert not torch.allclose(got[:, place], expected[:, place])


def test_without_the_causal_mask_it_reads_in_both_directions():
    model, changed = make_model(), IDS.clone()
    changed[:, -1] = 2
    assert not torch.allclose(model(changed, is_causal=False)[:, 0], model(IDS, is_causal=False)[:, 0])


@every_positions
def test_all_places_in_one_pass_give_what_each_beginning_gives_by_itself(positions):
    model = make_model(positions)
    whole = model(IDS)
    for length in range(1, 8):
        torch.testing.assert_close(model(IDS[:, :length])[:, -1], whole[:, length - 1])


@every_positions
@pytest.mark.parametrize("cuts", [[0, 1, 2, 3, 4, 5, 6, 7], [0, 4, 7]], ids=str)
def test_piece_by_piece_with_a_cache_gives_the_logits_of_one_pass(positions, cuts):
    model = make_model(positions)
    cache = model.new_cache()
    pieces = [model(IDS[:, start:stop], cache) for start, stop in pairwise(cuts)]
    torch.testing.assert_close(torch.cat(pieces, dim=1), model(IDS))
    assert cache.length == 7


def test_a_word_beyond_the_learned_places_is_refused_also_when_the_text_grows_word_by_word():
    model = make_model("learned")
    cache = model.new_cache()
    model(IDS, cache)
    with pytest.raises(ValueError, match=r"^places 7 to 8 were asked for; expected places from 0 to 6"):
        model(IDS[:, :2], cache)


@pytest.mark.parametrize("tied", [True, False])
def test_all_matrices_begin_with_the_asked_spread_offsets_and_pads_with_zero(tied):
    torch.manual_seed(0)
    sizes = {"d_model": 96, "num_heads": 4, "num_layers": 1, "d_ff": 128}
    model = LanguageModel(200, **sizes, initial_spread=0.07, tie_embeddings=tied, pad_id=3)
    for name, parameter in model.named_parameters():
        if name.endswith("bias"):
            assert not parameter.any(), name
        elif parameter.ndim > 1:
            assert 0.068 < parameter.std() < 0.072, name
        else:
            assert (parameter == 1).all(), name  # of a norm
    assert not model.embed.tokens.table.weight[3].any()
    assert (model.to_logits.weight is model.embed.tokens.table.weight) == tied


def test_its_embeddings_are_multiplied_by_their_scale_before_their_places_are_added():
    model = make_model("learned", scale=3.0)
    expected = 3 * model.embed.tokens.table.weight[IDS] + model.embed.places.table
    torch.testing.assert_close(model.embed(IDS), expected)


def test_without_a_feed_forward_block_a_layer_is_attention_only():
    model = make_model(feed_forward=NoFeedForward)
    x = draw(2, 5, 12)
    for layer in model.blocks.layers:
        expected = layer.around_attention(x, lambda words: layer.self_attention(words, words, words))  # noqa: B023
        torch.testing.assert_close(layer(x), expected)
    assert not any("feed_forward.w" in name for name, _ in model.named_parameters())


def test_a_gated_block_multiplies_its_gate_and_has_as_many_parameters_at_two_thirds_of_the_width():
    block, x = GatedFeedForward(12, 24).double(), draw(2, 5, 12)
    gate = x @ block.w_gate.weight.T
    expected = (gate * torch.sigmoid(gate) * (x @ block.w_1.weight.T)) @ block.w_2.weight.T
    torch.testing.assert_close(block(x), expected)
    assert sum(p.numel() for p in block.parameters()) == 2 * 12 * 36


def test_a_copy_stands_alone_and_keeps_its_last_layer_tied():
    model = make_model()
    copy, expected = deepcopy(model), model(IDS)
    assert copy.to_logits.weight is copy.embed.tokens.table.weight
    randomise(copy)
    nn.init.zeros_(copy.to_logits.weight)
    assert torch.equal(model(IDS), expected)


def test_its_attention_and_its_shapes_can_be_looked_at():
    model = make_model()
    with attention_maps(model) as maps, tensor_shapes(model) as shapes:
        model(IDS)
    assert set(maps) == {f"blocks.layers.{layer}.self_attention" for layer in range(2)}
    assert all((weights.triu(1) == 0).all() for weights in maps.values())
    assert shapes["embed"] == (2, 7, 12) and shapes["to_logits"] == (2, 7, 13)
    assert shapes["blocks.layers.1.self_attention.weights"] == (2, 3, 7, 7)


def test_it_learns_with_dropout_and_judges_without():
    model = make_model(dropout=0.5)
    assert torch.equal(model(IDS), model(IDS))
    assert not torch.equal(model.train()(IDS), model(IDS))


@torch.no_grad()
def test_the_scores_after_the_last_word_can_be_had_alone():
    model = make_model()
    torch.testing.assert_close(model(IDS, only_last=True), model(IDS)[:, -1:])
