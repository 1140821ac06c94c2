"""A writer promises: it learns a text, goes on with prompts one by one or together, and writes no special token."""

from dataclasses import replace

import pytest
import torch

from course_lib.training import (
    CharacterTokenizer,
    SubwordTokenizer,
    TrainingSettings,
    Writer,
    WriterSettings,
    load_translator,
    load_writer,
    train,
)
from tests.training.small import weights_of

TEXT = "the ball is blue .\nthe cat is old .\n" * 40
SMALL = WriterSettings(d_model=16, num_heads=2, num_layers=1, d_ff=16, dropout=0.1, context=12)
SETTINGS = TrainingSettings(steps=8, batch_size=8, peak_rate=1e-2)


def small_writer(settings=SMALL, seed=0):
    """Make an untrained writer with strong, random opinions."""
    torch.manual_seed(seed)
    writer = Writer(CharacterTokenizer.of_sentences([TEXT]), settings)
    for weight in writer.model.parameters():
        if weight.ndim > 1:
            torch.nn.init.normal_(weight, std=0.5)
    return writer


def test_it_learns_a_text_by_heart():
    torch.manual_seed(0)
    sizes = WriterSettings(d_model=32, num_heads=2, num_layers=2, d_ff=64, context=20)
    writer = Writer(CharacterTokenizer.of_sentences([TEXT]), sizes)
    train(writer, TEXT, TrainingSettings(steps=150, batch_size=16, peak_rate=1e-2))
    assert writer.write(["the b"], length=13, temperature=1e-6) == ["the ball is blue ."]


def test_prompts_of_several_lengths_are_continued_together_as_they_are_alone():
    writer = small_writer()
    prompts = ["the ball is blue .\nthe", "", "th", "o"]
    together = writer.write(prompts, length=30, seed=4)
    assert together == [writer.write([prompt], length=30, seed=4)[0] for prompt in prompts]
    assert all(text.startswith(prompt) for text, prompt in zip(together, prompts, strict=True))
    assert [len(text) - len(prompt) for text, prompt in zip(together, prompts, strict=True)] == [30] * 4


def test_it_reads_no_more_at_once_than_in_training(monkeypatch):
    writer, read = small_writer(), []
    forward = writer.model.forward

    def count(ids, cache, **options):
        read.append(cache.length + ids.shape[1])
        return forward(ids, cache, **options)

    monkeypatch.setattr(writer.model, "forward", count)
    writer.write([TEXT[:50], "a"], length=40)
    assert max(read) == SMALL.context


def test_no_special_token_is_ever_written():
    writer = small_writer(replace(SMALL, tie_embeddings=False))
    with torch.no_grad():
        writer.model.to_logits.weight[:3] = 100 * writer.model.to_logits.weight[5]
    [text] = writer.write(length=200)
    assert len(text) == 200


def test_the_seed_and_the_settings_of_sampling_decide():
    writer = small_writer()
    assert writer.write(length=20, seed=1) == writer.write(length=20, seed=1) != writer.write(length=20, seed=2)
    greedy = writer.write(["a"], length=20, temperature=1e-6)
    assert writer.write(["a"], length=20, top_k=1) == writer.write(["a"], length=20, top_p=1e-9) == greedy


def test_writing_changes_neither_mode_nor_the_random_numbers_of_others():
    writer = small_writer()
    writer.model.train()
    torch.manual_seed(5)
    expected = torch.rand(2)
    torch.manual_seed(5)
    writer.write(length=5)
    assert writer.model.training and torch.equal(torch.rand(2), expected)


def test_no_prompts_give_no_texts():
    assert small_writer().write([]) == []


@pytest.mark.parametrize(
    "make", [CharacterTokenizer.of_sentences, lambda texts: SubwordTokenizer.of_sentences(texts, vocab_size=270)]
)
def test_it_comes_back_from_its_file_with_its_tokens(make, tmp_path):
    torch.manual_seed(0)
    writer = Writer(make([TEXT]), SMALL)
    train(writer, TEXT, SETTINGS, checkpoint=tmp_path / "writer")
    again = load_writer(tmp_path / "writer")
    assert torch.equal(weights_of(again), weights_of(writer)) and again.settings == SMALL
    assert again.write(["the"], length=10) == writer.write(["the"], length=10)


def test_an_interrupted_training_comes_to_the_result_of_one_in_one_go(tmp_path):
    def stop(step, history):
        if step == 4:
            raise RuntimeError

    whole, broken_off = small_writer(), small_writer()
    torch.manual_seed(1)
    train(whole, TEXT, SETTINGS)
    torch.manual_seed(1)
    with pytest.raises(RuntimeError):
        train(broken_off, TEXT, SETTINGS, checkpoint=tmp_path / "x", save_every=3, watch=stop, watch_every=4)
    again = small_writer(seed=7)
    train(again, TEXT, SETTINGS, checkpoint=tmp_path / "x")
    assert torch.equal(weights_of(again), weights_of(whole))


def test_another_text_other_tokens_and_another_kind_are_named(tmp_path):
    train(small_writer(), TEXT, SETTINGS, checkpoint=tmp_path / "x")
    for writer, text, why in [
        (small_writer(), TEXT[1:], "another text"),
        (Writer(CharacterTokenizer("abcdehilostu .\n"), SMALL), TEXT, "other tokens"),
        (small_writer(replace(SMALL, context=10)), TEXT, "context 12 instead of 10"),
    ]:
        with pytest.raises(ValueError, match=why):
            train(writer, text, SETTINGS, checkpoint=tmp_path / "x")
    with pytest.raises(ValueError, match="is a checkpoint of another kind"):
        load_translator(tmp_path / "x")


def test_a_text_too_short_and_an_unknown_character_are_refused():
    with pytest.raises(ValueError, match=r"^there are 11 tokens to learn from; expected at least 12"):
        train(small_writer(), TEXT[:11], SETTINGS)
    with pytest.raises(ValueError, match=r"^character 3 is 'X', which does not occur in the text"):
        small_writer().write(["thX"])
    with pytest.raises(ValueError, match=r"^length is 0; expected a whole number from 1"):
        small_writer().write(length=0)
