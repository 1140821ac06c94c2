"""Recorded shapes promise: every part by name, in the order of computation, and a model that never notices."""

import pytest
import torch
from torch import nn

from course_lib.transformer import attention_maps, tensor_shapes
from tests.transformer.inputs import SOURCE, SOURCE_MASK, TARGET, draw, make_transformer

BATCH, HEADS, SOURCE_WORDS, TARGET_WORDS, D_HEAD, D_MODEL, D_FF, VOCABULARY = 2, 3, 5, 7, 4, 12, 20, 13
SRC, SRC_MASK, TGT = SOURCE[:BATCH], SOURCE_MASK[:BATCH], TARGET[:BATCH]


def attention(name, queries, keys):
    """Return what one attention block computes."""
    return {
        f"{name}.query": (BATCH, HEADS, queries, D_HEAD),
        f"{name}.key": (BATCH, HEADS, keys, D_HEAD),
        f"{name}.value": (BATCH, HEADS, keys, D_HEAD),
        f"{name}.weights": (BATCH, HEADS, queries, keys),
        name: (BATCH, queries, D_MODEL),
    }


def layer(name, words, attentions):
    """Return what one layer computes."""
    shapes = {}
    for block, keys in attentions.items():
        shapes |= attention(f"{name}.{block}", words, keys)
    return shapes | {
        f"{name}.feed_forward.hidden": (BATCH, words, D_FF),
        f"{name}.feed_forward": (BATCH, words, D_MODEL),
        name: (BATCH, words, D_MODEL),
    }


ENCODED = {
    "embed_source": (BATCH, SOURCE_WORDS, D_MODEL),
    **layer("encoder.layers.0", SOURCE_WORDS, {"self_attention": SOURCE_WORDS}),
    **layer("encoder.layers.1", SOURCE_WORDS, {"self_attention": SOURCE_WORDS}),
    "encoder": (BATCH, SOURCE_WORDS, D_MODEL),
}
ACROSS = {"self_attention": TARGET_WORDS, "cross_attention": SOURCE_WORDS}
DECODED = {
    "embed_target": (BATCH, TARGET_WORDS, D_MODEL),
    **layer("decoder.layers.0", TARGET_WORDS, ACROSS),
    **layer("decoder.layers.1", TARGET_WORDS, ACROSS),
    "decoder": (BATCH, TARGET_WORDS, D_MODEL),
    "to_logits": (BATCH, TARGET_WORDS, VOCABULARY),
}


def make_model(**options):
    """Make a model in which no two sizes are the same."""
    return make_transformer(d_model=D_MODEL, d_ff=D_FF, **options)


def is_untouched(model):
    """Say whether no part has a hook."""
    return not any(part._forward_hooks for part in model.modules())


@pytest.mark.parametrize("norm", ["post", "pre"])
def test_every_shape_is_there_by_name_in_the_order_of_computation(norm):
    model = make_model(dropout=0.5, norm=norm)
    with tensor_shapes(model) as shapes:
        assert shapes == {}
        model(SRC, TGT)
    assert list(shapes.items()) == list((ENCODED | DECODED).items())


@pytest.mark.parametrize("training", [False, True])
def test_logits_gradients_and_the_random_state_are_the_same_bit_for_bit(training):
    model = make_model(dropout=0.4).train(training)

    def run_once():
        torch.manual_seed(5)
        logits = model(SRC, TGT)
        gradients = torch.autograd.grad(logits.sin().sum(), list(model.parameters()))
        return [logits, *gradients, torch.rand(3)]

    expected = run_once()
    with tensor_shapes(model):
        seen = run_once()
    assert all(torch.equal(*pair) for pair in zip(seen, expected, strict=True))


def test_afterwards_the_model_is_untouched_and_nothing_is_noted_any_more():
    model = make_model()
    with tensor_shapes(model) as shapes:
        model(SRC, TGT)
        assert not is_untouched(model)
    assert is_untouched(model)
    shapes.clear()
    model(SRC, TGT)
    assert shapes == {}


@pytest.mark.usefixtures("without_run_time_types")
def test_after_an_error_the_model_is_untouched_and_the_shapes_so_far_tell_how_far_it_came():
    model = make_model()
    with pytest.raises(ValueError, match=r"^mask has shape"), tensor_shapes(model) as shapes:
        model.decode(TGT, model.encode(SRC), SRC_MASK[..., :4])
    assert is_untouched(model)
    assert list(shapes)[-1] == "decoder.layers.0.cross_attention.value"


def test_a_second_pass_overwrites_sizes_and_order():
    model = make_model()
    with tensor_shapes(model) as shapes:
        memory = model.encode(SRC)
        model.decode(TGT[:, :3], memory, SRC_MASK)
        model(SRC, TGT)
    assert list(shapes.items()) == list((ENCODED | DECODED).items())


def test_with_a_cache_only_the_newest_word_is_projected_but_it_looks_at_all_so_far():
    model = make_model().eval()
    memory, cache = model.encode(SRC), model.new_cache()
    model.decode(TGT[:, :3], memory, SRC_MASK, cache)
    with tensor_shapes(model) as shapes:
        model.decode(TGT[:, 3:4], memory, SRC_MASK, cache)
    attention = "decoder.layers.1.self_attention"
    assert shapes[f"{attention}.key"] == (BATCH, HEADS, 1, D_HEAD)
    assert shapes[f"{attention}.weights"] == (BATCH, HEADS, 1, 4)
    assert "decoder.layers.1.cross_attention.key" not in shapes
    assert list(shapes)[-1] == "to_logits" and shapes["to_logits"] == (BATCH, 1, VOCABULARY)


def test_a_stack_or_a_layer_alone_is_seen_under_its_own_names():
    model, x = make_model(), draw(BATCH, SOURCE_WORDS, D_MODEL)
    with tensor_shapes(model.encoder) as shapes:
        model.encoder(x)
    expected = {name.removeprefix("encoder").removeprefix("."): shape for name, shape in ENCODED.items()}
    assert list(shapes.items()) == list(expected.items())[1:]
    with tensor_shapes(model.encoder.layers[1]) as shapes:
        model.encoder.layers[1](x)
    names = list(shapes)
    assert names[0] == "self_attention.query" and names[-1] == ""


@pytest.mark.parametrize("outer", [attention_maps, tensor_shapes])
@pytest.mark.parametrize("inner", [attention_maps, tensor_shapes])
def test_two_that_look_at_once_both_see(outer, inner):
    model = make_model(dropout=0.4)
    with outer(model) as seen_outside, inner(model) as seen_inside:
        model(SRC, TGT)
    everything = ENCODED | DECODED
    weights = {name: shape for name, shape in everything.items() if name.endswith(".weights")}
    for look, seen in ((outer, seen_outside), (inner, seen_inside)):
        if look is tensor_shapes:
            assert list(seen.items()) == list(everything.items())
        else:
            assert {f"{name}.weights": tuple(seen[name].shape) for name in seen} == weights
    assert is_untouched(model)


@pytest.mark.usefixtures("without_run_time_types")
def test_a_model_of_another_kind_is_refused():
    with pytest.raises(ValueError, match=r"^model is a Linear; expected the course's Transformer or LanguageModel, or"):
        tensor_shapes(nn.Linear(2, 2)).__enter__()
