"""What the decoder promises of its target: masks of pads, words that may look ahead, places that rotate."""

from copy import deepcopy
from functools import partial

import pytest
import torch

from course_lib.attention import causal_mask, padding_mask
from course_lib.positions import RotaryPositions
from course_lib.transformer import DecoderLayer, EncoderLayer
from tests.transformer.inputs import (
    D_FF,
    D_MODEL,
    HEADS,
    SOURCE,
    SOURCE_MASK,
    TARGET,
    draw,
    inputs_of,
    make_part,
    make_transformer,
    randomise,
)

POSITIONS = pytest.mark.parametrize("positions", ["sinusoidal", "learned", "rotary", "none"])


@POSITIONS
def test_without_the_causal_mask_padded_targets_give_what_each_gives_alone(positions):
    model = make_transformer(positions=positions).eval()
    memory, pads = model.encode(SOURCE), padding_mask(TARGET, pad_id=0)
    together = model.decode(TARGET, memory, SOURCE_MASK, mask=pads, is_causal=False)
    for row, length in enumerate([7, 5, 7]):
        one = slice(row, row + 1)
        alone = model.decode(TARGET[one, :length], memory[one], SOURCE_MASK[one], is_causal=False)
        torch.testing.assert_close(together[row, :length], alone[0])
    without = model.decode(TARGET, memory, SOURCE_MASK, is_causal=False)
    assert not torch.allclose(without[1, :5], together[1, :5])


@pytest.mark.parametrize("kind", ["decoder layer", "decoder"])
def test_a_decoder_that_may_look_ahead_is_one_whose_mask_allows_all(kind):
    decoder, (x, memory) = make_part(kind), inputs_of(kind)
    ahead = decoder(x, memory, is_causal=False)
    torch.testing.assert_close(ahead, decoder(x, memory, torch.ones(4, 4) > 0, is_causal=False))
    torch.testing.assert_close(decoder(x, memory, causal_mask(4), is_causal=False), decoder(x, memory))
    x[:, -1] += x[:, -1].cos()
    changed = ~torch.isclose(decoder(x, memory, is_causal=False), ahead).all(dim=-1)
    assert changed.all()


@pytest.mark.parametrize("norm", ["pre", "post"])
def test_an_encoder_layer_that_may_not_look_ahead_is_a_decoder_layer_without_its_middle(norm):
    decoder, (x, memory) = make_part("decoder layer", norm=norm), inputs_of("decoder layer")
    encoder = EncoderLayer(D_MODEL, HEADS, D_FF, residual=type(decoder.around_feed_forward)).double()
    encoder.self_attention, encoder.feed_forward = decoder.self_attention, decoder.feed_forward
    encoder.around_attention, encoder.around_feed_forward = decoder.around_self_attention, decoder.around_feed_forward

    class Untouched(torch.nn.Module):
        def forward(self, words, block):
            return words

    without_middle = deepcopy(decoder)
    without_middle.around_cross_attention = Untouched()
    torch.testing.assert_close(encoder(x, is_causal=True), without_middle(x, memory))
    assert not torch.allclose(encoder(x), encoder(x, is_causal=True))
    assert not torch.allclose(decoder(x, memory), without_middle(x, memory))


@pytest.mark.parametrize("kind", ["encoder layer", "decoder layer"])
def test_rotary_places_matter_by_their_distances_alone(kind):
    part, inputs = make_part(kind), inputs_of(kind)
    words, rotary = inputs[0].shape[1], RotaryPositions(D_MODEL)
    run = partial(part, *inputs)
    expected = run(turn=rotary.turn(words))
    torch.testing.assert_close(run(turn=rotary.turn(words, start=1000)), expected)
    places = torch.arange(words).expand(2, words) + torch.tensor([[3], [70]])
    torch.testing.assert_close(run(turn=rotary.turn(words, places=places)), expected)
    assert not torch.allclose(run(turn=rotary.turn(words, places=places.flip(1))), expected)
    assert not torch.allclose(run(), expected)


def test_rotary_models_differ_by_their_base():
    bases = {base: partial(RotaryPositions, base=base) for base in (10_000.0, 100.0)}
    models = {base: randomise(make_transformer(d_model=12)).double() for base in bases}
    outputs = {}
    for base, model in models.items():
        model.embed_source.places, model.embed_target.places = bases[base](12), bases[base](12)
        outputs[base] = model(SOURCE, TARGET)
    assert not torch.allclose(outputs[10_000], outputs[100])
    assert "base=100" in str(models[100])


def test_rotary_as_a_setting_turns_both_stacks_and_adds_nothing():
    rotary, none = (make_transformer(positions=name).eval() for name in ("rotary", "none"))
    none.load_state_dict(rotary.state_dict())
    source = draw(3, 5, D_MODEL)
    assert not torch.allclose(rotary.encode(SOURCE), none.encode(SOURCE))
    assert torch.equal(rotary.embed_source(SOURCE), none.embed_source(SOURCE))
    logits = (model.decode(TARGET, source, SOURCE_MASK) for model in (rotary, none))
    assert not torch.allclose(*logits)


@pytest.mark.parametrize("layer", [EncoderLayer, DecoderLayer])
def test_layers_take_another_dtype_and_another_device(layer):
    assert {p.dtype for p in layer(D_MODEL, HEADS, D_FF, dtype=torch.bfloat16).parameters()} == {torch.bfloat16}
    assert all(p.is_meta for p in layer(D_MODEL, HEADS, D_FF, device="meta").parameters())
