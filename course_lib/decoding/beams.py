"""The hypotheses of a beam search, and one step of it: continue them all, keep the best."""

from math import inf
from typing import NamedTuple

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from course_lib.decoding.highest import places_of_highest


class Beams(NamedTuple):
    """Several hypotheses for each sentence of a batch: beginnings, some of which have ended."""

    ids: Int[Tensor, "batch beams length"]  # starts included
    log_probabilities: Float[Tensor, "batch beams"]  # of the words written, natural logarithm
    lengths: Int[Tensor, "batch beams"]  # how many words were written, eos_id included
    ended: Bool[Tensor, "batch beams"]  # with eos_id

    def scores(self, length_penalty: float) -> Float[Tensor, "batch beams"]:
        """Divide the log-probabilities by the penalty for the hypotheses' lengths."""
        return self.log_probabilities / ((5 + self.lengths) / 6) ** length_penalty


def first_beams(start_ids: Int[Tensor, "batch length"]) -> Beams:
    """Return one hypothesis per sentence: its start, of probability 1."""
    lengths = torch.zeros_like(start_ids[:, :1])  # [batch, 1]
    return Beams(start_ids[:, None], lengths.float(), lengths, lengths.bool())


def continue_beams(
    beams: Beams,
    next_log_probabilities: Float[Tensor, "batch beams vocab_size"],
    beam_width: int,
    *,
    eos_id: int | None,
    pad_id: int,
) -> tuple[Beams, Int[Tensor, "rows"]]:
    """Continue each hypothesis with each word and keep the likeliest, of equal ones the earlier.

    No penalty is needed here: all that compete have the same length. Those that have ended do not compete.

    Returns:
        At most `beam_width` hypotheses per sentence, and for each the row of the old hypothesis that it continues,
        in a batch of batch · beams rows.
    """
    batch, old_width, vocab_size = next_log_probabilities.shape
    totals = beams.log_probabilities[..., None] + next_log_probabilities  # [batch, beams, vocab_size]
    # An ended hypothesis keeps its place: it has one continuation, itself, which comes before all others.
    totals = totals.masked_fill(beams.ended[..., None], -inf)
    totals[..., 0].masked_fill_(beams.ended, inf)
    places = places_of_highest(totals.flatten(1), beam_width)  # [batch, beams kept]
    totals = totals.flatten(1).gather(1, places)
    parents, words = places // vocab_size, (places % vocab_size).to(beams.ids.dtype)
    rows = (parents + old_width * torch.arange(batch, device=parents.device)[:, None]).flatten()

    ids, log_probabilities, lengths, _ = (field.flatten(0, 1)[rows].unflatten(0, parents.shape) for field in beams)
    stays = totals == inf
    words = words.masked_fill(stays, pad_id)
    # Where there are too few hypotheses to fill the beam, a place has the log-probability −∞: it never ends.
    ends = (words == eos_id) & (totals > -inf) if eos_id is not None else stays
    continued = Beams(
        torch.cat([ids, words[..., None]], dim=-1),
        torch.where(stays, log_probabilities, totals),
        torch.where(stays, lengths, lengths + 1),
        stays | ends,
    )
    return continued, rows


def best_first(beams: Beams, length_penalty: float, pad_id: int) -> Beams:
    """Sort each sentence's hypotheses by their scores, and make empty places recognisable: pads, no words."""
    order = beams.scores(length_penalty).argsort(dim=1, descending=True, stable=True)
    rows = torch.arange(len(order), device=order.device)[:, None]
    ids, log_probabilities, lengths, ended = (field[rows, order] for field in beams)
    empty = log_probabilities == -inf
    ids, lengths = ids.masked_fill(empty[..., None], pad_id), lengths.masked_fill(empty, 0)
    return Beams(ids, log_probabilities, lengths, ended)
