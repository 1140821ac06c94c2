"""Change a model's scores before a word is drawn: flatten or sharpen them, or leave only the likely words."""

from math import inf
from typing import SupportsIndex

from jaxtyping import Float
from torch import Tensor

from course_lib.attention import softmax
from course_lib.attention.precision import at_least_single
from course_lib.decoding.highest import are_first_above, are_highest
from course_lib.decoding.refusals import is_within, refuse_scores_without_a_choice, whole_number
from course_lib.language import say

Logits = Float[Tensor, "*batch vocab_size"]
LOWEST_TEMPERATURE, HIGHEST_TEMPERATURE = 1e-6, 1e6
TOP_K = "k is {number}; expected how many words to keep, a whole number of at least 1."


def scale_by_temperature(logits: Logits, temperature: float) -> Logits:
    """Divide the logits by the temperature: below 1 the likely words gain, above 1 the unlikely ones.

    The highest logit is moved to 0 first. That changes no share, and no division overflows.

    Args:
        logits: scores of all words, [..., vocab_size].
        temperature: from 1e-6 to 1e6. Towards 0 all goes to the likeliest word; towards ∞ all words become equal.

    Raises:
        ValueError: a temperature out of range, or scores from which no word can be chosen.

    Source: Hinton et al. (2015), "Distilling the knowledge in a neural network", equation 1.
    """
    if not is_within(temperature, LOWEST_TEMPERATURE, HIGHEST_TEMPERATURE):
        message = say(
            "temperature is {temperature}; expected a number from {lowest:g} to {highest:g}.",
            temperature=temperature,
            lowest=LOWEST_TEMPERATURE,
            highest=HIGHEST_TEMPERATURE,
        )
        hint = " " + say("For 0, which always takes the likeliest word, use greedy_decode.") if temperature == 0 else ""
        raise ValueError(message + hint)
    refuse_scores_without_a_choice(logits)
    scores = at_least_single(logits)
    shifted = scores - scores.amax(dim=-1, keepdim=True)
    return (shifted / temperature).to(logits.dtype)


def keep_top_k(logits: Logits, k: SupportsIndex) -> Logits:
    """Keep the k highest logits and set the others to −∞; of equal ones, the smaller ids stay.

    Args:
        logits: scores of all words, [..., vocab_size].
        k: how many words stay; all, if there are no more than k.

    Raises:
        ValueError: k is no whole number of at least 1, or scores from which no word can be chosen.

    Source: Fan et al. (2018), "Hierarchical neural story generation".
    """
    count = whole_number(k, TOP_K)
    refuse_scores_without_a_choice(logits)
    return logits.masked_fill(~are_highest(logits, count), -inf)


def keep_top_p(logits: Logits, p: float) -> Logits:
    """Keep the fewest words that together have a share of at least p, and set the others to −∞.

    They are the likeliest words, at least one; of equal ones, the smaller ids stay. How many stay depends on the
    model: few where it is sure of the next word, many where it is not.

    Args:
        logits: scores of all words, [..., vocab_size].
        p: the share to reach, above 0 and at most 1; 1 keeps everything.

    Raises:
        ValueError: p out of range, or scores from which no word can be chosen.

    Source: Holtzman et al. (2020), "The curious case of neural text degeneration", section 3.1 (nucleus sampling).
    """
    if not is_within(p, 0.0, 1.0) or p == 0:
        raise ValueError(say("p is {p}; expected the share of the words to keep, above 0 and at most 1.", p=p))
    refuse_scores_without_a_choice(logits)
    if p == 1:
        return logits.clone()  # rounded shares may sum to 1 before the last word
    descending = logits.sort(dim=-1, descending=True).values
    shares = softmax(at_least_single(descending))
    share_of_the_likelier = shares.cumsum(dim=-1) - shares
    kept = (share_of_the_likelier < p).sum(dim=-1, keepdim=True)  # [*batch, 1]
    return logits.masked_fill(~are_first_above(logits, descending.gather(-1, kept - 1), kept), -inf)
