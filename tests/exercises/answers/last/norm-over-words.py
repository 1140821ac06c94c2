"""Answers to norm-over-words, written from its task and stub alone."""

# %% right: layer_norm over the last axis only
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    normed = torch.nn.functional.layer_norm(x, x.shape[-1:])
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


# %% right: mean and variance of each word by hand
def feed_forward_block(x, a, b, c, d):
    mean = x.mean(dim=-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    normed = (x - mean) / torch.sqrt(variance + 1e-5)
    hidden = (normed @ a + b).clamp(min=0)
    return x + (hidden @ c + d)


# %% wrong: the number of words given as the normed shape, an error unless it equals d_model
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    normed = torch.nn.functional.layer_norm(x, x.shape[1:2])
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


# %% wrong: the width given as a number instead of a shape raises a type error
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    normed = torch.nn.functional.layer_norm(x, x.shape[-1])
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


# %% wrong: adds the normed words instead of the words themselves
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    normed = torch.nn.functional.layer_norm(x, x.shape[-1:])
    hidden = torch.relu(normed @ w_1 + b_1)
    return normed + hidden @ w_2 + b_2


# %% wrong: norms over the batch as well, even more is mixed
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    normed = torch.nn.functional.layer_norm(x, x.shape)
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


# %% wrong: norm by hand with the deviation that divides by d_model - 1
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    mean = x.mean(dim=-1, keepdim=True)
    std = x.std(dim=-1, keepdim=True)
    normed = (x - mean) / (std + 1e-5)
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


# %% wrong: norm by hand over the words, axis 1, instead of within each word
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    mean = x.mean(dim=1, keepdim=True)
    variance = x.var(dim=1, keepdim=True, unbiased=False)
    normed = (x - mean) / torch.sqrt(variance + 1e-5)
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


# %% wrong: no small number under the root, NaN for a word whose components are all equal
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    mean = x.mean(dim=-1, keepdim=True)
    std = x.std(dim=-1, keepdim=True, unbiased=False)
    normed = (x - mean) / std
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


# %% wrong: the norm moved to the end, after the addition, still over all words
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    hidden = torch.relu(x @ w_1 + b_1)
    y = x + hidden @ w_2 + b_2
    return torch.nn.functional.layer_norm(y, y.shape[1:])
