"""Writing with a cache promises: the logits of one pass, rows that can be reordered, nothing projected twice."""

from itertools import pairwise

import pytest
import torch

from course_lib.transformer import DecoderCache, LayerCache
from course_lib.transformer.cache import GrowingCache
from tests.transformer.inputs import LAYERS, SOURCE, SOURCE_MASK, TARGET, make_transformer

POSITIONS = pytest.mark.parametrize("positions", ["sinusoidal", "learned"])
CUTS = {"one word at a time": [0, 1, 2, 3, 4, 5, 6, 7], "three at a time": [0, 3, 6, 7], "first five": [0, 5, 6, 7]}


def write(model, memory, cache, cuts, *, tgt=TARGET, mask=SOURCE_MASK):
    """Decode a target in pieces, cut at these places, and return the logits side by side."""
    return torch.cat([model.decode(tgt[:, a:b], memory, mask, cache) for a, b in pairwise(cuts)], dim=1)


@POSITIONS
@pytest.mark.parametrize("cuts", CUTS)
@pytest.mark.parametrize("norm", ["pre", "post"])
def test_piece_by_piece_gives_the_logits_of_one_pass(positions, cuts, norm):
    model = make_transformer(positions=positions, norm=norm).eval()
    expected, cache = model(SOURCE, TARGET), model.new_cache()
    got = write(model, model.encode(SOURCE), cache, CUTS[cuts])
    torch.testing.assert_close(got, expected, atol=1e-10, rtol=1e-10)


def test_gradients_flow_through_the_cache_as_through_one_pass():
    model = make_transformer()
    expected = torch.autograd.grad(model(SOURCE, TARGET).sin().sum(), list(model.parameters()))
    got = write(model, model.encode(SOURCE), model.new_cache(), CUTS["three at a time"])
    torch.testing.assert_close(torch.autograd.grad(got.sin().sum(), list(model.parameters())), expected)


def test_the_length_is_the_place_of_the_next_word():
    model = make_transformer()
    memory, cache, lengths = model.encode(SOURCE), model.new_cache(), []
    for start, stop in pairwise(CUTS["three at a time"]):
        lengths.append(cache.length)
        model.decode(TARGET[:, start:stop], memory, SOURCE_MASK, cache)
    assert [*lengths, cache.length] == [0, 3, 6, 7]


def test_two_texts_with_a_cache_each_do_not_touch_one_another():
    model = make_transformer().eval()
    memory, caches = model.encode(SOURCE), (model.new_cache(), model.new_cache())
    texts = (TARGET, TARGET.flip(1))
    pieces = [[], []]
    for place in range(7):
        for text, cache, got in zip(texts, caches, pieces, strict=True):
            got.append(model.decode(text[:, place : place + 1], memory, SOURCE_MASK, cache))
    for text, got in zip(texts, pieces, strict=True):
        torch.testing.assert_close(torch.cat(got, dim=1), model(SOURCE, text))


@POSITIONS
@pytest.mark.parametrize("rows", [[2, 0, 1], [1, 1, 1, 0], [2]], ids=str)
def test_a_reordered_cache_goes_on_as_if_the_reordered_batch_had_been_decoded_from_the_start(positions, rows):
    model, rows = make_transformer(positions=positions).eval(), torch.tensor(rows)
    memory, cache = model.encode(SOURCE), model.new_cache()
    write(model, memory, cache, [0, 1, 4])
    got = write(model, memory[rows], cache.reorder(rows), [4, 5, 7], tgt=TARGET[rows], mask=SOURCE_MASK[rows])
    torch.testing.assert_close(got, model(SOURCE[rows], TARGET[rows])[:, 4:], atol=1e-10, rtol=1e-10)


def test_reordering_leaves_the_cache_as_it_was():
    model = make_transformer().eval()
    memory, cache = model.encode(SOURCE), model.new_cache()
    start = write(model, memory, cache, [0, 4])
    rows = torch.tensor([2, 2, 0])
    write(model, memory[rows], cache.reorder(rows), [4, 7], tgt=TARGET[rows], mask=SOURCE_MASK[rows])
    assert cache.length == 4
    got = torch.cat([start, write(model, memory, cache, [4, 7])], dim=1)
    torch.testing.assert_close(got, model(SOURCE, TARGET))


def test_an_empty_cache_can_be_reordered():
    cache = DecoderCache([LayerCache(), LayerCache()]).reorder(torch.tensor([1, 0]))
    assert cache == DecoderCache([LayerCache(), LayerCache()]) and cache.length == 0


def test_keys_of_the_source_are_made_once_and_those_of_each_target_word_once(monkeypatch):
    model, projected = make_transformer(), []

    def watch(name, attention):
        make = attention.keys_and_values

        def count(key, value):
            projected.append((name, key.shape[1]))
            return make(key, value)

        monkeypatch.setattr(attention, "keys_and_values", count)

    for layer in model.decoder.layers:
        watch("target", layer.self_attention)
        watch("source", layer.cross_attention)
    write(model, model.encode(SOURCE), model.new_cache(), [0, 1, 2, 5])
    assert [words for name, words in projected if name == "source"] == [SOURCE.shape[1]] * LAYERS
    assert [words for name, words in projected if name == "target"] == [1] * LAYERS + [1] * LAYERS + [3] * LAYERS


def test_without_a_cache_nothing_is_remembered_from_call_to_call():
    model = make_transformer().eval()
    memory = model.encode(SOURCE)
    first = model.decode(TARGET, memory, SOURCE_MASK)
    model.decode(TARGET.flip(1), model.encode(SOURCE.flip(0)), SOURCE_MASK.flip(0))
    assert torch.equal(model.decode(TARGET, memory, SOURCE_MASK), first)


@pytest.mark.usefixtures("without_run_time_types")
def test_a_source_of_another_batch_than_the_caches_is_refused():
    model = make_transformer()
    memory, cache = model.encode(SOURCE), model.new_cache()
    model.decode(TARGET[:, :1], memory, SOURCE_MASK, cache)
    with pytest.raises(ValueError, match=r"^mask has shape \[2, 1, 1, 5\]; expected"):
        model.decode(TARGET[:, 1:2], memory, SOURCE_MASK[:2], cache)


def test_a_text_longer_than_the_learned_places_is_refused_also_when_it_grows_word_by_word():
    model = make_transformer(positions="learned", max_length=5)
    memory, cache = model.encode(SOURCE), model.new_cache()
    write(model, memory, cache, [0, 3, 5])
    with pytest.raises(ValueError, match=r"^places 5 to 5 were asked for; expected places from 0 to 4"):
        model.decode(TARGET[:, 5:6], memory, SOURCE_MASK, cache)


@torch.no_grad()
def test_words_written_without_gradients_stand_behind_those_before_and_are_not_all_copied_each_time():
    cache, pieces, seen = GrowingCache(), [torch.randn(2, 3, words, 4) for words in (2, 1, 1, 3, 1, 1, 1, 1, 1)], []
    for number, piece in enumerate(pieces, start=1):
        keys, values = cache.keys_and_values(lambda piece=piece: (piece, -piece))
        assert torch.equal(keys, torch.cat(pieces[:number], dim=2))
        assert torch.equal(values, -keys)
        seen.append(keys)
    assert len({keys.data_ptr() for keys in seen}) == 3  # the first, then rooms for 6 and for 14 words


def test_gradients_may_be_switched_on_after_words_were_written_without_them():
    model = make_transformer()
    cache, expected = model.new_cache(), model(SOURCE, TARGET)
    with torch.no_grad():
        memory = model.encode(SOURCE)
        got = [write(model, memory, cache, [0, 1, 2, 3])]
    got.append(write(model, memory, cache, [3, 4, 5]))
    got[-1].sum().backward()
    with torch.no_grad():
        got.append(write(model, memory, cache, [5, 6, 7]))
    torch.testing.assert_close(torch.cat(got, dim=1), expected)
