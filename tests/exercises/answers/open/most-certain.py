"""Answers to most-certain, written from its task and stub alone."""

# %% right: max, mask, argmax
def next_place(shares, hidden):
    best = shares.max(dim=-1).values
    best[~hidden] = -torch.inf
    return best.argmax(dim=-1)


# %% right: where with zeros
def next_place(shares, hidden):
    return torch.where(hidden, shares.amax(2), torch.tensor(0.0)).argmax(1)


# %% right: loops
def next_place(shares, hidden):
    out = []
    for b in range(shares.shape[0]):
        best, where = -1, None
        for w in range(shares.shape[1]):
            if hidden[b, w]:
                top = shares[b, w].max().item()
                if top > best:
                    best, where = top, w
        out.append(where)
    return torch.tensor(out)


# %% right: flattened, divided by vocab_size
def next_place(p, is_hidden):
    batch, words, vocab = p.shape
    p = p * is_hidden[..., None]
    return p.reshape(batch, -1).argmax(dim=1).div(vocab, rounding_mode="floor")


# %% right: Python's max over the hidden places
def next_place(shares, hidden):
    def best(text, marks):
        places = [w for w, m in enumerate(marks) if m]
        return max(places, key=lambda w: max(text[w]))

    return torch.tensor([best(t, m) for t, m in zip(shares.tolist(), hidden.tolist())], dtype=torch.int32)


# %% right: stable sort
def next_place(shares, hidden):
    certainty = shares.amax(dim=-1) * hidden.float()
    return certainty.sort(dim=1, descending=True, stable=True).indices[:, 0]


# %% wrong: hidden is not looked at
def next_place(shares, hidden):
    return shares.amax(dim=-1).argmax(dim=-1)


# %% wrong: the visible places
def next_place(shares, hidden):
    return shares.amax(dim=-1).masked_fill(hidden, -1).argmax(dim=-1)


# %% wrong: the first hidden place
def next_place(shares, hidden):
    return hidden.int().argmax(dim=1)


# %% wrong: the word, not the place
def next_place(shares, hidden):
    masked = shares.masked_fill(~hidden[..., None], -1)
    return masked.amax(dim=1).argmax(dim=-1)


# %% wrong: flattened and not divided
def next_place(shares, hidden):
    masked = shares.masked_fill(~hidden.unsqueeze(-1), 0)
    return masked.flatten(1).argmax(dim=1)


# %% wrong: the share itself
def next_place(shares, hidden):
    return shares.amax(dim=-1).masked_fill(~hidden, -1).amax(dim=1)


# %% wrong: max without an index taken, the words of the places are compared
def next_place(shares, hidden):
    words = shares.argmax(dim=-1)
    return words.masked_fill(~hidden, -1).argmax(dim=1)


# %% wrong: the mask lacks the axis of the vocabulary
def next_place(shares, hidden):
    return shares.masked_fill(~hidden, 0).amax(dim=-1).argmax(dim=1)


# %% wrong: the hidden places are counted alone
def next_place(shares, hidden):
    best = shares.amax(dim=-1)
    return torch.stack([row[marks].argmax() for row, marks in zip(best, hidden)])


# %% wrong: the last of equal ones
def next_place(shares, hidden):
    out = []
    for text, marks in zip(shares, hidden):
        best, where = -1.0, 0
        for place, mark in enumerate(marks):
            if mark and text[place].max() >= best:
                best, where = text[place].max(), place
        out.append(where)
    return torch.tensor(out)


# %% wrong: one place for the batch
def next_place(shares, hidden):
    return shares.amax(dim=-1).masked_fill(~hidden, -1).argmax()


# %% wrong: over the batch
def next_place(shares, hidden):
    return shares.amax(dim=-1).masked_fill(~hidden, -1).argmax(dim=0)


# %% wrong: a mask of places
def next_place(shares, hidden):
    best = shares.amax(dim=-1).masked_fill(~hidden, -1)
    return best == best.amax(dim=1, keepdim=True)


# %% wrong: keepdim
def next_place(shares, hidden):
    return shares.amax(dim=-1).masked_fill(~hidden, -1).argmax(dim=1, keepdim=True)


# %% wrong: entropy as certainty
def next_place(shares, hidden):
    entropy = -torch.special.xlogy(shares, shares).sum(dim=-1)
    return entropy.masked_fill(~hidden, torch.inf).argmin(dim=1)


# %% wrong: argmin
def next_place(shares, hidden):
    return shares.amax(dim=-1).masked_fill(~hidden, torch.inf).argmin(dim=1)


# %% wrong: the lead over the second word
def next_place(shares, hidden):
    top = shares.topk(2, dim=-1).values
    return (top[..., 0] - top[..., 1]).masked_fill(~hidden, -1).argmax(dim=1)


# %% wrong: in floats
def next_place(shares, hidden):
    out = torch.zeros(len(shares))
    best = shares.amax(dim=-1).masked_fill(~hidden, -1)
    for b in range(len(shares)):
        out[b] = best[b].argmax()
    return out
