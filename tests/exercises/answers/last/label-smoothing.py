"""Answers to label-smoothing, written from its task and stub alone."""

# %% right: one-hot rows mixed with equal shares
def smoothed_targets(targets, vocab_size, epsilon):
    one_hot = torch.nn.functional.one_hot(targets, vocab_size).float()
    return one_hot * (1 - epsilon) + epsilon / vocab_size


# %% right: a loop into a table filled with epsilon / V
def smoothed_targets(ids, size, eps):
    shares = torch.full((len(ids), size), eps / size, dtype=torch.float32)
    for row, word in enumerate(ids.tolist()):
        shares[row, word] = 1 - eps + eps / size
    return shares


# %% wrong: the other convention, epsilon divided among the V - 1 others
def smoothed_targets(
    targets: torch.Tensor, vocab_size: int, epsilon: float
) -> torch.Tensor:
    shares = torch.full((len(targets), vocab_size), epsilon / (vocab_size - 1))
    shares[torch.arange(len(targets)), targets] = 1 - epsilon
    return shares


# %% wrong: the right word has only 1 - epsilon, the rows do not add up to 1
def smoothed_targets(
    targets: torch.Tensor, vocab_size: int, epsilon: float
) -> torch.Tensor:
    shares = torch.full((len(targets), vocab_size), epsilon / vocab_size)
    shares[torch.arange(len(targets)), targets] = 1 - epsilon
    return shares


# %% wrong: all target words are raised in every row
def smoothed_targets(
    targets: torch.Tensor, vocab_size: int, epsilon: float
) -> torch.Tensor:
    shares = torch.full((len(targets), vocab_size), epsilon / vocab_size)
    shares[:, targets] = 1 - epsilon + epsilon / vocab_size
    return shares


# %% wrong: each word gets epsilon instead of epsilon / V
def smoothed_targets(
    targets: torch.Tensor, vocab_size: int, epsilon: float
) -> torch.Tensor:
    one_hot = torch.nn.functional.one_hot(targets, vocab_size).float()
    return one_hot * (1 - epsilon) + epsilon


# %% wrong: the right word starts from 1 instead of 1 - epsilon
def smoothed_targets(
    targets: torch.Tensor, vocab_size: int, epsilon: float
) -> torch.Tensor:
    one_hot = torch.nn.functional.one_hot(targets, vocab_size).float()
    return one_hot + epsilon / vocab_size


# %% wrong: the width comes from the largest id instead of vocab_size
def smoothed_targets(
    targets: torch.Tensor, vocab_size: int, epsilon: float
) -> torch.Tensor:
    one_hot = torch.nn.functional.one_hot(targets).float()
    return one_hot * (1 - epsilon) + epsilon / vocab_size


# %% wrong: the answer is float64 instead of float32
def smoothed_targets(
    targets: torch.Tensor, vocab_size: int, epsilon: float
) -> torch.Tensor:
    shares = torch.eye(vocab_size, dtype=torch.float64)[targets]
    return shares * (1 - epsilon) + epsilon / vocab_size


# %% wrong: an integer table, all shares are cut to 0 or 1
def smoothed_targets(
    targets: torch.Tensor, vocab_size: int, epsilon: float
) -> torch.Tensor:
    shares = torch.nn.functional.one_hot(targets, vocab_size)
    for i in range(len(targets)):
        for j in range(vocab_size):
            if j == targets[i]:
                shares[i, j] = 1 - epsilon + epsilon / vocab_size
            else:
                shares[i, j] = epsilon / vocab_size
    return shares.float()
