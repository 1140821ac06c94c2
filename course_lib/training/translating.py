"""Translate many sentences, those of similar length together: what every translator shares."""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from course_lib.decoding import NextWordModel, greedy_decode
from course_lib.training.batches import pad_rows

AT_ONCE = 256  # sentences translated together


def translate_rows(
    rows: Sequence[list[int]],
    next_word: Callable[[Tensor], NextWordModel],
    *,
    bos_id: int,
    eos_id: int,
    pad_id: int,
    max_length: int,
    device: torch.device | str = "cpu",
) -> list[list[int]]:
    """Return the ids of the greedy translation of each source; that of an empty one is empty.

    A translation that does not end by itself is cut off at twice the length of the longest source beside it, and ten
    more.

    Args:
        rows: the ids of each source, its end included.
        next_word: makes of sources [batch, source_words] what scores the words of their translations, such as
            `partial(NextTargetWord, model)`.
        bos_id, eos_id, pad_id: what starts a translation, what ends it, what fills up short sentences.
        max_length: no translation gets longer, start included.
        device: where the model is.
    """
    by_length = sorted((place for place, row in enumerate(rows) if row), key=lambda place: len(rows[place]))
    translations: list[list[int]] = [[] for _ in rows]
    for first in range(0, len(by_length), AT_ONCE):
        places = by_length[first : first + AT_ONCE]
        src = pad_rows([rows[place] for place in places], pad_id=pad_id).to(device)  # [batch, source words]
        written = greedy_decode(
            next_word(src),
            torch.full((len(src), 1), bos_id, device=device),
            eos_id=eos_id,
            pad_id=pad_id,
            max_length=min(2 * src.shape[1] + 10, max_length),
        )
        for place, ids in zip(places, written.tolist(), strict=True):
            translations[place] = ids
    return translations
