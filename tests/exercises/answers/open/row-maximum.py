"""Answers to row-maximum, written from its task and stub alone."""

# %% right: the maximum of each row
import torch


def stable_rows(scores):
    shifted = scores - scores.max(dim=-1, keepdim=True).values
    exponentials = shifted.exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


# %% right: amax
def stable_rows(scores: torch.Tensor) -> torch.Tensor:
    row_max = scores.amax(dim=1)
    exponentials = torch.exp(scores - row_max[:, None])
    return exponentials / exponentials.sum(dim=1)[:, None]


# %% right: the built-in softmax
def stable_rows(scores):
    return torch.softmax(scores, dim=-1)


# %% right: row after row into torch.zeros
def stable_rows(scores):
    answer = torch.zeros(scores.shape)
    for i, row in enumerate(scores):
        exponentials = (row - row.max()).exp()
        answer[i] = exponentials / exponentials.sum()
    return answer


# %% right: logsumexp in float64, left so
def stable_rows(table):
    table = table.double()
    return (table - torch.logsumexp(table, dim=-1, keepdim=True)).exp()


# %% right: the old function for each row by itself
def one_row(scores):
    shifted = scores - scores.max()
    exponentials = shifted.exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def stable_rows(scores):
    return torch.stack([one_row(row) for row in scores])


# %% wrong: the maximum of each row lacks keepdim, so it is subtracted from the columns
def stable_rows(scores):
    shifted = scores - scores.amax(dim=-1)
    exponentials = shifted.exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


# %% wrong: max with a dim returns a pair, which cannot be subtracted
def stable_rows(scores):
    shifted = scores - scores.max(dim=-1, keepdim=True)
    exponentials = shifted.exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


# %% wrong: the maximum of each column is subtracted, which changes the shares
def stable_rows(scores):
    shifted = scores - scores.amax(dim=0, keepdim=True)
    exponentials = shifted.exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


# %% wrong: a small number in the denominator avoids NaN, but low rows become all zeros
def stable_rows(scores):
    shifted = scores - scores.max()
    exponentials = shifted.exp()
    return exponentials / (exponentials.sum(dim=-1, keepdim=True) + 1e-9)


# %% wrong: NaN is replaced by 0, the rows still have no shares
def stable_rows(scores):
    shifted = scores - scores.max()
    exponentials = shifted.exp()
    return torch.nan_to_num(exponentials / exponentials.sum(dim=-1, keepdim=True))


# %% wrong: the shifted scores are cut off below, so a low row gets equal shares
def stable_rows(scores):
    shifted = (scores - scores.max()).clamp(min=-80.0)
    exponentials = shifted.exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


# %% wrong: the absolute maximum of the row is subtracted, so a row of very negative scores still gives NaN
def stable_rows(scores):
    shifted = scores - scores.abs().amax(dim=-1, keepdim=True)
    exponentials = shifted.exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


# %% wrong: the row mean instead of the row maximum, which overflows in a row that is spread widely
def stable_rows(scores):
    shifted = scores - scores.mean(dim=-1, keepdim=True)
    exponentials = shifted.exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


# %% wrong: float64 only moves the bound, rows that differ by more than 745 still give NaN
def stable_rows(scores):
    wide = scores.double()
    shifted = wide - wide.max()
    exponentials = shifted.exp()
    shares = exponentials / exponentials.sum(dim=-1, keepdim=True)
    return shares.to(scores.dtype)


# %% wrong: a change without effect, the maximum is still that of the whole batch
def stable_rows(scores):
    largest = torch.max(scores)
    exponentials = torch.exp(scores - largest)
    return torch.div(exponentials, exponentials.sum(dim=1, keepdim=True))


# %% wrong: the row minimum is subtracted, so large scores overflow
def stable_rows(scores):
    shifted = scores - scores.amin(dim=-1, keepdim=True)
    exponentials = shifted.exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


# %% wrong: the sum too runs over the whole batch, so the rows do not sum to 1
def stable_rows(scores):
    exponentials = (scores - scores.amax(dim=-1, keepdim=True)).exp()
    return exponentials / exponentials.sum()


# %% wrong: the scores are divided by the row maximum instead of subtracting it
def stable_rows(scores):
    shifted = scores / scores.amax(dim=-1, keepdim=True)
    exponentials = shifted.exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)
