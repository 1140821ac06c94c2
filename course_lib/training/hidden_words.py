"""Hide some words of a text, so that a model can be asked for them."""

from collections.abc import Collection
from math import isclose

import torch
from jaxtyping import Float, Int
from torch import Tensor

from course_lib.language import say

Ids = Int[Tensor, "batch words"]
NOT_ASKED = -100  # the target that PyTorch's cross_entropy leaves out, if nothing else is said


def hide_words(
    ids: Ids,
    *,
    mask_id: int,
    vocab_size: int,
    special_ids: Collection[int],
    share: float = 0.15,
    mixture: tuple[float, float, float] = (0.8, 0.1, 0.1),
    generator: torch.Generator | None = None,
) -> tuple[Ids, Ids]:
    """Choose words at random; hide most of them, put wrong words for some, leave some as they are.

    The model is asked for all that were chosen. It does not know of a visible word whether it was chosen.

    Args:
        ids: texts, with pads and other special tokens.
        mask_id: the token that hides a word.
        vocab_size: how many tokens there are; a wrong word is drawn from all but `special_ids`.
        special_ids: tokens that are never chosen and never put for a word, such as pads; `mask_id` is one of them.
        share: how likely a word is to be chosen.
        mixture: what becomes of a chosen word: hidden, another word, left as it is. The shares sum to 1.
        generator: where chance comes from.

    Returns:
        What the model reads, and its targets: the word where one was chosen, and `NOT_ASKED` elsewhere.

    Raises:
        ValueError: shares outside [0, 1], a mixture that does not sum to 1, or no word that could be put.

    Source: Devlin et al. (2019), "BERT", section 3.1.
    """
    _refuse_unfit_shares(share, mixture)
    special = torch.zeros(vocab_size, dtype=torch.bool, device=ids.device)
    special[[*special_ids, mask_id]] = True
    words = (~special).nonzero()[:, 0]  # the ids of all that are words
    if not len(words):
        raise ValueError(say("all of the {count} tokens are special; expected words among them.", count=vocab_size))

    def uniform() -> Float[Tensor, "batch words"]:
        return torch.rand(ids.shape, generator=generator, device=ids.device)

    chosen = (uniform() < share) & ~special[ids]  # [batch, words]
    fate = uniform()  # [batch, words]
    others = words[(uniform() * len(words)).long()]  # [batch, words]
    hidden, replaced, _ = mixture
    inputs = torch.where(chosen & (fate < hidden), mask_id, ids)
    inputs = torch.where(chosen & (hidden <= fate) & (fate < hidden + replaced), others, inputs)
    return inputs, torch.where(chosen, ids, NOT_ASKED)


def _refuse_unfit_shares(share: float, mixture: tuple[float, float, float]) -> None:
    if not 0 <= share <= 1:
        raise ValueError(say("share is {share}; expected a number from 0 to 1.", share=share))
    if len(mixture) != 3 or min(mixture) < 0 or not isclose(sum(mixture), 1):
        raise ValueError(
            say(
                "mixture is {mixture}; expected the shares of hidden, replaced and kept words, which sum to 1.",
                mixture=mixture,
            )
        )
