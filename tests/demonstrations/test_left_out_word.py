"""The left-out word: what is left out and how it is scored, runs that repeat, and claims that hold over seeds."""

import pytest
import torch
from torch import Tensor
from torch.nn.functional import log_softmax

from course_lib.attention import scaled_dot_product_attention
from course_lib.demonstrations import left_out_word
from course_lib.demonstrations.left_out_word import PAD_ID, left_out_word_loss, train_left_out_word
from course_lib.embeddings import WordVectors
from course_lib.tiny_corpora import building_captions, mole_sentences
from course_lib.tiny_corpora.moles import HELD_OUT, SENSES, SMALL_WORDS

pytestmark = pytest.mark.usefixtures("one_thread")
SENTENCES = (("the", "cat", "sleeps"), ("a", "dog"), ("the", "old", "dog", "eats"))


def test_each_word_gets_one_vector_of_the_width_asked():
    vectors = train_left_out_word(SENTENCES, width=6, steps=1)
    assert vectors.words == ("a", "cat", "dog", "eats", "old", "sleeps", "the")
    assert vectors.matrix.shape == (7, 6) and not vectors.matrix.requires_grad


def test_the_same_seed_gives_the_same_vectors_and_leaves_the_global_generator_alone():
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    first, again, other = (train_left_out_word(SENTENCES, steps=3, seed=seed).matrix for seed in (1, 1, 2))
    assert torch.equal(first, again) and not torch.allclose(first, other)
    assert torch.equal(torch.rand(1), expected)


def test_exactly_one_word_is_left_out_and_never_one_that_is_not_worth_guessing(monkeypatch):
    seen = []

    def watched_loss(table: Tensor, chosen: Tensor, missing: Tensor, attend: bool) -> Tensor:
        seen.append((chosen.clone(), missing.clone()))
        return left_out_word_loss(table, chosen, missing, attend)

    monkeypatch.setattr(left_out_word, "left_out_word_loss", watched_loss)
    words = (None, *train_left_out_word(SENTENCES, never_left_out={"the", "a"}, steps=5, batch=50).words)
    left_out = set()
    for chosen, missing in seen:
        for row, word in zip(chosen.tolist(), missing.tolist(), strict=True):
            present = [words[i] for i in row if i != PAD_ID]
            assert sorted([*present, words[word]]) in [sorted(sentence) for sentence in SENTENCES]
            left_out.add(words[word])
    assert left_out == {"cat", "sleeps", "dog", "old", "eats"}


def test_a_sentence_with_nothing_worth_guessing_is_refused_by_name():
    with pytest.raises(ValueError, match=r"no word of 'a dog' may be left out"):
        train_left_out_word(SENTENCES, never_left_out={"a", "dog"}, steps=1)


def test_the_loss_is_that_of_every_present_word_written_out():
    table = torch.randn(6, 4, generator=torch.Generator().manual_seed(0))
    chosen, missing = torch.tensor([[1, 2, PAD_ID, PAD_ID], [PAD_ID, 3, 4, 5]]), torch.tensor([3, 1])
    losses = []
    for words, word in (([1, 2], 3), ([3, 4, 5], 1)):
        x = table[words]
        scores = torch.softmax(x @ x.T / 2, dim=-1) @ x @ table[1:].T  # √4 = 2; [words, vocabulary]
        losses += (-log_softmax(scores, dim=-1)[:, word - 1]).tolist()
    assert float(left_out_word_loss(table, chosen, missing)) == pytest.approx(sum(losses) / 5, rel=1e-5)


def test_training_brings_words_of_one_company_together_and_keeps_others_apart():
    sentences = mole_sentences(200)
    before, after = (train_left_out_word(sentences, never_left_out=SMALL_WORDS, steps=steps) for steps in (0, 200))
    for words in (("atoms", "molecules"), ("skin", "arm"), ("fur", "claws")):
        assert after.cosine(*words) > before.cosine(*words) + 0.3
    assert after.cosine("atoms", "molecules") > after.cosine("atoms", "fur") + 0.5


def attended(vectors: WordVectors, *words: str) -> Tensor:
    """Return the words' new vectors, [words, d]."""
    x = torch.stack([vectors[word] for word in words])
    return scaled_dot_product_attention(x, x, x)


@pytest.mark.seeds
@pytest.mark.parametrize("seed", range(6))
def test_attention_moves_mole_from_one_place_to_the_words_of_the_sense_it_is_used_in(seed):
    vectors = train_left_out_word(mole_sentences(600, seed), never_left_out=SMALL_WORDS, seed=seed)
    for sense, words in HELD_OUT.items():
        output = attended(vectors, *words)[words.index("mole")]
        nearest = vectors.nearest(output, without={*words, *SMALL_WORDS})
        assert len(nearest) == 5 and {word for word, _ in nearest} <= SENSES[sense]
        # Not by a hair: even the fifth is far nearer than any word of another sense.
        elsewhere = set().union(*(SENSES[other] for other in SENSES if other != sense))
        nearest_elsewhere = vectors.nearest(output, count=1, without=set(vectors.words) - elsewhere)
        assert nearest[-1][1] > nearest_elsewhere[0][1] + 0.4


@pytest.mark.seeds
@pytest.mark.parametrize("seed", range(6))
def test_eiffel_moves_tower_towards_paris_and_iron_and_miniature_away_from_tall_towards_small(seed):
    vectors = train_left_out_word(building_captions(600, seed), seed=seed)

    def cosine(word: str, *caption: str) -> float:
        return float(torch.cosine_similarity(attended(vectors, *caption)[-1], vectors[word], dim=0))

    tower, eiffel, miniature = ("tower",), ("eiffel", "tower"), ("miniature", "eiffel", "tower")
    for word in ("paris", "iron"):
        assert cosine(word, *eiffel) > cosine(word, *tower) + 0.05
    for word in ("tall", "high"):
        assert cosine(word, *miniature) < cosine(word, *eiffel) - 0.03
    assert cosine("small", *miniature) > cosine("small", *eiffel) + 0.08
