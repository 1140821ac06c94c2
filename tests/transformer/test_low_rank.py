"""A low-rank update promises: nothing changed at first, merged the same results, few numbers trained."""

import pytest
import torch
from torch import nn

from course_lib.transformer import LanguageModel, LowRankUpdate, add_low_rank_updates, low_rank_updates
from tests.transformer.inputs import randomise

IDS = torch.tensor([[5, 1, 12, 0, 7], [1, 1, 9, 4, 11]])


def make():
    sizes = {"d_model": 12, "num_heads": 3, "num_layers": 2, "d_ff": 20, "dropout": 0.0}
    return randomise(LanguageModel(13, **sizes)).double().eval()


def train_a_little(model):
    optimiser = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=0.1)
    for _ in range(3):
        optimiser.zero_grad()
        model(IDS).sin().mean().backward()
        optimiser.step()


def test_at_first_every_logit_is_the_same_to_the_last_bit():
    model = make()
    before = model(IDS)
    assert torch.equal(add_low_rank_updates(model, 2)(IDS), before)
    assert len(low_rank_updates(model)) == 4  # queries and values of two layers


def test_training_changes_the_small_matrices_only_and_merging_changes_no_result():
    model = add_low_rank_updates(make(), 2, alpha=4)
    kept = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    before = model(IDS)
    train_a_little(model)
    changed = {name for name, tensor in model.state_dict().items() if not torch.equal(tensor, kept[name])}
    assert changed and all(name.endswith((".a", ".b")) for name in changed)
    trained = model(IDS)
    assert not torch.allclose(trained, before)
    for update in low_rank_updates(model):
        update.merge()
        update.merge()  # once is enough
    torch.testing.assert_close(model(IDS), trained)
    for update in low_rank_updates(model):
        update.unmerge()
        update.unmerge()
    torch.testing.assert_close(model(IDS), trained)
    torch.testing.assert_close(dict(model.state_dict()), {**kept, **{n: model.state_dict()[n] for n in changed}})


def test_the_change_has_the_rank_that_was_asked_for_and_the_numbers_counted():
    torch.manual_seed(0)
    update = LowRankUpdate(nn.Linear(40, 30).double(), 3, alpha=6)
    nn.init.normal_(update.b)
    assert torch.linalg.matrix_rank(update.change()) == 3
    assert sum(p.numel() for p in update.parameters() if p.requires_grad) == 3 * (40 + 30)
    x = torch.randn(5, 40, dtype=torch.float64)
    torch.testing.assert_close(update(x), x @ update.weight.T + update.bias)
    torch.testing.assert_close(update.change(), 2 * (update.a @ update.b).T)


def test_what_is_no_rank_and_a_model_without_such_layers_are_refused():
    for rank in (0, 31):
        with pytest.raises(ValueError, match=rf"rank is {rank}; expected one from 1 to 30"):
            LowRankUpdate(nn.Linear(40, 30), rank)
    with pytest.raises(ValueError, match="no linear layer called w_x"):
        add_low_rank_updates(make(), 2, names=("w_x",))
