"""Toy models for the tests of decoding: the next word depends on all ids so far, and nothing is trained."""

import torch

BOS, EOS, PAD = 1, 2, 0
IDS = {"eos_id": EOS, "pad_id": PAD}


def make_model(seed=0, vocab_size=6, sharpness=2.0):
    """Return a function from ids [rows, length] to logits; each row depends on that row alone, on every id of it."""
    generator = torch.Generator().manual_seed(seed)
    weights = torch.rand(64, generator=generator, dtype=torch.float64) + 0.5
    frequencies, phases = 5 * torch.rand(2, vocab_size, generator=generator, dtype=torch.float64)

    def next_logits(ids):
        keys = (ids * weights[: ids.shape[1]]).sum(dim=1, keepdim=True)  # [rows, 1]
        return sharpness * torch.sin(keys * frequencies + phases)  # [rows, vocab_size]

    return next_logits


def make_tree_model(shares_after):
    """Return a model of 12 words from a table: words written so far → {word: share}; other words share the rest."""

    def next_logits(ids):
        shares = torch.empty(len(ids), 12)
        for row, written in enumerate(ids[:, 1:].tolist()):
            named = shares_after.get(tuple(written), {})
            shares[row] = max(0.0, 1 - sum(named.values())) / (12 - len(named))
            for word, share in named.items():
                shares[row, word] = share
        return shares.log()

    return next_logits


class RunningSum:
    """A model whose next word depends on the sum of all ids; it keeps the sum of those it has seen as its state."""

    def __init__(self, vocab_size=7):
        """Draw the table: row s mod 50 holds the logits after ids of sum s."""
        self.table = 2 * torch.randn(50, vocab_size, generator=torch.Generator().manual_seed(3))
        self.calls, self.reordered, self.logits = 0, 0, []

    def recompute(self, ids):
        """Score without any state."""
        return self.table[ids.sum(dim=1) % 50]

    def next_logits(self, ids, state):
        """Add only the last id to the state, which must belong to these very rows."""
        if self.calls == 0:
            assert state is None
            state = ids[:, :-1].sum(dim=1)
        assert torch.equal(state, ids[:, :-1].sum(dim=1)), "the state belongs to other rows"
        self.calls += 1
        state = state + ids[:, -1]
        self.logits.append(self.table[state % 50])
        return self.logits[-1], state

    def reorder(self, state, rows):
        """Pick the rows of the state."""
        self.reordered += 1
        return state[rows]
