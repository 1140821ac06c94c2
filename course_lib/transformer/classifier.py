"""Answer one question about a whole text: a model that reads, one vector for the text, and a last layer."""

from collections.abc import Callable

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

from course_lib.attention.dropout import Dropout
from course_lib.language import say
from course_lib.transformer.masked_language_model import MaskedLanguageModel, Segments

Ids = Int[Tensor, "batch words"]
Vectors = Float[Tensor, "batch words d_model"]
IsWord = Bool[Tensor, "batch words"]
OfText = Float[Tensor, "batch d_model"]


def first_word(vectors: Vectors, is_word: IsWord) -> OfText:
    """Take the vector of the first word: with BERT that is [CLS], a word put there for this."""
    return vectors[:, 0]


def mean_of_words(vectors: Vectors, is_word: IsWord) -> OfText:
    """Take the mean of the words' vectors, without those of pads."""
    shares = is_word / is_word.sum(dim=1, keepdim=True).clamp(min=1)  # [batch, words]
    return (vectors * shares[..., None].to(vectors.dtype)).sum(dim=1)  # [batch, d_model]


class TextClassifier(nn.Module):
    """A model that reads, with a head that chooses one of several answers for each text.

    Source: Devlin et al. (2019), "BERT", section 3.2; there the vector is that of [CLS], through a layer with tanh.
    """

    def __init__(
        self,
        reader: MaskedLanguageModel,
        num_classes: int,
        *,
        pool: Callable[[Vectors, IsWord], OfText] = first_word,
        dropout: float = 0.1,
    ) -> None:
        """Put a head on a model; its own parameters are the model's, not a copy.

        Args:
            reader: the model, which is trained on with the head; freeze it with `reader.requires_grad_(False)`.
            num_classes: how many answers there are.
            pool: makes one vector of a text from those of its words: `first_word` or `mean_of_words`.
            dropout: share of the numbers before the last layer set to zero while training.

        Raises:
            ValueError: fewer than two answers.
        """
        super().__init__()
        if num_classes < 2:
            raise ValueError(say("num_classes is {count}; expected at least 2.", count=num_classes))
        d_model = reader.embed.tokens.d_model
        self.reader, self.pool = reader, pool
        self.layer, self.dropout = nn.Linear(d_model, d_model), Dropout(dropout)
        self.to_classes = nn.Linear(d_model, num_classes)
        self.to(reader.embed.tokens.table.weight)

    def forward(self, ids: Ids, segments: Segments | None = None) -> Float[Tensor, "batch num_classes"]:
        """Score each answer for each text."""
        vectors = self.reader.encode(ids, segments)  # [batch, words, d_model]
        of_text = self.pool(vectors, ids != self.reader.pad_id)  # [batch, d_model]
        return self.to_classes(self.dropout(torch.tanh(self.layer(of_text))))
