"""Take the mean loss of the words of a batch, and of nothing else."""

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import scored_words_case


def masked_loss(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    """Return the mean of −log softmax at the targets, over all places whose target is no pad."""
    log_shares = torch.log_softmax(logits, dim=-1)
    chosen = log_shares.gather(-1, targets[..., None]).squeeze(-1)
    return -chosen[targets != pad_id].mean()


CASES = (
    Case(
        "one sentence of two words, vocabulary of 3",
        lambda: (torch.tensor([[[0.0, 1.0, 2.0], [0.0, 0.0, 1.0]]]), torch.tensor([[2, 1]]), 0),
    ),
    Case(
        "one sentence of two words and a pad",
        lambda: (
            torch.tensor([[[0.0, 1.0, 2.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]]),
            torch.tensor([[2, 1, 0]]),
            0,
        ),
    ),
    scored_words_case("two sentences, of four words and of one word", [[3, 1, 4, 2], [2, 0, 0, 0]], 0, 5),
    scored_words_case("pads have the id 3, and 0 is a word", [[0, 1, 2], [4, 0, 3], [5, 3, 3]], 3, 6),
    scored_words_case("three sentences of three words, vocabulary of 3", [[1, 2, 1], [2, 2, 1], [1, 1, 2]], 0, 3),
    scored_words_case("pads in front", [[0, 0, 0, 1], [0, 2, 2, 3]], 0, 4),
    scored_words_case("pads are forbidden: their logit is −∞", [[3, 1, 2], [4, 0, 0]], 0, 5, pads_forbidden=True),
    Case(
        "a word whose share is too small for any float",
        lambda: (torch.tensor([[[0.0, 1000.0, 1.0], [1.0, 0.0, 0.0]]]), torch.tensor([[2, 1]]), 0),
    ),
    scored_words_case("float64", [[1, 5, 2], [3, 6, 0]], 0, 7, dtype=torch.float64),
)


# Other ways to write it


def _with_cross_entropy(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=pad_id)


def _words_first(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    is_word = targets != pad_id
    scores, right = logits[is_word], targets[is_word]
    return (scores.logsumexp(dim=-1) - scores[torch.arange(len(right)), right]).mean()


def _sum_by_count(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    losses = cross_entropy(logits.mT, targets, reduction="none")
    is_word = targets != pad_id
    return torch.where(is_word, losses, 0.0).sum() / is_word.sum()


# Ways to get it wrong

LOG_SHARES, SUM = "torch.log_softmax(logits, dim=-1)", "torch.where(is_word, losses, 0.0).sum() / is_word.sum()"

MISTAKES = (
    Mistake(
        "pads-included", "The pads count as words. Leave their places out of the mean.", {"[targets != pad_id]": ""}
    ),
    Mistake("mask-inverted", "You took the mean over the pads. Keep the other places.", {"!= pad_id": "== pad_id"}),
    Mistake(
        "divided-by-all-places",
        "The sum is right, but you divided by the number of all places. Divide by the number of words: else a batch "
        "with many pads seems to be good.",
        {".mean()": ".sum() / targets.numel()"},
    ),
    Mistake(
        "divided-by-the-batch",
        "You divided by the number of sentences. Divide by that of all words.",
        {".mean()": ".sum() / len(targets)"},
    ),
    Mistake(
        "mean-of-means",
        "You took each sentence's mean, and then the mean of these: a word of a short sentence counts for more. Take "
        "one mean over all words of the batch.",
        {SUM: "(torch.where(is_word, losses, 0.0).sum(dim=-1) / is_word.sum(dim=-1)).mean()"},
        of=_sum_by_count,
    ),
    Mistake(
        "each-sentence",
        "You return one number for each sentence. One for the batch is asked.",
        {SUM: "torch.where(is_word, losses, 0.0).sum(dim=-1) / is_word.sum(dim=-1)"},
        of=_sum_by_count,
    ),
    Mistake("sum", "You added up and did not divide by the number of words. Take the mean.", {".mean()": ".sum()"}),
    Mistake(
        "each-place",
        "These are losses of single places. Take the mean over the words.",
        ({SUM: "torch.where(is_word, losses, 0.0)"}, {SUM: "losses[is_word]"}, {SUM: "losses"}),
        of=_sum_by_count,
    ),
    Mistake(
        "zero-times-infinity",
        "You multiplied by 0 what may be infinite, where the pad has the logit −∞: 0 · ∞ is NaN. Select instead: index "
        "with the mask, or masked_fill.",
        {"torch.where(is_word, losses, 0.0)": "(losses * is_word)"},
        of=_sum_by_count,
    ),
    Mistake(
        "pad-forbidden",
        "You set the pad's logit to −∞ and kept the pads' places: their loss is ∞. Not the logits, but the places of "
        "the pads go.",
        {
            LOG_SHARES: "logits.index_fill(-1, torch.tensor([pad_id]), -torch.inf).log_softmax(-1)",
            "[targets != pad_id]": "",
        },
    ),
    Mistake(
        "pad-left-out-of-the-shares",
        "You left the pad out of the softmax. It is one of the words that the model may wrongly say: only the places "
        "whose target is a pad go.",
        {LOG_SHARES: "logits.index_fill(-1, torch.tensor([pad_id]), -torch.inf).log_softmax(-1)"},
    ),
    Mistake(
        "logits-set-to-zero",
        "You set the pads' logits to 0. Each then costs the logarithm of vocab_size and counts in the mean. Leave "
        "those places out of it.",
        {"(logits,": "(logits.masked_fill((targets == pad_id)[..., None], 0.0),", "[targets != pad_id]": ""},
    ),
    Mistake("pads-are-0", "You took the id 0 for the pad. Its id is `pad_id`.", {"targets != pad_id": "targets != 0"}),
    Mistake(
        "softmax-twice",
        "You took softmax twice. `log_softmax` and `cross_entropy` do it themselves: give them the logits.",
        {"(logits,": "(logits.softmax(dim=-1),"},
    ),
    Mistake(
        "softmax-over-words",
        "You took softmax over words or sentences. At each place the words of the vocabulary compete: dim=-1.",
        ({"dim=-1": "dim=1"}, {"dim=-1": "dim=0"}),
    ),
    Mistake("no-softmax", "These are the logits. Make log-probabilities of them: log_softmax.", {LOG_SHARES: "logits"}),
    Mistake(
        "no-logarithm", "You averaged the shares. The loss of a word is −log of its share.", {"log_softmax": "softmax"}
    ),
    Mistake(
        "other-logarithm",
        "You took the logarithm to base 2 or 10. The loss is the natural one, `log`.",
        (
            *({LOG_SHARES: f"{LOG_SHARES} / torch.tensor({base}.0).log()"} for base in (2, 10)),
            *({LOG_SHARES: f"torch.softmax(logits, dim=-1).log{base}()"} for base in (2, 10)),
        ),
    ),
    Mistake(
        "logarithm-after-softmax",
        "You took the logarithm after softmax. In between, a small share is rounded to 0, and log 0 is −∞. log_softmax "
        "does both at once.",
        {LOG_SHARES: "torch.softmax(logits, dim=-1).log()"},
    ),
    Mistake(
        "floor-under-the-shares",
        "You added a tiny number to the shares, or set a floor under them, so that log 0 cannot happen. Then the loss "
        "of a small share is wrong. log_softmax needs no floor.",
        tuple({LOG_SHARES: f"(torch.softmax(logits, dim=-1) + {tiny}).log()"} for tiny in (1e-12, 1e-10, 1e-9, 1e-8)),
    ),
    Mistake(
        "log-of-the-mean",
        "You took the mean of the shares and then the logarithm. Take the logarithm of each share, then the mean.",
        {LOG_SHARES: "torch.softmax(logits, dim=-1)", ".mean()": ".mean().log()"},
    ),
    Mistake("no-minus", "The minus is missing: a loss is 0 or more.", {"-chosen": "chosen"}),
    Mistake(
        "likeliest-word",
        "This is the loss of the likeliest word. Take that of the right one, targets[:, t].",
        {"gather(-1, targets[..., None]).squeeze(-1)": "amax(dim=-1)"},
    ),
    Mistake(
        "shifted-again",
        "You shifted the targets against the logits. They are aligned already: row t scores targets[:, t].",
        {"    log_shares": "    logits, targets = logits[:, :-1], targets[:, 1:]\n    log_shares"},
    ),
    Mistake(
        "other-dtype",
        "The loss is right, but its dtype is not that of the logits.",
        tuple({".mean()": f".mean().{dtype}()"} for dtype in ("float", "double")),
    ),
    Mistake(
        "vocabulary-not-on-axis-1",
        "cross_entropy wants the vocabulary on axis 1: logits.mT.",
        {".mT": ""},
        of=_sum_by_count,
    ),
    Mistake("number-returned", "Return a tensor with one number, without `.item()`.", {".mean()": ".mean().item()"}),
)

EXERCISE = Exercise(
    name="masked-loss",
    chapter="translation",
    minutes=10,
    difficulty="medium",
    solution=masked_loss,
    cases=CASES,
    mistakes=MISTAKES,
    dtype_asked=True,
    also_right=(_with_cross_entropy, _words_first, _sum_by_count),
    equivalent_mutations=(
        "line 3: '-1' → '-2' (2)",  # the mask picks the same losses where the last axis, of length 1, is still there
    ),
)
