"""Write sentences word by word: the loop that greedy decoding and sampling share."""

from collections.abc import Callable
from operator import index
from typing import SupportsIndex

import torch
from jaxtyping import Int
from torch import Tensor

from course_lib.decoding.next_word import NextWordModel, as_model
from course_lib.decoding.refusals import refuse_unfit_logits, refuse_unfit_start


def write_words(
    model: NextWordModel | Callable[[Tensor], Tensor],
    start_ids: Int[Tensor, "batch length"],
    choose: Callable[[Tensor], Tensor],
    *,
    eos_id: int | None,
    pad_id: int,
    max_length: SupportsIndex,
) -> Int[Tensor, "batch new_length"]:
    """Append the word that `choose` makes of the logits until each sentence has ended or the limit is reached.

    choose: from logits [batch, vocab_size] to ids [batch].  For the other arguments see `greedy_decode`.
    """
    model = as_model(model)
    refuse_unfit_start(start_ids, pad_id, max_length)
    ids, state = start_ids, None
    with torch.inference_mode():
        ended = torch.zeros_like(ids[:, 0], dtype=torch.bool)  # [batch]
        while ids.shape[1] < index(max_length) and not ended.all():
            logits, state = model.next_logits(ids, state)  # [batch, vocab_size]
            refuse_unfit_logits(logits, len(ids), eos_id)
            words = choose(logits).to(ids.dtype).masked_fill(ended, pad_id)  # [batch]
            ids = torch.cat([ids, words[:, None]], dim=1)  # one word longer
            if eos_id is not None:
                ended = ended | (words == eos_id)
    return ids.clone()  # made outside, so that a model can be trained on it
