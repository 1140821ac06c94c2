"""Answers to perplexity, written before its list of mistakes."""

# %% right: natural logarithm and exp
def perplexity(shares):
    return torch.exp(-torch.log(shares).mean())


# %% right: bits, mean, power
def perplexity(shares):
    bits = -torch.log2(shares)
    return torch.pow(2, bits.sum() / bits.numel())


# %% right: a loop with math
def perplexity(p: torch.Tensor) -> torch.Tensor:
    import math

    bits = [-math.log2(share) for share in p.tolist()]
    return torch.tensor(2 ** (sum(bits) / len(bits)))


# %% right: exp2 in float64
def perplexity(shares):
    return torch.exp2((1 / shares.double()).log2().mean())


# %% wrong: mean of the powers, i.e. of 1/p
def perplexity(shares):
    return (2 ** -torch.log2(shares)).mean()


# %% wrong: the bits, no power
def perplexity(shares):
    return -torch.log2(shares).mean()


# %% wrong: the sign is missing
def perplexity(shares):
    return 2 ** torch.log2(shares).mean()


# %% wrong: 2 to the mean of natural logarithms
def perplexity(shares):
    return 2 ** -torch.log(shares).mean()


# %% wrong: exp of bits
def perplexity(shares):
    return torch.exp(-torch.log2(shares).mean())


# %% wrong: the sum, not the mean
def perplexity(shares):
    return 2 ** -torch.log2(shares).sum()


# %% wrong: the logarithm of the mean share
def perplexity(shares):
    return 2 ** -torch.log2(shares.mean())


# %% wrong: entropy-like, weighted by the shares
def perplexity(shares):
    return 2 ** -(shares * torch.log2(shares)).sum()


# %% wrong: one number for each word
def perplexity(shares):
    return 2 ** -torch.log2(shares)


# %% wrong: a product that underflows for a long text
def perplexity(shares):
    return shares.prod() ** (-1 / len(shares))


# %% wrong: squared mean instead of a power of two
def perplexity(shares):
    return (-torch.log2(shares)).mean() ** 2
