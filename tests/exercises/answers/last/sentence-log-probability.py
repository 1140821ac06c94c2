"""Answers to sentence-log-probability, written from its task and stub alone."""

# %% right: log_softmax, gather, masked_fill
import torch


def log_probability(
    logits: torch.Tensor, ids: torch.Tensor, pad_id: int
) -> torch.Tensor:
    logs = logits.log_softmax(dim=-1)
    chosen = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return chosen.masked_fill(ids == pad_id, 0.0).sum(dim=1)


# %% right: loops, float64 inside, cast back
import torch


def log_probability(scores, sentences, pad):
    results = []
    for rows, words in zip(scores.double(), sentences.tolist()):
        total = torch.zeros((), dtype=torch.float64)
        for row, word in zip(rows, words):
            if word != pad:
                total = total + row[word] - torch.logsumexp(row, dim=0)
        results.append(total)
    return torch.stack(results).to(scores.dtype)


# %% wrong: pads are multiplied by 0, minus infinity times 0 is NaN
import torch


def log_probability(
    logits: torch.Tensor, ids: torch.Tensor, pad_id: int
) -> torch.Tensor:
    logs = torch.log_softmax(logits, dim=-1)
    chosen = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return (chosen * (ids != pad_id)).sum(dim=1)


# %% wrong: the pads count
import torch


def log_probability(
    logits: torch.Tensor, ids: torch.Tensor, pad_id: int
) -> torch.Tensor:
    logs = torch.log_softmax(logits, dim=-1)
    return logs.gather(-1, ids[:, :, None])[:, :, 0].sum(dim=1)


# %% wrong: logarithm of the rounded softmax, minus infinity for small shares
import torch


def log_probability(
    logits: torch.Tensor, ids: torch.Tensor, pad_id: int
) -> torch.Tensor:
    logs = torch.log(torch.softmax(logits, dim=-1))
    chosen = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return chosen.masked_fill(ids == pad_id, 0.0).sum(dim=1)


# %% wrong: the mean over the words instead of the sum
import torch


def log_probability(
    logits: torch.Tensor, ids: torch.Tensor, pad_id: int
) -> torch.Tensor:
    logs = torch.log_softmax(logits, dim=-1)
    chosen = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    real = ids != pad_id
    return chosen.masked_fill(~real, 0.0).sum(dim=1) / real.sum(dim=1)


# %% wrong: shifted by one, though they are aligned already
import torch


def log_probability(
    logits: torch.Tensor, ids: torch.Tensor, pad_id: int
) -> torch.Tensor:
    logs = torch.log_softmax(logits[:, :-1], dim=-1)
    targets = ids[:, 1:]
    chosen = logs.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return chosen.masked_fill(targets == pad_id, 0.0).sum(dim=1)


# %% wrong: softmax over the words of the sentence instead of the vocabulary
import torch


def log_probability(
    logits: torch.Tensor, ids: torch.Tensor, pad_id: int
) -> torch.Tensor:
    logs = torch.log_softmax(logits, dim=1)
    chosen = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return chosen.masked_fill(ids == pad_id, 0.0).sum(dim=1)


# %% wrong: the logits themselves are added, without the softmax
import torch


def log_probability(
    logits: torch.Tensor, ids: torch.Tensor, pad_id: int
) -> torch.Tensor:
    chosen = logits.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return chosen.masked_fill(ids == pad_id, 0.0).sum(dim=1)


# %% wrong: one number for the whole batch
import torch


def log_probability(
    logits: torch.Tensor, ids: torch.Tensor, pad_id: int
) -> torch.Tensor:
    logs = torch.log_softmax(logits, dim=-1)
    chosen = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return chosen[ids != pad_id].sum()


# %% wrong: the sign of a loss, cross-entropy is positive
import torch
from torch.nn.functional import cross_entropy


def log_probability(
    logits: torch.Tensor, ids: torch.Tensor, pad_id: int
) -> torch.Tensor:
    losses = cross_entropy(
        logits.transpose(1, 2), ids, ignore_index=pad_id, reduction="none"
    )
    return losses.sum(dim=1)


# %% wrong: the pad is taken out of the softmax, and the logits are changed
import torch


def log_probability(
    logits: torch.Tensor, ids: torch.Tensor, pad_id: int
) -> torch.Tensor:
    logits[..., pad_id] = float("-inf")
    logs = torch.log_softmax(logits, dim=-1)
    chosen = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return chosen.masked_fill(ids == pad_id, 0.0).sum(dim=1)


# %% wrong: the result is always float32
import torch


def log_probability(
    logits: torch.Tensor, ids: torch.Tensor, pad_id: int
) -> torch.Tensor:
    logs = torch.log_softmax(logits, dim=-1)
    result = torch.zeros(ids.shape[0])
    for b in range(ids.shape[0]):
        for t in range(ids.shape[1]):
            if ids[b, t] != pad_id:
                result[b] += logs[b, t, ids[b, t]]
    return result


# %% wrong: stops at the first sentence, return inside the loop
import torch


def log_probability(
    logits: torch.Tensor, ids: torch.Tensor, pad_id: int
) -> torch.Tensor:
    logs = torch.log_softmax(logits, dim=-1)
    result = torch.zeros(ids.shape[0], dtype=logits.dtype)
    for b in range(ids.shape[0]):
        for t in range(ids.shape[1]):
            if ids[b, t] != pad_id:
                result[b] += logs[b, t, ids[b, t]]
        return result
