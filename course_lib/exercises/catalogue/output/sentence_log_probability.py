"""Add up the log-probabilities of a sentence's words."""

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import scored_words_case


def log_probability(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    """Return the sum of log softmax at each sentence's ids, pads left out."""
    log_shares = torch.log_softmax(logits, dim=-1)
    chosen = log_shares.gather(-1, ids[..., None]).squeeze(-1)
    return chosen.masked_fill(ids == pad_id, 0.0).sum(dim=-1)


CASES = (
    Case(
        "one sentence of two words, vocabulary of 3",
        lambda: (torch.tensor([[[0.0, 1.0, 2.0], [0.0, 0.0, 1.0]]]), torch.tensor([[2, 1]]), 0),
    ),
    Case(
        "one word and two pads",
        lambda: (torch.tensor([[[0.0, 1.0, 2.0], [3.0, 0.0, 1.0], [1.0, 0.0, 0.0]]]), torch.tensor([[1, 0, 0]]), 0),
    ),
    scored_words_case("two sentences, of four and of two words", [[3, 1, 4, 2], [2, 4, 0, 0]], 0, 5),
    scored_words_case("pads have the id 3, and 0 is a word", [[0, 1, 2], [4, 0, 3], [5, 3, 3]], 3, 6),
    scored_words_case("three sentences of three words, vocabulary of 3", [[1, 2, 1], [2, 2, 1], [1, 1, 0]], 0, 3),
    scored_words_case("two sentences of one word", [[2], [1]], 0, 4),
    scored_words_case("pads in front", [[0, 0, 3, 1], [0, 2, 2, 3]], 0, 4),
    scored_words_case("pads are forbidden: their logit is −∞", [[3, 1, 2], [4, 0, 0]], 0, 5, pads_forbidden=True),
    Case(
        "a word of a share too small for float32",
        lambda: (torch.tensor([[[0.0, 500.0, 1.0], [1.0, 0.0, 0.0]]]), torch.tensor([[2, 1]]), 0),
    ),
    scored_words_case("float64", [[1, 5, 2], [3, 6, 0]], 0, 7, dtype=torch.float64),
)


# Other ways to write it


def _with_cross_entropy(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return -cross_entropy(logits.mT, ids, ignore_index=pad_id, reduction="none").sum(dim=1)


def _with_logsumexp(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    scores = torch.take_along_dim(logits.double(), ids.unsqueeze(2), dim=2).squeeze(2)
    each = torch.where(ids == pad_id, 0.0, scores - logits.double().logsumexp(dim=2))
    return each.sum(dim=1).to(logits.dtype)


def _word_by_word(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    totals = torch.zeros(len(ids), dtype=logits.dtype)
    for sentence, row in enumerate(ids.tolist()):
        for word, token in enumerate(row):
            if token != pad_id:
                totals[sentence] += logits[sentence, word].log_softmax(dim=0)[token]
    return totals


MISTAKES = (
    Mistake(
        "mean",
        "You took a mean. The log-probability of a sentence is the sum over its words.",
        ({"sum(dim=-1)": "sum(dim=-1) / (ids != pad_id).sum(dim=-1)"}, {"sum(dim=-1)": "mean(dim=-1)"}),
    ),
    Mistake(
        "pads-included",
        "The pads count as words in your sum. Leave them out.",
        {".masked_fill(ids == pad_id, 0.0)": ""},
    ),
    Mistake(
        "zero-times-infinity",
        "You multiplied the pads by 0, but 0 · ∞ is NaN. Select instead: masked_fill or where.",
        {"chosen.masked_fill(ids == pad_id, 0.0)": "(chosen * (ids != pad_id))"},
    ),
    Mistake("pads-are-0", "You took the id 0 for the pad. Its id is `pad_id`.", {"ids == pad_id": "ids == 0"}),
    Mistake("pads-only", "You kept the pads and left the words out.", {"==": "!="}),
    Mistake(
        "stopped-at-the-first-pad",
        "You left out all after the first pad. Leave out the pads alone.",
        {"ids == pad_id": "(ids == pad_id).cumsum(dim=-1) > 0"},
    ),
    Mistake(
        "pad-left-out-of-softmax",
        "You took the pad out of the softmax. It is over all words: only the pad's places do not count.",
        {"softmax(logits,": "softmax(logits.index_fill(-1, torch.tensor(pad_id), -torch.inf),"},
    ),
    Mistake(
        "shares-added",
        "You added up probabilities. They multiply; their logarithms add up: log_softmax.",
        ({"log_softmax": "softmax"}, {"log_softmax": "softmax", "sum(dim=-1)": "sum(dim=-1).log()"}),
    ),
    Mistake(
        "product",
        "This is the probability itself, which soon becomes 0. Return its logarithm.",
        {"sum(dim=-1)": "sum(dim=-1).exp()"},
    ),
    Mistake(
        "logarithm-after-softmax",
        "You took the logarithm after softmax, where a small share is rounded to 0. log_softmax does both at once.",
        {"torch.log_softmax(logits, dim=-1)": "torch.softmax(logits, dim=-1).log()"},
    ),
    Mistake(
        "small-number-added",
        "You kept shares away from 0 by a small number: unlikely words become likelier. Use log_softmax.",
        tuple(
            {"torch.log_softmax(logits, dim=-1)": f"({way}).log()"}
            for small in ("1e-12", "1e-10", "1e-9", "1e-8")
            for way in (f"logits.softmax(dim=-1) + {small}", f"logits.softmax(dim=-1).clamp(min={small})")
        ),
    ),
    Mistake(
        "logits-added",
        "You added up logits. They become comparable only by log_softmax.",
        {"torch.log_softmax(logits, dim=-1)": "logits"},
    ),
    Mistake(
        "softmax-over-another-axis",
        "You took softmax over the sentence or the batch. The words of the vocabulary compete: dim=-1.",
        ({"logits, dim=-1": "logits, dim=1"}, {"logits, dim=-1": "logits, dim=0"}),
    ),
    Mistake(
        "other-base",
        "You took the logarithm to the base 2 or 10. Here it is the natural one.",
        tuple(
            {"torch.log_softmax(logits, dim=-1)": f"torch.{way}"}
            for way in (
                "softmax(logits, dim=-1).log2()",
                "softmax(logits, dim=-1).log10()",
                "log_softmax(logits, dim=-1) / torch.tensor(2).log()",
                "log_softmax(logits, dim=-1) / torch.tensor(10).log()",
            )
        ),
    ),
    Mistake(
        "shifted",
        "You shifted the words against the logits. Row t of the logits scores ids[:, t] already.",
        {"    log_shares =": "    logits, ids = logits[:, :-1], ids[:, 1:]\n    log_shares ="},
    ),
    Mistake("sign-turned", "This is the loss, with a minus.", {"return chosen": "return -chosen"}),
    Mistake(
        "whole-batch",
        "You added up over the batch. Return one number for each sentence.",
        tuple({"sum(dim=-1)": way} for way in ("sum()", "sum(dim=0)", "mean()", "sum() / (ids != pad_id).sum()")),
    ),
    Mistake("not-added", "These are the words' log-probabilities. Add them up.", {".sum(dim=-1)": ""}),
    Mistake(
        "likeliest-words",
        "You took the likeliest word of each place. `ids` says which word stands there.",
        {"gather(-1, ids[..., None]).squeeze(-1)": "amax(dim=-1)"},
    ),
    Mistake(
        "squeeze-forgotten",
        "gather leaves a last axis of size 1. Drop that one, and no other: squeeze(-1).",
        ({".squeeze(-1)": ""}, {"squeeze(-1)": "squeeze()"}),
    ),
    Mistake("axis-kept", "There is an axis too many. Return [batch].", {"sum(dim=-1)": "sum(dim=-1, keepdim=True)"}),
    Mistake(
        "every-place-with-every-word",
        "Indexing with all of `ids` takes every word at every place. gather takes one of each row.",
        {"log_shares.gather(-1, ids[..., None]).squeeze(-1)": "log_shares[..., ids]"},
    ),
    Mistake(
        "dtype-lost",
        "The values are right, but the dtype is not that of the logits.",
        {"sum(dim=-1)": "sum(dim=-1).float()"},
    ),
    Mistake(
        "in-place",
        "The result is right, but you changed the caller's logits. Make a new tensor.",
        {"torch.log_softmax(logits, dim=-1)": "logits.sub_(logits.logsumexp(dim=-1, keepdim=True))"},
    ),
)

EXERCISE = Exercise(
    name="sentence-log-probability",
    chapter="output",
    minutes=10,
    difficulty="medium",
    solution=log_probability,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_cross_entropy, _with_logsumexp, _word_by_word),
    dtype_asked=True,
)
