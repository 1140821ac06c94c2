"""Word vectors: looked up, compared, refused when they do not fit; skip-gram: repeatable, and its claims over seeds."""

import pytest
import torch

from course_lib.embeddings import WordVectors, train_skip_gram
from course_lib.tiny_corpora import counting_sentences, royalty_sentences, two_names_sentences
from course_lib.tiny_corpora.counting import NOUNS

VECTORS = WordVectors(["east", "north", "northeast", "west"], torch.tensor([[1.0, 0], [0, 1], [2, 2], [-1, 0.1]]))


def test_a_word_gives_its_row_and_an_unknown_one_names_words_like_it():
    assert VECTORS["north"].tolist() == [0, 1]
    assert "west" in VECTORS and "south" not in VECTORS and len(VECTORS) == 4
    with pytest.raises(KeyError, match=r"'nort' has no vector here; .* north"):
        VECTORS["nort"]


def test_the_nearest_words_are_ordered_by_cosine_without_the_word_itself():
    assert [word for word, _ in VECTORS.nearest("east", 3)] == ["northeast", "north", "west"]
    assert (
        VECTORS.nearest("east", 1)[0][1]
        == pytest.approx(VECTORS.cosine("east", "northeast"))
        == pytest.approx(0.5**0.5)
    )
    assert [word for word, _ in VECTORS.nearest(torch.tensor([1.0, 0]), 1, without=["east"])] == ["northeast"]


def test_an_analogy_leaves_out_the_three_words_that_went_in():
    found = VECTORS.analogy("east", "north", "northeast", 4)
    assert [word for word, _ in found] == ["west"]


def test_words_and_rows_must_match():
    with pytest.raises(ValueError, match="3 words hold only 2 different ones"):
        WordVectors(["a", "b", "a"], torch.zeros(3, 2))
    with pytest.raises(ValueError, match="matrix has 3 rows for 2 words"):
        WordVectors(["a", "b"], torch.zeros(3, 2))


def test_skip_gram_repeats_by_seed_and_leaves_the_global_generator_alone():
    sentences = counting_sentences(100)
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    runs = [train_skip_gram(sentences, steps=3, dimensions=4, seed=1).matrix for _ in range(2)]
    assert torch.equal(*runs) and torch.equal(torch.rand(1), expected)


@pytest.mark.seeds
@pytest.mark.parametrize("seed", range(8))
def test_king_is_nearer_to_queen_than_to_car_and_the_two_names_of_the_tomato_meet(seed):
    sentences = counting_sentences(4000, seed) + royalty_sentences(4000, seed) + two_names_sentences(2000, seed)
    vectors = train_skip_gram(sentences, seed=seed)
    assert vectors.cosine("king", "queen") > vectors.cosine("king", "car") + 0.05
    assert vectors.nearest("番茄", 1)[0][0] == "西红柿"
    assert {word for word, _ in vectors.analogy("man", "woman", "king", 2)} == {"queen", "princess"}


@pytest.mark.seeds
@pytest.mark.parametrize("seed", range(8))
def test_the_plural_direction_separates_nouns_and_orders_the_numbers(seed):
    vectors = train_skip_gram(counting_sentences(4000, seed), seed=seed)
    plural = vectors["cats"] - vectors["cat"]
    others = {one: many for one, many in NOUNS.items() if one != "cat"}
    singulars = [float(vectors[one] @ plural) for one in others]
    plurals = [float(vectors[many] @ plural) for many in others.values()]
    assert max(singulars) < 0 < min(plurals) and min(plurals) > max(singulars) + 5
    along = [float(vectors[word] @ plural) for word in ("one", "two", "three", "four")]
    assert along == sorted(along)
