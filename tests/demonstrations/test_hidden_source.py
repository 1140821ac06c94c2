"""Source words that are hidden from the cross-attention: who does not see them, and how verbs are counted."""

import pytest
import torch

from course_lib.demonstrations.hidden_source import SourcePlaces, right_verbs
from course_lib.tiny_corpora import as_text
from course_lib.tiny_corpora.translations import Translation
from course_lib.training import Translator
from course_lib.transformer import attention_maps

BLUE = Translation(("the", "ball", "is", "blue"), ("la", "bola", "es", "azul"), (0, 1, 2, 3))
NOT_TIRED = Translation(
    ("the", "cats", "are", "not", "tired"), ("los", "gatos", "no", "están", "cansados"), (0, 1, 3, 2, 4)
)


@pytest.fixture
def translator():
    torch.manual_seed(0)
    untrained = Translator.of_words([*as_text([BLUE, NOT_TIRED]), ("is are", "está son")])
    untrained.model.eval()
    return untrained


def test_the_places_of_verb_adjective_and_end_are_found_behind_a_not_as_well():
    assert SourcePlaces.of(BLUE) == SourcePlaces(verb=2, adjective=3, end=4)
    assert SourcePlaces.of(NOT_TIRED) == SourcePlaces(verb=2, adjective=4, end=5)
    assert SourcePlaces.of(BLUE).all == {0, 1, 2, 3, 4}


def test_the_cross_attention_does_not_see_what_is_hidden_and_the_encoder_does(translator):
    with attention_maps(translator.model) as maps:
        right_verbs(translator, [BLUE, NOT_TIRED], lambda at: [at.adjective])
    across, within = maps["decoder.layers.0.cross_attention"], maps["encoder.layers.0.self_attention"]
    for row, adjective in enumerate((3, 4)):
        assert (across[row, ..., adjective] == 0).all() and (within[row, ..., adjective] > 0).any()
        assert (across[row, ..., 2] > 0).all()


@pytest.mark.parametrize(("said", "share"), [("es", 0.5), ("están", 0.5), ("son", 0.0)])
def test_only_the_four_verbs_compete_each_at_its_own_place(translator, monkeypatch, said, share):
    def decode(tgt, *_):
        logits = torch.zeros(*tgt.shape, len(translator.target))
        logits[:, [2, 3], translator.target.tokens.index(said)] = 1
        return logits.index_fill(-1, torch.tensor(translator.target.tokens.index("azul")), 2.0)

    monkeypatch.setattr(translator.model, "decode", decode)
    assert right_verbs(translator, [BLUE, NOT_TIRED], lambda at: []) == share
