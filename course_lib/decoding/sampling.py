"""Sampling: draw the next word with the probability that the model gives it."""

from collections.abc import Callable, Sequence
from typing import SupportsIndex

import torch
from jaxtyping import Float, Int
from torch import Tensor

from course_lib.attention import softmax
from course_lib.attention.precision import at_least_single
from course_lib.decoding.filters import keep_top_k, keep_top_p, scale_by_temperature
from course_lib.decoding.next_word import NextWordModel
from course_lib.decoding.writing import write_words
from course_lib.language import say


def sample(
    model: NextWordModel | Callable[[Tensor], Tensor],
    start_ids: Int[Tensor, "batch length"],
    *,
    eos_id: int | None,
    pad_id: int,
    max_length: SupportsIndex,
    temperature: float = 1.0,
    top_k: SupportsIndex | None = None,
    top_p: float | None = None,
    generator: torch.Generator | Sequence[torch.Generator] | None = None,
) -> Int[Tensor, "batch new_length"]:
    """Continue each sentence with words drawn at random.

    First the temperature, then top-k, then top-p, which counts the shares of the words that top-k has left.

    Args:
        model, start_ids, eos_id, pad_id, max_length: as in `greedy_decode`.
        temperature: below 1 closer to greedy decoding, above 1 more varied.
        top_k: draw among the k likeliest words only; 1 is greedy decoding.
        top_p: draw among the fewest words whose share reaches p.
        generator: where chance comes from, on the device of `start_ids`; the same seed gives the same text. With one
            generator for each sentence, a sentence gets in a batch what it gets alone.

    Returns:
        The ids, as `greedy_decode` returns them.

    Raises:
        ValueError: what `greedy_decode`, `scale_by_temperature`, `keep_top_k` or `keep_top_p` refuse, or more or
            fewer generators than sentences.
    """
    if isinstance(generator, Sequence) and len(generator) != len(start_ids):
        raise ValueError(
            say(
                "generator is a list of {count}; expected one generator for each of the {rows} sentences, or "
                "one for all.",
                count=len(generator),
                rows=len(start_ids),
            )
        )

    def draw(logits: Float[Tensor, "batch vocab_size"]) -> Int[Tensor, "batch"]:
        logits = scale_by_temperature(at_least_single(logits), temperature)
        if top_k is not None:
            logits = keep_top_k(logits, top_k)
        if top_p is not None:
            logits = keep_top_p(logits, top_p)
        shares = softmax(logits)  # [batch, vocab_size]
        if not isinstance(generator, Sequence):
            return torch.multinomial(shares, 1, generator=generator)[:, 0]
        rows = zip(shares, generator, strict=True)
        return torch.cat([torch.multinomial(row, 1, generator=of_row) for row, of_row in rows])

    return write_words(model, start_ids, draw, eos_id=eos_id, pad_id=pad_id, max_length=max_length)
