"""The token embedding promises: one learned vector per id, times √d_model, pads that stay zero, clear refusals."""

from math import sqrt

import pytest
import torch

from course_lib.embeddings import TokenEmbedding


def make_embedding(vocab_size=10, d_model=6, **options):
    """Make an embedding from a fixed seed."""
    torch.manual_seed(0)
    return TokenEmbedding(vocab_size, d_model, **options)


@pytest.mark.parametrize("dtype", [torch.int64, torch.int32])
def test_every_id_gets_its_row_of_the_table_times_the_root_of_the_width(dtype):
    embedding = make_embedding()
    vectors = embedding(torch.tensor([[3, 0, 9], [9, 9, 1]], dtype=dtype))
    assert vectors.shape == (2, 3, 6)
    torch.testing.assert_close(vectors[0, 0], embedding.table.weight[3] * sqrt(6))
    torch.testing.assert_close(vectors[1, 2], embedding.table.weight[1] * sqrt(6))
    assert torch.equal(vectors[0, 2], vectors[1, 0])


@pytest.mark.parametrize("shape", [(4,), (2, 4), (2, 3, 4), (2, 0)])
def test_any_axes_before_the_words_are_kept(shape):
    assert make_embedding()(torch.zeros(shape, dtype=torch.long)).shape == (*shape, 6)


def test_the_table_starts_with_variance_one_in_d_model_so_that_the_output_has_variance_one():
    embedding = make_embedding(2000, 64)
    assert embedding.table.weight.std().item() == pytest.approx(1 / 8, rel=0.02)
    assert embedding.table.weight.mean().item() == pytest.approx(0, abs=0.002)
    assert embedding(torch.arange(2000)).std().item() == pytest.approx(1, rel=0.02)


def test_the_table_is_the_only_parameter():
    assert {name: tuple(p.shape) for name, p in make_embedding().named_parameters()} == {"table.weight": (10, 6)}


@pytest.mark.parametrize("optimizer", [torch.optim.SGD, torch.optim.Adam])
def test_the_row_of_the_pad_stays_zero_after_a_training_step_and_the_others_do_not(optimizer):
    embedding = make_embedding(pad_id=2)
    before = embedding.table.weight.detach().clone()
    step = optimizer(embedding.parameters(), lr=0.1)
    (embedding(torch.tensor([[2, 3, 2]])) - 1).square().sum().backward()
    step.step()
    assert (before[2] == 0).all() and (embedding.table.weight[2] == 0).all()
    assert (embedding(torch.tensor([2])) == 0).all()
    assert (embedding.table.weight[3] != before[3]).all()


def test_without_a_pad_id_no_row_is_zero():
    assert (make_embedding().table.weight != 0).all()


@pytest.mark.parametrize("pad_id", [0, 9])
def test_the_first_and_the_last_id_can_be_the_pad(pad_id):
    assert (make_embedding(pad_id=pad_id).table.weight == 0).all(dim=-1).nonzero().tolist() == [[pad_id]]


@pytest.mark.parametrize(
    ("ids", "named"), [([0, 10], "0 to 10"), ([-1, 3], "-1 to 3"), ([[-5], [99]], "-5 to 99")], ids=str
)
def test_ids_out_of_range_are_refused_and_named(ids, named):
    message = rf"^ids has values from {named}; expected ids from 0 to 9, one for each of the 10 tokens\.$"
    with pytest.raises(ValueError, match=message):
        make_embedding()(torch.tensor(ids))


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize("dtype", [torch.float32, torch.bool])
def test_what_are_no_whole_numbers_is_refused_and_named(dtype):
    with pytest.raises(ValueError, match=rf"^ids has dtype {dtype}; expected whole numbers \(torch\.long\)\.$"):
        make_embedding()(torch.zeros(2, 3, dtype=dtype))


@pytest.mark.parametrize(("vocab_size", "d_model"), [(0, 6), (10, 0), (-1, 6)])
def test_a_size_below_one_is_refused_and_named(vocab_size, d_model):
    with pytest.raises(ValueError, match=rf"^vocab_size is {vocab_size} and d_model is {d_model}; expected both"):
        TokenEmbedding(vocab_size, d_model)


@pytest.mark.parametrize("pad_id", [-1, 10])
def test_a_pad_that_is_no_id_is_refused_and_named(pad_id):
    with pytest.raises(ValueError, match=rf"^pad_id is {pad_id}; expected an id from 0 to 9\.$"):
        TokenEmbedding(10, 6, pad_id=pad_id)
