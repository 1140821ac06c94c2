"""A Transformer that writes with its cache writes what it would write by computing everything anew."""

import pytest
import torch

from course_lib.decoding import WithoutCache, beam_search, greedy_decode
from course_lib.transformer import NextTargetWord, PreNorm, Transformer

SETTINGS = {"eos_id": 2, "pad_id": 0, "max_length": 16}


@pytest.fixture(scope="module")
def model_and_source():
    """A small model with strong, random opinions, and three sentences of different lengths."""
    torch.manual_seed(0)
    model = Transformer(20, 30, d_model=16, num_heads=2, num_layers=2, d_ff=32, residual=PreNorm).eval()
    for parameter in model.parameters():
        if parameter.ndim > 1:
            torch.nn.init.normal_(parameter, std=0.4)
    src = torch.randint(3, 20, (3, 7))
    src[1, 4:] = 0
    src[2, 2:] = 0
    return model, src


def recomputing(model, src):
    return WithoutCache(
        lambda ids, memory, mask: model.decode(ids, memory, mask)[:, -1], model.encode(src), model.source_mask(src)
    )


@torch.no_grad()
def test_greedy_decoding_writes_the_same_words_with_and_without_a_cache(model_and_source):
    model, src = model_and_source
    start = torch.ones(3, 1, dtype=torch.long)
    cached = greedy_decode(NextTargetWord(model, src), start, **SETTINGS)
    assert torch.equal(cached, greedy_decode(recomputing(model, src), start, **SETTINGS))
    assert cached.shape[1] > 4  # it says something


@torch.no_grad()
@pytest.mark.parametrize("beam_width", [1, 3])
def test_beam_search_finds_the_same_sentences_with_and_without_a_cache(model_and_source, beam_width):
    model, src = model_and_source
    start = torch.ones(3, 1, dtype=torch.long)
    ids, log_probability = beam_search(NextTargetWord(model, src), start, beam_width=beam_width, **SETTINGS)
    expected_ids, expected = beam_search(recomputing(model, src), start, beam_width=beam_width, **SETTINGS)
    assert torch.equal(ids, expected_ids)
    torch.testing.assert_close(log_probability, expected, atol=1e-4, rtol=1e-4)


@torch.no_grad()
def test_each_word_is_computed_once_and_the_source_once(model_and_source, monkeypatch):
    model, src = model_and_source
    seen, encoded = [], []
    decode, encode = model.decode, model.encode
    monkeypatch.setattr(
        model, "decode", lambda ids, *rest, **more: seen.append(ids.shape[1]) or decode(ids, *rest, **more)
    )
    monkeypatch.setattr(model, "encode", lambda source: encoded.append(1) or encode(source))
    greedy_decode(NextTargetWord(model, src), torch.ones(3, 2, dtype=torch.long), eos_id=None, pad_id=0, max_length=6)
    assert seen == [2, 1, 1, 1] and len(encoded) == 1
