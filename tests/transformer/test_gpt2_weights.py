"""GPT-2 by `transformers`, with random weights, promises the same logits; weights go both ways."""

from functools import partial

import pytest
import torch
from torch import nn
from transformers import GPT2Config, GPT2LMHeadModel

from course_lib.positions import LearnedPositions
from course_lib.transformer import (
    FeedForward,
    GatedFeedForward,
    LanguageModel,
    PostNorm,
    language_model_from_gpt2,
    language_model_to_gpt2,
)
from tests.transformer.inputs import randomise

PLACES, VOCAB, SIZES = 9, 13, {"d_model": 12, "num_heads": 3, "num_layers": 2, "d_ff": 20}
IDS = torch.tensor([[5, 1, 12, 0, 7, 5, 5, 2, 3], [1, 1, 9, 4, 11, 6, 0, 8, 10]])
WITH_LEARNED = {"positions": partial(LearnedPositions, PLACES)}


def make_theirs(tied=True):
    """Make a small GPT-2 whose every number, biases and norms too, is drawn at random."""
    config = GPT2Config(
        bos_token_id=None,
        eos_token_id=None,
        vocab_size=VOCAB,
        n_positions=PLACES,
        n_embd=12,
        n_layer=2,
        n_head=3,
        n_inner=20,
        tie_word_embeddings=tied,
    )
    return randomise(GPT2LMHeadModel(config)).eval()


@torch.no_grad()
def largest_difference(ours, theirs):
    return float((ours(IDS) - theirs(IDS).logits).abs().max())


@pytest.mark.parametrize("tied", [True, False])
def test_a_model_made_from_gpt2_has_its_logits(tied):
    theirs = make_theirs(tied)
    ours = language_model_from_gpt2(theirs.state_dict(), 3).eval()
    assert largest_difference(ours, theirs) <= 1e-5
    assert (ours.to_logits.weight is ours.embed.tokens.table.weight) == tied


@pytest.mark.parametrize("tied", [True, False])
def test_gpt2_with_the_weights_of_a_model_has_its_logits(tied):
    ours = randomise(LanguageModel(VOCAB, **SIZES, **WITH_LEARNED, tie_embeddings=tied)).eval()
    theirs = make_theirs(tied)
    theirs.load_state_dict(language_model_to_gpt2(ours))
    assert largest_difference(ours, theirs) <= 1e-5


def test_there_and_back_every_number_is_the_same_and_none_is_missing():
    theirs = make_theirs()
    state = theirs.state_dict()
    back = language_model_to_gpt2(language_model_from_gpt2(state, 3))
    assert set(back) == set(state)
    assert all(torch.equal(back[name], state[name]) for name in state)


def test_the_copy_stands_alone():
    ours = LanguageModel(VOCAB, **SIZES, **WITH_LEARNED)
    state = language_model_to_gpt2(ours)
    before = {name: tensor.clone() for name, tensor in state.items()}
    randomise(ours)
    assert all(torch.equal(state[name], before[name]) for name in state)


def test_our_smallest_gpt2_has_as_many_parameters_as_theirs():
    with torch.device("meta"):
        ours, theirs = LanguageModel(50257, device="meta"), GPT2LMHeadModel(GPT2Config())
    theirs.tie_weights()  # without numbers, version 5.0 leaves this undone
    assert sum(p.numel() for p in ours.parameters()) == sum(p.numel() for p in theirs.parameters()) == 124_439_808


@pytest.mark.parametrize(
    ("choice", "part"),
    [
        ({"residual": PostNorm}, "final_norm"),
        ({"residual": PostNorm, "final_norm": True}, "residual"),
        ({"feed_forward": GatedFeedForward}, "feed_forward"),
        ({"feed_forward": FeedForward}, "feed_forward"),
        ({"norm": nn.RMSNorm}, "final_norm"),
        ({"bias": False}, "bias"),
    ],
)
def test_a_part_that_gpt2_has_not_is_named(choice, part):
    with pytest.raises(ValueError, match=f"^{part} of this model is none that GPT-2 has; expected LearnedPositions"):
        language_model_to_gpt2(LanguageModel(VOCAB, **SIZES, **(WITH_LEARNED | choice)))


def test_weights_of_something_else_are_refused():
    with pytest.raises(ValueError, match=r"^state has the names weight, bias, …; expected those of a GPT2LMHeadModel"):
        language_model_from_gpt2(nn.Linear(2, 2).state_dict(), 1)


def test_names_that_are_missing_or_left_over_and_other_shapes_are_refused():
    state = make_theirs().state_dict()
    name = "transformer.h.1.ln_1.bias"
    with pytest.raises(ValueError, match=rf"^state lacks {name}, which"):
        language_model_from_gpt2({k: v for k, v in state.items() if k != name}, 3)
    with pytest.raises(ValueError, match=r"^state has score\.weight, for which"):
        language_model_from_gpt2(state | {"score.weight": torch.zeros(1)}, 3)
    with pytest.raises(ValueError, match=rf"^{name} has shape \[1\]; expected \[12\]"):
        language_model_from_gpt2(state | {name: torch.zeros(1)}, 3)


def test_masks_that_older_files_keep_among_the_weights_are_no_weights():
    state = make_theirs().state_dict()
    masks = {"transformer.h.0.attn.bias": torch.ones(1, 1, 9, 9), "transformer.h.0.attn.masked_bias": torch.ones(1)}
    assert largest_difference(language_model_from_gpt2(state | masks, 3).eval(), make_theirs()) <= 1e-5
