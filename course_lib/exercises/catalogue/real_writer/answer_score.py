"""Score an answer: how likely does a model find it after the prompt?"""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def answer_score(logits: Tensor, ids: Tensor, length: int) -> Tensor:
    """Return the log-probability of the last `length` of the ids [n], given all before; logits are [n, vocab_size]."""
    log_shares = logits[-length - 1 : -1].log_softmax(dim=-1)
    return log_shares.gather(1, ids[-length:, None]).sum()


def _case(words: str, vocab_size: int, ids: list[int], length: int) -> Case:
    """Make a case of random logits."""
    return Case(words, lambda: (random_tensor(len(ids), vocab_size, seed=vocab_size), torch.tensor(ids), length))


CASES = (
    Case(
        "two tokens, the answer is one",
        lambda: (torch.tensor([[0.0, 1.0, 2.0], [3.0, 0.0, 1.0]]), torch.tensor([0, 1]), 1),
    ),
    _case("five tokens, the answer is two", 4, [3, 0, 2, 1, 0], 2),
    _case("the prompt is one token", 5, [4, 1, 1, 3], 3),
    _case("as many tokens as words in the vocabulary", 6, [5, 2, 0, 4, 1, 3], 2),
    _case("seven tokens, the answer is four, a token comes twice", 9, [8, 2, 7, 5, 0, 5, 6], 4),
    _case("eight tokens, the answer is one", 3, [0, 2, 1, 1, 0, 2, 2, 1], 1),
    Case(
        "a token of a share too small for float32",
        lambda: (torch.tensor([[0.0, 1.0], [500.0, 0.0], [1.0, 2.0]]), torch.tensor([1, 0, 1]), 2),
    ),
)


def _with_cross_entropy(logits: Tensor, ids: Tensor, length: int) -> Tensor:
    losses = torch.nn.functional.cross_entropy(logits[:-1], ids[1:], reduction="none")
    return -losses[-length:].sum()


def _token_by_token(logits: Tensor, ids: Tensor, length: int) -> Tensor:
    total = torch.tensor(0.0, dtype=torch.float64)
    for place in range(len(ids) - length, len(ids)):
        row = logits[place - 1].double()
        total = total + row[ids[place]] - row.logsumexp(dim=0)
    return total


def _with_rows_and_columns(logits: Tensor, ids: Tensor, length: int) -> Tensor:
    places = torch.arange(len(ids) - length, len(ids))
    return torch.sum(torch.log_softmax(logits, dim=1)[places - 1, ids[places]])


ROWS, LOG_SHARES = "logits[-length - 1 : -1]", "logits[-length - 1 : -1].log_softmax(dim=-1)"
TOKENS, CHOSEN = "ids[-length:, None]", "log_shares.gather(1, ids[-length:, None])"

MISTAKES = (
    Mistake(
        "row-of-the-token-itself",
        "You scored each token with the logits of its own place, which the model made after it had read the token. "
        "The place before foretells it.",
        {ROWS: "logits[-length:]"},
    ),
    Mistake(
        "tokens-one-too-early",
        "Your tokens are one place too early: the last token of the prompt is among them, that of the answer is not.",
        {TOKENS: "ids[-length - 1 : -1, None]"},
    ),
    Mistake(
        "rows-too-early",
        "Your rows of logits are one place too early. The row just before a token foretells it.",
        {ROWS: "logits.roll(1, dims=0)[-length - 1 : -1]"},
    ),
    Mistake(
        "whole-text",
        "You scored the prompt as well. Only the tokens of the answer count.",
        {ROWS: "logits[:-1]", TOKENS: "ids[1:, None]"},
    ),
    Mistake(
        "prompt-scored",
        "You scored the prompt. The answer is the last `length` tokens.",
        {ROWS: "logits[: -length - 1]", TOKENS: "ids[1:-length, None]"},
    ),
    Mistake(
        "first-tokens",
        "You scored the first `length` tokens. The answer stands at the end.",
        (
            {ROWS: "logits[:length]", TOKENS: "ids[1 : length + 1, None]"},
            {ROWS: "logits[:length]", TOKENS: "ids[:length, None]"},
        ),
    ),
    Mistake(
        "length-of-the-prompt",
        "You took `length` for that of the prompt. It is that of the answer.",
        {ROWS: "logits[length - 1 : -1]", TOKENS: "ids[length:, None]"},
    ),
    Mistake(
        "one-token-too-many",
        "You scored one token too many: the last one of the prompt.",
        {ROWS: "logits[max(len(ids) - length - 2, 0) : -1]", TOKENS: "ids[max(len(ids) - length - 1, 1) :, None]"},
    ),
    Mistake(
        "first-token-left-out",
        "The first token of the answer is missing. The last row of the prompt foretells it.",
        {CHOSEN: f"{CHOSEN}[1:]"},
    ),
    Mistake("last-token-left-out", "The last token of the answer is missing.", {CHOSEN: f"{CHOSEN}[:-1]"}),
    Mistake(
        "one-token-only",
        "You scored one token of the answer. Add up all.",
        ({CHOSEN: f"{CHOSEN}[0]"}, {CHOSEN: f"{CHOSEN}[-1]"}),
    ),
    Mistake(
        "mean",
        "You took the mean over the tokens. The score of the whole answer is the sum.",
        ({".sum()": ".mean()"}, {".sum()": ".sum() / len(ids)"}),
    ),
    Mistake(
        "mean-loss",
        "This is the mean of the losses, as cross_entropy gives it. Take the sum, and turn its sign.",
        {f"{CHOSEN}.sum()": f"-{CHOSEN}.mean()"},
    ),
    Mistake(
        "perplexity",
        "This is the perplexity. Wanted is the sum of the logarithms.",
        {CHOSEN + ".sum()": f"(-{CHOSEN}.mean()).exp()"},
    ),
    Mistake(
        "shares-added",
        "You added up shares. Shares multiply; their logarithms add up: log_softmax.",
        ({".log_softmax": ".softmax"}, {".log_softmax": ".softmax", ".sum()": ".sum().log()"}),
    ),
    Mistake("product", "This is the probability itself. Return its logarithm.", {".sum()": ".sum().exp()"}),
    Mistake(
        "logits-added",
        "You added up logits. They become logarithms of shares by log_softmax.",
        {".log_softmax(dim=-1)": ""},
    ),
    Mistake(
        "logarithm-after-softmax",
        "You took the logarithm after softmax, where a small share is rounded to 0. log_softmax does both at once.",
        {".log_softmax(dim=-1)": ".softmax(dim=-1).log()"},
    ),
    Mistake(
        "small-number-added",
        "You kept shares away from 0 by a small number: unlikely tokens become likelier. Use log_softmax.",
        tuple(
            {LOG_SHARES: f"({ROWS}.softmax(dim=-1){way}).log()"}
            for small in ("1e-12", "1e-10", "1e-9", "1e-8")
            for way in (f" + {small}", f".clamp(min={small})")
        ),
    ),
    Mistake(
        "other-base",
        "You took the logarithm to the base 2 or 10. Here it is the natural one.",
        tuple({".sum()": f".sum() / torch.tensor({base}.0).log()"} for base in (2, 10)),
    ),
    Mistake(
        "softmax-over-the-tokens",
        "You took softmax over the places. The words of the vocabulary compete: dim=-1.",
        ({"dim=-1": "dim=0"}, {LOG_SHARES: "logits.log_softmax(dim=0)[-length - 1 : -1]"}),
    ),
    Mistake(
        "sign-turned", "This is the loss, with a minus. A log-probability is 0 or less.", {"return log": "return -log"}
    ),
    Mistake(
        "likeliest-tokens",
        "You took the likeliest token of each place. `ids` says which one the answer has.",
        {CHOSEN: "log_shares.amax(dim=-1)"},
    ),
    Mistake(
        "every-place-with-every-token",
        "You took every token of the answer at every place. gather takes one at each.",
        {CHOSEN: "log_shares[:, ids[-length:]]"},
    ),
    Mistake(
        "places-for-tokens",
        "`gather` chose rows, not columns: the tokens are along the second axis, 1.",
        {CHOSEN: "logits.log_softmax(dim=-1)[ids[-length:]]"},
    ),
    Mistake(
        "not-added",
        "These are the logarithms of the single tokens. Add them up.",
        ({".sum()": ""}, {".sum()": "[:, 0]"}),
    ),
    Mistake("axis-kept", "There is an axis too many. Return one number.", {".sum()": ".sum(dim=0)"}),
)

EXERCISE = Exercise(
    name="answer-score",
    chapter="real-writer",
    minutes=12,
    difficulty="medium",
    solution=answer_score,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_cross_entropy, _token_by_token, _with_rows_and_columns),
)
