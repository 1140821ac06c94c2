"""Looking into a model promises: all weights by name, and a model that never notices."""

import pytest
import torch

from course_lib.attention import MultiHeadAttention
from course_lib.transformer import attention_maps
from tests.transformer.inputs import D_MODEL, HEADS, SOURCE, SOURCE_MASK, TARGET, draw, make_transformer

SHAPES = {
    f"{stack}.layers.{number}.{attention}": (3, HEADS, queries, keys)
    for number in range(2)
    for stack, attention, queries, keys in (
        ("encoder", "self_attention", 5, 5),
        ("decoder", "self_attention", 7, 7),
        ("decoder", "cross_attention", 7, 5),
    )
}


def train_once(model):
    """Return logits, gradients and a number drawn afterwards, from a fixed seed."""
    torch.manual_seed(5)
    logits = model(SOURCE, TARGET)
    gradients = torch.autograd.grad(logits.sin().sum(), list(model.parameters()))
    return logits, gradients, torch.rand(3)


def is_untouched(model):
    """Say whether no part has a hook."""
    return not any(part._forward_hooks for part in model.modules())


def test_all_weights_are_there_by_name_and_each_row_sums_to_one():
    model = make_transformer(dropout=0.5)
    with attention_maps(model) as maps:
        assert maps == {}
        model(SOURCE, TARGET)
    assert {name: tuple(weights.shape) for name, weights in maps.items()} == SHAPES
    for weights in maps.values():
        torch.testing.assert_close(weights.sum(dim=-1), torch.ones(weights.shape[:-1]).double())


def test_the_weights_obey_the_masks():
    model = make_transformer()
    with attention_maps(model) as maps:
        model(SOURCE, TARGET)
    pads = (SOURCE == 0)[:, None, None, :]
    for name, weights in maps.items():
        hidden = torch.ones(7, 7).triu(1).bool() if name.startswith("decoder") and "self" in name else pads
        assert ((weights == 0) == hidden).all(), name


def test_the_weights_are_those_that_made_the_output():
    attention, x = MultiHeadAttention(D_MODEL, HEADS).double(), draw(2, 4, D_MODEL)
    with attention_maps(attention) as maps:
        attention(x, x, x, is_causal=True)
    torch.testing.assert_close(maps[""], attention(x, x, x, is_causal=True, return_weights=True)[1])


@pytest.mark.parametrize("dropout", [0.0, 0.4])
@pytest.mark.parametrize("training", [False, True])
def test_logits_gradients_and_the_random_state_are_the_same_bit_for_bit(dropout, training):
    model = make_transformer(dropout=dropout).train(training)
    logits, gradients, drawn = train_once(model)
    with attention_maps(model):
        seen = train_once(model)
    assert torch.equal(seen[0], logits) and torch.equal(seen[2], drawn)
    assert all(torch.equal(*pair) for pair in zip(seen[1], gradients, strict=True))
    assert all(part.training == training for part in model.modules())


def test_the_weights_are_those_before_dropout_and_carry_no_gradient():
    model = make_transformer(dropout=0.0)
    for part in model.modules():
        if isinstance(part, MultiHeadAttention):
            part.attend.dropout = 0.5  # nowhere else, and the first layer's weights come before any of it
    with attention_maps(model.train()) as training:
        model(SOURCE, TARGET)
    with attention_maps(model.eval()) as evaluation:
        model(SOURCE, TARGET)
    first = "encoder.layers.0.self_attention"
    assert torch.equal(training[first], evaluation[first])
    second = "encoder.layers.1.self_attention"
    assert not torch.allclose(training[second], evaluation[second])
    assert not any(weights.requires_grad for weights in training.values())


def test_afterwards_the_layers_are_untouched_and_nothing_is_noted_any_more():
    model = make_transformer()
    with attention_maps(model) as maps:
        model(SOURCE, TARGET)
        assert not is_untouched(model)
    assert is_untouched(model)
    maps.clear()
    model(SOURCE, TARGET)
    assert maps == {}


@pytest.mark.usefixtures("without_run_time_types")
def test_afterwards_the_layers_are_untouched_also_if_something_went_wrong():
    model = make_transformer().train()
    with pytest.raises(ValueError, match=r"^mask has shape"), attention_maps(model):
        model.decode(TARGET, model.encode(SOURCE), SOURCE_MASK[..., :4])
    assert is_untouched(model) and all(part.training for part in model.modules())


def test_two_that_look_at_once_both_see_and_the_outer_one_goes_on_seeing():
    model = make_transformer(dropout=0.4)
    logits, _, drawn = train_once(model)
    with attention_maps(model) as outer:
        with attention_maps(model.decoder) as inner:
            seen = train_once(model)
        assert torch.equal(seen[0], logits) and torch.equal(seen[2], drawn)
        assert set(outer) == set(SHAPES)
        assert set(inner) == {name.removeprefix("decoder.") for name in SHAPES if name.startswith("decoder.")}
        assert all(torch.equal(weights, outer[f"decoder.{name}"]) for name, weights in inner.items())
        outer.clear()
        inner.clear()
        model(SOURCE, TARGET)
        assert set(outer) == set(SHAPES) and inner == {}
    assert is_untouched(model)


def test_a_caller_that_asks_for_weights_itself_gets_them_and_they_are_noted():
    attention, x = MultiHeadAttention(D_MODEL, HEADS, dropout=0.3).double(), draw(2, 4, D_MODEL)
    torch.manual_seed(5)
    expected = attention(x, x, x, return_weights=True)
    torch.manual_seed(5)
    with attention_maps(attention) as maps:
        output, weights = attention(x, x, x, return_weights=True)
    assert torch.equal(output, expected[0]) and torch.equal(weights, expected[1]) and weights.requires_grad
    assert torch.equal(maps[""], weights) and not maps[""].requires_grad


def test_with_a_cache_the_newest_words_rows_are_noted_over_all_words_so_far():
    model = make_transformer().eval()
    memory, cache = model.encode(SOURCE), model.new_cache()
    with attention_maps(model) as whole:
        model.decode(TARGET, memory, SOURCE_MASK)
    with attention_maps(model) as maps:
        for place in range(7):
            model.decode(TARGET[:, place : place + 1], memory, SOURCE_MASK, cache)
    assert set(maps) == {name for name in SHAPES if name.startswith("decoder.")}
    for name, weights in maps.items():
        torch.testing.assert_close(weights, whole[name][:, :, -1:])
