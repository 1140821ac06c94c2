"""How well a writer foretells a text: perplexity, and bits per byte, which does not depend on the tokens."""

from dataclasses import dataclass
from math import exp, log

import torch
from torch.nn.functional import cross_entropy

from course_lib.language import say
from course_lib.training.batches import pad_rows
from course_lib.training.messages import NO_TEXT_TO_JUDGE
from course_lib.training.special_tokens import BOS_ID, PAD_ID
from course_lib.training.writer import Writer

AT_ONCE = 64  # windows


@dataclass(frozen=True)
class TextScores:
    """What a text costs."""

    nats: float  # of all of it: the sum of −log p over its tokens
    tokens: int
    bytes: int  # in UTF-8

    @property
    def perplexity(self) -> float:
        """Return among how many equally likely tokens one would have to guess; comparable for equal tokens only."""
        return exp(self.nats / self.tokens)

    @property
    def bits_per_byte(self) -> float:
        """Return how many bits each byte of the text costs, whatever the tokens are."""
        return self.nats / log(2) / self.bytes


@torch.no_grad()
def judge_text(writer: Writer, text: str) -> TextScores:
    """Say what a text costs, read in pieces of as many tokens as the model reads at once; each token counts once.

    Raises:
        ValueError: an empty text, or one with an unknown token.
    """
    if not text:
        raise ValueError(say(NO_TEXT_TO_JUDGE))
    ids, context = writer.tokens.encode(text), writer.settings.context
    pieces = [[BOS_ID, *ids[first : first + context]] for first in range(0, len(ids), context)]
    device, nats = next(writer.model.parameters()).device, 0.0
    was_training = writer.model.training
    writer.model.eval()
    for first in range(0, len(pieces), AT_ONCE):
        rows = pad_rows(pieces[first : first + AT_ONCE]).to(device)
        logits = writer.model(rows[:, :-1]).transpose(1, 2)  # [batch, vocab_size, words]
        nats += float(cross_entropy(logits, rows[:, 1:], ignore_index=PAD_ID, reduction="sum"))
    writer.model.train(was_training)
    return TextScores(nats, len(ids), len(text.encode()))
