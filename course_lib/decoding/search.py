"""Beam search: follow several beginnings at once, and choose the likeliest sentence at the end."""

from collections.abc import Callable
from math import inf
from operator import index
from typing import SupportsIndex

import torch
from jaxtyping import Float, Int
from torch import Tensor

from course_lib.attention.precision import at_least_single
from course_lib.decoding.beams import Beams, best_first, continue_beams, first_beams
from course_lib.decoding.next_word import NextWordModel, as_model
from course_lib.decoding.refusals import refuse_unfit_logits, refuse_unfit_penalty, refuse_unfit_start, whole_number

BEAM_WIDTH = "beam_width is {number}; expected how many hypotheses to keep, a whole number of at least 1."


def beam_search(
    model: NextWordModel | Callable[[Tensor], Tensor],
    start_ids: Int[Tensor, "batch length"],
    *,
    beam_width: SupportsIndex,
    eos_id: int | None,
    pad_id: int,
    max_length: SupportsIndex,
    length_penalty: float = 0.0,
) -> tuple[Int[Tensor, "batch new_length"], Float[Tensor, "batch"]]:
    """Return the best sentence that a search with several hypotheses finds, and its log-probability.

    At each step all hypotheses are continued with all words, and the `beam_width` likeliest are kept. One that has
    ended keeps its place; the others share the places that are left. A width of 1 is greedy decoding; one as large
    as the number of all sentences finds the best of all.

    Args:
        model, start_ids, eos_id, pad_id, max_length: as in `greedy_decode`. A function that knows more of each
            sentence than its ids, such as the sentence to translate, must be wrapped in `WithoutCache`.
        beam_width: how many hypotheses are kept for each sentence.
        length_penalty: the exponent α in score = log P / ((5 + words) / 6)^α, by which the best is chosen at the
            end. At 0 the likeliest sentence wins. It is often a short one: there are far more long ones, and they
            share what the model gives to their length.

    Returns:
        The ids, starts included, [batch, new_length], and the log-probability of the words written, without the
        penalty, [batch].

    Raises:
        ValueError: a start that cannot be continued, logits from which no word can be chosen, a width below 1,
            or a penalty outside 0 to 10.

    Source: Sutskever et al. (2014), "Sequence to sequence learning with neural networks", section 3.2; for the
    penalty Wu et al. (2016), "Google's neural machine translation system", equation 14, without its coverage term.
    """
    beams = all_beams(
        model,
        start_ids,
        beam_width=beam_width,
        eos_id=eos_id,
        pad_id=pad_id,
        max_length=max_length,
        length_penalty=length_penalty,
        only_best=True,
    )
    new_length = start_ids.shape[1] + int(beams.lengths[:, 0].max())
    return beams.ids[:, 0, :new_length], beams.log_probabilities[:, 0]


@torch.no_grad()
def all_beams(
    model: NextWordModel | Callable[[Tensor], Tensor],
    start_ids: Int[Tensor, "batch length"],
    *,
    beam_width: SupportsIndex,
    eos_id: int | None,
    pad_id: int,
    max_length: SupportsIndex,
    length_penalty: float = 0.0,
    only_best: bool = False,
) -> Beams:
    """Return all hypotheses of a beam search, best first; the first is what `beam_search` returns.

    Where there are fewer sentences than places, a place is missing, or filled with pads and of log-probability −∞.

    Args:
        only_best: stop as soon as no open hypothesis can still become the best. The others are then unfinished.

    Other arguments, errors and sources: as in `beam_search`.
    """
    model = as_model(model)
    refuse_unfit_start(start_ids, pad_id, max_length)
    places = whole_number(beam_width, BEAM_WIDTH)
    refuse_unfit_penalty(length_penalty)
    longest = index(max_length) - start_ids.shape[1]
    beams, state = first_beams(start_ids), None
    for _ in range(longest):
        logits, state = model.next_logits(beams.ids.flatten(0, 1), state)  # [batch · beams, vocab_size]
        refuse_unfit_logits(logits, beams.ended.numel(), eos_id)
        log_shares = torch.log_softmax(at_least_single(logits), dim=-1).unflatten(0, beams.ended.shape)
        beams, rows = continue_beams(beams, log_shares, places, eos_id=eos_id, pad_id=pad_id)
        if not _may_change(beams, length_penalty, longest, only_best):
            break
        state = model.reorder(state, rows)
    return best_first(beams, length_penalty, pad_id)


def _may_change(beams: Beams, length_penalty: float, longest: int, only_best: bool) -> bool:
    """Say whether some sentence has an open hypothesis that matters: any, or one that could still be the best."""
    open_ones = beams.log_probabilities.masked_fill(beams.ended, -inf).amax(dim=1)  # [batch]
    if not only_best:
        return bool((open_ones > -inf).any())
    # No further word raises a log-probability; at best all are certain, and the penalty is that of the longest.
    best_hope = open_ones / ((5 + longest) / 6) ** length_penalty
    best_ended = beams.scores(length_penalty).masked_fill(~beams.ended, -inf).amax(dim=1)
    return bool((best_hope >= best_ended).any())
