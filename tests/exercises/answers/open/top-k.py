"""Answers to top-k, written from its task and stub alone."""

# %% right: topk and scatter into minus infinity
import torch


def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    values, ids = torch.topk(logits, k, dim=-1)
    return torch.full_like(logits, float("-inf")).scatter(-1, ids, values)


# %% right: a threshold for each row
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    threshold = logits.topk(k, dim=1).values[:, -1:]
    return logits.masked_fill(logits < threshold, float("-inf"))


# %% right: loops over a clone
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    answer = logits.clone()
    for row in range(logits.shape[0]):
        values = sorted(logits[row].tolist(), reverse=True)
        for place in range(logits.shape[1]):
            if logits[row, place].item() < values[k - 1]:
                answer[row, place] = -torch.inf
    return answer


# %% right: ranks from argsort of argsort
def top_k(scores, count):
    ranks = scores.argsort(dim=-1, descending=True).argsort(dim=-1)
    return torch.where(ranks < count, scores, float("-inf"))


# %% right: how many of the row are larger
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    larger = (logits.unsqueeze(1) > logits.unsqueeze(2)).sum(dim=-1)
    return logits.masked_fill(larger >= k, float("-inf"))


# %% right: kthvalue, counted from the smallest
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    vocab_size = logits.shape[1]
    smallest = logits.kthvalue(vocab_size - k + 1, dim=1, keepdim=True).values
    answer = logits.clone()
    answer[answer < smallest] = float("-inf")
    return answer


# %% right: a list of rows, stacked
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    rows = []
    for row in logits:
        new = torch.full_like(row, -float("inf"))
        best = torch.argsort(row, descending=True)[:k]
        new[best] = row[best]
        rows.append(new)
    return torch.stack(rows)


# %% wrong: changes logits in place
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    threshold = logits.topk(k, dim=-1).values[:, -1:]
    logits[logits < threshold] = float("-inf")
    return logits


# %% wrong: <= removes the k-th best as well
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    threshold = logits.topk(k, dim=-1).values[:, -1:]
    return logits.masked_fill(logits <= threshold, float("-inf"))


# %% wrong: the k best of the whole batch instead of each row
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    threshold = logits.flatten().topk(k).values[-1]
    return logits.masked_fill(logits < threshold, float("-inf"))


# %% wrong: the threshold of the first row used for all rows
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    threshold = torch.sort(logits, descending=True).values[0, k - 1]
    return torch.where(logits >= threshold, logits, float("-inf"))


# %% wrong: the axis of the threshold is lost, it does not broadcast over the rows
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    threshold = logits.topk(k, dim=-1).values[:, -1]
    return logits.masked_fill(logits < threshold, float("-inf"))


# %% wrong: 0 instead of minus infinity for the others
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    values, ids = torch.topk(logits, k, dim=-1)
    return torch.zeros_like(logits).scatter(-1, ids, values)


# %% wrong: mask times minus infinity is nan where the mask is 0
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    threshold = logits.topk(k, dim=-1).values[:, -1:]
    others = (logits < threshold).to(logits.dtype)
    return logits + others * float("-inf")


# %% wrong: fails for k = vocab_size, there is no (k+1)-th value
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    ordered = torch.sort(logits, dim=-1, descending=True).values
    return logits.masked_fill(logits <= ordered[:, k].unsqueeze(1), float("-inf"))


# %% wrong: always float32, the dtype of the logits is lost
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    answer = torch.full(logits.shape, float("-inf"))
    ids = logits.topk(k, dim=-1).indices
    for row in range(logits.shape[0]):
        for place in ids[row]:
            answer[row, place] = logits[row, place].item()
    return answer


# %% wrong: returns only the k best values, not at their places
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    return torch.topk(logits, k, dim=-1).values


# %% wrong: the k smallest are kept
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    ids = torch.argsort(logits, dim=-1)[:, :k]
    keep = torch.zeros_like(logits, dtype=torch.bool).scatter(-1, ids, True)
    return logits.masked_fill(~keep, float("-inf"))


# %% wrong: a large negative number instead of minus infinity
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    threshold = logits.topk(k, dim=-1).values[:, -1:]
    return logits.masked_fill(logits < threshold, -1e4)


# %% wrong: returns shares, softmax applied as well
def top_k(logits: torch.Tensor, k: int) -> torch.Tensor:
    threshold = logits.topk(k, dim=-1).values[:, -1:]
    return torch.softmax(logits.masked_fill(logits < threshold, float("-inf")), dim=-1)
