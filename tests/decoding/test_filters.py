"""The filters promise: the words kept are the right ones, whatever the dtype; nothing is changed in place."""

from math import inf

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from course_lib.decoding import keep_top_k, keep_top_p, scale_by_temperature

FILTERS = {
    "temperature": lambda logits: scale_by_temperature(logits, 0.5),
    "top-k": lambda logits: keep_top_k(logits, 2),
    "top-p": lambda logits: keep_top_p(logits, 0.7),
}
DTYPES = [torch.float64, torch.float32, torch.float16, torch.bfloat16]
# Few different scores, so that many are equal.
rows_of_scores = st.lists(st.sampled_from([-inf, -2.0, -0.5, 0.0, 0.25, 1.0, 3.0]), min_size=1, max_size=9).filter(
    lambda row: max(row) > -inf
)


def likeliest_first(scores):
    """Return the ids, the likeliest first, equal ones in their own order."""
    return sorted(range(len(scores)), key=lambda i: (-scores[i], i))


def with_only(scores, kept):
    """Return the scores with those of other ids at −∞."""
    return [score if i in kept else -inf for i, score in enumerate(scores)]


@given(rows_of_scores, st.integers(1, 12))
def test_top_k_keeps_the_k_likeliest_and_of_equal_ones_the_first(scores, k):
    assert keep_top_k(torch.tensor(scores), k).tolist() == with_only(scores, likeliest_first(scores)[:k])


@given(rows_of_scores, st.floats(0.01, 0.999))
def test_top_p_keeps_the_fewest_words_whose_share_reaches_p(scores, p):
    shares = torch.softmax(torch.tensor(scores, dtype=torch.float64), dim=-1)
    filtered = keep_top_p(torch.tensor(scores, dtype=torch.float64), p)
    kept = (filtered > -inf).nonzero()[:, 0].tolist()
    assert filtered.tolist() == with_only(scores, likeliest_first(scores)[: len(kept)])
    assert shares[kept].sum() >= p - 1e-12
    assert shares[likeliest_first(scores)[: len(kept) - 1]].sum() < p + 1e-12


@pytest.mark.parametrize(("p", "kept"), [(0.25, 1), (0.26, 2), (0.5, 2), (0.51, 3), (0.75, 3), (0.76, 4), (1.0, 4)])
def test_top_p_stops_exactly_where_p_is_reached_and_takes_the_first_of_equal_words(p, kept):
    assert keep_top_p(torch.zeros(4), p).tolist() == [0] * kept + [-inf] * (4 - kept)


@pytest.mark.parametrize("dtype", DTYPES)
def test_top_p_keeps_one_word_for_any_small_p_and_every_word_for_one(dtype):
    logits = torch.linspace(-40, 5, 2000).to(dtype)
    assert (keep_top_p(logits, 1e-30) > -inf).nonzero().tolist() == [[int(logits.argmax())]]
    assert torch.equal(keep_top_p(logits, 1.0), logits)


@pytest.mark.parametrize("dtype", DTYPES)
def test_top_p_counts_many_small_shares_in_any_dtype(dtype):
    logits = torch.zeros(4000, dtype=dtype)
    assert (keep_top_p(logits, 0.5) > -inf).sum().item() == pytest.approx(2000, abs=2)


@given(rows_of_scores, st.floats(0.05, 20))
def test_temperature_divides_the_distances_between_the_scores(scores, temperature):
    got = scale_by_temperature(torch.tensor(scores, dtype=torch.float64), temperature)
    expected = torch.softmax(torch.tensor(scores, dtype=torch.float64) / temperature, dim=-1)
    torch.testing.assert_close(torch.softmax(got, dim=-1), expected)


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_lowest_and_the_highest_temperature_neither_overflow_nor_lose_a_word_set_aside(dtype):
    logits = torch.tensor([-inf, 60_000.0, -60_000.0, 50_000.0]).to(dtype)
    assert torch.softmax(scale_by_temperature(logits, 1e-6), dim=-1).tolist() == [0, 1, 0, 0]
    shares = torch.softmax(scale_by_temperature(logits, 1e6).float(), dim=-1)
    torch.testing.assert_close(shares, torch.tensor([0, 1 / 3, 1 / 3, 1 / 3]), atol=0.05, rtol=0)


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("dtype", DTYPES)
def test_half_precision_gives_what_double_precision_gives_and_keeps_its_dtype(name, dtype):
    logits = torch.randn(5, 300, generator=torch.Generator().manual_seed(0)).to(dtype)
    filtered = FILTERS[name](logits)
    assert filtered.dtype == dtype
    torch.testing.assert_close(filtered.double(), FILTERS[name](logits.double()), atol=0, rtol=0.01)


@pytest.mark.parametrize("name", FILTERS)
def test_each_row_of_any_batch_is_filtered_alone_and_the_logits_are_left_as_they_were(name):
    logits = torch.randn(2, 3, 8, generator=torch.Generator().manual_seed(0))
    before = logits.clone()
    filtered = FILTERS[name](logits)
    assert torch.equal(logits, before)
    for batch in range(2):
        for row in range(3):
            torch.testing.assert_close(filtered[batch, row], FILTERS[name](logits[batch, row]))


def test_a_result_that_keeps_everything_does_not_share_its_memory_with_the_logits():
    logits = torch.zeros(3)
    for filtered in (keep_top_k(logits, 5), keep_top_p(logits, 1.0), scale_by_temperature(logits, 1.0)):
        filtered += 1
    assert logits.tolist() == [0, 0, 0]


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x: keep_top_k(x, 0), r"^k is 0; expected how many words to keep, a whole number of at least 1\.$"),
        (lambda x: keep_top_k(x, 2.0), r"^k is 2\.0; expected"),
        (lambda x: keep_top_k(x, True), r"^k is True; expected"),
        (lambda x: keep_top_k(x, float("nan")), r"^k is nan; expected"),
        (lambda x: keep_top_p(x, 0), r"^p is 0; expected the share of the words to keep, above 0 and at most 1\.$"),
        (lambda x: keep_top_p(x, 1.1), r"^p is 1\.1; expected"),
        (lambda x: keep_top_p(x, float("nan")), r"^p is nan; expected"),
        (lambda x: keep_top_p(x, "0.9"), r"^p is 0\.9; expected"),
        (lambda x: scale_by_temperature(x, None), r"^temperature is None; expected"),
        (
            lambda x: scale_by_temperature(x, 0),
            r"^temperature is 0; .* 1e-06 to 1e\+06\. For 0, .* use greedy_decode\.$",
        ),
        (lambda x: scale_by_temperature(x, -1), r"^temperature is -1; expected a number from 1e-06 to 1e\+06\.$"),
        (lambda x: scale_by_temperature(x, inf), r"^temperature is inf; expected"),
        (lambda x: scale_by_temperature(x, float("nan")), r"^temperature is nan; expected"),
    ],
)
def test_a_setting_out_of_range_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call(torch.zeros(4))


def test_top_k_takes_a_whole_number_of_numpy():
    assert keep_top_k(torch.tensor([1.0, 3.0, 2.0]), np.int64(2)).tolist() == [-inf, 3, 2]


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("scores", [[0.0, inf], [0.0, float("nan")], [-inf, -inf], []], ids=str)
def test_scores_from_which_no_word_can_be_chosen_are_refused(name, scores):
    message = r"^logits has scores from which no word can be chosen; expected no NaN, no \+∞, and in each row"
    with pytest.raises(ValueError, match=message):
        FILTERS[name](torch.tensor([scores]))
