"""The alignment error counts, per head, the words that are written while the head looks elsewhere."""

import pytest
import torch

from course_lib.training import NO_WORD, alignment_error, alignment_errors
from course_lib.transformer import attention_maps


def looking_at(*places, sources=4):
    """Make the weights of a head that looks mostly at these places, one for each target word."""
    weights = torch.full((len(places), sources), 0.1)
    for row, place in enumerate(places):
        weights[row, place] = 0.7
    return weights


def test_each_head_gets_its_share_of_wrong_words():
    weights = torch.stack([looking_at(0, 2, 1), looking_at(0, 1, 2), looking_at(3, 3, 3)])[None]
    assert alignment_error(weights, torch.tensor([[0, 2, 1]])).tolist() == pytest.approx([0, 2 / 3, 1])


def test_words_count_and_pads_do_not():
    weights = torch.stack([looking_at(0, 1, 2), looking_at(3, 0, 0)])[:, None]  # two sentences, one head
    alignment = torch.tensor([[0, 1, 2], [0, NO_WORD, NO_WORD]])
    assert alignment_error(weights, alignment).tolist() == pytest.approx([1 / 4])


def test_a_model_is_judged_word_by_word_over_all_sentences(corpus, translator, monkeypatch):
    monkeypatch.setattr("course_lib.training.alignment.AT_ONCE", 7)
    wrong, words = torch.zeros(2), 0
    translator.model.eval()
    for each in corpus.held_out:
        src = torch.tensor([translator.encode_source(" ".join(each.source))])
        tgt = torch.tensor([translator.encode_target(" ".join(each.target))])
        with attention_maps(translator.model) as maps, torch.no_grad():
            translator.model(src, tgt)
        weights = maps["decoder.layers.0.cross_attention"][0]  # [heads, target words, source words]
        for place, source_place in enumerate(each.alignment):
            words += 1
            # The row that reads the word before it, or the start, writes the word.
            wrong += (weights[:, place].argmax(dim=-1) != source_place).float()
    found = alignment_errors(translator, corpus.held_out)
    assert found.shape == (1, 2)
    torch.testing.assert_close(found[0], wrong / words)
