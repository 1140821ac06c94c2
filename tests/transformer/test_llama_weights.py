"""Llama by `transformers`, with random weights, promises the same logits, in both layouts, with and without a cache."""

import pytest
import torch
from transformers import LlamaConfig, LlamaForCausalLM

from course_lib.decoding import greedy_decode
from course_lib.positions import HALVES, INTERLEAVED, reorder_pairs
from course_lib.transformer import NextWord, language_model_from_llama
from tests.transformer.inputs import randomise

IDS = torch.tensor([[5, 1, 12, 0, 7, 5, 5, 2, 3], [1, 1, 9, 4, 11, 6, 0, 8, 10]])
BASE, EPS = 500.0, 1e-5


def make_theirs(kv_heads=2, tied=False, bias=False):
    config = LlamaConfig(
        vocab_size=13,
        hidden_size=24,
        intermediate_size=20,
        num_hidden_layers=2,
        num_attention_heads=6,
        num_key_value_heads=kv_heads,
        rope_parameters={"rope_type": "default", "rope_theta": BASE},
        rms_norm_eps=EPS,
        tie_word_embeddings=tied,
        attention_bias=bias,
    )
    return randomise(LlamaForCausalLM(config)).eval()


@pytest.mark.parametrize("pairs", [HALVES, INTERLEAVED])
@pytest.mark.parametrize("kv_heads", [1, 2, 6])
@pytest.mark.parametrize("tied", [True, False])
@torch.no_grad()
def test_a_model_made_from_llama_has_its_logits(pairs, kv_heads, tied):
    theirs = make_theirs(kv_heads, tied)
    ours = language_model_from_llama(theirs.state_dict(), 6, base=BASE, eps=EPS, pairs=pairs)
    assert float((ours(IDS) - theirs(IDS).logits).abs().max()) <= 1e-5
    assert (ours.to_logits.weight is ours.embed.tokens.table.weight) == tied
    assert ours.blocks.layers[0].self_attention.num_kv_heads == kv_heads


@pytest.mark.parametrize("pairs", [HALVES, INTERLEAVED])
@torch.no_grad()
def test_weights_that_are_stored_for_neighbours_give_the_same_logits(pairs):
    theirs = make_theirs()
    state = dict(theirs.state_dict())
    for name, tensor in state.items():
        for part, heads in (("q_proj.weight", 6), ("k_proj.weight", 2)):
            if name.endswith(part):
                state[name] = reorder_pairs(tensor, heads, was=HALVES, becomes=INTERLEAVED)
    ours = language_model_from_llama(state, 6, base=BASE, eps=EPS, pairs=pairs, stored=INTERLEAVED)
    assert float((ours(IDS) - theirs(IDS).logits).abs().max()) <= 1e-5


@pytest.mark.parametrize("pairs", [HALVES, INTERLEAVED])
@torch.no_grad()
def test_word_by_word_with_a_cache_the_logits_are_theirs(pairs):
    theirs = make_theirs()
    ours = language_model_from_llama(theirs.state_dict(), 6, base=BASE, eps=EPS, pairs=pairs)
    cache = ours.new_cache()
    steps = torch.cat([ours(IDS[:, [at]], cache) for at in range(IDS.shape[1])], dim=1)
    assert float((steps - theirs(IDS).logits).abs().max()) <= 1e-5
    assert cache.layers[0].target.so_far[0].shape == (2, 2, 9, 4)  # two heads of keys, not six


@torch.no_grad()
def test_what_it_writes_is_what_generate_writes():
    theirs = make_theirs()
    ours = language_model_from_llama(theirs.state_dict(), 6, base=BASE, eps=EPS)
    options = {"do_sample": False, "max_new_tokens": 6, "eos_token_id": None, "pad_token_id": 0}
    expected = theirs.generate(IDS[:1, :4], attention_mask=torch.ones(1, 4), **options)[:, 4:]
    written = greedy_decode(NextWord(ours), IDS[:1, :4], eos_id=None, pad_id=12, max_length=10)[:, 4:]
    assert torch.equal(written, expected)


@pytest.mark.parametrize("break_it", ["base", "eps", "pairs"])
@torch.no_grad()
def test_a_wrong_setting_raises_nothing_and_gives_other_logits(break_it):
    theirs = make_theirs()
    right = {"base": BASE, "eps": EPS}
    wrong = {"base": {"base": 400.0}, "eps": {"eps": 1e-1}, "pairs": {}}[break_it]
    ours = language_model_from_llama(theirs.state_dict(), 6, **(right | wrong))
    if break_it == "pairs":
        ours.embed.places.pairs = INTERLEAVED  # rows for halves, turned as neighbours
    assert float((ours(IDS) - theirs(IDS).logits).abs().max()) > 1e-3


def test_another_model_is_refused_in_one_sentence():
    state = make_theirs().state_dict()
    with pytest.raises(ValueError, match=r"^state lacks model\.norm\.weight; expected"):
        language_model_from_llama({name: t for name, t in state.items() if name != "model.norm.weight"}, 6)
    with pytest.raises(ValueError, match=r"^state has model\.layers\.0\.self_attn\.\w_proj\.bias; expected .* offsets"):
        language_model_from_llama(make_theirs(bias=True).state_dict(), 6)


def test_a_weight_that_a_later_layer_lacks_and_a_wrong_shape_are_named():
    state = make_theirs().state_dict()
    name = "model.layers.1.mlp.up_proj.weight"
    with pytest.raises(ValueError, match=r"^state lacks blocks\.layers\.1\.feed_forward\.w_1\.weight"):
        language_model_from_llama({k: v for k, v in state.items() if k != name}, 6)
    with pytest.raises(ValueError, match=rf"^{name} has shape \[7, 24\]; expected \[20, 24\]"):
        language_model_from_llama(state | {name: torch.zeros(7, 24)}, 6)


def test_no_random_number_is_drawn_on_the_way():
    """With millions of them it would take seconds, and who has set a seed would find other numbers afterwards."""
    state = make_theirs().state_dict()
    torch.manual_seed(0)
    language_model_from_llama(state, 6)
    after = torch.rand(1)
    torch.manual_seed(0)
    assert torch.equal(after, torch.rand(1))
