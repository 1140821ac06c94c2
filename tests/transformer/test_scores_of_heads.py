"""The scores of heads promise what their words say, on heads built by hand; the best are sorted, others drawn."""

import pytest
import torch
from torch.nn.functional import one_hot

from course_lib.transformer import LanguageModel, best_heads, head_scores, induction_score, previous_token_score
from course_lib.transformer.scores_of_heads import Head, after_the_same_word, random_heads

IDS = torch.tensor([[0, 5, 6, 7, 5, 6, 7, 5], [0, 3, 4, 3, 4, 3, 4, 3]])
AFTER = [[None, None, None, None, 2, 3, 4, [2, 5]], [None, None, None, 2, 3, [2, 4], [3, 5], [2, 4, 6]]]


def looking_at(places):
    """Make the weights of one head, [words, words], that looks at one place from each word."""
    return one_hot(torch.tensor(places), 8).float()


def test_the_head_that_looks_at_the_word_before_has_the_score_one_and_an_even_one_what_chance_gives():
    before = looking_at([0, 0, 1, 2, 3, 4, 5, 6])
    itself = looking_at(range(8))
    even = torch.ones(8, 8).tril() / torch.arange(1, 9)[:, None]
    weights = torch.stack([before, itself, even, (before + itself) / 2]).expand(2, -1, -1, -1)
    expected = torch.tensor([1.0, 0.0, sum(1 / n for n in range(2, 9)) / 7, 0.5])
    torch.testing.assert_close(previous_token_score(weights), expected)


def test_what_came_after_the_same_word_is_found_by_hand():
    for row, expected in zip(after_the_same_word(IDS), AFTER, strict=True):
        for place, after in zip(row, expected, strict=True):
            assert place.nonzero().flatten().tolist() == (
                [] if after is None else [after] if isinstance(after, int) else after
            )


def test_the_head_that_looks_after_the_same_word_has_the_score_one_and_others_have_none():
    induction = torch.stack([looking_at([0, 0, 0, 0, 2, 3, 4, 5]), looking_at([0, 0, 0, 2, 3, 4, 5, 6])])
    itself = looking_at(range(8)).expand(2, -1, -1)
    same_word = torch.stack([looking_at([0, 0, 0, 0, 1, 2, 3, 4]), looking_at([0, 0, 0, 1, 2, 3, 4, 5])])
    weights = torch.stack([induction, itself, same_word, (3 * induction + itself) / 4], dim=1)
    torch.testing.assert_close(induction_score(weights, IDS), torch.tensor([1.0, 0.0, 0.0, 0.75]))


def test_words_that_never_came_before_do_not_count():
    weights = torch.stack([looking_at([0, 0, 0, 0, 2, 3, 4, 2]), looking_at([0, 0, 0, 2, 3, 2, 3, 2])])[:, None]
    expected = induction_score(weights, IDS)
    weights[:, :, :3] = weights[:, :, :3].flip(-1)
    assert torch.equal(induction_score(weights, IDS), expected)


def test_rows_without_any_repeat_are_refused():
    with pytest.raises(ValueError, match=r"^no word of ids occurs twice in its row; expected rows that repeat"):
        induction_score(torch.ones(1, 1, 4, 4) / 4, torch.arange(4)[None])


def test_all_heads_of_a_model_get_both_scores():
    model = LanguageModel(8, d_model=8, num_heads=2, num_layers=2, d_ff=8).eval()
    scores = head_scores(model, IDS)
    for of_layers in scores:
        assert list(of_layers) == [f"blocks.layers.{layer}.self_attention" for layer in range(2)]
        assert all(of_layer.shape == (2,) and (of_layer > 0).all() for of_layer in of_layers.values())


def test_the_best_come_first_and_the_random_ones_are_others():
    scores = {"a": torch.tensor([0.1, 0.9]), "b": torch.tensor([0.5, 0.2])}
    assert best_heads(scores, 3) == [Head("a", 1), Head("b", 0), Head("b", 1)]
    drawn = random_heads(scores, 2, besides=[Head("a", 1), Head("b", 0)])
    assert set(drawn) == {Head("a", 0), Head("b", 1)}
    seen = {random_heads(scores, 1, generator=torch.Generator().manual_seed(seed))[0] for seed in range(30)}
    assert len(seen) == 4
    with pytest.raises(ValueError, match=r"^count is 4; expected at most 3"):
        random_heads(scores, 4, besides=[Head("a", 1)])
