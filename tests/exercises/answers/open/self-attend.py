"""Answers to self-attend, written from its task and stub alone."""

# %% right: matrix products with a transposition of the last two axes
import torch


def self_attend(x):
    d = x.shape[-1]
    scores = x @ x.transpose(1, 2) / d**0.5
    weights = torch.softmax(scores, dim=-1)
    return weights @ x


# %% right: einsum, float64 inside and left so
def self_attend(sentences):
    s = sentences.double()
    scores = torch.einsum("bqd,bkd->bqk", s, s) * s.size(-1) ** -0.5
    shares = scores.softmax(dim=2)
    return torch.einsum("bqk,bkd->bqd", shares, s)


# %% right: a loop over sentences and words into torch.zeros
def self_attend(x):
    batch, words, d = x.shape
    answer = torch.zeros(batch, words, d)
    for b in range(batch):
        for i in range(words):
            scores = torch.zeros(words)
            for j in range(words):
                scores[j] = (x[b, i] * x[b, j]).sum() / d**0.5
            weights = torch.softmax(scores, dim=0)
            for j in range(words):
                answer[b, i] += weights[j] * x[b, j]
    return answer


# %% right: PyTorch's own attention
def self_attend(x):
    return torch.nn.functional.scaled_dot_product_attention(x, x, x)


# %% right: the one-sentence function for each sentence, stacked
import math


def attend_one(sentence):
    scaled = sentence / math.sqrt(sentence.shape[1])
    return torch.softmax(scaled @ sentence.T, dim=1) @ sentence


def self_attend(x):
    return torch.stack([attend_one(sentence) for sentence in x])


# %% wrong: the softmax runs over axis 1, the asking words, as if there were no batch
def self_attend(x):
    scores = x @ x.transpose(-2, -1) / x.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=1)
    return weights @ x


# %% wrong: the division by the root of d is forgotten
def self_attend(x):
    scores = x @ x.transpose(-2, -1)
    weights = torch.softmax(scores, dim=-1)
    return weights @ x


# %% wrong: divided by d instead of its root
def self_attend(x):
    scores = x @ x.transpose(-2, -1) / x.shape[-1]
    weights = torch.softmax(scores, dim=-1)
    return weights @ x


# %% wrong: transposes the batch and the words, as in the version without batch
def self_attend(x):
    scores = x @ x.transpose(0, 1) / x.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=-1)
    return weights @ x


# %% wrong: divides by the root of the number of words, not of the width
def self_attend(x):
    scores = x @ x.transpose(-2, -1) / x.shape[1] ** 0.5
    weights = torch.softmax(scores, dim=-1)
    return weights @ x


# %% wrong: all sentences are joined to one, so words attend to words of other sentences
def self_attend(x):
    batch, words, d = x.shape
    flat = x.reshape(batch * words, d)
    weights = torch.softmax(flat @ flat.T / d**0.5, dim=-1)
    return (weights @ flat).reshape(batch, words, d)


# %% wrong: squeeze drops axes of size 1, so one word or one sentence comes back in the wrong shape
def self_attend(x):
    scores = x @ x.transpose(-2, -1) / x.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=-1)
    return (weights @ x).squeeze()


# %% wrong: the weights are transposed before they are applied
def self_attend(x):
    scores = x @ x.transpose(-2, -1) / x.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=-1)
    return weights.transpose(-2, -1) @ x


# %% wrong: returns the weights instead of the means
def self_attend(x):
    scores = x @ x.transpose(-2, -1) / x.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-1)


# %% wrong: the return stands inside the loop, so only the first sentence comes back
def self_attend(x):
    answer = torch.zeros_like(x)
    for b in range(len(x)):
        scores = x[b] @ x[b].T / x.shape[-1] ** 0.5
        answer[b] = torch.softmax(scores, dim=-1) @ x[b]
        return answer


# %% wrong: the sum is weighted by the bare scores, the softmax is forgotten
def self_attend(x):
    scores = x @ x.transpose(-2, -1) / x.shape[-1] ** 0.5
    return scores @ x
