"""Grouped-query attention promises: what one head of keys serves, what a cache keeps, and what it refuses."""

from functools import partial

import pytest
import torch
from torch import nn
from torch.nn.functional import scaled_dot_product_attention

from course_lib.attention import GroupedQueryAttention, MultiHeadAttention, merge_heads, split_heads, to_torch
from course_lib.positions import RotaryPositions
from course_lib.transformer import EncoderLayer, attention_maps, tensor_shapes
from course_lib.transformer.cache import GrowingCache


def make(num_kv_heads=2, d_model=24, num_heads=6, **options):
    """Make a layer with weights from a fixed seed, norms and offsets included."""
    torch.manual_seed(0)
    attention = GroupedQueryAttention(d_model, num_heads, num_kv_heads=num_kv_heads, **options).double()
    for name, parameter in attention.named_parameters():
        if "norm" in name or name.endswith("bias"):
            nn.init.normal_(parameter, mean=1.0, std=0.3)
    return attention


def words(count=5, d_model=24, seed=1):
    return torch.randn(2, count, d_model, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))


def test_with_as_many_heads_of_keys_as_of_queries_it_is_multi_head_attention():
    grouped, plain = make(6, bias=True), MultiHeadAttention(24, 6, bias=True).double()
    plain.load_state_dict(grouped.state_dict())
    x, memory = words(), words(7, seed=2)
    torch.testing.assert_close(grouped(x, memory, memory), plain(x, memory, memory), atol=0, rtol=0)


@pytest.mark.parametrize("num_kv_heads", [1, 2, 3])
def test_each_head_of_keys_serves_the_queries_that_stand_side_by_side(num_kv_heads):
    attention, x = make(num_kv_heads), words()
    queries, keys, values = (
        split_heads(p(x), n)
        for p, n in ((attention.w_q, 6), (attention.w_k, num_kv_heads), (attention.w_v, num_kv_heads))
    )
    one_by_one = [
        scaled_dot_product_attention(queries[:, head], *(of[:, head * num_kv_heads // 6] for of in (keys, values)))
        for head in range(6)
    ]
    torch.testing.assert_close(attention(x, x, x), attention.w_o(merge_heads(torch.stack(one_by_one, dim=1))))


def test_it_is_pytorchs_own_grouped_attention():
    attention, x = make(2), words()
    heads = [split_heads(p(x), n) for p, n in ((attention.w_q, 6), (attention.w_k, 2), (attention.w_v, 2))]
    theirs = scaled_dot_product_attention(*heads, is_causal=True, enable_gqa=True)
    torch.testing.assert_close(attention(x, x, x, is_causal=True), attention.w_o(merge_heads(theirs)))


def test_queries_and_keys_of_every_head_are_normalised_before_they_are_turned():
    attention, x = make(2, head_norm=nn.RMSNorm), words()
    turn = RotaryPositions(24).turn(5)
    queries = turn(attention.query_norm(split_heads(attention.w_q(x), 6)))
    keys = turn(attention.key_norm(split_heads(attention.w_k(x), 2)))
    theirs = scaled_dot_product_attention(queries, keys, split_heads(attention.w_v(x), 2), enable_gqa=True)
    torch.testing.assert_close(attention(x, x, x, turn=turn), attention.w_o(merge_heads(theirs)))
    with torch.no_grad():
        attention.w_q.weight *= 10  # a longer query asks for the same
    torch.testing.assert_close(attention(x, x, x, turn=turn), attention.w_o(merge_heads(theirs)))


def test_a_cache_keeps_each_head_of_keys_and_values_once_and_changes_no_result():
    attention, x = make(2, head_norm=nn.RMSNorm), words(6)
    positions, cache = RotaryPositions(24), GrowingCache()
    with torch.no_grad():
        whole = attention(x, x, x, is_causal=True, turn=positions.turn(6))
        steps = [
            attention(x[:, [at]], x[:, [at]], x[:, [at]], turn=positions.turn(1, start=at), cache=cache)
            for at in range(6)
        ]
    torch.testing.assert_close(torch.cat(steps, dim=1), whole)
    assert [tuple(kept.shape) for kept in cache.so_far] == [(2, 2, 6, 4)] * 2


def test_hooks_see_the_weights_of_all_heads_and_the_keys_of_the_few():
    layer = EncoderLayer(24, 6, 12, attention=partial(GroupedQueryAttention, num_kv_heads=2)).double()
    x = words()
    with attention_maps(layer) as maps, tensor_shapes(layer) as shapes:
        layer(x)
    _, weights = layer.self_attention(x, x, x, return_weights=True)
    torch.testing.assert_close(maps["self_attention"], weights)
    assert weights.shape == (2, 6, 5, 5)
    assert (shapes["self_attention.key"], shapes["self_attention.query"]) == ((2, 2, 5, 4), (2, 6, 5, 4))


@pytest.mark.parametrize("num_kv_heads", [0, 4, 12, -1])
def test_heads_that_cannot_be_shared_equally_are_refused(num_kv_heads):
    with pytest.raises(ValueError, match=rf"num_heads is 6 and num_kv_heads is {num_kv_heads}"):
        GroupedQueryAttention(24, 6, num_kv_heads=num_kv_heads)


def test_pytorch_has_no_module_for_it():
    with pytest.raises(ValueError, match="this is a GroupedQueryAttention"):
        to_torch(make())
