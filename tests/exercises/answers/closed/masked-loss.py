"""Answers to masked-loss, written from its task and stub alone."""

# %% right: PyTorch's cross-entropy with ignore_index
import torch


def masked_loss(logits, targets, pad_id):
    return torch.nn.functional.cross_entropy(
        logits.reshape(-1, logits.shape[-1]), targets.reshape(-1), ignore_index=pad_id
    )


# %% right: the places that count are picked first, then log_softmax and gather
def masked_loss(logits, targets, pad_id):
    keep = targets != pad_id
    log_shares = torch.log_softmax(logits[keep], dim=-1)
    return -log_shares.gather(1, targets[keep][:, None]).mean()


# %% right: a loop of Python sums
def masked_loss(logits, targets, pad_id):
    total, count = 0.0, 0
    for b in range(targets.shape[0]):
        for t in range(targets.shape[1]):
            word = targets[b, t].item()
            if word == pad_id:
                continue
            scores = logits[b, t].double()
            total += (torch.logsumexp(scores, dim=0) - scores[word]).item()
            count += 1
    return torch.tensor(total / count, dtype=logits.dtype)


# %% right: the losses of all places, those of the pads replaced by 0 before the sum
def masked_loss(scores, words, pad):
    losses = torch.nn.functional.cross_entropy(
        scores.transpose(1, 2), words, ignore_index=pad, reduction="none"
    )
    counts = words != pad
    losses = torch.where(counts, losses, torch.zeros_like(losses))
    return losses.sum() / counts.sum()


# %% right: softmax by hand with the maximum subtracted, float64 inside and cast back
def masked_loss(logits, targets, pad_id):
    rows = logits.double()[targets != pad_id]
    words = targets[targets != pad_id]
    rows = rows - rows.max(dim=1, keepdim=True).values
    losses = rows.exp().sum(dim=1).log() - rows[torch.arange(len(words)), words]
    return (losses.sum() / len(words)).to(logits.dtype)


# %% wrong: the pads are counted
def masked_loss(logits, targets, pad_id):
    return torch.nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten())


# %% wrong: divided by all places, pads included
def masked_loss(logits, targets, pad_id):
    total = torch.nn.functional.cross_entropy(
        logits.flatten(0, 1), targets.flatten(), ignore_index=pad_id, reduction="sum"
    )
    return total / targets.numel()


# %% wrong: the logarithm of a softmax, whose share can underflow to 0, and then the loss is infinite
def masked_loss(logits, targets, pad_id):
    keep = targets != pad_id
    shares = torch.softmax(logits[keep], dim=-1)
    return -shares.gather(1, targets[keep][:, None]).log().mean()


# %% wrong: the losses are multiplied by the mask, infinity times 0 is NaN where the logit of the pad is minus infinity
def masked_loss(logits, targets, pad_id):
    log_shares = torch.log_softmax(logits, dim=-1)
    losses = -log_shares.gather(2, targets.unsqueeze(2)).squeeze(2)
    mask = (targets != pad_id).to(logits.dtype)
    return (losses * mask).sum() / mask.sum()


# %% wrong: the mean of the means of the sentences, so words of short sentences count more
def masked_loss(logits, targets, pad_id):
    means = []
    for scores, words in zip(logits, targets):
        keep = words != pad_id
        if keep.any():
            means.append(torch.nn.functional.cross_entropy(scores[keep], words[keep]))
    return torch.stack(means).mean()


# %% wrong: the sum instead of the mean
def masked_loss(logits, targets, pad_id):
    return torch.nn.functional.cross_entropy(
        logits.flatten(0, 1), targets.flatten(), ignore_index=pad_id, reduction="sum"
    )


# %% wrong: the words are not put on axis 1 before the cross-entropy, which raises an error, or gives a wrong loss if there are as many words as vocabulary
def masked_loss(logits, targets, pad_id):
    return torch.nn.functional.cross_entropy(logits, targets, ignore_index=pad_id)


# %% wrong: the pad is taken to be 0, whatever pad_id is
def masked_loss(logits, targets, pad_id):
    return torch.nn.functional.cross_entropy(
        logits.flatten(0, 1), targets.flatten(), ignore_index=0
    )


# %% wrong: a small number is added to the share, so the loss of a tiny share is too small
def masked_loss(logits, targets, pad_id):
    keep = targets != pad_id
    shares = torch.softmax(logits[keep], dim=-1)
    chosen = shares.gather(1, targets[keep][:, None])
    return -(chosen + 1e-9).log().mean()


# %% wrong: the minus sign is forgotten
def masked_loss(logits, targets, pad_id):
    keep = targets != pad_id
    log_shares = torch.log_softmax(logits[keep], dim=-1)
    return log_shares.gather(1, targets[keep][:, None]).mean()


# %% wrong: cross_entropy gets shares instead of logits, so the softmax is taken twice
def masked_loss(logits, targets, pad_id):
    shares = torch.softmax(logits, dim=-1)
    return torch.nn.functional.cross_entropy(
        shares.flatten(0, 1), targets.flatten(), ignore_index=pad_id
    )


# %% wrong: the targets are shifted by one word against the logits
def masked_loss(logits, targets, pad_id):
    return torch.nn.functional.cross_entropy(
        logits[:, :-1].flatten(0, 1), targets[:, 1:].flatten(), ignore_index=pad_id
    )


# %% wrong: logarithm to base 2
def masked_loss(logits, targets, pad_id):
    loss = torch.nn.functional.cross_entropy(
        logits.flatten(0, 1), targets.flatten(), ignore_index=pad_id
    )
    return loss / torch.log(torch.tensor(2.0)).to(loss.dtype)


# %% wrong: the softmax runs over the words of the sentence instead of the vocabulary
def masked_loss(logits, targets, pad_id):
    keep = targets != pad_id
    log_shares = torch.log_softmax(logits, dim=1)
    return -log_shares[keep].gather(1, targets[keep][:, None]).mean()


# %% wrong: the loss comes back as float64
def masked_loss(logits, targets, pad_id):
    return torch.nn.functional.cross_entropy(
        logits.double().flatten(0, 1), targets.flatten(), ignore_index=pad_id
    )
