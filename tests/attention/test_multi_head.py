"""Multi-head attention promises: the paper's formula head by head, its parameters, and what it refuses."""

from math import sqrt

import pytest
import torch
from torch import nn

from course_lib.attention import MultiHeadAttention, merge_heads, split_heads
from tests.attention.inputs import MASKS, TOLERANCE, make_mask, make_words


def make_attention(d_model=6, num_heads=3, *, dtype=torch.float32, **options):
    """Make a layer with weights from a fixed seed, and biases that are not zero."""
    torch.manual_seed(0)
    attention = MultiHeadAttention(d_model, num_heads, **options).to(dtype)
    for name, parameter in attention.named_parameters():
        if name.endswith("bias"):
            torch.nn.init.normal_(parameter)
    return attention


def formula(attention, query, key, value, mask=None):
    """Compute Concat(head_1, …, head_h) W_O one head at a time, in double precision."""
    w_q, w_k, w_v, w_o = (attention.get_parameter(f"w_{name}.weight").double().T for name in "qkvo")
    d_k = attention.d_model // attention.num_heads
    outputs = []
    for head in range(attention.num_heads):
        own = slice(head * d_k, (head + 1) * d_k)
        scores = (query.double() @ w_q[:, own]) @ (key.double() @ w_k[:, own]).mT / sqrt(d_k)
        if mask is not None:
            per_head = mask if mask.ndim == 2 else mask[:, min(head, mask.shape[1] - 1)]
            scores = scores.masked_fill(~per_head, -torch.inf)
        outputs.append(torch.softmax(scores, dim=-1) @ (value.double() @ w_v[:, own]))
    return torch.cat(outputs, dim=-1) @ w_o


@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("kind", MASKS)
@pytest.mark.parametrize("return_weights", [False, True])
def test_equal_to_the_formula_of_the_paper_one_head_at_a_time(dtype, kind, return_weights):
    attention, inputs, mask = make_attention(dtype=dtype), make_words(dtype=dtype), make_mask(kind)
    got = attention(*inputs, mask, return_weights=return_weights)
    output = got[0] if return_weights else got
    assert output.dtype == dtype
    torch.testing.assert_close(
        output.double(), formula(attention, *inputs, mask), atol=2 * TOLERANCE[dtype], rtol=2 * TOLERANCE[dtype]
    )


def test_each_head_gathers_its_own_components_with_its_own_weights():
    attention = make_attention()
    for projection in (attention.w_v, attention.w_o):
        torch.nn.init.eye_(projection.weight)
    query, key, value = make_words()
    output, weights = attention(query, key, value, return_weights=True)
    assert weights.shape == (2, 3, 4, 5)
    for head in range(3):
        own = slice(2 * head, 2 * head + 2)
        torch.testing.assert_close(output[..., own], weights[:, head] @ value[..., own])
        assert not torch.allclose(weights[:, head], weights[:, head - 1])


@pytest.mark.parametrize("kind", [*MASKS, "causal"])
@pytest.mark.parametrize("training", [False, True])
def test_asking_for_the_weights_changes_no_output_and_no_gradient(kind, training):
    attention, (query, key, value) = make_attention(dtype=torch.float64), make_words(dtype=torch.float64)
    attention.train(training)
    options = {"is_causal": True} if kind == "causal" else {"mask": make_mask(kind)}
    without = attention(query, key, value, **options)
    wanted = torch.autograd.grad(without.sin().sum(), list(attention.parameters()))
    output, _ = attention(query, key, value, return_weights=True, **options)
    torch.testing.assert_close(output, without)
    torch.testing.assert_close(torch.autograd.grad(output.sin().sum(), list(attention.parameters())), wanted)


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("return_weights", [False, True])
def test_gradients_of_inputs_and_parameters_are_right(bias, return_weights):
    attention = make_attention(4, 2, bias=bias, dtype=torch.float64)
    names = [name for name, _ in attention.named_parameters()]
    inputs = make_words(2, 2, 3, 4, dtype=torch.float64)
    mask = torch.tensor([[[[True, False, True]]], [[[False, False, False]]]])  # sentence 1 is nothing but pads

    def attend(query, key, value, *parameters):
        changed = dict(zip(names, parameters, strict=True))
        arguments, options = (query, key, value, mask), {"return_weights": return_weights}
        return torch.func.functional_call(attention, changed, arguments, options)

    arguments = [tensor.detach().clone().requires_grad_() for tensor in (*inputs, *attention.parameters())]
    assert torch.autograd.gradcheck(attend, arguments)


@pytest.mark.parametrize("bias", [False, True])
def test_the_parameters_are_four_square_matrices_by_name_and_biases_if_asked_for(bias):
    state = make_attention(d_model=12, bias=bias).state_dict()
    expected = {f"w_{name}.weight": (12, 12) for name in "qkvo"}
    if bias:
        expected |= {f"w_{name}.bias": (12,) for name in "qkvo"}
    assert {name: tuple(tensor.shape) for name, tensor in state.items()} == expected
    assert sum(tensor.numel() for tensor in state.values()) == 4 * 12**2 + (4 * 12 if bias else 0)


def test_by_default_there_is_no_bias_and_no_dropout():
    attention = MultiHeadAttention(6, 3)
    assert attention.w_q.bias is None and attention.dropout == 0


def test_weights_start_as_glorot_says_and_biases_at_zero():
    torch.manual_seed(0)
    attention = MultiHeadAttention(64, 4, bias=True)
    for projection in (attention.w_q, attention.w_k, attention.w_v, attention.w_o):
        largest = sqrt(6 / (64 + 64))
        assert projection.weight.abs().max() <= largest
        assert projection.weight.std().item() == pytest.approx(largest / sqrt(3), rel=0.05)
        assert (projection.bias == 0).all()


@pytest.mark.parametrize(("d_model", "num_heads"), [(6, 4), (6, 0), (6, -2), (0, 1), (-6, 2)])
def test_a_width_that_heads_cannot_share_is_refused_and_named(d_model, num_heads):
    with pytest.raises(ValueError, match=rf"^d_model is {d_model} and num_heads is {num_heads}; expected a d_model"):
        MultiHeadAttention(d_model, num_heads)


def test_one_head_of_width_one_is_taken():
    assert MultiHeadAttention(1, 1)(*make_words(d_model=1)).shape == (2, 4, 1)


@pytest.mark.parametrize("share", [-0.1, 1.0])
def test_a_dropout_out_of_range_is_refused_and_named(share):
    with pytest.raises(ValueError, match=rf"^dropout is {share}; expected a share from 0 to below 1\.$"):
        MultiHeadAttention(6, 3, dropout=share)


REFUSED = {
    "query's width": (
        {"query": torch.zeros(2, 4, 8)},
        r"^query has shape \[2, 4, 8\]; expected \[batch, words, 6\], none of them 0\.$",
    ),
    "key's width": (
        {"key": torch.zeros(2, 5, 8)},
        r"^key has shape \[2, 5, 8\]; expected \[batch, words, 6\], none of them 0\.$",
    ),
    "value's axes": (
        {"value": torch.zeros(5, 6)},
        r"^value has shape \[5, 6\]; expected \[batch, words, 6\], none of them 0\.$",
    ),
    "value's rows": ({"value": torch.zeros(2, 4, 6)}, r"^value has shape .*; expected 5 rows"),
    "ids": (
        {"query": torch.zeros(2, 4, 6).long()},
        r"^query has dtype torch.int64; expected torch.float32, the dtype of the layer\.$",
    ),
    "another precision": ({"value": torch.zeros(2, 5, 6).double()}, r"^value has dtype torch.float64; expected"),
    "a float mask": ({"mask": torch.ones(4, 5)}, r"^mask has dtype torch.float32"),
    "a mask [batch, keys]": ({"mask": torch.ones(2, 5) > 0}, r"write mask\[:, None, None, :\]"),
}


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize("wrong", REFUSED)
def test_what_does_not_fit_is_refused_and_named(wrong):
    change, message = REFUSED[wrong]
    arguments = dict(zip(("query", "key", "value"), make_words(), strict=True)) | change
    with pytest.raises(ValueError, match=message):
        make_attention()(**arguments)


def test_under_autocast_inputs_of_another_precision_are_taken_and_ids_are_not():
    attention, (query, key, value) = make_attention(), make_words()
    expected = attention(query, key, value)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        output = attention(query.bfloat16(), key, value)
        torch.testing.assert_close(output.float(), expected, atol=0.06, rtol=0.06)
        with pytest.raises((ValueError, TypeError), match=r"query"):
            attention(query.long(), key, value)


class Remembering:
    """The smallest cache: all keys and values of the calls so far."""

    def __init__(self):
        self.so_far = []

    def keys_and_values(self, project):
        self.so_far.append(project())
        return tuple(torch.cat(parts, dim=2) for parts in zip(*self.so_far, strict=True))


@pytest.mark.parametrize("return_weights", [False, True])
def test_with_a_cache_words_given_one_after_the_other_attend_to_all_before_them(return_weights):
    attention, (words, _, _), cache = make_attention(), make_words(), Remembering()
    expected, _ = attention(words, words, words, is_causal=True, return_weights=True)
    for place in range(4):
        new = words[:, place : place + 1]
        got = attention(new, new, new, is_causal=True, cache=cache, return_weights=return_weights)
        torch.testing.assert_close(got[0] if return_weights else got, expected[:, place : place + 1])


def test_queries_and_keys_are_turned_and_values_are_not():
    attention, (words, _, _) = make_attention(), make_words()
    turned = []

    def turn(heads):
        turned.append(heads)
        return -2 * heads  # the signs cancel in a product of a query and a key

    output, weights = attention(words, words, words, turn=turn, return_weights=True)
    queries, keys = (split_heads(project(words), 3) for project in (attention.w_q, attention.w_k))
    assert len(turned) == 2 and {id_of(turned, queries), id_of(turned, keys)} == {0, 1}
    torch.testing.assert_close(weights, torch.softmax(4 * queries @ keys.mT / sqrt(2), dim=-1))
    values = split_heads(attention.w_v(words), 3)
    torch.testing.assert_close(output, attention.w_o(merge_heads(weights @ values)))


def id_of(tensors, wanted):
    """Return which of the tensors equals this one."""
    return next(number for number, tensor in enumerate(tensors) if torch.equal(tensor, wanted))


def test_what_is_printed_of_a_layer_says_its_heads_and_its_dropout():
    printed = str(MultiHeadAttention(6, 3, dropout=0.1))
    assert "d_model=6, num_heads=3" in printed and "dropout=0.1" in printed


@pytest.mark.parametrize("where", [{"dtype": torch.float64}, {"device": "meta"}], ids=str)
def test_the_parameters_are_made_where_and_as_they_were_asked_for(where):
    for parameter in MultiHeadAttention(6, 2, bias=True, **where).parameters():
        assert parameter.dtype == where.get("dtype", torch.float32)
        assert parameter.device.type == where.get("device", "cpu")


class Quantised(nn.Module):
    """Has a weight as a method, as PyTorch's quantised layers have; takes and gives single precision."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def weight(self):
        return self.layer.weight

    def forward(self, x):
        return self.layer(x)


def test_a_layer_whose_weight_is_a_method_is_taken_in_single_precision():
    plain, x = MultiHeadAttention(6, 2), torch.randn(1, 3, 6)
    expected = plain(x, x, x)
    for name in ("w_q", "w_k", "w_v", "w_o"):
        setattr(plain, name, Quantised(getattr(plain, name)))
    assert torch.equal(plain(x, x, x), expected)
    with pytest.raises(ValueError, match=r"^query has dtype torch\.float64; expected torch\.float32"):
        plain(x.double(), x.double(), x.double())
