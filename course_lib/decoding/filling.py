"""Write with a model that reads: fill hidden places, one after the other or all at once."""

from collections.abc import Callable

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from course_lib.attention import softmax
from course_lib.decoding.filters import scale_by_temperature
from course_lib.language import say

Ids = Int[Tensor, "batch words"]
Shares = Float[Tensor, "batch words vocab_size"]
Hidden = Bool[Tensor, "batch words"]
Order = Callable[[Shares, Hidden], Hidden]  # from the model's shares and what is hidden to what is filled now


def leftmost(shares: Shares, hidden: Hidden) -> Hidden:
    """Fill the first hidden place of each text."""
    return hidden & (hidden.cumsum(dim=1) == 1)


def most_certain(shares: Shares, hidden: Hidden) -> Hidden:
    """Fill the hidden place of each text at which one word has the largest share."""
    certainty = shares.amax(dim=-1).masked_fill(~hidden, -1)  # [batch, words]
    places = torch.arange(hidden.shape[1], device=hidden.device)
    return hidden & (places == certainty.argmax(dim=1, keepdim=True))


def all_at_once(shares: Shares, hidden: Hidden) -> Hidden:
    """Fill every hidden place in one step: no word knows what was put at the others."""
    return hidden


@torch.no_grad()
def fill_hidden_words(
    model: Callable[[Ids], Shares],
    ids: Ids,
    *,
    mask_id: int,
    order: Order = most_certain,
    temperature: float = 1.0,
    forbidden_ids: tuple[int, ...] = (),
    generator: torch.Generator | None = None,
) -> Ids:
    """Draw a word for each hidden place; after each step the model reads what has been put so far.

    Args:
        model: scores every word at every place, [batch, words] → [batch, words, vocab_size].
        ids: texts in which `mask_id` stands where a word is wanted; texts may have different numbers of them.
        mask_id: the token that hides a word; it is never put.
        order: which hidden places are filled next: `most_certain`, `leftmost`, `all_at_once`.
        temperature: below 1 closer to the likeliest word, above 1 more varied.
        forbidden_ids: further tokens that are never put, such as pads.
        generator: where chance comes from.

    Raises:
        ValueError: an order that fills nothing though something is hidden.
    """
    ids = ids.clone()
    while bool((hidden := ids == mask_id).any()):
        logits = model(ids)  # [batch, words, vocab_size]
        logits[..., [mask_id, *forbidden_ids]] = -torch.inf
        shares = softmax(scale_by_temperature(logits.flatten(0, 1), temperature)).view_as(logits)
        now = order(shares, hidden) & hidden  # [batch, words]
        if not bool(now.any()):
            raise ValueError(say("the order chose none of the hidden places; expected at least one at each step."))
        ids[now] = torch.multinomial(shares[now], 1, generator=generator)[:, 0]
    return ids
