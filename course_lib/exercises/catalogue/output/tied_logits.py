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
    return torch.einsum("bwd,vd->bwv", x.double(), embedding.double())


def _row_by_row(x: Tensor, embedding: Tensor) -> Tensor:
    logits = torch.zeros(x.shape[0], x.shape[1], embedding.shape[0])
    for i, row in enumerate(embedding):
        logits[:, :, i] = (x * row).sum(dim=-1)
    return logits


MISTAKES = (
    Mistake(
        "softmax-applied",
        "You applied softmax, its logarithm or a sigmoid. Logits are the scores before it.",
        tuple(
            {"x @ embedding.T": f"(x @ embedding.T).{f}"}
            for f in ("softmax(-1)", "log_softmax(-1)", "softmax(1)", "sigmoid()")
        ),
    ),
    Mistake(
        "scaled",
        "You multiplied or divided by √d_model. Logits are plain dot products, with the table as it is.",
        tuple({"embedding.T": f"embedding.T {sign} x.shape[-1] ** 0.5"} for sign in "*/"),
    ),
    Mistake(
        "lengths-taken-out",
        "You gave vectors the length 1, as for cosines. Logits are plain dot products.",
        (
            {"x @ embedding.T": "x @ (embedding / embedding.norm(dim=-1, keepdim=True)).T"},
            {"x @ embedding.T": "x / x.norm(dim=-1, keepdim=True) @ embedding.T"},
            {"x @": "x / x.norm(dim=-1, keepdim=True) @", "embedding.T": "torch.nn.functional.normalize(embedding).T"},
        ),
    ),
    Mistake(
        "ids-chosen",
        "You have chosen a word already. Return the scores of all.",
        {"x @ embedding.T": "(x @ embedding.T).argmax(dim=-1)"},
    ),
    Mistake(
        "one-vector-of-a-sentence",
        "You took one vector of each sentence. Every word has its own logits: [batch, words, vocab_size].",
        tuple({"x @": f"{one} @"} for one in ("x[:, -1]", "x[:, -1:]", "x.mean(dim=1)", "x.sum(dim=1)")),
    ),
    Mistake(
        "batch-lost",
        "An axis in front is gone. Return [batch, words, vocab_size].",
        (
            *({"x @": f"{x} @"} for x in ("x.flatten(0, 1)", "x[0]", "x.squeeze()")),
            *({"x @ embedding.T": f"(x @ embedding.T).{squeeze}"} for squeeze in ("squeeze()", "squeeze(0)")),
        ),
    ),
    Mistake(
        "not-transposed",
        "A row of the table is one word, [vocab_size, d_model]. Transpose it: the width meets the width.",
        {"embedding.T": "embedding"},
    ),
    Mistake(
        "reshaped",
        "reshape and view do not swap axes: words are mixed. Transpose the table.",
        {"embedding.T": "embedding.reshape(x.shape[-1], -1)"},
    ),
    Mistake(
        "sides-swapped",
        "Put `x` on the left: its last axis, the width, meets the first axis of the transposed table.",
        ({"x @ embedding.T": "embedding.T @ x"}, {"x @ embedding.T": "embedding @ x"}),
    ),
    Mistake(
        "vocabulary-before-words",
        "The axes are [batch, vocab_size, words]. Put `x` on the left.",
        {"x @ embedding.T": "embedding @ x.mT"},
    ),
    Mistake(
        "looked-up",
        "You looked up rows, as at the bottom. Here x holds vectors, not ids: multiply each with every row.",
        tuple({"x @ embedding.T": f"embedding[{x}]"} for x in ("x", "x.long()")),
    ),
    Mistake(
        "distances",
        "You took distances. Logits are dot products.",
        tuple({"x @ embedding.T": f"{sign}torch.cdist(x, embedding.expand(len(x), -1, -1))"} for sign in ("", "-")),
    ),
    Mistake(
        "word-excluded",
        "You excluded the word with the id 0. Every row of the table gives a logit.",
        tuple(
            {"x @ embedding.T": f"(x @ embedding.T).index_fill(-1, torch.tensor(0), {low})"}
            for low in ("-torch.inf", "-1e9")
        ),
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
