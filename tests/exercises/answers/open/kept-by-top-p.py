"""Answers to kept-by-top-p, written from its task and stub alone."""

# %% right: the sum before each word
def count_kept(logits, p, temperature):
    shares = torch.softmax(logits / temperature, dim=-1)
    ordered = torch.sort(shares, dim=-1, descending=True).values
    before = torch.cumsum(ordered, dim=-1) - ordered
    return (before < p).sum(dim=-1)


# %% right: loops with a break
def count_kept(logits, p, temperature):
    result = torch.zeros(len(logits), dtype=torch.long)
    for r in range(len(logits)):
        shares = torch.softmax(logits[r] / temperature, dim=0).sort(descending=True)[0]
        total = 0.0
        for share in shares.tolist():
            total += share
            result[r] += 1
            if total >= p:
                break
    return result


# %% right: the first place where the sum reaches p
def count_kept(logits, p, temperature):
    shares = (logits / temperature).softmax(dim=1)
    sums = shares.sort(dim=1, descending=True).values.cumsum(dim=1)
    return (sums >= p).int().argmax(dim=1) + 1


# %% right: how many words are likelier, for each word
def count_kept(logits, p, temperature):
    shares = torch.softmax(logits.double() / temperature, dim=-1)
    likelier = shares[:, None, :] > shares[:, :, None]
    before = (likelier * shares[:, None, :]).sum(dim=-1)
    return (before < p).sum(dim=-1)


# %% right: sorted from below, the tail is dropped
def count_kept(logits, p, temperature):
    shares = torch.softmax(logits / temperature, dim=-1)
    rising = torch.flip(torch.sort(shares, dim=-1).values, dims=[-1])
    counts = [int((row.cumsum(0) < p).sum()) + 1 for row in rising]
    return torch.tensor(counts, dtype=torch.int32)


# %% wrong: the word that reaches p is not counted
def count_kept(logits, p, temperature):
    shares = torch.softmax(logits / temperature, dim=-1)
    sums = shares.sort(descending=True).values.cumsum(dim=-1)
    return (sums <= p).sum(dim=-1)


# %% wrong: at least one, but the word that reaches p is not counted
def count_kept(logits, p, temperature):
    shares = torch.softmax(logits / temperature, dim=-1)
    sums = shares.sort(descending=True).values.cumsum(dim=-1)
    return (sums < p).sum(dim=-1).clamp(min=1)


# %% wrong: no temperature
def count_kept(logits, p, temperature):
    shares = torch.softmax(logits, dim=-1)
    sums = shares.sort(descending=True).values.cumsum(dim=-1)
    return (sums < p).sum(dim=-1) + 1


# %% wrong: multiplied by the temperature
def count_kept(logits, p, temperature):
    shares = torch.softmax(logits * temperature, dim=-1)
    sums = shares.sort(descending=True).values.cumsum(dim=-1)
    return (sums < p).sum(dim=-1) + 1


# %% wrong: temperature behind softmax
def count_kept(logits, p, temperature):
    shares = torch.softmax(logits, dim=-1) / temperature
    sums = shares.sort(descending=True).values.cumsum(dim=-1)
    return (sums < p).sum(dim=-1) + 1


# %% wrong: not sorted
def count_kept(logits, p, temperature):
    shares = torch.softmax(logits / temperature, dim=-1)
    return (shares.cumsum(dim=-1) < p).sum(dim=-1) + 1


# %% wrong: the unlikeliest first
def count_kept(logits, p, temperature):
    shares = torch.softmax(logits / temperature, dim=-1)
    sums = shares.sort(dim=-1).values.cumsum(dim=-1)
    return (sums < p).sum(dim=-1) + 1


# %% wrong: each share against p
def count_kept(logits, p, temperature):
    shares = torch.softmax(logits / temperature, dim=-1)
    return (shares >= p).sum(dim=-1)


# %% wrong: one number for all rows
def count_kept(logits, p, temperature):
    shares = torch.softmax(logits / temperature, dim=-1)
    ordered = shares.sort(descending=True).values
    return (ordered.cumsum(dim=-1) - ordered < p).sum()


# %% wrong: a list
def count_kept(logits, p, temperature):
    counts = []
    for row in logits:
        shares = torch.softmax(row / temperature, dim=0).sort(descending=True).values
        counts.append(int((shares.cumsum(0) < p).sum()) + 1)
    return counts


# %% wrong: softmax over the rows
def count_kept(logits, p, temperature):
    shares = torch.softmax(logits / temperature, dim=0)
    sums = shares.sort(descending=True).values.cumsum(dim=-1)
    return (sums < p).sum(dim=-1) + 1


# %% wrong: the dropped ones
def count_kept(logits, p, temperature):
    shares = torch.softmax(logits / temperature, dim=-1)
    ordered = shares.sort(descending=True).values
    return (ordered.cumsum(dim=-1) - ordered >= p).sum(dim=-1)


# %% wrong: the sums of the kept words
def count_kept(logits, p, temperature):
    shares = torch.softmax(logits / temperature, dim=-1)
    ordered = shares.sort(descending=True).values
    return (ordered * (ordered.cumsum(dim=-1) - ordered < p)).sum(dim=-1)
