"""Filling hidden places promises: every place filled once, in the order asked for, and nothing else touched."""

from itertools import pairwise

import pytest
import torch

from course_lib.decoding import all_at_once, fill_hidden_words, leftmost, most_certain

MASK = 3
IDS = torch.tensor([[5, MASK, 6, MASK, MASK], [MASK, 7, 8, 9, 4]])
CERTAIN = torch.tensor([0.0, 1.0, 0.0, 3.0, 2.0])  # how strongly a word is wanted at each place


def recording(seen):
    """Return a model that wants the word 5 + place at each place, and notes what it is given."""

    def model(ids):
        seen.append(ids.clone())
        logits = torch.zeros(*ids.shape, 12)
        for place in range(ids.shape[1]):
            logits[:, place, 5 + place] = 5 + CERTAIN[place]
        return logits

    return model


@pytest.mark.parametrize(
    ("order", "places"), [(leftmost, [[1], [3], [4]]), (most_certain, [[3], [4], [1]]), (all_at_once, [[1, 3, 4]])]
)
def test_the_places_are_filled_in_the_order_asked_for(order, places):
    seen = []
    filled = fill_hidden_words(
        recording(seen), IDS, mask_id=MASK, order=order, temperature=0.5, generator=torch.Generator().manual_seed(0)
    )
    for (before, after), expected in zip(pairwise([*seen, filled]), places, strict=True):
        assert (before[0] != after[0]).nonzero()[:, 0].tolist() == expected
    assert filled.tolist() == [[5, 6, 6, 8, 9], [5, 7, 8, 9, 4]]
    assert IDS[0, 1] == MASK  # what was given is not changed


def test_neither_the_mask_nor_a_forbidden_token_is_ever_put():
    def model(ids):
        logits = torch.zeros(*ids.shape, 12)
        logits[..., [0, MASK]] = 50
        return logits

    hidden = torch.full((40, 10), MASK)
    filled = fill_hidden_words(
        model, hidden, mask_id=MASK, forbidden_ids=(0, 1), order=leftmost, generator=torch.Generator().manual_seed(0)
    )
    assert set(filled.unique().tolist()) == {2, 4, 5, 6, 7, 8, 9, 10, 11}


def test_an_order_that_fills_nothing_is_refused():
    with pytest.raises(ValueError, match="chose none of the hidden places"):
        fill_hidden_words(recording([]), IDS, mask_id=MASK, order=lambda shares, hidden: torch.zeros_like(hidden))
