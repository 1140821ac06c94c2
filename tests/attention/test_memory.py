"""Attention without weights promises memory that grows with the length, also where a mask and the flag meet."""

import pytest
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from course_lib.attention import causal_mask, scaled_dot_product_attention
from course_lib.attention.fused import BLOCK

LENGTH = 4096


class LargestResult(TorchDispatchMode):
    """Notes how many bytes the largest tensor has that any operation makes, in forward and backward passes."""

    def __init__(self):
        super().__init__()
        self.bytes = 0

    def __torch_dispatch__(self, operation, types, arguments=(), options=None):
        made = operation(*arguments, **(options or {}))
        for tensor in made if isinstance(made, tuple | list) else [made]:
            if isinstance(tensor, torch.Tensor):
                self.bytes = max(self.bytes, tensor.untyped_storage().nbytes())
        return made


def draw(queries, keys, heads=1):
    """Draw inputs of two numbers a word, so that only a matrix of scores is large."""
    torch.manual_seed(0)
    return [torch.randn(1, heads, words, 2, requires_grad=True) for words in (queries, keys, keys)]


def padding(keys):
    """Mask the last third of the keys."""
    return (torch.arange(keys) < keys - keys // 3)[None, None, None]


def test_neither_pass_makes_a_matrix_of_scores_or_of_a_mask():
    with LargestResult() as largest:
        scaled_dot_product_attention(*draw(LENGTH, LENGTH), padding(LENGTH), is_causal=True).sum().backward()
    assert 0 < largest.bytes < LENGTH * LENGTH  # of one byte each, such as those of a mask


def test_what_is_kept_for_the_backward_pass_is_no_matrix_either():
    kept = []
    with torch.autograd.graph.saved_tensors_hooks(lambda x: kept.append(x.numel()) or x, lambda x: x):
        output = scaled_dot_product_attention(*draw(LENGTH, LENGTH), padding(LENGTH), is_causal=True)
    output.sum().backward()
    assert 0 < max(kept) <= LENGTH * 2 and sum(kept) < LENGTH * LENGTH / 4


def test_these_tests_would_notice_a_matrix():
    with LargestResult() as largest:
        both = padding(LENGTH) & causal_mask(LENGTH)
        scaled_dot_product_attention(*draw(LENGTH, LENGTH), both)
    assert largest.bytes >= LENGTH * LENGTH


@pytest.mark.parametrize(
    ("queries", "keys"),
    [(2 * BLOCK, 2 * BLOCK), (BLOCK + 1, BLOCK + 1), (BLOCK + 70, 2 * BLOCK), (150, 200), (BLOCK, BLOCK + 9)],
)
@pytest.mark.parametrize("rows", ["one row", "a row for each query"])
def test_blocks_give_the_result_and_the_gradients_of_the_mask_written_out(queries, keys, rows):
    mask = padding(keys)
    if rows != "one row":
        mask = mask & (torch.rand(1, 1, queries, keys, generator=torch.Generator().manual_seed(1)) > 0.2)
    inputs = draw(queries, keys, heads=2)
    got = scaled_dot_product_attention(*inputs, mask, is_causal=True)
    expected = scaled_dot_product_attention(*inputs, mask & causal_mask(queries, keys))
    torch.testing.assert_close(got, expected)
    gradients = [torch.autograd.grad(output.sin().sum(), inputs) for output in (got, expected)]
    torch.testing.assert_close(*gradients)


@pytest.mark.parametrize("mask", [torch.rand(700) > 0.3, torch.rand(700, 700) > 0.3], ids=["[keys]", "[queries, keys]"])
def test_masks_of_one_and_two_axes_are_cut_into_blocks_as_well(mask):
    inputs = draw(700, 700)
    expected = scaled_dot_product_attention(*inputs, mask & causal_mask(700))
    torch.testing.assert_close(scaled_dot_product_attention(*inputs, mask, is_causal=True), expected)


def test_words_without_a_batch_and_heads_are_cut_into_blocks_as_well():
    inputs = [tensor[0, 0].detach() for tensor in draw(700, 900)]
    expected = scaled_dot_product_attention(*inputs, causal_mask(700, 900))
    torch.testing.assert_close(scaled_dot_product_attention(*inputs, is_causal=True), expected)


def test_fewer_queries_than_keys_without_a_mask_are_taken_in_blocks_too():
    with LargestResult() as largest:
        got = scaled_dot_product_attention(*(inputs := draw(LENGTH - 9, LENGTH)), is_causal=True)
        got.sum().backward()
    assert largest.bytes < LENGTH * LENGTH
    torch.testing.assert_close(got, scaled_dot_product_attention(*inputs, causal_mask(LENGTH - 9, LENGTH)))
