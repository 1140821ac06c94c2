"""Answers to answer-score, written from its task and stub alone."""

# %% right: shifted as a whole, then the last ones
def answer_score(logits, ids, length):
    log_shares = torch.log_softmax(logits[:-1], dim=-1)
    chosen = log_shares.gather(1, ids[1:].unsqueeze(1)).squeeze(1)
    return chosen[-length:].sum()


# %% right: a loop over the places of the answer
def answer_score(logits, ids, length):
    score = torch.tensor(0.0)
    for t in range(len(ids) - length, len(ids)):
        score = score + logits[t - 1].log_softmax(dim=0)[ids[t]]
    return score


# %% right: cross_entropy with reduction sum
def answer_score(logits, ids, length):
    start = ids.shape[0] - length
    return -torch.nn.functional.cross_entropy(logits[start - 1 : -1], ids[start:], reduction="sum")


# %% right: logits minus logsumexp, in float64
def answer_score(logits, ids, length):
    rows = logits.double()[-length - 1 : -1]
    scores = rows[torch.arange(length), ids[-length:]]
    return (scores - rows.logsumexp(dim=1)).sum()


# %% right: a mask over all places
def answer_score(logits, ids, length):
    n = len(ids)
    logs = logits.log_softmax(-1)[torch.arange(n - 1), ids[1:]]
    is_answer = torch.arange(1, n) >= n - length
    return torch.where(is_answer, logs, torch.zeros_like(logs)).sum()


# %% wrong: the row of the token itself
def answer_score(logits, ids, length):
    log_shares = torch.log_softmax(logits, dim=-1)
    chosen = log_shares.gather(1, ids.unsqueeze(1)).squeeze(1)
    return chosen[-length:].sum()


# %% wrong: the mean
def answer_score(logits, ids, length):
    log_shares = torch.log_softmax(logits[:-1], dim=-1)
    chosen = log_shares.gather(1, ids[1:].unsqueeze(1)).squeeze(1)
    return chosen[-length:].mean()


# %% wrong: only the first token of the answer
def answer_score(logits, ids, length):
    place = len(ids) - length
    return logits[place - 1].log_softmax(dim=0)[ids[place]]


# %% wrong: the question is scored too
def answer_score(logits, ids, length):
    log_shares = torch.log_softmax(logits[:-1], dim=-1)
    return log_shares.gather(1, ids[1:].unsqueeze(1)).sum()


# %% wrong: the loss of cross_entropy, mean and sign
def answer_score(logits, ids, length):
    return torch.nn.functional.cross_entropy(logits[-length - 1 : -1], ids[-length:])


# %% wrong: the loss, summed, with the wrong sign
def answer_score(logits, ids, length):
    return torch.nn.functional.cross_entropy(
        logits[-length - 1 : -1], ids[-length:], reduction="sum"
    )


# %% wrong: log of softmax
def answer_score(logits, ids, length):
    shares = torch.softmax(logits[-length - 1 : -1], dim=-1)
    return shares.gather(1, ids[-length:, None]).log().sum()


# %% wrong: logits are added
def answer_score(logits, ids, length):
    return logits[-length - 1 : -1].gather(1, ids[-length:, None]).sum()


# %% wrong: all tokens at all places
def answer_score(logits, ids, length):
    return logits[-length - 1 : -1].log_softmax(-1)[:, ids[-length:]].sum()


# %% wrong: shares are added
def answer_score(logits, ids, length):
    shares = torch.softmax(logits[-length - 1 : -1], dim=-1)
    return shares.gather(1, ids[-length:, None]).sum()


# %% wrong: the probability
def answer_score(logits, ids, length):
    shares = torch.softmax(logits[-length - 1 : -1], dim=-1)
    return shares.gather(1, ids[-length:, None]).prod()


# %% wrong: shifted twice, so the last token is missing
def answer_score(logits, ids, length):
    total = 0
    for t in range(len(ids) - length, len(ids) - 1):
        total = total + logits[t - 1].log_softmax(dim=0)[ids[t]]
    return torch.as_tensor(total)


# %% wrong: not added up
def answer_score(logits, ids, length):
    log_shares = logits[-length - 1 : -1].log_softmax(-1)
    return log_shares[torch.arange(length), ids[-length:]]


# %% wrong: length taken for the length of the question
def answer_score(logits, ids, length):
    log_shares = torch.log_softmax(logits[:-1], dim=-1)
    chosen = log_shares.gather(1, ids[1:].unsqueeze(1)).squeeze(1)
    return chosen[length - 1 :].sum()
