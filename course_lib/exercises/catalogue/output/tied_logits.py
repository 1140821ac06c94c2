"""Score every word of the vocabulary with the embedding table."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def tied_logits(x: Tensor, embedding: Tensor) -> Tensor:
    """Return the dot product of every word's vector with every row of the table."""
    return x @ embedding.T


def _case(words: str, *shape: int, vocab_size: int, dtype: torch.dtype = torch.float32) -> Case:
    def arguments() -> tuple[Tensor, Tensor]:
        return random_tensor(*shape, dtype=dtype), random_tensor(vocab_size, shape[-1], seed=2, dtype=dtype)

    return Case(words, arguments)


CASES = (
    Case(
        "one word, width 2, vocabulary of 3",
        lambda: (torch.tensor([[[1.0, 2.0]]]), torch.tensor([[1.0, 0.0], [0.0, 1.0], [3.0, -1.0]])),
    ),
    _case("batch of 2, three words, width 4, vocabulary of 6", 2, 3, 4, vocab_size=6),
    _case("batch of 3, two words, width 5, vocabulary of 5", 3, 2, 5, vocab_size=5),
    _case("batch of 3, three words, width 3, vocabulary of 3", 3, 3, 3, vocab_size=3),
    _case("one sentence of four words, width 1, vocabulary of 2", 1, 4, 1, vocab_size=2),
    _case("float64", 2, 4, 6, vocab_size=5, dtype=torch.float64),
)


# Other ways to write it


def _with_the_library(x: Tensor, embedding: Tensor) -> Tensor:
    return torch.nn.functional.linear(x, embedding)


def _with_einsum(x: Tensor, embedding: Tensor) -> Tensor:
    return torch.einsum("bwd,vd->bwv", x, embedding)


def _row_by_row(x: Tensor, embedding: Tensor) -> Tensor:
    return torch.stack([(x * row).sum(dim=-1) for row in embedding], dim=-1)


# Ways to get it wrong


def _shares(x: Tensor, embedding: Tensor) -> Tensor:
    return torch.softmax(x @ embedding.T, dim=-1)


def _log_shares(x: Tensor, embedding: Tensor) -> Tensor:
    return torch.log_softmax(x @ embedding.T, dim=-1)


def _multiplied(x: Tensor, embedding: Tensor) -> Tensor:
    return x @ embedding.T * x.shape[-1] ** 0.5


def _divided(x: Tensor, embedding: Tensor) -> Tensor:
    return x @ embedding.T / x.shape[-1] ** 0.5


def _cosine(x: Tensor, embedding: Tensor) -> Tensor:
    return x / x.norm(dim=-1, keepdim=True) @ (embedding / embedding.norm(dim=-1, keepdim=True)).T


def _normalised_table(x: Tensor, embedding: Tensor) -> Tensor:
    return x @ (embedding / embedding.norm(dim=-1, keepdim=True)).T


def _ids(x: Tensor, embedding: Tensor) -> Tensor:
    return (x @ embedding.T).argmax(dim=-1)


def _last_word(x: Tensor, embedding: Tensor) -> Tensor:
    return x[:, -1] @ embedding.T


def _not_transposed(x: Tensor, embedding: Tensor) -> Tensor:
    return x @ embedding


def _vocabulary_first(x: Tensor, embedding: Tensor) -> Tensor:
    return embedding @ x.mT


MISTAKES = (
    Mistake(
        "softmax-applied",
        "These are shares. The task asks for logits, the scores before softmax: the loss and the choice of a word "
        "begin with those.",
        _shares,
    ),
    Mistake(
        "log-softmax-applied",
        "These are log-probabilities. The task asks for logits, the scores before softmax.",
        _log_shares,
    ),
    Mistake(
        "multiplied-by-the-root",
        "You multiplied by √d_model. That belongs to the bottom, where ids become vectors; at the top the table is "
        "used as it is.",
        _multiplied,
    ),
    Mistake(
        "divided-by-the-root",
        "You divided by the root of the width, as attention does with its scores. Logits are the plain dot products.",
        _divided,
    ),
    Mistake(
        "cosines", "These are cosines: they forget how long the vectors are. Take the plain dot products.", _cosine
    ),
    Mistake(
        "table-normalised",
        "You gave every row of the table the length 1. Use the table as it is: the same one as at the bottom.",
        _normalised_table,
    ),
    Mistake("ids-chosen", "You have chosen the best word already. Return the scores of all words.", _ids),
    Mistake(
        "last-word-only",
        "These are the logits after the last word only. In training every word of the sentence predicts its next one: "
        "[batch, words, vocab_size].",
        _last_word,
    ),
    Mistake(
        "not-transposed",
        "Each row of the table is one word, [vocab_size, d_model]. Transpose it, so that the width meets the width.",
        _not_transposed,
    ),
    Mistake(
        "vocabulary-before-words",
        "The axes are [batch, vocab_size, words]. Put `x` on the left: rows are words.",
        _vocabulary_first,
    ),
)

EXERCISE = Exercise(
    name="tied-logits",
    chapter="output",
    minutes=6,
    difficulty="easy",
    solution=tied_logits,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_the_library, _with_einsum, _row_by_row),
)
