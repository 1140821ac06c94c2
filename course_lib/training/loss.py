"""How wrong a model is: the loss of the words that it should have said."""

import torch
from jaxtyping import Float, Int
from torch import Tensor, compiler, jit
from torch.nn.functional import cross_entropy

from course_lib.language import say
from course_lib.training.special_tokens import PAD_ID


def translation_loss(
    logits: Float[Tensor, "batch words vocab_size"],
    targets: Int[Tensor, "batch words"],
    *,
    pad_id: int = PAD_ID,
    label_smoothing: float = 0.0,
) -> Float[Tensor, ""]:
    """Return the mean cross-entropy over the words of all sentences; pads count for nothing.

    With label smoothing ε the right token shall get the share 1 − ε + ε/V, and each of the other V − 1 tokens ε/V
    (section 5.4 of Vaswani et al., 2017; Szegedy et al., 2016, section 7). The common version written by hand, as in
    "The Annotated Transformer", is another: it gives the right token 1 − ε, the pad nothing, and divides ε among the
    other V − 2; and it subtracts the entropy of these shares, a constant. The losses of the two do not compare.

    Args:
        logits: the scores of all tokens, at each place of the target.
        targets: the ids that should come there; pads where the sentence has ended.
        pad_id: the id of a pad, as the model has it.
        label_smoothing: ε, a share from 0 to 1.

    Raises:
        ValueError: targets that are not one id for each place of the logits, or nothing but pads; a label_smoothing
            outside [0, 1].
    """
    _refuse_what_does_not_fit(logits, targets, label_smoothing)
    _refuse_nothing_but_pads(targets, pad_id)
    try:
        return cross_entropy(
            logits.flatten(0, -2), targets.flatten(), ignore_index=pad_id, label_smoothing=label_smoothing
        )
    except IndexError:
        raise ValueError(
            say(
                "targets has values from {lowest} to {highest}; expected ids from 0 to {last}, one for each score of "
                "logits, or pad_id {pad_id}.",
                lowest=int(targets.min()),
                highest=int(targets.max()),
                last=logits.shape[-1] - 1,
                pad_id=pad_id,
            )
        ) from None


def _refuse_what_does_not_fit(logits: Tensor, targets: Tensor, label_smoothing: float) -> None:
    """Raise ValueError unless the targets are one id for each row of logits, and the smoothing is a share."""
    if targets.shape != logits.shape[:-1]:
        raise ValueError(
            say(
                "targets has shape {targets_shape}; expected {expected}, one id for each row of logits {logits_shape}.",
                targets_shape=list(targets.shape),
                expected=list(logits.shape[:-1]),
                logits_shape=list(logits.shape),
            )
        )
    if targets.is_floating_point() or targets.dtype == torch.bool:
        raise ValueError(say("targets has dtype {dtype}; expected ids (torch.long).", dtype=targets.dtype))
    if not 0 <= label_smoothing <= 1:
        raise ValueError(say("label_smoothing is {share}; expected a share from 0 (none) to 1.", share=label_smoothing))


def _refuse_nothing_but_pads(targets: Int[Tensor, "batch words"], pad_id: int) -> None:
    """Raise ValueError if no word is left to take the mean of, where that can be seen."""
    if compiler.is_compiling() or jit.is_tracing():
        return
    try:
        only_pads = bool((targets == pad_id).all())
    except RuntimeError:  # under vmap and on the meta device there are no numbers to look at
        return
    if only_pads:
        raise ValueError(
            say(
                "targets has shape {shape} and nothing but pads, pad_id {pad_id}; expected at least one "
                "word, for the loss is the mean over words.",
                shape=list(targets.shape),
                pad_id=pad_id,
            )
        )
