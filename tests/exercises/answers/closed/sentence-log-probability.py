"""Answers to sentence-log-probability, written from its task and stub alone."""

# %% right: log_softmax, gather, pads filled with 0
def log_probability(
    logits: torch.Tensor, ids: torch.Tensor, pad_id: int
) -> torch.Tensor:
    logs = torch.log_softmax(logits, dim=-1)
    chosen = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return chosen.masked_fill(ids == pad_id, 0.0).sum(dim=1)


# %% right: cross_entropy that ignores the pad
from torch.nn.functional import cross_entropy


def log_probability(logits, ids, pad):
    losses = cross_entropy(logits.transpose(1, 2), ids, ignore_index=pad, reduction="none")
    return -losses.sum(dim=1)


# %% right: loops into torch.zeros of the logits' dtype, logsumexp for each real word
def log_probability(logits, ids, pad_id):
    batch, words = ids.shape
    result = torch.zeros(batch, dtype=logits.dtype)
    for b in range(batch):
        for t in range(words):
            word = int(ids[b, t])
            if word == pad_id:
                continue
            row = logits[b, t]
            result[b] += row[word] - torch.logsumexp(row, dim=0)
    return result


# %% right: float64 inside and cast back, torch.where for the pads, fancy indexing
def log_probability(logits, ids, pad_id):
    scores = logits.double()
    b = torch.arange(ids.shape[0])[:, None]
    t = torch.arange(ids.shape[1])[None, :]
    logs = scores[b, t, ids] - scores.logsumexp(-1)
    kept = torch.where(ids != pad_id, logs, torch.zeros_like(logs))
    return kept.sum(-1).to(logits.dtype)


# %% right: plain Python sums with math, shifted by the largest
import math


def log_probability(logits, ids, pad_id):
    answers = []
    for sentence, words in zip(logits.tolist(), ids.tolist()):
        total = 0.0
        for row, word in zip(sentence, words):
            if word != pad_id:
                top = max(row)
                total += row[word] - top - math.log(sum(math.exp(s - top) for s in row))
        answers.append(total)
    return torch.tensor(answers, dtype=logits.dtype)


# %% wrong: logarithm of the softmax, a very small share becomes minus infinity
def log_probability(logits, ids, pad_id):
    shares = torch.softmax(logits, dim=-1)
    chosen = shares.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return chosen.log().masked_fill(ids == pad_id, 0.0).sum(dim=1)


# %% wrong: pads multiplied with 0, minus infinity times 0 is nan
def log_probability(logits, ids, pad_id):
    logs = torch.log_softmax(logits, dim=-1)
    chosen = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return (chosen * (ids != pad_id)).sum(dim=1)


# %% wrong: the pads are counted
def log_probability(logits, ids, pad_id):
    logs = torch.log_softmax(logits, dim=-1)
    return logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1).sum(dim=1)


# %% wrong: the pad's id is taken to be 0 always
def log_probability(logits, ids, pad_id):
    logs = torch.log_softmax(logits, dim=-1)
    chosen = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return chosen.masked_fill(ids == 0, 0.0).sum(dim=1)


# %% wrong: mean over the words instead of the sum
def log_probability(logits, ids, pad_id):
    logs = torch.log_softmax(logits, dim=-1)
    chosen = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    real = ids != pad_id
    return chosen.masked_fill(~real, 0.0).sum(dim=1) / real.sum(dim=1).clamp(min=1)


# %% wrong: the mask is inverted, only the pads count
def log_probability(logits, ids, pad_id):
    logs = torch.log_softmax(logits, dim=-1)
    chosen = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return chosen.masked_fill(ids != pad_id, 0.0).sum(dim=1)


# %% wrong: the pad is left out of the softmax
def log_probability(logits, ids, pad_id):
    logits = logits.clone()
    logits[..., pad_id] = float("-inf")
    logs = torch.log_softmax(logits, dim=-1)
    chosen = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return chosen.masked_fill(ids == pad_id, 0.0).sum(dim=1)


# %% wrong: shifted by one place, though the logits are aligned already
def log_probability(logits, ids, pad_id):
    logs = torch.log_softmax(logits[:, :-1], dim=-1)
    targets = ids[:, 1:]
    chosen = logs.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return chosen.masked_fill(targets == pad_id, 0.0).sum(dim=1)


# %% wrong: one sum over the whole batch
def log_probability(logits, ids, pad_id):
    logs = torch.log_softmax(logits, dim=-1)
    chosen = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return chosen.masked_fill(ids == pad_id, 0.0).sum()


# %% wrong: softmax over the places instead of the vocabulary
def log_probability(logits, ids, pad_id):
    logs = torch.log_softmax(logits, dim=1)
    chosen = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return chosen.masked_fill(ids == pad_id, 0.0).sum(dim=1)


# %% wrong: always float32, whatever the dtype of the logits
def log_probability(logits, ids, pad_id):
    result = torch.zeros(ids.shape[0])
    logs = torch.log_softmax(logits, dim=-1)
    for b in range(ids.shape[0]):
        for t in range(ids.shape[1]):
            if ids[b, t] != pad_id:
                result[b] += logs[b, t, ids[b, t]]
    return result


# %% wrong: a small number is added before the logarithm, very small shares get the wrong value
def log_probability(logits, ids, pad_id):
    shares = torch.softmax(logits, dim=-1)
    chosen = shares.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return torch.log(chosen + 1e-9).masked_fill(ids == pad_id, 0.0).sum(dim=1)


# %% wrong: the logits are changed in place
def log_probability(logits, ids, pad_id):
    logits -= logits.logsumexp(dim=-1, keepdim=True)
    chosen = logits.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return chosen.masked_fill(ids == pad_id, 0.0).sum(dim=1)


# %% wrong: the probability instead of its logarithm
def log_probability(logits, ids, pad_id):
    logs = torch.log_softmax(logits, dim=-1)
    chosen = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1)
    return chosen.masked_fill(ids == pad_id, 0.0).sum(dim=1).exp()


# %% wrong: the sign is that of a loss
from torch.nn.functional import cross_entropy


def log_probability(logits, ids, pad_id):
    losses = cross_entropy(logits.transpose(1, 2), ids, ignore_index=pad_id, reduction="none")
    return losses.sum(dim=1)
