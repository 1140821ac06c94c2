"""Skip-gram with negative sampling: a word's vector must predict the words around it."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn.functional import logsigmoid

from course_lib.embeddings.word_vectors import WordVectors
from course_lib.text.vocabulary import Vocabulary


def train_skip_gram(
    sentences: Sequence[Sequence[str]],
    *,
    dimensions: int = 16,
    window: int = 3,
    negatives: int = 5,
    steps: int = 1500,
    batch: int = 512,
    learning_rate: float = 0.01,
    seed: int = 0,
) -> WordVectors:
    """Train word vectors on sentences.

    Each word has two vectors: one as the word in the middle, which is returned, and one
    as a neighbour. A pair that occurs within `window` words of each other shall have a
    large dot product; a word paired with a random one, drawn in proportion to its
    frequency to the power 0.75, a small one.

    Source: Mikolov et al. (2013), "Distributed representations of words and phrases and
    their compositionality", equation 4.
    """
    generator = torch.Generator().manual_seed(seed)
    vocabulary = Vocabulary.of_sentences(sentences)
    pairs = _pairs_within(window, [vocabulary.encode(sentence) for sentence in sentences])
    frequency = torch.bincount(pairs[:, 0], minlength=len(vocabulary)) ** 0.75

    middle = torch.randn(len(vocabulary), dimensions, generator=generator) * 0.1
    neighbour = torch.zeros(len(vocabulary), dimensions)
    parameters = [middle.requires_grad_(), neighbour.requires_grad_()]
    optimiser = torch.optim.Adam(parameters, lr=learning_rate)
    for _ in range(steps):
        word, near = pairs[torch.randint(len(pairs), (batch,), generator=generator)].T
        drawn = torch.multinomial(frequency, batch * negatives, replacement=True, generator=generator)
        others = neighbour[drawn.view(batch, negatives)]  # [batch, negatives, d]

        together = (middle[word] * neighbour[near]).sum(dim=-1)  # [batch]
        by_chance = (others @ middle[word][:, :, None])[:, :, 0]  # [batch, negatives]
        loss = -(logsigmoid(together) + logsigmoid(-by_chance).sum(dim=-1)).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return WordVectors(vocabulary.tokens, middle.detach())


def _pairs_within(window: int, sentences: Sequence[Sequence[int]]) -> Tensor:
    """Return all pairs (word, neighbour) that stand at most `window` words apart, [pairs, 2]."""
    return torch.tensor(
        [
            (word, near)
            for sentence in sentences
            for place, word in enumerate(sentence)
            for near in (*sentence[max(0, place - window) : place], *sentence[place + 1 : place + 1 + window])
        ]
    )
