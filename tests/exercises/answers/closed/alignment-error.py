"""Answers to alignment-error, written from its task and stub alone."""

# %% right: argmax and a mask
import torch


def alignment_error(weights: torch.Tensor, alignment: torch.Tensor) -> torch.Tensor:
    counts = alignment >= 0
    wrong = weights.argmax(dim=-1) != alignment[:, None]
    return (wrong & counts[:, None]).sum(dim=(0, 2)) / counts.sum()

# %% right: loops and Python counts
import torch


def alignment_error(weights, alignment):
    batch, heads, words, _ = weights.shape
    errors = torch.zeros(heads)
    total = 0
    for b in range(batch):
        for t in range(words):
            true = int(alignment[b, t])
            if true == -1:
                continue
            total += 1
            for h in range(heads):
                if int(weights[b, h, t].argmax()) != true:
                    errors[h] += 1
    return errors / total

# %% right: choose the words that count, then the mean
import torch


def alignment_error(weights, alignment):
    looked_at = weights.argmax(-1).permute(0, 2, 1)
    valid = alignment != -1
    wrong = looked_at[valid] != alignment[valid].unsqueeze(1)
    return wrong.double().mean(dim=0)

# %% right: the weight at the true place is compared with the largest
import torch


def alignment_error(w, places):
    valid = places >= 0
    index = places.clamp(min=0)[:, None, :, None].expand(-1, w.shape[1], -1, 1)
    at_true = w.gather(3, index).squeeze(3)
    wrong = (at_true < w.amax(dim=3)).float()
    return torch.einsum("bht,bt->h", wrong, valid.float()) / valid.float().sum()

# %% right: one minus the share of what is right, head by head
import torch


def alignment_error(weights, alignment):
    flat = alignment.flatten()
    shares = []
    for h in range(weights.shape[1]):
        looked_at = weights[:, h].argmax(dim=-1).flatten()
        right = sum(1 for a, b in zip(looked_at.tolist(), flat.tolist()) if a == b)
        number = sum(1 for b in flat.tolist() if b != -1)
        shares.append((number - right) / number)
    return torch.tensor(shares)

# %% wrong: places with −1 count as wrong words
import torch


def alignment_error(weights, alignment):
    wrong = weights.argmax(dim=-1) != alignment[:, None]
    return wrong.float().mean(dim=(0, 2))

# %% wrong: places with −1 are not counted as wrong, but still counted among all words
import torch


def alignment_error(weights, alignment):
    counts = (alignment >= 0)[:, None]
    wrong = (weights.argmax(dim=-1) != alignment[:, None]) & counts
    return wrong.float().mean(dim=(0, 2))

# %% wrong: the share of words at which the head is right
import torch


def alignment_error(weights, alignment):
    counts = alignment >= 0
    right = weights.argmax(dim=-1) == alignment[:, None]
    return (right & counts[:, None]).sum(dim=(0, 2)) / counts.sum()

# %% wrong: the mean of the sentences' shares, short sentences weigh as much as long ones
import torch


def alignment_error(weights, alignment):
    counts = alignment >= 0
    wrong = (weights.argmax(dim=-1) != alignment[:, None]) & counts[:, None]
    per_sentence = wrong.sum(dim=2) / counts.sum(dim=1, keepdim=True).clamp(min=1)
    return per_sentence.mean(dim=0)

# %% wrong: argmax over the target words (wrong axis)
import torch


def alignment_error(weights, alignment):
    counts = alignment >= 0
    wrong = weights.argmax(dim=-2) != alignment[:, None]
    return (wrong & counts[:, None]).sum(dim=(0, 2)) / counts.sum()

# %% wrong: the axis for the heads is forgotten, alignment does not fit or the sentences are compared with the heads; one sentence alone does not show it
import torch


def alignment_error(weights, alignment):
    counts = alignment >= 0
    wrong = (weights.argmax(dim=-1) != alignment) & counts
    return wrong.sum(dim=(0, 2)) / counts.sum()

# %% wrong: the number of wrong words instead of the share
import torch


def alignment_error(weights, alignment):
    counts = (alignment >= 0)[:, None]
    wrong = (weights.argmax(dim=-1) != alignment[:, None]) & counts
    return wrong.sum(dim=(0, 2)).float()

# %% wrong: one share over all heads together
import torch


def alignment_error(weights, alignment):
    counts = alignment >= 0
    wrong = (weights.argmax(dim=-1) != alignment[:, None]) & counts[:, None]
    return wrong.sum() / (counts.sum() * weights.shape[1])

# %% wrong: one share for each sentence and head, [batch, heads]
import torch


def alignment_error(weights, alignment):
    counts = alignment >= 0
    wrong = (weights.argmax(dim=-1) != alignment[:, None]) & counts[:, None]
    return wrong.sum(dim=2) / counts.sum(dim=1, keepdim=True)

# %% wrong: −1 is turned into place 0 and counted
import torch


def alignment_error(weights, alignment):
    true = alignment.clamp(min=0)
    wrong = weights.argmax(dim=-1) != true[:, None]
    return wrong.float().mean(dim=(0, 2))

# %% wrong: words whose true place is 0 are left out too (> 0 instead of >= 0)
import torch


def alignment_error(weights, alignment):
    counts = alignment > 0
    wrong = weights.argmax(dim=-1) != alignment[:, None]
    return (wrong & counts[:, None]).sum(dim=(0, 2)) / counts.sum()

# %% wrong: one minus the mean weight at the true place, not whether the largest weight is there
import torch


def alignment_error(weights, alignment):
    counts = alignment >= 0
    index = alignment.clamp(min=0)[:, None, :, None].expand(-1, weights.shape[1], -1, 1)
    missing = 1 - weights.gather(3, index).squeeze(3)
    return (missing * counts[:, None]).sum(dim=(0, 2)) / counts.sum()

# %% wrong: a head counts as right wherever the weight at the true place is more than one half
import torch


def alignment_error(weights, alignment):
    counts = alignment >= 0
    index = alignment.clamp(min=0)[:, None, :, None].expand(-1, weights.shape[1], -1, 1)
    wrong = weights.gather(3, index).squeeze(3) <= 0.5
    return (wrong & counts[:, None]).sum(dim=(0, 2)) / counts.sum()

# %% wrong: each row is compared with the next word's place, off by one
import torch


def alignment_error(weights, alignment):
    looked_at = weights.argmax(dim=-1)[:, :, :-1]
    true = alignment[:, 1:]
    counts = true >= 0
    wrong = (looked_at != true[:, None]) & counts[:, None]
    return wrong.sum(dim=(0, 2)) / counts.sum()
