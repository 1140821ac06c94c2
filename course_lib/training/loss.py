"""How wrong a model is: the loss of the words that it should have said."""

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
        ValueError: targets that are not one id for each place of the logits, or nothing but pads.
    """
    if targets.shape != logits.shape[:-1]:
        raise ValueError(
            say(
                "targets has shape {targets_shape}; expected {expected}, one id for each row of logits {logits_shape}.",
                targets_shape=list(targets.shape),
                expected=list(logits.shape[:-1]),
                logits_shape=list(logits.shape),
            )
        )
    _refuse_nothing_but_pads(targets, pad_id)
    return cross_entropy(logits.flatten(0, -2), targets.flatten(), ignore_index=pad_id, label_smoothing=label_smoothing)


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
