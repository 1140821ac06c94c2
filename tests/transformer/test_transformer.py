"""The whole model promises: who sees whom, pads that change nothing, tied embeddings, sizes, clear refusals."""

import pytest
import torch

from course_lib.transformer import PostNorm, Transformer
from tests.transformer.inputs import D_FF, D_MODEL, LAYERS, SOURCE, SOURCE_MASK, TARGET, make_transformer

NORMS = pytest.mark.parametrize("norm", ["pre", "post"])
POSITIONS = pytest.mark.parametrize("positions", ["sinusoidal", "learned"])


def changed(before, after):
    """Say for every word of every sentence whether its logits changed."""
    return (~torch.isclose(after, before).all(dim=-1)).tolist()


@NORMS
@POSITIONS
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_every_target_word_gets_a_score_for_every_token_in_the_precision_of_the_model(norm, positions, dtype):
    logits = make_transformer(norm=norm, positions=positions, dtype=dtype)(SOURCE, TARGET)
    assert logits.shape == (*TARGET.shape, 13) and logits.dtype == dtype and logits.isfinite().all()


@NORMS
@pytest.mark.parametrize("training", [False, True])
def test_changing_a_later_target_word_changes_no_earlier_logits(norm, training):
    model, other = make_transformer(norm=norm).train(training), TARGET.clone()
    other[:, 3] = 7
    sees_it = [False, False, False, True, True, True, True]
    assert changed(model(SOURCE, TARGET), model(SOURCE, other)) == [sees_it] * 3


@NORMS
def test_changing_a_source_word_changes_all_logits_of_its_sentence_and_no_others(norm):
    model, other = make_transformer(norm=norm).eval(), SOURCE.clone()
    other[1, 1] = 10
    assert changed(model(SOURCE, TARGET), model(other, TARGET)) == [[False] * 7, [True] * 7, [False] * 7]


@NORMS
@POSITIONS
def test_more_pads_change_nothing_for_the_words_on_either_side(norm, positions):
    model = make_transformer(norm=norm, positions=positions, max_length=9).eval()
    src, tgt = (torch.nn.functional.pad(ids, (0, 2)) for ids in (SOURCE, TARGET))
    torch.testing.assert_close(model(src, tgt)[:, :7], model(SOURCE, TARGET))


def test_what_stands_where_the_source_has_pads_changes_nothing():
    model = make_transformer().eval()
    before = model(SOURCE, TARGET)
    with torch.no_grad():
        model.embed_source.tokens.table.weight[0] = 50
    torch.testing.assert_close(model(SOURCE, TARGET), before)


def test_another_pad_id_is_respected():
    model = make_transformer(pad_id=4).eval()
    src = SOURCE.masked_fill(SOURCE == 0, 4)
    alone = model(src[1:2, :3], TARGET[1:2])
    torch.testing.assert_close(model(src, TARGET)[1:2], alone)


def test_a_batch_gives_what_its_sentences_give_alone():
    model = make_transformer().eval()
    together = model(SOURCE, TARGET)
    for number, (length, written) in enumerate([(5, 7), (3, 5), (2, 7)]):
        alone = model(SOURCE[number : number + 1, :length], TARGET[number : number + 1, :written])
        torch.testing.assert_close(together[number, :written], alone[0])


def test_one_pass_is_encoding_and_then_decoding():
    model = make_transformer().eval()
    memory = model.encode(SOURCE)
    assert memory.shape == (3, 5, D_MODEL)
    assert torch.equal(model.decode(TARGET, memory, SOURCE_MASK), model(SOURCE, TARGET))


@pytest.mark.parametrize("side", ["source", "target"])
def test_the_order_of_the_words_matters(side):
    model, order = make_transformer().eval(), [1, 0, 2, 3, 4]
    src = SOURCE[:1, order] if side == "source" else SOURCE[:1]
    tgt = TARGET[:1, [1, 0, 2, 3, 4, 5, 6]] if side == "target" else TARGET[:1]
    assert not torch.isclose(model(src, tgt), model(SOURCE[:1], TARGET[:1])).all(dim=-1).any()


@NORMS
@POSITIONS
def test_gradients_reach_every_parameter(norm, positions):
    model = make_transformer(norm=norm, positions=positions)
    model(SOURCE, TARGET).sin().sum().backward()
    for name, parameter in model.named_parameters():
        assert parameter.grad.isfinite().all() and parameter.grad.abs().max() > 1e-6, name


def test_tied_embeddings_are_one_tensor_counted_once_also_in_another_precision():
    tied, untied = make_transformer(tie_embeddings=True, dtype=torch.float32).double(), make_transformer()
    assert tied.to_logits.weight is tied.embed_target.tokens.table.weight
    assert untied.to_logits.weight is not untied.embed_target.tokens.table.weight
    sizes = [sum(p.numel() for p in model.parameters()) for model in (tied, untied)]
    assert sizes[1] - sizes[0] == 13 * D_MODEL


def test_tied_embeddings_learn_from_both_their_uses():
    tied, untied = make_transformer(tie_embeddings=True), make_transformer()
    with torch.no_grad():
        untied.to_logits.weight.copy_(untied.embed_target.tokens.table.weight)
    untied.load_state_dict(tied.state_dict())
    for model in (tied, untied):
        model(SOURCE, TARGET).sin().sum().backward()
    both = untied.to_logits.weight.grad + untied.embed_target.tokens.table.weight.grad
    torch.testing.assert_close(tied.to_logits.weight.grad, both)
    before = tied.to_logits.weight.detach().clone()
    torch.optim.SGD(tied.parameters(), lr=0.1).step()
    torch.testing.assert_close(tied.to_logits.weight, before - 0.1 * both)
    assert tied.to_logits.weight is tied.embed_target.tokens.table.weight


@POSITIONS
@pytest.mark.parametrize("tie_embeddings", [False, True])
def test_saved_weights_give_the_same_logits_in_a_new_model(positions, tie_embeddings):
    options = {"positions": positions, "tie_embeddings": tie_embeddings}
    model, new = make_transformer(**options).eval(), make_transformer(**options).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter += torch.randn_like(parameter)
    assert not torch.allclose(new(SOURCE, TARGET), model(SOURCE, TARGET))
    new.load_state_dict(model.state_dict())
    assert torch.equal(new(SOURCE, TARGET), model(SOURCE, TARGET))


@pytest.mark.parametrize(("norm", "final_norms"), [("post", 0), ("pre", 2)])
def test_the_number_of_parameters_is_the_sum_written_out(norm, final_norms):
    norms = 2 * D_MODEL
    feed_forward = 2 * D_MODEL * D_FF + D_FF + D_MODEL
    encoder_layer = 4 * D_MODEL**2 + feed_forward + 2 * norms
    decoder_layer = 8 * D_MODEL**2 + feed_forward + 3 * norms
    tables = (11 + 13 + 13) * D_MODEL
    expected = LAYERS * (encoder_layer + decoder_layer) + final_norms * norms + tables
    assert sum(p.numel() for p in make_transformer(norm=norm).parameters()) == expected


def test_no_shape_of_a_weight_depends_on_the_length_but_that_of_learned_places():
    shapes = {
        (positions, length): {
            name: tuple(p.shape)
            for name, p in make_transformer(positions=positions, max_length=length).state_dict().items()
        }
        for positions in ("sinusoidal", "learned")
        for length in (9, 20)
    }
    assert shapes["sinusoidal", 9] == shapes["sinusoidal", 20]
    depend = {name for name, shape in shapes["learned", 9].items() if shape != shapes["learned", 20][name]}
    assert depend == {"embed_source.places.table", "embed_target.places.table"}
    model = make_transformer(max_length=9)
    assert model(torch.ones(1, 40).long(), torch.ones(1, 30).long()).shape == (1, 30, 13)


def test_the_defaults_are_the_base_model_of_the_paper():
    with torch.device("meta"):
        model = Transformer(37_000, 37_000)
    assert (len(model.encoder.layers), len(model.decoder.layers)) == (6, 6)
    layer = model.decoder.layers[0]
    assert (layer.self_attention.d_model, layer.self_attention.num_heads, layer.self_attention.dropout) == (512, 8, 0.1)
    assert layer.feed_forward.w_1.out_features == 2048 and isinstance(layer.around_feed_forward, PostNorm)


def test_training_and_evaluation_differ_in_dropout_only():
    without, with_dropout = make_transformer(), make_transformer(dropout=0.3)
    expected = without.eval()(SOURCE, TARGET)
    assert torch.equal(without.train()(SOURCE, TARGET), expected)
    assert torch.equal(with_dropout.eval()(SOURCE, TARGET), expected)
    assert not torch.allclose(with_dropout.train()(SOURCE, TARGET), expected)


REFUSED = {
    "a source id out of range": ({"src": SOURCE + 5}, r"^ids has values from 5 to 14; expected ids from 0 to 10"),
    "a target id out of range": ({"tgt": TARGET - 1}, r"^ids has values from -1 to 11; expected ids from 0 to 12"),
    "ids that are no whole numbers": (
        {"src": SOURCE.double()},
        r"^ids has shape \[3, 5\] and dtype torch\.float64; expected whole",
    ),
    "a source without a batch": ({"src": SOURCE[0]}, r"^ids has shape \[5\]"),
    "a target of another batch": ({"tgt": TARGET[:2]}, r"^key has shape \[3, 3, 5, 2\] but query has \[2, 3, 7, 2\]"),
    "a source without words": (
        {"src": SOURCE[:, :0]},
        r"^ids has shape \[3, 0\]; expected \[batch, words\], at least one",
    ),
    "a target without words": (
        {"tgt": TARGET[:, :0]},
        r"^ids has shape \[3, 0\]; expected \[batch, words\], at least one",
    ),
}


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize("wrong", REFUSED)
def test_ids_that_do_not_fit_are_refused_and_named(wrong):
    change, message = REFUSED[wrong]
    with pytest.raises(ValueError, match=message):
        make_transformer()(**({"src": SOURCE, "tgt": TARGET} | change))


def test_a_pad_id_that_is_no_id_is_refused_and_named():
    with pytest.raises(ValueError, match=r"^pad_id is 11; expected an id from 0 to 10\.$"):
        make_transformer(pad_id=11)


def test_a_text_longer_than_the_learned_places_is_refused_and_named():
    with pytest.raises(ValueError, match=r"^places 0 to 6 were asked for; expected places from 0 to 5"):
        make_transformer(positions="learned", max_length=6)(SOURCE, TARGET)


def test_an_offset_of_the_last_layer_is_added_to_the_scores():
    model = make_transformer(output_bias=True, tie_embeddings=True).eval()
    before = model(SOURCE, TARGET)
    with torch.no_grad():
        model.to_logits.bias[3] += 2
    offsets = torch.nn.functional.one_hot(torch.tensor(3), 13) * 2
    torch.testing.assert_close(model(SOURCE, TARGET), before + offsets)
