"""Where a decoder looks: does each head of the cross-attention look at the word that is being translated?"""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import torch
from jaxtyping import Float, Int
from torch import Tensor

from course_lib.training.batches import pad_rows
from course_lib.training.translating import AT_ONCE
from course_lib.training.translator import Translator
from course_lib.transformer import attention_maps

NO_WORD = -1  # in an alignment, where a shorter sentence has no more words


@runtime_checkable
class Aligned(Protocol):
    """A sentence and its translation, with the source word's place for each target word."""

    @property
    def source(self) -> tuple[str, ...]:
        """Return the words of the sentence."""
        ...

    @property
    def target(self) -> tuple[str, ...]:
        """Return the words of the translation."""
        ...

    @property
    def alignment(self) -> tuple[int, ...]:
        """Return the place of the source word for each word of the translation."""
        ...


def alignment_error(
    weights: Float[Tensor, "batch heads target_words source_words"], alignment: Int[Tensor, "batch target_words"]
) -> Float[Tensor, " heads"]:
    """Return, for each head, the share of target words whose largest weight is not on the word they translate.

    Args:
        weights: row t belongs to the place that writes target word t; what it has read ends with word t − 1.
        alignment: for each target word the place of its source word; `NO_WORD` where there is none.
    """
    is_word = (alignment != NO_WORD)[:, None]  # [batch, 1, target words]
    is_wrong = (weights.argmax(dim=-1) != alignment[:, None]) & is_word  # [batch, heads, target words]
    return is_wrong.sum(dim=(0, 2)) / is_word.sum()


@torch.no_grad()
def alignment_errors(translator: Translator, translations: Sequence[Aligned]) -> Float[Tensor, "layers heads"]:
    """Return the alignment error of every head of the cross-attention, by layer and head.

    Teacher-forced: the decoder reads the right translation, not its own, so that each word has a true alignment.
    The tokens must be words, one for each word of the translations.
    """
    by_length = sorted(translations, key=lambda each: len(each.source))
    parts = [by_length[first : first + AT_ONCE] for first in range(0, len(by_length), AT_ONCE)]
    wrong = [len(_words(part)) * _errors_of_batch(translator, part) for part in parts]
    return sum(wrong[1:], wrong[0]) / len(_words(by_length))


def _errors_of_batch(translator: Translator, translations: Sequence[Aligned]) -> Float[Tensor, "layers heads"]:
    model = translator.model
    device = next(model.parameters()).device
    texts = [(" ".join(each.source), " ".join(each.target)) for each in translations]
    sources, targets = zip(*translator.encode_pairs(texts), strict=True)
    src, tgt = pad_rows(sources).to(device), pad_rows(targets).to(device)
    longest = tgt.shape[1] - 2  # words, without start and end
    rows = [[*each.alignment, *[NO_WORD] * (longest - len(each.alignment))] for each in translations]
    alignment = torch.tensor(rows, device=device)
    with attention_maps(model) as maps:
        model(src, tgt[:, :-2])
    layers = [f"decoder.layers.{number}.cross_attention" for number in range(translator.settings.num_layers)]
    return torch.stack([alignment_error(maps[layer], alignment) for layer in layers]).cpu()


def _words(translations: Sequence[Aligned]) -> list[str]:
    return [word for each in translations for word in each.target]
