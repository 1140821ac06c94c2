"""Answers to draw-word, written before its list of mistakes."""

# %% right: a loop with the sum so far
def draw(shares, chance):
    end = 0.0
    for word, share in enumerate(shares.tolist()):
        end += share
        if chance < end:
            return word
    return len(shares) - 1


# %% right: searchsorted
def draw(shares, chance):
    ends = shares.cumsum(0)
    return int(torch.searchsorted(ends, torch.tensor(chance, dtype=ends.dtype), right=True))


# %% right: argmax of a comparison
def draw(p: torch.Tensor, u: float) -> int:
    return (torch.cumsum(p, dim=-1) > u).int().argmax().item()


# %% right: taking away share by share
def draw(shares, chance):
    word = 0
    while word < len(shares) - 1 and chance >= shares[word]:
        chance -= float(shares[word])
        word += 1
    return word


# %% wrong: the likeliest
def draw(shares, chance):
    return int(shares.argmax())


# %% wrong: the right end belongs to the stretch
def draw(shares, chance):
    return int((shares.cumsum(dim=0) < chance).sum())


# %% wrong: shares instead of sums
def draw(shares, chance):
    for word, share in enumerate(shares):
        if chance < share:
            return word
    return len(shares) - 1


# %% wrong: sorted first
def draw(shares, chance):
    ordered, order = shares.sort(descending=True)
    place = int((ordered.cumsum(dim=0) <= chance).sum())
    return int(order[place])


# %% wrong: sorted first and the place in the order returned
def draw(shares, chance):
    ordered = shares.sort(descending=True).values
    return int((ordered.cumsum(dim=0) <= chance).sum())


# %% wrong: one word too late
def draw(shares, chance):
    return int((shares.cumsum(dim=0) <= chance).sum()) + 1


# %% wrong: a tensor
def draw(shares, chance):
    return (shares.cumsum(dim=0) <= chance).sum()


# %% wrong: chance not used, PyTorch draws
def draw(shares, chance):
    return int(torch.multinomial(shares, 1))


# %% wrong: equal stretches
def draw(shares, chance):
    return int(chance * len(shares))


# %% wrong: counts the ends beyond the chance
def draw(shares, chance):
    return int((shares.cumsum(dim=0) > chance).sum())


# %% wrong: the left ends counted, one too many
def draw(shares, chance):
    left = shares.cumsum(dim=0) - shares
    return int((left <= chance).sum())


# %% wrong: the share, not the number
def draw(shares, chance):
    end = 0.0
    for share in shares:
        end += share
        if chance < end:
            return float(share)
