"""The writer of stories promises: what words cost by the model, by what decides them, beside the true entropy."""

from math import log

import pytest
import torch

from course_lib.demonstrations.story_writer import (
    STORY_TOKENS,
    bits_by_kind,
    bits_of_words,
    make_story_writer,
    story_rows,
)
from course_lib.tiny_corpora import FACTS, read, stories, story

STORIES = stories(6, seed=1, most=40)


def test_rows_are_the_stories_behind_a_start():
    rows = story_rows(STORIES)
    assert [STORY_TOKENS.decode(row).split() for row in rows.tolist()] == [list(words) for words in STORIES]


@torch.no_grad()
def test_a_word_costs_what_the_model_says_with_the_words_before_it():
    model = make_story_writer().eval()
    words = [*STORIES[0]]
    shares = model(story_rows([words[:9]]))[0, -1].softmax(dim=0)
    expected = -log(float(shares[STORY_TOKENS.encode(words[9])[0]])) / log(2)
    assert float(bits_of_words(model, STORIES)[0, 9]) == pytest.approx(expected, rel=1e-4)


def test_the_kinds_add_up_to_all_words_and_entropies_are_the_true_ones():
    short = [*STORIES, STORIES[0][:20]]
    bits = bits_by_kind(make_story_writer().eval(), short)
    total = bits.pop("all")
    assert set(bits) <= {"grammar", "cast", *FACTS}
    assert total.words == sum(kind.words for kind in bits.values()) == sum(map(len, short))
    assert total.model == pytest.approx(sum(kind.model * kind.words for kind in bits.values()) / total.words)
    entropies = [word.next.entropy for words in short for word in read(story(), words).words]
    assert total.entropy == pytest.approx(sum(entropies) / len(entropies))
    assert total.excess == total.model - total.entropy > 4  # untrained: nearly log2 of all words


def test_the_same_seed_makes_the_same_model():
    first, second, third = (make_story_writer(seed).to_logits.weight for seed in (1, 1, 2))
    assert torch.equal(first, second) and not torch.equal(first, third)
