"""Learn words' vectors with parameter-free attention: which word has been left out of a sentence?"""

from collections.abc import Collection, Sequence

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from course_lib.attention import padding_mask, scaled_dot_product_attention
from course_lib.embeddings import WordVectors
from course_lib.language import say
from course_lib.text import Vocabulary

PAD_ID = 0


def train_left_out_word(
    sentences: Sequence[Sequence[str]],
    *,
    never_left_out: Collection[str] = (),
    width: int = 16,
    steps: int = 400,
    batch: int = 64,
    learning_rate: float = 0.02,
    attend: bool = True,
    seed: int = 0,
) -> WordVectors:
    """Learn one vector for each word, and nothing else.

    One word of a sentence is left out. The others attend to one another, softmax(XXᵀ/√d) X, and each output row
    must tell which word is missing: its dot products with the vectors of all words are the scores.

    Args:
        sentences: lists of words.
        never_left_out: words that are not worth guessing, such as "the".
        width: components of a vector.
        steps, batch, learning_rate: how long and how fast Adam trains.
        attend: let the words attend; otherwise each guesses from its own vector alone.
        seed: of the first vectors and of all choices.

    Raises:
        ValueError: a sentence without a word that may be left out.
    """
    for words in sentences:
        if not set(words) - set(never_left_out):
            raise ValueError(
                say(
                    "no word of {sentence!r} may be left out; expected at least one worth guessing.",
                    sentence=" ".join(words),
                )
            )
    vocabulary = Vocabulary.of_sentences(sentences)
    longest = max(len(sentence) for sentence in sentences)
    # Ids from 1 on are words; 0 fills up short sentences and marks the word left out.
    ids = torch.tensor(
        [[1 + i for i in vocabulary.encode(words)] + [PAD_ID] * (longest - len(words)) for words in sentences]
    )
    worth_guessing = torch.tensor([0.0] + [float(word not in never_left_out) for word in vocabulary.tokens])
    generator = torch.Generator().manual_seed(seed)
    table = (torch.randn(1 + len(vocabulary), width, generator=generator) / width**0.5).requires_grad_()
    optimiser = torch.optim.Adam([table], lr=learning_rate)
    every_row = torch.arange(batch)
    for _ in range(steps):
        chosen = ids[torch.randint(len(ids), (batch,), generator=generator)]  # [batch, words]
        place = torch.multinomial(worth_guessing[chosen], 1, generator=generator)[:, 0]  # [batch]
        missing = chosen[every_row, place]
        chosen[every_row, place] = PAD_ID
        loss = left_out_word_loss(table, chosen, missing, attend)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return WordVectors(vocabulary.tokens, table.detach()[1:])


def left_out_word_loss(table: Tensor, chosen: Tensor, missing: Tensor, attend: bool = True) -> Tensor:
    """Return how badly the words present tell the word missing from each sentence.

    table: [ids, d], row 0 for fillers.  chosen: [batch, words].  missing: [batch].
    """
    x = table[chosen]  # [batch, words, d]
    output = scaled_dot_product_attention(x, x, x, padding_mask(chosen, PAD_ID)) if attend else x
    scores = output @ table[1:].T  # [batch, words, vocabulary]
    present = chosen != PAD_ID
    return cross_entropy(scores[present], (missing - 1)[:, None].expand_as(chosen)[present])
