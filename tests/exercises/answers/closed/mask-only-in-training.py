"""Answers to mask-only-in-training, written from its task and stub alone."""

# %% right: the condition is gone, always masked
import torch
from course_lib.attention import causal_mask


def self_attention_weights(scores: torch.Tensor, training: bool) -> torch.Tensor:
    mask = causal_mask(scores.shape[-1])
    scores = scores.masked_fill(~mask, float("-inf"))
    return torch.softmax(scores, dim=-1)


# %% right: own mask with torch.tril
def self_attention_weights(scores: torch.Tensor, training: bool) -> torch.Tensor:
    words = scores.size(-1)
    allowed = torch.ones(words, words).tril() == 1
    return torch.where(allowed, scores, float("-inf")).softmax(-1)


# %% right: minus infinity added above the diagonal
def self_attention_weights(scores: torch.Tensor, training: bool) -> torch.Tensor:
    words = scores.shape[-1]
    later = torch.triu(torch.full((words, words), float("-inf")), diagonal=1)
    return torch.softmax(scores + later, dim=-1)


# %% right: row by row, softmax over the words so far, into torch.zeros
def self_attention_weights(s, _training):
    weights = torch.zeros(s.shape)
    for t in range(s.shape[-1]):
        weights[:, :, t, : t + 1] = torch.softmax(s[:, :, t, : t + 1], dim=-1)
    return weights


# %% right: a clone, masked in both cases
def self_attention_weights(scores: torch.Tensor, training: bool) -> torch.Tensor:
    scores = scores.clone()
    words = scores.shape[-1]
    for query in range(words):
        scores[..., query, query + 1 :] = -torch.inf
    if training:
        return torch.softmax(scores, dim=-1)
    else:
        return torch.softmax(scores.double(), dim=-1).to(scores.dtype)


# %% wrong: the condition is turned round, now training sees the later words
def self_attention_weights(scores: torch.Tensor, training: bool) -> torch.Tensor:
    if not training:
        mask = causal_mask(scores.shape[-1])
        scores = scores.masked_fill(~mask, float("-inf"))
    return torch.softmax(scores, dim=-1)


# %% wrong: later words set to 0 after the softmax, so the rows do not sum to 1
def self_attention_weights(scores: torch.Tensor, training: bool) -> torch.Tensor:
    mask = causal_mask(scores.shape[-1])
    weights = torch.softmax(scores, dim=-1)
    return weights.masked_fill(~mask, 0.0)


# %% wrong: the mask is inverted, ~ was removed along with the condition
def self_attention_weights(scores: torch.Tensor, training: bool) -> torch.Tensor:
    mask = causal_mask(scores.shape[-1])
    scores = scores.masked_fill(mask, float("-inf"))
    return torch.softmax(scores, dim=-1)


# %% wrong: a change without effect, only a default value for training
def self_attention_weights(scores: torch.Tensor, training: bool = True) -> torch.Tensor:
    if training:
        mask = causal_mask(scores.shape[-1])
        scores = scores.masked_fill(~mask, float("-inf"))
    return torch.softmax(scores, dim=-1)


# %% wrong: the result of masked_fill is not kept, so nothing is masked
def self_attention_weights(scores: torch.Tensor, training: bool) -> torch.Tensor:
    mask = causal_mask(scores.shape[-1])
    scores.masked_fill(~mask, float("-inf"))
    return torch.softmax(scores, dim=-1)


# %% wrong: after training only the very next word is hidden, not all later ones
def self_attention_weights(scores: torch.Tensor, training: bool) -> torch.Tensor:
    words = scores.shape[-1]
    if training:
        mask = causal_mask(words)
        scores = scores.masked_fill(~mask, float("-inf"))
    else:
        scores = scores.clone()
        for t in range(words - 1):
            scores[..., t, t + 1] = float("-inf")
    return torch.softmax(scores, dim=-1)


# %% wrong: zeroed after the softmax and shared out anew, 0 / 0 where a later score is far larger
def self_attention_weights(scores: torch.Tensor, training: bool) -> torch.Tensor:
    mask = causal_mask(scores.shape[-1])
    weights = torch.softmax(scores, dim=-1) * mask
    return weights / weights.sum(dim=-1, keepdim=True)


# %% wrong: the diagonal is masked as well, the first row is nan
def self_attention_weights(scores: torch.Tensor, training: bool) -> torch.Tensor:
    words = scores.shape[-1]
    later = torch.ones(words, words, dtype=torch.bool).triu()
    return torch.softmax(scores.masked_fill(later, float("-inf")), dim=-1)


# %% wrong: after training the scores are filled with 0 instead of minus infinity
def self_attention_weights(scores: torch.Tensor, training: bool) -> torch.Tensor:
    mask = causal_mask(scores.shape[-1])
    scores = scores.masked_fill(~mask, float("-inf") if training else 0.0)
    return torch.softmax(scores, dim=-1)


# %% wrong: mask of the size of the heads axis instead of the words
def self_attention_weights(scores: torch.Tensor, training: bool) -> torch.Tensor:
    mask = causal_mask(scores.shape[1])
    scores = scores.masked_fill(~mask, float("-inf"))
    return torch.softmax(scores, dim=-1)


# %% wrong: after training only the last query's row is returned
def self_attention_weights(scores: torch.Tensor, training: bool) -> torch.Tensor:
    mask = causal_mask(scores.shape[-1])
    scores = scores.masked_fill(~mask, float("-inf"))
    if not training:
        scores = scores[:, :, -1:, :]
    return torch.softmax(scores, dim=-1)


# %% wrong: one later word is still seen, diagonal off by one
def self_attention_weights(scores: torch.Tensor, training: bool) -> torch.Tensor:
    words = scores.shape[-1]
    allowed = torch.ones(words, words, dtype=torch.bool).tril(diagonal=1)
    return torch.softmax(scores.masked_fill(~allowed, float("-inf")), dim=-1)
