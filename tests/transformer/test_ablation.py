"""Taking heads away promises: their part of the output is gone, the others stay, and afterwards all is as before."""

from copy import deepcopy

import pytest
import torch

from course_lib.attention import MultiHeadAttention
from course_lib.transformer import attention_maps, without_heads
from tests.transformer.inputs import SOURCE, TARGET, draw, make_transformer
from tests.transformer.test_language_model import IDS, make_model

LAYER = "blocks.layers.1.self_attention"


def test_without_a_head_the_output_lacks_exactly_its_part():
    attention, x = MultiHeadAttention(6, 3).double(), draw(2, 4, 6)
    whole = attention(x, x, x)
    lacking = []
    for head in range(3):
        with without_heads(attention, [("", head)]):
            lacking.append(whole - attention(x, x, x))
        changed = deepcopy(attention)
        with torch.no_grad():
            changed.w_o.weight[:, 2 * head : 2 * head + 2] = 0  # the columns that take this head's part
        torch.testing.assert_close(whole - lacking[-1], changed(x, x, x))
    torch.testing.assert_close(sum(lacking), whole)


def test_all_heads_of_a_layer_together_leave_nothing():
    attention, x = MultiHeadAttention(6, 3).double(), draw(2, 4, 6)
    with without_heads(attention, [("", 0), ("", 1), ("", 2)]):
        assert not attention(x, x, x).any()


def test_only_the_named_layers_change_and_later_ones_see_it():
    model = make_model()
    with attention_maps(model) as whole:
        model(IDS)
    with without_heads(model, [("blocks.layers.0.self_attention", 1)]), attention_maps(model) as maps:
        model(IDS)
    assert torch.equal(maps["blocks.layers.0.self_attention"], whole["blocks.layers.0.self_attention"])
    assert not torch.allclose(maps[LAYER], whole[LAYER])


def test_afterwards_the_model_is_as_before_also_if_something_went_wrong():
    model = make_model()
    expected = model(IDS)
    with pytest.raises(RuntimeError), without_heads(model, [(LAYER, 0)]):
        assert not torch.allclose(model(IDS), expected)
        raise RuntimeError
    assert torch.equal(model(IDS), expected)
    assert not any(part._forward_hooks for part in model.modules())


def test_a_copy_made_meanwhile_has_all_its_heads():
    model = make_model()
    expected = model(IDS)
    with without_heads(model, [(LAYER, 0)]):
        copy = deepcopy(model)
        assert torch.equal(copy(IDS), expected)


def test_a_caller_that_asks_for_weights_gets_them_as_they_are():
    attention, x = MultiHeadAttention(6, 3).double(), draw(2, 4, 6)
    weights = attention(x, x, x, return_weights=True)[1]
    with without_heads(attention, [("", 1)]):
        output, kept = attention(x, x, x, return_weights=True)
        assert torch.equal(kept, weights) and torch.equal(output, attention(x, x, x))


def test_it_works_on_the_whole_transformer_and_with_a_cache():
    model = make_transformer().eval()
    with without_heads(model, [("decoder.layers.0.cross_attention", 2)]):
        memory, cache = model.encode(SOURCE), model.new_cache()
        mask = model.source_mask(SOURCE)
        pieces = [model.decode(TARGET[:, place : place + 1], memory, mask, cache) for place in range(7)]
        torch.testing.assert_close(torch.cat(pieces, dim=1), model(SOURCE, TARGET))


def test_gradients_pass_the_heads_that_are_there_only():
    attention, x = MultiHeadAttention(6, 3).double(), draw(2, 4, 6)
    with without_heads(attention, [("", 1)]):
        attention(x, x, x).sum().backward()
    assert not attention.w_v.weight.grad[2:4].any() and attention.w_v.weight.grad[:2].any()


def test_a_layer_or_a_head_that_is_not_there_is_named():
    with pytest.raises(ValueError, match=r"^there is no attention layer 'x' in this model; expected one of: blocks"):
        without_heads(make_model(), [("x", 0)]).__enter__()
    with pytest.raises(ValueError, match=r"^head is 3; expected a number from 0 to 2, for one of the heads of blocks"):
        without_heads(make_model(), [(LAYER, 3)]).__enter__()
