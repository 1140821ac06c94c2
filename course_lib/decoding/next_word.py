"""What decoding needs from a model: scores for the next word, and no more."""

from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

from jaxtyping import Float, Int
from torch import Tensor

from course_lib.language import say


@runtime_checkable
class NextWordModel(Protocol):
    """A model that remembers what it has computed, for example the keys and values of the words so far.

    What it remembers is its state. Decoding hands the state back at the next step and never looks inside.
    """

    def next_logits(self, ids: Int[Tensor, "rows length"], state: Any) -> tuple[Float[Tensor, "rows vocab_size"], Any]:
        """Score every word of the vocabulary as the next one of each row.

        Args:
            ids: all ids so far, those of the start included. With a cache, only the last one is new.
            state: None at the first step; then what the step before returned, its rows reordered if need be.

        Returns:
            The logits, [rows, vocab_size], and the new state.
        """
        ...

    def reorder(self, state: Any, rows: Int[Tensor, "new_rows"]) -> Any:
        """Return the state in which row i is row `rows[i]` of the old one.

        A row may occur several times, or not at all: beam search continues some beginnings twice and drops others.
        """
        ...


class WithoutCache:
    """Make a model of a plain function, which scores all ids anew at each step.

    What belongs to each sentence, such as the encoder's output and its mask, is given as `context`, so that it
    follows its sentence through beam search: the function is called as `function(ids, *context)`.
    """

    def __init__(self, function: Callable[..., Tensor], *context: Tensor) -> None:
        """Keep the function, which returns logits [rows, vocab_size], and the context, one row per sentence."""
        self.function, self.context = function, context

    def next_logits(self, ids: Int[Tensor, "rows length"], state: Any) -> tuple[Tensor, Any]:
        """Call the function with the ids and the context of each row.

        Raises:
            ValueError: the context is not that of as many sentences.
        """
        context = self.context if state is None else state
        for tensor in context:
            if tensor.ndim == 0 or len(tensor) != len(ids):
                raise ValueError(
                    say(
                        "the context has a tensor of shape {shape}; expected {rows} rows, "
                        "one for each sentence to be written.",
                        shape=list(tensor.shape),
                        rows=len(ids),
                    )
                )
        return self.function(ids, *context), context

    def reorder(self, state: Any, rows: Int[Tensor, "new_rows"]) -> Any:
        """Pick each row's context."""
        return tuple(tensor[rows] for tensor in state)


def as_model(model: NextWordModel | Callable[[Tensor], Tensor]) -> NextWordModel:
    """Return the model, or make one of a plain function from ids [rows, length] to logits [rows, vocab_size].

    Raises:
        ValueError: neither the one nor the other.
    """
    if isinstance(model, NextWordModel):
        return model
    if not callable(model):
        raise ValueError(
            say(
                "model is of type {kind}; expected a function from ids to logits, "
                "or an object with the methods next_logits and reorder.",
                kind=type(model).__name__,
            )
        )
    return WithoutCache(model)
