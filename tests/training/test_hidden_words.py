"""Hiding words promises: the shares that were asked for, special tokens untouched, a target where a word was chosen."""

import pytest
import torch

from course_lib.training import NOT_ASKED, hide_words

IDS = torch.randint(5, 50, (400, 50), generator=torch.Generator().manual_seed(0))
IDS[:, 0], IDS[:, 40:] = 3, 0
OPTIONS = {"mask_id": 4, "vocab_size": 50, "special_ids": (0, 1, 2, 3, 4)}


def hide(**options):
    return hide_words(IDS, **(OPTIONS | options), generator=torch.Generator().manual_seed(1))


def test_what_becomes_of_the_words_has_the_shares_that_were_asked_for():
    inputs, targets = hide(share=0.3, mixture=(0.5, 0.3, 0.2))
    words, chosen = IDS >= 5, targets != NOT_ASKED
    assert chosen[words].float().mean() == pytest.approx(0.3, abs=0.02)
    hidden, same = (inputs == 4)[chosen].float().mean(), (inputs == IDS)[chosen].float().mean()
    assert hidden == pytest.approx(0.5, abs=0.03)
    assert same == pytest.approx(0.2 + 0.3 / 45, abs=0.03)  # a word drawn at random may be the same
    assert torch.equal(inputs[~chosen], IDS[~chosen])
    assert torch.equal(targets[chosen], IDS[chosen])


def test_special_tokens_are_never_chosen_and_never_put():
    inputs, targets = hide(share=1.0, mixture=(0.0, 1.0, 0.0))
    assert torch.equal(inputs[IDS < 5], IDS[IDS < 5])
    assert (targets[IDS < 5] == NOT_ASKED).all()
    assert (inputs[IDS >= 5] >= 5).all()
    assert len(inputs[IDS >= 5].unique()) == 45


def test_with_nothing_but_hidden_words_the_classic_two_lines():
    inputs, targets = hide(mixture=(1.0, 0.0, 0.0))
    assert torch.equal(inputs == 4, targets != NOT_ASKED)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"share": 1.5}, "share is 1.5; expected a number from 0 to 1"),
        ({"mixture": (0.8, 0.1, 0.2)}, "mixture is .* which sum to 1"),
        ({"mixture": (1.2, -0.1, -0.1)}, "mixture is .* which sum to 1"),
        ({"special_ids": range(50)}, "all of the 50 tokens are special"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(options, message):
    with pytest.raises(ValueError, match=message):
        hide(**options)
