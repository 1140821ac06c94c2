"""Every benchmark promises: it compares what both sides give before it times them, and fails when they differ."""

import pytest
import torch

from benchmarks import attention, decoding, gpt2, smollm2, timing, training
from benchmarks.llama import same_llama
from benchmarks.peak_memory import megabytes
from benchmarks.results import Row
from course_lib.attention import MultiHeadAttention
from course_lib.transformer import NextWord


@pytest.mark.parametrize("benchmark", [attention, gpt2, smollm2, training], ids=lambda module: module.__name__)
def test_a_tiny_run_agrees_with_the_reference_and_gives_rows(benchmark):
    rows = benchmark.measure("tiny", rounds=1)
    assert rows
    assert all(isinstance(row, Row) and row.number for row in rows)


def test_a_tiny_run_of_decoding_writes_the_same_words_on_all_sides():
    assert len(decoding.measure("tiny", rounds=1)) == 4


def test_other_logits_stop_the_training_benchmark():
    case = training.Case(16, 1, 8, 0.1)
    theirs = training.TextbookTransformer(case)
    ours = training.same_model(theirs, case)
    torch.nn.init.normal_(ours.to_logits.weight)
    with pytest.raises(AssertionError, match="not close"):
        training.check_same_logits_and_gradients(ours, theirs, *training.batch_of_words(8))


def test_another_attention_stops_the_attention_benchmark(monkeypatch):
    monkeypatch.setattr(attention, "explicit", lambda query, key, value: query + key + value)
    with pytest.raises(AssertionError, match="not close"):
        attention.core_of(4)
    monkeypatch.setattr(attention, "to_torch", lambda ours: torch.nn.MultiheadAttention(512, 8, batch_first=True))
    with pytest.raises(AssertionError, match="not close"):
        attention.layer_of(4)


def test_another_gpt2_stops_its_benchmark(monkeypatch):
    both = gpt2.both_models(gpt2.Case(16, 1, 8))[0], gpt2.both_models(gpt2.Case(16, 1, 8))[1]
    torch.nn.init.normal_(both[1].transformer.h[0].mlp.c_fc.weight)
    monkeypatch.setattr(gpt2, "both_models", lambda *given: both)
    with pytest.raises(AssertionError, match="not close"):
        gpt2.ratio_of_learning(gpt2.Case(16, 1, 8), 0.0, 1)


@pytest.mark.parametrize("part", ["self_attn.q_proj", "mlp.down_proj"])
def test_another_llama_stops_its_benchmark(part):
    ours = smollm2.random_model()
    theirs = same_llama(ours, max_length=12)
    torch.nn.init.normal_(theirs.model.layers[0].get_submodule(part).weight)
    with pytest.raises(AssertionError, match="not close"):
        smollm2.ratio_of_reading(NextWord(ours), theirs, smollm2.words(1, 12), 1)
    with pytest.raises(AssertionError, match=r"^\d and \d of 4 words differ\.$"):
        smollm2.rows_of_writing(ours, theirs, 1, 4, 1)


def test_reading_all_weights_reads_tied_ones_once_and_the_share_is_the_rounds_median():
    ours = smollm2.random_model()
    assert len(smollm2.read_weights(ours)) == 2 * 9 + 2  # the table is the last layer as well
    seconds = {"weights": [1.0, 1.0, 9.0], smollm2.PACKED: [8.0, 5.0, 9.0]}
    assert smollm2.share_of_memory_speed(seconds, 4) == pytest.approx(0.8)


def test_other_words_stop_the_decoding_benchmark():
    with pytest.raises(AssertionError, match=r"^1 of 4 words differ\.$"):
        decoding.ratio_of({"ours": lambda: torch.arange(4), "theirs": lambda: torch.tensor([0, 1, 2, 9])}, 1)


def test_the_course_needs_less_memory_than_the_formula_at_some_length():
    assert megabytes("course", 1024) < megabytes("explicit", 1024) - 30  # a matrix of scores alone has 34 MB


def test_all_sides_run_in_turns_and_warm_up_rounds_are_dropped():
    calls = []
    seconds = timing.in_turns({name: lambda name=name: calls.append(name) for name in "ab"}, rounds=3, warm_up=1)
    assert calls == list("abababab")
    assert [len(times) for times in seconds.values()] == [3, 3]


def test_the_ratio_is_the_median_of_the_rounds_ratios():
    assert timing.times_faster({"ours": [1, 1, 10], "theirs": [2, 3, 10]}, "ours", "theirs") == 2


def test_dropout_is_switched_off_for_the_comparison_in_every_part():
    case = training.Case(16, 1, 8, 0.5)
    theirs = training.TextbookTransformer(case)
    for model in (theirs, training.same_model(theirs, case)):
        quiet = training.without_dropout(model)
        src, tgt = training.batch_of_words(8)
        assert torch.equal(quiet(src, tgt), quiet(src, tgt))
        assert not torch.equal(model(src, tgt), model(src, tgt))
        assert {part.dropout for part in quiet.modules() if isinstance(part, MultiHeadAttention)} <= {0.0}
