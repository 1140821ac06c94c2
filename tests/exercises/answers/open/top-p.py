"""Answers to top-p, written from its task and stub alone."""

# %% right: sort, sum up, scatter back
import torch


def top_p(logits: torch.Tensor, p: float) -> torch.Tensor:
    values, order = logits.sort(dim=-1, descending=True)
    shares = torch.softmax(values, dim=-1)
    before = shares.cumsum(dim=-1) - shares
    drop = before >= p
    drop[:, 0] = False
    values = values.masked_fill(drop, -torch.inf)
    return torch.full_like(logits, -torch.inf).scatter(1, order, values)

# %% right: loops, the likeliest words are copied one by one
import torch


def top_p(logits, p):
    result = torch.full(logits.shape, float("-inf"))
    for r, row in enumerate(logits):
        shares = torch.softmax(row.double(), dim=0).tolist()
        order = sorted(range(len(shares)), key=lambda i: float(row[i]), reverse=True)
        total = 0.0
        for i in order:
            result[r, i] = row[i]
            total += shares[i]
            if total >= p:
                break
    return result

# %% right: for each word the sum of the shares of all likelier words, without sorting
import torch


def top_p(logits, p):
    shares = logits.double().softmax(dim=-1)
    likelier = logits[:, None, :] > logits[:, :, None]
    before = (likelier * shares[:, None, :]).sum(dim=-1)
    keep = (before < p) | (logits == logits.max(dim=-1, keepdim=True).values)
    return torch.where(keep, logits, torch.tensor(float("-inf"), dtype=logits.dtype))

# %% right: count how many are kept, then compare with the last one kept
import torch


def top_p(logits, p):
    rows = []
    for row in logits:
        shares, _ = torch.softmax(row, 0).sort(descending=True)
        count = int((torch.cumsum(shares, 0) < p).sum()) + 1
        count = min(count, len(row))
        border = torch.topk(row, count).values[-1]
        rows.append(row.masked_fill(row < border, float("-inf")))
    return torch.stack(rows)

# %% right: the highest share is taken again and again
import torch


def top_p(scores, p):
    result = torch.full_like(scores, float("-inf"))
    for b in range(scores.shape[0]):
        left = torch.softmax(scores[b], dim=0).clone()
        total = 0.0
        for _ in range(scores.shape[1]):
            best = int(left.argmax())
            result[b, best] = scores[b, best]
            total += float(left[best])
            left[best] = -1.0
            if total >= p:
                break
    return result

# %% wrong: the word with which the sum reaches p is dropped
import torch


def top_p(logits, p):
    values, order = logits.sort(dim=-1, descending=True)
    total = torch.softmax(values, dim=-1).cumsum(dim=-1)
    values = values.masked_fill(total > p, -torch.inf)
    return torch.full_like(logits, -torch.inf).scatter(1, order, values)

# %% wrong: the result stays in sorted order, the words are not put back at their places
import torch


def top_p(logits, p):
    values, order = logits.sort(dim=-1, descending=True)
    shares = torch.softmax(values, dim=-1)
    before = shares.cumsum(dim=-1) - shares
    return values.masked_fill((before >= p) & (before > 0), -torch.inf)

# %% wrong: gather instead of scatter on the way back: wrong where the order is not its own inverse
import torch


def top_p(logits, p):
    values, order = logits.sort(dim=-1, descending=True)
    shares = torch.softmax(values, dim=-1)
    before = shares.cumsum(dim=-1) - shares
    keep = before < p
    keep[:, 0] = True
    keep = keep.gather(1, order)
    return logits.masked_fill(~keep, -torch.inf)

# %% wrong: changes logits in place
import torch


def top_p(logits, p):
    for row in logits:
        shares, order = torch.softmax(row, dim=0).sort(descending=True)
        before = shares.cumsum(dim=0) - shares
        drop = before >= p
        drop[0] = False
        row[order[drop]] = -torch.inf
    return logits

# %% wrong: the shares are returned instead of the logits
import torch


def top_p(logits, p):
    shares = torch.softmax(logits, dim=-1)
    values, order = shares.sort(dim=-1, descending=True)
    before = values.cumsum(dim=-1) - values
    drop = before >= p
    drop[:, 0] = False
    values = values.masked_fill(drop, -torch.inf)
    return torch.full_like(logits, -torch.inf).scatter(1, order, values)

# %% wrong: the others become 0 instead of −∞
import torch


def top_p(logits, p):
    values, order = logits.sort(dim=-1, descending=True)
    shares = torch.softmax(values, dim=-1)
    before = shares.cumsum(dim=-1) - shares
    drop = before >= p
    drop[:, 0] = False
    return torch.zeros_like(logits).scatter(1, order, values.masked_fill(drop, 0.0))

# %% wrong: every word is measured alone: kept if its own share is at least p
import torch


def top_p(logits, p):
    shares = torch.softmax(logits, dim=-1)
    return torch.where(shares >= p, logits, torch.tensor(-torch.inf))

# %% wrong: the number of kept words is taken from the first row and used for all rows
import torch


def top_p(logits, p):
    shares, _ = torch.softmax(logits, dim=-1).sort(dim=-1, descending=True)
    count = int((shares[0].cumsum(0) < p).sum()) + 1
    border = logits.topk(min(count, logits.shape[1]), dim=-1).values[:, -1:]
    return logits.masked_fill(logits < border, -torch.inf)

# %% wrong: sorted the wrong way, the unlikeliest words are collected
import torch


def top_p(logits, p):
    values, order = logits.sort(dim=-1)
    shares = torch.softmax(values, dim=-1)
    before = shares.cumsum(dim=-1) - shares
    values = values.masked_fill(before >= p, -torch.inf)
    return torch.full_like(logits, -torch.inf).scatter(1, order, values)

# %% wrong: summed up without sorting, in the order of the vocabulary
import torch


def top_p(logits, p):
    shares = torch.softmax(logits, dim=-1)
    before = shares.cumsum(dim=-1) - shares
    return logits.masked_fill(before >= p, -torch.inf)

# %% wrong: one word too many is kept
import torch


def top_p(logits, p):
    rows = []
    for row in logits:
        shares, _ = torch.softmax(row, 0).sort(descending=True)
        count = int((shares.cumsum(0) < p).sum()) + 2
        border = row.topk(min(count, len(row))).values[-1]
        rows.append(row.masked_fill(row < border, -torch.inf))
    return torch.stack(rows)

# %% wrong: softmax over the whole batch, the shares of a row do not sum to 1
import torch


def top_p(logits, p):
    shares = torch.softmax(logits.flatten(), dim=0).reshape(logits.shape)
    values, order = shares.sort(dim=-1, descending=True)
    drop = values.cumsum(dim=-1) - values >= p
    drop[:, 0] = False
    drop = torch.zeros_like(drop).scatter(1, order, drop)
    return logits.masked_fill(drop, -torch.inf)

# %% wrong: the logits themselves are summed up instead of the shares, softmax is forgotten
import torch


def top_p(logits, p):
    values, order = logits.sort(dim=-1, descending=True)
    before = values.cumsum(dim=-1) - values
    drop = before >= p
    drop[:, 0] = False
    values = values.masked_fill(drop, -torch.inf)
    return torch.full_like(logits, -torch.inf).scatter(1, order, values)
