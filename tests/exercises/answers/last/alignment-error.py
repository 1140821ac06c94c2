"""Answers to alignment-error, written from its task and stub alone."""

# %% right: argmax compared at once, places with -1 masked
def alignment_error(weights, alignment):
    looks = weights.argmax(dim=-1)
    counts = (alignment >= 0).unsqueeze(1)
    wrong = (looks != alignment.unsqueeze(1)) & counts
    return wrong.sum(dim=(0, 2)) / counts.sum()


# %% right: loops with counters
def alignment_error(maps, truth):
    batch, heads, words, _ = maps.shape
    errors = torch.zeros(heads)
    total = 0
    for b in range(batch):
        for t in range(words):
            place = truth[b, t].item()
            if place == -1:
                continue
            total += 1
            for h in range(heads):
                if maps[b, h, t].argmax().item() != place:
                    errors[h] += 1
    return errors / total


# %% wrong: places with -1 are counted as wrong
def alignment_error(weights: torch.Tensor, alignment: torch.Tensor) -> torch.Tensor:
    looks = weights.argmax(dim=-1)
    wrong = looks != alignment.unsqueeze(1)
    return wrong.float().mean(dim=(0, 2))


# %% wrong: places with -1 are not wrong but still count among all words
def alignment_error(weights: torch.Tensor, alignment: torch.Tensor) -> torch.Tensor:
    looks = weights.argmax(dim=-1)
    counts = (alignment != -1).unsqueeze(1)
    wrong = (looks != alignment.unsqueeze(1)) & counts
    return wrong.float().mean(dim=(0, 2))


# %% wrong: the mean of the shares of the sentences instead of one share over all words
def alignment_error(weights: torch.Tensor, alignment: torch.Tensor) -> torch.Tensor:
    looks = weights.argmax(dim=-1)
    counts = (alignment != -1).unsqueeze(1)
    wrong = (looks != alignment.unsqueeze(1)) & counts
    return (wrong.sum(dim=2) / counts.sum(dim=2)).mean(dim=0)


# %% wrong: returns the share of right words, not of wrong ones
def alignment_error(weights: torch.Tensor, alignment: torch.Tensor) -> torch.Tensor:
    looks = weights.argmax(dim=-1)
    counts = (alignment != -1).unsqueeze(1)
    right = (looks == alignment.unsqueeze(1)) & counts
    return right.sum(dim=(0, 2)) / counts.sum()


# %% wrong: alignment gets no axis for the heads, its sentences are laid on the heads; right for one sentence
def alignment_error(weights: torch.Tensor, alignment: torch.Tensor) -> torch.Tensor:
    looks = weights.argmax(dim=-1)
    counts = alignment != -1
    wrong = (looks != alignment) & counts
    return wrong.sum(dim=(0, 2)) / counts.sum()


# %% wrong: place 0 is taken for no place and left out
def alignment_error(weights: torch.Tensor, alignment: torch.Tensor) -> torch.Tensor:
    looks = weights.argmax(dim=-1)
    counts = (alignment > 0).unsqueeze(1)
    wrong = (looks != alignment.unsqueeze(1)) & counts
    return wrong.sum(dim=(0, 2)) / counts.sum()


# %% wrong: one number over all heads together instead of one for each head
def alignment_error(weights: torch.Tensor, alignment: torch.Tensor) -> torch.Tensor:
    looks = weights.argmax(dim=-1)
    counts = (alignment != -1).unsqueeze(1).expand_as(looks)
    wrong = (looks != alignment.unsqueeze(1)) & counts
    return wrong.sum() / counts.sum()


# %% wrong: the largest weight is looked for along the target words instead of the source words
def alignment_error(weights: torch.Tensor, alignment: torch.Tensor) -> torch.Tensor:
    target_words = alignment.shape[1]
    looks = weights.argmax(dim=2)[:, :, :target_words]
    counts = (alignment != -1).unsqueeze(1)
    wrong = (looks != alignment.unsqueeze(1)) & counts
    return wrong.sum(dim=(0, 2)) / counts.sum()
