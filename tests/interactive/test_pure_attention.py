"""The arithmetic of the figures' scripts is that of course_lib and PyTorch, to 1e-9."""

from typing import Any

import pytest
import torch
from torch import Tensor

from course_lib.attention import scaled_dot_product_attention
from course_lib.decoding import keep_top_k, keep_top_p, scale_by_temperature
from course_lib.embeddings.word_vectors import WordVectors
from course_lib.interactive.figures.mask_editor import masked_weights
from course_lib.positions import rotate_by_place, sinusoidal_positions
from course_lib.text import BytePairTokenizer
from tests.interactive.scripts import scripts

SCORES = [[0.0], [1.0, 2.0, -3.0], [1e3, 999.0], [-1e4, 1e4], [0.5] * 7]


def drawn(*shape: int, seed: int = 0) -> Tensor:
    """Draw numbers in double precision."""
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def close(expected: Tensor) -> Any:
    """Compare with a tensor's numbers, in a flat list."""
    return pytest.approx(expected.flatten().tolist(), abs=1e-9)


def flat(rows: list[list[float]]) -> list[float]:
    """Return the numbers of all rows."""
    return [number for row in rows for number in row]


@pytest.mark.parametrize("scores", SCORES)
def test_softmax_is_that_of_pytorch_and_no_score_is_too_large(scores: list[float]) -> None:
    expected = torch.tensor(scores, dtype=torch.float64).softmax(dim=0)
    assert scripts("softmax").call("softmax", scores) == pytest.approx(expected.tolist(), abs=1e-15)


def test_attention_is_that_of_course_lib() -> None:
    query, key, value = drawn(3, 4), drawn(5, 4, seed=1), drawn(5, 2, seed=2)
    call = """(query, key, value) => {
        const found = attentionWeights(query, key);
        return { ...found, output: found.weights.map((row) => weightedSum(row, value)) }; }"""
    found = scripts("softmax", "attention").call(call, query.tolist(), key.tolist(), value.tolist())
    output, weights = scaled_dot_product_attention(query, key, value, return_weights=True)
    assert flat(found["scores"]) == close(query @ key.mT)
    assert flat(found["scaled"]) == close(query @ key.mT / 2)
    assert flat(found["weights"]) == close(weights)
    assert flat(found["output"]) == close(output)
    assert found["products"][1][3] == close(query[1] * key[3])


@pytest.mark.parametrize("blocked", ["none", "some", "all"])
def test_blocked_before_softmax_is_course_libs_mask_and_zeroing_after_it_is_not(blocked: str) -> None:
    scores = drawn(4, 4)
    mask = {
        "none": torch.ones(4, 4, dtype=torch.bool),
        "some": torch.ones(4, 4, dtype=torch.bool).tril(),
        "all": torch.zeros(4, 4, dtype=torch.bool),
    }[blocked]
    masks = scripts("softmax", "masks")
    rows = [masks.call("blockBefore", *row) for row in zip(scores.tolist(), mask.tolist(), strict=True)]
    assert flat(rows) == close(masked_weights(scores, mask))
    wrong = [masks.call("zeroAfter", *row) for row in zip(scores.tolist(), mask.tolist(), strict=True)]
    assert flat(wrong) == close(scores.softmax(dim=-1) * mask)


@pytest.mark.parametrize("scale", [0.1, 1, 30])
def test_spread_and_jacobian_are_those_of_pytorch(scale: float) -> None:
    scores = drawn(16) * scale
    weights = scores.softmax(dim=0)
    jacobian = torch.autograd.functional.jacobian(lambda x: x.softmax(dim=0), scores)
    found = scripts("statistics")
    assert found.call("standardDeviation", scores.tolist()) == pytest.approx(scores.std().item(), rel=1e-9)
    assert found.call("jacobianNorm", weights.tolist()) == pytest.approx(jacobian.norm().item(), abs=1e-9)


@pytest.mark.parametrize("width", [4, 32])
def test_the_vectors_of_places_are_those_of_course_lib(width: int) -> None:
    places = [scripts("positions").call("positionVector", place, width) for place in (0, 1, 63)]
    expected = sinusoidal_positions(64, width).double()[[0, 1, 63]]
    assert flat(places) == pytest.approx(expected.flatten().tolist(), abs=1e-6)  # course_lib's are single precision


def test_rotary_turns_each_head_as_course_lib_does() -> None:
    heads = drawn(1, 2, 5, 6)  # [batch, heads, words, d_head]
    expected = rotate_by_place(heads)[0].transpose(0, 1).flatten(1)
    found = [
        scripts("positions").call("turned", heads[0, :, place].flatten().tolist(), place, 6, 10000)
        for place in range(5)
    ]
    assert flat(found) == close(expected)


@pytest.mark.parametrize("seed", range(4))
def test_two_vectors_are_compared_as_by_pytorch(seed: int) -> None:
    x, y = drawn(2, 2, seed=seed)
    found = scripts("vectors", "projection").call("compare", x.tolist(), y.tolist())
    assert found["dot"] == pytest.approx((x @ y).item(), abs=1e-9)
    assert found["lengths"] == close(torch.stack([x.norm(), y.norm()]))
    assert found["cosine"] == pytest.approx(torch.cosine_similarity(x, y, dim=0).item(), abs=1e-9)
    assert found["angle"] == pytest.approx(torch.rad2deg(torch.acos(torch.cosine_similarity(x, y, dim=0))).item())
    assert found["foot"] == close(x * (x @ y) / (x @ x))


def test_a_zero_vector_has_neither_cosine_nor_projection() -> None:
    call = """(x, y) => {
        const { dot, cosine, angle, projection, foot } = compare(x, y);
        return [dot, ...[cosine, angle, projection, foot].map((value) => value ?? "none")]; }"""
    assert scripts("vectors", "projection").call(call, [0, 0], [1, 2]) == [0, *["none"] * 4]
    assert scripts("vectors", "projection").call(call, [1, 2], [0, 0]) == [0, "none", "none", 0, [0, 0]]


def test_neighbours_are_those_of_course_lib() -> None:
    words = [f"word {at}" for at in range(9)]
    vectors = WordVectors(words, drawn(9, 4))
    found = scripts("vectors", "nearest").call("ranking", 3, vectors.matrix.tolist())
    expected = vectors.nearest("word 3", 8)
    assert [words[each["at"]] for each in found] == [name for name, _ in expected]
    assert [each["cosine"] for each in found] == pytest.approx([cosine for _, cosine in expected], abs=1e-9)


def test_equal_cosines_keep_the_order_of_the_words() -> None:
    vectors = [[1, 0], [0.3, 0.3], [0.1, 0.1], [7, 7]]
    assert [each["at"] for each in scripts("vectors", "nearest").call("ranking", 0, vectors)] == [1, 2, 3]


@pytest.mark.parametrize("temperature", [0.1, 1.0, 3.0])
@pytest.mark.parametrize("k", [1, 4, 9])
@pytest.mark.parametrize("p", [0.05, 0.6, 1.0])
def test_the_probabilities_of_the_next_word_are_course_libs(temperature: float, k: int, p: float) -> None:
    logits = drawn(9).sort(descending=True).values
    found = scripts("softmax", "filters").call("afterAll", logits.tolist(), temperature, k, p)
    kept = keep_top_p(keep_top_k(scale_by_temperature(logits[None], temperature), k), p)
    assert found["probabilities"] == close(kept.softmax(dim=-1))
    assert found["left"] == int(kept.isfinite().sum())


def test_the_generator_is_mulberry32() -> None:
    def mulberry32(seed: int, count: int) -> list[float]:
        numbers = []
        for _ in range(count):
            seed = (seed + 0x6D2B79F5) & 0xFFFFFFFF
            bits = (seed ^ seed >> 15) * (seed | 1) & 0xFFFFFFFF
            bits ^= bits + ((bits ^ bits >> 7) * (bits | 61) & 0xFFFFFFFF) & 0xFFFFFFFF
            numbers.append((bits ^ bits >> 14) / 2**32)
        return numbers

    call = "(seed) => { const random = chance(seed); return Array.from({ length: 50 }, random); }"
    assert scripts("sampling").call(call, 7) == mulberry32(7, 50)


def test_words_are_drawn_as_often_as_they_are_likely() -> None:
    call = "(shares) => countsOfDraws(shares, 20000, chance(3))"
    counts = scripts("sampling").call(call, [0.6, 0.3, 0, 0.1])
    assert sum(counts) == 20000
    assert [count / 20000 for count in counts] == pytest.approx([0.6, 0.3, 0, 0.1], abs=0.01)


@pytest.mark.parametrize("merges", [0, 1, 5, 12])
def test_merged_tokens_are_those_of_course_libs_tokenizer(merges: int) -> None:
    text = "the ball, the balls, the 中文 of 中国"
    whole = BytePairTokenizer.train([text], 268)
    expected = [
        list(whole.tokens[number]) for number in BytePairTokenizer(whole.merges[:merges], whole.split).encode(text)
    ]
    pieces = [list(piece.encode()) for piece in whole.split(text)]
    pairs = [[list(whole.tokens[side]) for side in pair] for pair in whole.merges[:merges]]
    assert scripts("byte_pairs").call("mergedPieces", pieces, pairs) == expected


def test_the_mean_of_rows_is_taken_for_each_key() -> None:
    rows = drawn(3, 5)
    assert scripts("weights").call("meanOf", rows.tolist()) == close(rows.mean(dim=0))


def test_of_equal_shares_the_first_is_the_likeliest() -> None:
    assert scripts("likeliest").call("likeliest", [0.1, 0.4, 0.1, 0.4], 3) == [1, 3, 0]
