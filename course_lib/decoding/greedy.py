"""Greedy decoding: always the likeliest next word."""

from collections.abc import Callable
from typing import SupportsIndex

from jaxtyping import Int
from torch import Tensor

from course_lib.decoding.next_word import NextWordModel
from course_lib.decoding.writing import write_words


def greedy_decode(
    model: NextWordModel | Callable[[Tensor], Tensor],
    start_ids: Int[Tensor, "batch length"],
    *,
    eos_id: int | None,
    pad_id: int,
    max_length: SupportsIndex,
) -> Int[Tensor, "batch new_length"]:
    """Continue each sentence with the likeliest next word, again and again; of equal ones, the smallest id.

    The likeliest word at each step need not lead to the likeliest sentence: see `beam_search`.

    Args:
        model: a function from ids [batch, length] to the logits of the next word [batch, vocab_size], or a
            `NextWordModel`, which need not compute everything anew. Switch a network to `eval()` first.
        start_ids: what is there already, such as one bos_id per sentence. Starts of different lengths are padded
            at the left, and the model must mask these pads. An eos_id in a start does not end the sentence.
        eos_id: the word that ends a sentence; None if no text ends by itself.
        pad_id: fills up a sentence that has ended before the others.
        max_length: no sentence gets longer, start included.

    Returns:
        The ids, starts included; as long as the longest sentence, at most max_length.

    Raises:
        ValueError: a start that cannot be continued, or logits from which no word can be chosen.
    """
    return write_words(
        model, start_ids, lambda logits: logits.argmax(dim=-1), eos_id=eos_id, pad_id=pad_id, max_length=max_length
    )
