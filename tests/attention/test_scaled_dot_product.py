"""Scaled dot-product attention promises: equal to PyTorch's, to a plain loop, no NaN, no silent broadcasting."""

from math import exp, sqrt

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given
from hypothesis import strategies as st
from jaxtyping import config as jaxtyping_config

from course_lib.attention import scaled_dot_product_attention

TOLERANCE = {torch.float64: 1e-12, torch.float32: 1e-5, torch.float16: 4e-3, torch.bfloat16: 3e-2}
BATCHES = [(), (2,), (2, 3)]


def make_inputs(batch=(2, 3), queries=4, keys=5, d_k=6, d_v=7, *, dtype=torch.float32, seed=0):
    """Draw query, key and value whose sizes all differ, so that a wrong axis cannot hide."""
    generator = torch.Generator().manual_seed(seed)
    shapes = (*batch, queries, d_k), (*batch, keys, d_k), (*batch, keys, d_v)
    return tuple(torch.randn(shape, generator=generator, dtype=torch.float64).to(dtype) for shape in shapes)


def make_mask(kind, batch=(2, 3), queries=4, keys=5):
    """Make one of the kinds of mask that attention must take."""
    if kind == "none":
        return None
    if kind == "queries and keys":
        return torch.ones(queries, keys, dtype=torch.bool).tril()
    generator = torch.Generator().manual_seed(1)
    one_each = tuple(1 for _ in batch)
    shape = {"padding": (*batch[:1], *one_each[1:], 1, keys), "full": (*batch, queries, keys)}[kind]
    mask = torch.rand(shape, generator=generator) > 0.5
    mask[..., 0] = True
    return mask


def loop_attention(query, key, value, mask=None):
    """Compute attention for 2-D inputs as the formula says it, one number at a time."""
    output = torch.zeros(len(query), value.shape[1], dtype=value.dtype)
    for i, q in enumerate(query):
        allowed = [j for j in range(len(key)) if mask is None or mask[i, j]]
        scores = {j: sum(a * b for a, b in zip(q.tolist(), key[j].tolist(), strict=True)) for j in allowed}
        exponentials = {j: exp(score / sqrt(len(q))) for j, score in scores.items()}
        for j in allowed:
            output[i] += exponentials[j] / sum(exponentials.values()) * value[j]
    return output


@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("batch", BATCHES)
@pytest.mark.parametrize("kind", ["none", "queries and keys", "padding", "full"])
@pytest.mark.parametrize("return_weights", [False, True])
def test_equal_to_pytorch_for_every_mask_dtype_and_batch_shape(dtype, batch, kind, return_weights):
    query, key, value = make_inputs(batch, dtype=dtype)
    mask = make_mask(kind, batch)
    expected = F.scaled_dot_product_attention(query.double(), key.double(), value.double(), attn_mask=mask)
    got = scaled_dot_product_attention(query, key, value, mask, return_weights=return_weights)
    output = got[0] if return_weights else got
    assert output.dtype == dtype
    torch.testing.assert_close(output.double(), expected, atol=TOLERANCE[dtype], rtol=TOLERANCE[dtype])


@pytest.mark.parametrize("kind", ["none", "queries and keys"])
def test_equal_to_a_plain_loop(kind):
    query, key, value = make_inputs((), dtype=torch.float64)
    mask = make_mask(kind, ())
    expected = loop_attention(query, key, value, mask)
    torch.testing.assert_close(scaled_dot_product_attention(query, key, value, mask), expected)


@given(st.tuples(*[st.integers(1, 6)] * 5), st.integers(0, 2**31), st.booleans())
def test_both_paths_agree_and_rows_sum_to_one_for_any_sizes(sizes, seed, masked):
    heads, queries, keys, d_k, d_v = sizes
    query, key, value = make_inputs((2, heads), queries, keys, d_k, d_v, dtype=torch.float64, seed=seed)
    mask = torch.rand(2, heads, queries, keys) > 0.6 if masked else None
    output, weights = scaled_dot_product_attention(query, key, value, mask, return_weights=True)
    torch.testing.assert_close(scaled_dot_product_attention(query, key, value, mask), output)
    reachable = torch.ones(2, heads, queries) if mask is None else mask.any(dim=-1)
    torch.testing.assert_close(weights.sum(dim=-1), reachable.double())
    assert mask is None or (weights[~mask] == 0).all()


@pytest.mark.parametrize("return_weights", [False, True])
def test_gradients_are_right_also_with_a_query_that_may_attend_to_nothing(return_weights):
    inputs = [tensor.requires_grad_() for tensor in make_inputs((2,), dtype=torch.float64)]
    mask = torch.rand(2, 4, 5, generator=torch.Generator().manual_seed(3)) > 0.5
    mask[0, 2] = False
    assert torch.autograd.gradcheck(
        lambda q, k, v: scaled_dot_product_attention(q, k, v, mask, return_weights=return_weights), inputs
    )


@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("return_weights", [False, True])
def test_a_query_with_nothing_to_attend_to_gets_zeros_and_no_nan_forward_and_backward(dtype, return_weights):
    inputs = [tensor.requires_grad_() for tensor in make_inputs(dtype=dtype)]
    mask = torch.ones(2, 1, 4, 5, dtype=torch.bool)
    mask[1, 0, 3] = False
    got = scaled_dot_product_attention(*inputs, mask, return_weights=return_weights)
    output = got[0] if return_weights else got
    assert (output[1, :, 3] == 0).all() and output.isfinite().all()
    if return_weights:
        assert (got[1][1, :, 3] == 0).all()
    output.sum().backward()
    assert all(tensor.grad.isfinite().all() for tensor in inputs)
    assert (inputs[0].grad[1, :, 3] == 0).all()


def test_changing_a_masked_key_changes_nothing():
    query, key, value = make_inputs()
    mask = torch.tensor([True, True, False, True, True])[None, None, None, :]
    before = scaled_dot_product_attention(query, key, value, mask)
    key[..., 2, :] += 100
    value[..., 2, :] -= 100
    torch.testing.assert_close(scaled_dot_product_attention(query, key, value, mask), before)


def test_permuting_the_keys_changes_nothing_and_permuting_the_queries_permutes_the_output():
    query, key, value = make_inputs(dtype=torch.float64)
    before = scaled_dot_product_attention(query, key, value)
    keys, queries = torch.tensor([3, 0, 4, 1, 2]), torch.tensor([2, 0, 3, 1])
    after = scaled_dot_product_attention(query[..., queries, :], key[..., keys, :], value[..., keys, :])
    torch.testing.assert_close(after, before[..., queries, :])


@pytest.mark.parametrize("return_weights", [False, True])
def test_arguments_are_never_changed(return_weights):
    arguments = [*make_inputs(), make_mask("full")]
    copies = [tensor.clone() for tensor in arguments]
    scaled_dot_product_attention(*arguments, return_weights=return_weights)
    assert all(torch.equal(tensor, copy) for tensor, copy in zip(arguments, copies, strict=True))


@pytest.fixture
def without_run_time_types():
    """Let wrong shapes through to the library's own refusals, as they are for a reader."""
    jaxtyping_config.update("jaxtyping_disable", True)
    yield
    jaxtyping_config.update("jaxtyping_disable", False)


REFUSED = {
    "key's width": ({"key": torch.zeros(2, 3, 5, 9)}, r"key has shape \[2, 3, 5, 9\].*d_k of query"),
    "value's rows": ({"value": torch.zeros(2, 3, 4, 7)}, r"value has shape .*expected 5 rows"),
    "batch": ({"key": torch.zeros(1, 3, 5, 6)}, r"key has shape \[1, 3, 5, 6\] but query has"),
    "one axis": ({"query": torch.zeros(6)}, r"query has shape \[6\].*at least two axes"),
    "ids": ({"query": torch.zeros(2, 3, 4, 6, dtype=torch.long)}, r"query has dtype torch.int64"),
    "mixed dtypes": ({"value": torch.zeros(2, 3, 5, 7).double()}, r"value has dtype torch.float64 but query"),
    "float mask": ({"mask": torch.ones(4, 5)}, r"mask has dtype torch.float32; expected torch.bool"),
    "mask of three axes": ({"mask": torch.ones(2, 4, 5) > 0}, r"mask has shape \[2, 4, 5\]"),
    "mask [batch, keys]": ({"mask": torch.ones(2, 5) > 0}, r"write mask\[:, None, None, :\]"),
    "mask of other keys": ({"mask": torch.ones(4, 6) > 0}, r"mask has shape \[4, 6\]; expected \[4, 5\]"),
}


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize("wrong", REFUSED)
def test_what_does_not_fit_is_refused_and_named(wrong):
    change, message = REFUSED[wrong]
    arguments = dict(zip(("query", "key", "value"), make_inputs(), strict=True)) | change
    with pytest.raises(ValueError, match=message):
        scaled_dot_product_attention(**arguments)


def test_a_mask_that_could_mean_two_things_is_refused_and_its_two_readings_are_taken():
    query, key, value = make_inputs((4, 3))  # batch = queries = 4
    mask = torch.ones(4, 5, dtype=torch.bool)
    with pytest.raises(ValueError, match=r"could mean \[queries, keys\] or \[batch, keys\]"):
        scaled_dot_product_attention(query, key, value, mask)
    scaled_dot_product_attention(query, key, value, mask[None, None])
    scaled_dot_product_attention(query, key, value, mask[:, None, None])


def test_without_weights_no_matrix_of_scores_is_kept():
    query, key, value = (torch.randn(1, 1, 2048, 8, requires_grad=True) for _ in range(3))
    largest = 0

    def remember(tensor):
        nonlocal largest
        largest = max(largest, tensor.numel())
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(remember, lambda tensor: tensor):
        scaled_dot_product_attention(query, key, value)
    assert 0 < largest < 2048 * 2048
