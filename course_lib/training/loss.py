"""How wrong a model is: the loss of the words that it should have said."""

from jaxtyping import Float, Int
from torch import Tensor
from torch.nn.functional import cross_entropy

from course_lib.training.special_tokens import PAD_ID


def translation_loss(
    logits: Float[Tensor, "batch words vocab_size"],
    targets: Int[Tensor, "batch words"],
    *,
    label_smoothing: float = 0.0,
) -> Float[Tensor, ""]:
    """Return the mean cross-entropy over the words of all sentences; pads count for nothing.

    With label smoothing ε the right token shall get the share 1 − ε + ε/V, and each of the other V − 1 tokens ε/V
    (section 5.4 of Vaswani et al., 2017; Szegedy et al., 2016, section 7). The common version written by hand, as in
    "The Annotated Transformer", is another: it gives the right token 1 − ε, the pad nothing, and divides ε among the
    other V − 2; and it subtracts the entropy of these shares, a constant. The losses of the two do not compare.

    Args:
        logits: the scores of all tokens, at each place of the target.
        targets: the ids that should come there; `PAD_ID` where the sentence has ended.
        label_smoothing: ε, a share from 0 to 1.
    """
    return cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=PAD_ID, label_smoothing=label_smoothing)
