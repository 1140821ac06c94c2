"""Answers to label-smoothing, written from its task and stub alone."""

# %% right: one_hot times 1 - epsilon, plus epsilon / V
def smoothed_targets(targets, vocab_size, epsilon):
    one_hot = torch.nn.functional.one_hot(targets, vocab_size).float()
    return one_hot * (1 - epsilon) + epsilon / vocab_size


# %% right: torch.full and a loop
def smoothed_targets(targets, vocab_size, epsilon):
    shares = torch.full((len(targets), vocab_size), epsilon / vocab_size, dtype=torch.float32)
    for row, word in enumerate(targets.tolist()):
        shares[row, word] = 1 - epsilon + epsilon / vocab_size
    return shares


# %% right: list comprehension of Python floats
def smoothed_targets(ids, v, eps):
    low = eps / v
    high = 1 - eps + low
    rows = [[high if word == right else low for word in range(v)] for right in ids.tolist()]
    return torch.tensor(rows, dtype=torch.float32).reshape(len(ids), v)


# %% right: rows of the unit matrix, float64 inside, cast back
def smoothed_targets(targets: torch.Tensor, vocab_size: int, epsilon: float) -> torch.Tensor:
    unit = torch.eye(vocab_size, dtype=torch.float64)
    uniform = torch.ones(vocab_size, vocab_size, dtype=torch.float64) / vocab_size
    return torch.lerp(unit, uniform, float(epsilon))[targets].float()


# %% right: where with a comparison by broadcasting
def smoothed_targets(targets, vocab_size, epsilon):
    is_right = targets.unsqueeze(1) == torch.arange(vocab_size)
    others = epsilon / vocab_size
    return torch.where(is_right, 1 - epsilon + others, others).to(torch.float32)


# %% right: zeros, scatter_add
def smoothed_targets(targets, vocab_size, epsilon):
    shares = torch.zeros(targets.shape[0], vocab_size) + epsilon / vocab_size
    extra = torch.full((targets.shape[0], 1), 1.0 - epsilon)
    return shares.scatter_add(1, targets[:, None], extra)


# %% wrong: the other convention, 1 - epsilon and epsilon / (V - 1)
def smoothed_targets(targets, vocab_size, epsilon):
    shares = torch.full((len(targets), vocab_size), epsilon / (vocab_size - 1))
    shares[torch.arange(len(targets)), targets] = 1 - epsilon
    return shares


# %% wrong: the right word has 1 - epsilon only, the row does not sum to 1
def smoothed_targets(targets, vocab_size, epsilon):
    shares = torch.full((len(targets), vocab_size), epsilon / vocab_size)
    shares[torch.arange(len(targets)), targets] = 1 - epsilon
    return shares


# %% wrong: shares[:, targets] sets the right words of all rows in each row
def smoothed_targets(targets, vocab_size, epsilon):
    shares = torch.full((len(targets), vocab_size), epsilon / vocab_size)
    shares[:, targets] = 1 - epsilon + epsilon / vocab_size
    return shares


# %% wrong: shares[targets] indexes rows instead of columns
def smoothed_targets(targets, vocab_size, epsilon):
    shares = torch.full((len(targets), vocab_size), epsilon / vocab_size)
    shares[targets] = 1 - epsilon + epsilon / vocab_size
    return shares


# %% wrong: the shares are written into a tensor of whole numbers and cut off to 0
def smoothed_targets(targets, vocab_size, epsilon):
    shares = torch.nn.functional.one_hot(targets, vocab_size)
    for row, word in enumerate(targets):
        shares[row] = epsilon / vocab_size
        shares[row, word] = 1 - epsilon + epsilon / vocab_size
    return shares.float()


# %% wrong: one_hot without vocab_size, too narrow when the last word of the vocabulary does not occur
def smoothed_targets(targets, vocab_size, epsilon):
    one_hot = torch.nn.functional.one_hot(targets).float()
    return one_hot * (1 - epsilon) + epsilon / vocab_size


# %% wrong: each word gets epsilon instead of epsilon / V
def smoothed_targets(targets, vocab_size, epsilon):
    one_hot = torch.nn.functional.one_hot(targets, vocab_size).float()
    return one_hot * (1 - epsilon) + epsilon


# %% wrong: the result is float64, not float32
def smoothed_targets(targets, vocab_size, epsilon):
    one_hot = torch.nn.functional.one_hot(targets, vocab_size).double()
    return one_hot * (1 - epsilon) + epsilon / vocab_size


# %% wrong: divided by the number of words in targets instead of the size of the vocabulary
def smoothed_targets(targets, vocab_size, epsilon):
    one_hot = torch.nn.functional.one_hot(targets, vocab_size).float()
    return one_hot * (1 - epsilon) + epsilon / len(targets)


# %% wrong: epsilon and 1 - epsilon swapped
def smoothed_targets(targets, vocab_size, epsilon):
    one_hot = torch.nn.functional.one_hot(targets, vocab_size).float()
    return one_hot * epsilon + (1 - epsilon) / vocab_size


# %% wrong: 1 is not reduced by epsilon, rows sum to more than 1
def smoothed_targets(targets, vocab_size, epsilon):
    shares = torch.full((len(targets), vocab_size), epsilon / vocab_size)
    shares[torch.arange(len(targets)), targets] += 1
    return shares


# %% wrong: the return stands inside the loop, only the first word is set
def smoothed_targets(targets, vocab_size, epsilon):
    shares = torch.full((len(targets), vocab_size), epsilon / vocab_size)
    for row in range(len(targets)):
        shares[row, targets[row]] += 1 - epsilon
        return shares


# %% wrong: no smoothing for epsilon = 1, which is turned into hard targets (the upper end is taken as excluded)
def smoothed_targets(targets, vocab_size, epsilon):
    one_hot = torch.nn.functional.one_hot(targets, vocab_size).float()
    if not 0 < epsilon < 1:
        return one_hot
    return one_hot * (1 - epsilon) + epsilon / vocab_size
