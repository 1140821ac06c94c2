"""Answers to norm-over-words, written from its task and stub alone."""

# %% right: only the last axis is normed
import torch


def feed_forward_block(x, w_1, b_1, w_2, b_2):
    normed = torch.nn.functional.layer_norm(x, x.shape[-1:])
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


# %% right: mean and variance by hand, over the components of each word
def feed_forward_block(x, w_in, b_in, w_out, b_out):
    mean = x.mean(dim=-1, keepdim=True)
    variance = x.var(dim=-1, unbiased=False, keepdim=True)
    normed = (x - mean) / (variance + 1e-5).sqrt()
    return x + (torch.clamp(normed @ w_in + b_in, min=0) @ w_out + b_out)


# %% right: word after word into torch.zeros
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    batch, words, d_model = x.shape
    answer = torch.zeros(batch, words, d_model)
    for b in range(batch):
        for t in range(words):
            word = x[b, t]
            centred = word - word.sum() / d_model
            normed = centred / (centred.pow(2).sum() / d_model + 1e-5) ** 0.5
            hidden = torch.relu(normed @ w_1 + b_1)
            answer[b, t] = word + hidden @ w_2 + b_2
    return answer


# %% right: a module without gain and offset, float64 inside and left so
from torch import nn


def feed_forward_block(x, w_1, b_1, w_2, b_2):
    x, w_1, b_1, w_2, b_2 = (t.double() for t in (x, w_1, b_1, w_2, b_2))
    norm = nn.LayerNorm(x.size(2), elementwise_affine=False)
    hidden = torch.einsum("bwd,df->bwf", norm(x), w_1) + b_1
    return x + torch.einsum("bwf,fd->bwd", hidden.relu(), w_2) + b_2


# %% right: the words of all sentences as rows of one matrix
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    words = x.reshape(-1, x.shape[-1])
    normed = torch.layer_norm(words, words.shape[1:])
    hidden = torch.relu(torch.addmm(b_1, normed, w_1))
    return x + torch.addmm(b_2, hidden, w_2).reshape(x.shape)


# %% wrong: a change without effect, the last two axes are the same ones as before
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    normed = torch.nn.functional.layer_norm(x, x.shape[-2:])
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


# %% wrong: the number of words is taken for the width, which raises an error unless both are equal
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    normed = torch.nn.functional.layer_norm(x, x.shape[1:2])
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


# %% wrong: normed over the words of the sentence, component by component
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    turned = x.transpose(1, 2)
    normed = torch.nn.functional.layer_norm(turned, turned.shape[-1:]).transpose(1, 2)
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


# %% wrong: normed over the whole batch, so even the sentences look at one another
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    normed = torch.nn.functional.layer_norm(x, x.shape)
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


# %% wrong: the norm stands after the addition, as in post-norm
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    hidden = torch.relu(x @ w_1 + b_1)
    return torch.nn.functional.layer_norm(x + hidden @ w_2 + b_2, x.shape[-1:])


# %% wrong: the normed word is added instead of the word itself
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    normed = torch.nn.functional.layer_norm(x, x.shape[-1:])
    hidden = torch.relu(normed @ w_1 + b_1)
    return normed + hidden @ w_2 + b_2


# %% wrong: the standard deviation divides by d_model minus 1
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    mean = x.mean(dim=-1, keepdim=True)
    normed = (x - mean) / (x.std(dim=-1, keepdim=True) + 1e-5)
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


# %% wrong: nothing is added under the root, so a word of equal components gives NaN
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    mean = x.mean(dim=-1, keepdim=True)
    normed = (x - mean) / x.std(dim=-1, unbiased=False, keepdim=True)
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


# %% wrong: the mean is taken per word, but the variance still over the whole sentence
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    centred = x - x.mean(dim=-1, keepdim=True)
    variance = centred.pow(2).mean(dim=(1, 2), keepdim=True)
    normed = centred / torch.sqrt(variance + 1e-5)
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


# %% wrong: each word is divided by its length, which is another norm
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    normed = torch.nn.functional.normalize(x, dim=-1)
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


# %% wrong: the shape is given as the axis -1 and raises an error
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    normed = torch.nn.functional.layer_norm(x, -1)
    hidden = torch.relu(normed @ w_1 + b_1)
    return x + hidden @ w_2 + b_2


# %% wrong: the addition of the word itself is lost
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    normed = torch.nn.functional.layer_norm(x, x.shape[2:])
    hidden = torch.relu(normed @ w_1 + b_1)
    return hidden @ w_2 + b_2


# %% wrong: brackets and relu are moved, the norm over the sentence stays
def feed_forward_block(x, w_1, b_1, w_2, b_2):
    normed = torch.nn.functional.layer_norm(x, x.shape[1:])
    hidden = (normed @ w_1 + b_1).clamp(min=0)
    return x + (hidden @ w_2 + b_2)
