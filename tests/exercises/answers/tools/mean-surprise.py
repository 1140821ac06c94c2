"""Answers to mean-surprise, written from its task and stub alone."""

# %% right: log_softmax, then pick with two index vectors
def mean_surprise(scores: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    logs = torch.log_softmax(scores, dim=1)
    return -logs[torch.arange(len(right)), right].mean()


# %% right: logsumexp minus the right score, with gather
def mean_surprise(scores, right):
    picked = scores.gather(1, right.unsqueeze(1)).squeeze(1)
    return (torch.logsumexp(scores, dim=1) - picked).mean()


# %% right: a loop with the row's largest score taken away by hand, Python numbers
def mean_surprise(scores, right):
    import math

    total = 0.0
    for row, answer in zip(scores.tolist(), right.tolist()):
        top = max(row)
        total += top + log(sum(math.exp(s - top) for s in row)) - row[answer]
    return torch.tensor(total / len(scores))


# %% right: one-hot rows and einsum in float64, left so, renamed parameters
def mean_surprise(table, answers):
    logs = torch.log_softmax(table.double(), dim=-1)
    hot = torch.nn.functional.one_hot(answers, table.shape[1]).double()
    return -torch.einsum("na,na->", logs, hot) / table.shape[0]


# %% right: differences to the right score first, list of tensors stacked
def mean_surprise(scores, right):
    surprises = []
    for i in range(scores.shape[0]):
        gaps = scores[i] - scores[i, right[i]]
        surprises.append(torch.logsumexp(gaps, dim=0))
    return torch.stack(surprises).mean()


# %% wrong: softmax first and then the logarithm, infinite where the share underflows to 0
def mean_surprise(scores, right):
    shares = torch.softmax(scores, dim=1)
    return -torch.log(shares[torch.arange(len(right)), right]).mean()


# %% wrong: a small number is added to the share, so very small shares give too little surprise
def mean_surprise(scores, right):
    shares = torch.softmax(scores, dim=1)
    picked = shares[torch.arange(len(right)), right]
    return -torch.log(picked + 1e-9).mean()


# %% wrong: softmax written by hand without taking the largest score away, overflows for large scores
def mean_surprise(scores, right):
    powers = torch.exp(scores)
    total = 0.0
    for i in range(len(scores)):
        total = total - torch.log(powers[i, right[i]] / powers[i].sum())
    return total / len(scores)


# %% wrong: sum over the rows instead of the mean (right for one row)
def mean_surprise(scores, right):
    logs = torch.log_softmax(scores, dim=1)
    return -logs[torch.arange(len(right)), right].sum()


# %% wrong: minus sign forgotten
def mean_surprise(scores, right):
    logs = torch.log_softmax(scores, dim=1)
    return logs[torch.arange(len(right)), right].mean()


# %% wrong: softmax over the rows (dim 0) instead of over the answers
def mean_surprise(scores, right):
    logs = torch.log_softmax(scores, dim=0)
    return -logs[torch.arange(len(right)), right].mean()


# %% wrong: logs[:, right] picks every row's share for every row's answer, [n, n], not one for each row (right for one row)
def mean_surprise(scores, right):
    logs = torch.log_softmax(scores, dim=1)
    return -logs[:, right].mean()


# %% wrong: softmax twice, log_softmax of the shares
def mean_surprise(scores, right):
    shares = torch.softmax(scores, dim=1)
    logs = torch.log_softmax(shares, dim=1)
    return -logs.gather(1, right[:, None]).mean()


# %% wrong: takes the largest score of the whole table away instead of the row's, so a row far below underflows
def mean_surprise(scores, right):
    shifted = scores - scores.max()
    lse = torch.log(torch.exp(shifted).sum(dim=1))
    picked = shifted[torch.arange(len(right)), right]
    return (lse - picked).mean()


# %% wrong: returns one surprise for each row, the mean is forgotten
def mean_surprise(scores, right):
    picked = scores[torch.arange(len(right)), right]
    return torch.logsumexp(scores, dim=1) - picked
