"""Keep the fewest likeliest words that together have a share of at least p."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def top_p(logits: Tensor, p: float) -> Tensor:
    """Set to −∞ every word whose likelier words have a share of p or more already."""
    shares = torch.softmax(logits, dim=-1)
    ordered, order = shares.sort(descending=True)
    before = ordered.cumsum(dim=-1) - ordered
    places = order.argsort()
    return logits.masked_fill(before.gather(-1, places) >= p, float("-inf"))


def _of_shares(words: str, p: float, *rows: tuple[float, ...], dtype: torch.dtype = torch.float32) -> Case:
    """Make a case with these shares: the logits are their logarithms, each row moved by another constant."""

    def arguments() -> tuple[Tensor, float]:
        shift = torch.arange(1.0, len(rows) + 1, dtype=dtype)[:, None]
        return torch.tensor(rows, dtype=dtype).log() + shift, p

    return Case(words, arguments)


# No sum of the likeliest shares comes near p: rounding decides nothing.
CASES = (
    Case("one row of three, p = 0.8", lambda: (torch.tensor([[1.0, 2.0, 0.0]]), 0.8)),
    Case("the likeliest word has more than p", lambda: (torch.tensor([[0.0, 3.0, 1.0]]), 0.3)),
    _of_shares("shares 0.1, 0.4, 0.2 and 0.3, p = 0.6", 0.6, (0.1, 0.4, 0.2, 0.3)),
    _of_shares("p = 0.95 keeps all four words", 0.95, (0.2, 0.1, 0.4, 0.3)),
    _of_shares(
        "one row sure of its word, one not, p = 0.75",
        0.75,
        (0.03, 0.02, 0.9, 0.05),
        (0.22, 0.3, 0.2, 0.28),
    ),
    _of_shares(
        "three rows of five shares, p = 0.5",
        0.5,
        (0.17, 0.36, 0.05, 0.3, 0.12),
        (0.06, 0.09, 0.65, 0.13, 0.07),
        (0.23, 0.16, 0.19, 0.2, 0.22),
    ),
    Case("all logits are negative, p = 0.7", lambda: (torch.tensor([[-3.0, -2.5, -4.5, -2.0, -6.0]]), 0.7)),
    Case("batch of 4, vocabulary of 4, p = 0.65", lambda: (random_tensor(4, 4, seed=8), 0.65)),
    Case("very large logits, p = 0.6", lambda: (torch.tensor([[499.0, 498.0, 500.0, 0.0]]), 0.6)),
    _of_shares(
        "float64, p = 0.87", 0.87, (0.1, 0.5, 0.3, 0.06, 0.04), (0.2, 0.19, 0.17, 0.21, 0.23), dtype=torch.float64
    ),
)


# Other ways to write it


def _with_scatter(logits: Tensor, p: float) -> Tensor:
    ordered, order = logits.sort(dim=-1, descending=True)
    shares = ordered.softmax(dim=-1)
    dropped = shares.cumsum(dim=-1) - shares >= p
    return torch.empty_like(logits).scatter(-1, order, ordered.masked_fill(dropped, -torch.inf))


def _mask_moved_by_one(logits: Tensor, p: float) -> Tensor:
    order = logits.argsort(dim=-1, descending=True)
    reached = logits.softmax(dim=-1).gather(-1, order).cumsum(dim=-1) >= p
    dropped = torch.cat([torch.zeros_like(reached[:, :1]), reached[:, :-1]], dim=-1)
    return logits.masked_fill(torch.empty_like(dropped).scatter(-1, order, dropped), -torch.inf)


def _every_pair(logits: Tensor, p: float) -> Tensor:
    shares = logits.softmax(dim=-1)
    likelier = shares[:, None, :] > shares[:, :, None]  # [batch, word, other word]
    return torch.where((likelier * shares[:, None, :]).sum(dim=-1) < p, logits, -torch.inf)


def _word_by_word(logits: Tensor, p: float) -> Tensor:
    kept = torch.full_like(logits, -torch.inf)
    for row, shares in enumerate(logits.softmax(dim=-1)):
        total = 0.0
        for word in shares.argsort(descending=True).tolist():
            if total < p:
                kept[row, word] = logits[row, word]
            total += shares[word].item()
    return kept


# Ways to get it wrong


def _before(shares: Tensor) -> Tensor:
    """Return the share of the words to the left of each."""
    return shares.cumsum(dim=-1) - shares


def _dropped(logits: Tensor, p: float) -> Tensor:
    """Mark, in sorted order, the words that go."""
    return _before(logits.softmax(dim=-1).sort(descending=True).values) >= p


def _back(dropped: Tensor, logits: Tensor) -> Tensor:
    """Drop from the logits the words marked in sorted order."""
    order = logits.argsort(descending=True)
    return logits.masked_fill(torch.empty_like(dropped).scatter(-1, order, dropped), -torch.inf)


def _crossing_word_lost(logits: Tensor, p: float) -> Tensor:
    return _back(logits.softmax(dim=-1).sort(descending=True).values.cumsum(dim=-1) >= p, logits)


def _crossing_word_lost_but_one(logits: Tensor, p: float) -> Tensor:
    dropped = logits.softmax(dim=-1).sort(descending=True).values.cumsum(dim=-1) >= p
    dropped[:, 0] = False
    return _back(dropped, logits)


def _one_more(logits: Tensor, p: float) -> Tensor:
    dropped = _dropped(logits, p)
    return _back(torch.cat([torch.zeros_like(dropped[:, :1]), dropped[:, :-1]], dim=-1), logits)


def _left_sorted(logits: Tensor, p: float) -> Tensor:
    return logits.sort(descending=True).values.masked_fill(_dropped(logits, p), -torch.inf)


def _mask_left_sorted(logits: Tensor, p: float) -> Tensor:
    return logits.masked_fill(_dropped(logits, p), -torch.inf)


def _mask_moved_the_wrong_way(logits: Tensor, p: float) -> Tensor:
    return logits.masked_fill(_dropped(logits, p).gather(-1, logits.argsort(descending=True)), -torch.inf)


def _unsorted(logits: Tensor, p: float) -> Tensor:
    return logits.masked_fill(_before(logits.softmax(dim=-1)) >= p, -torch.inf)


def _ascending(logits: Tensor, p: float) -> Tensor:
    shares = logits.softmax(dim=-1).sort().values
    order = logits.argsort()
    return logits.masked_fill((_before(shares) >= p).gather(-1, order.argsort()), -torch.inf)


def _each_share(logits: Tensor, p: float) -> Tensor:
    return logits.masked_fill(logits.softmax(dim=-1) < p, -torch.inf)


def _part_of_the_highest(logits: Tensor, p: float) -> Tensor:
    shares = logits.softmax(dim=-1)
    return logits.masked_fill(shares < p * shares.amax(dim=-1, keepdim=True), -torch.inf)


def _part_of_the_vocabulary(logits: Tensor, p: float) -> Tensor:
    lowest = logits.topk(max(1, round(p * logits.shape[-1]))).values[:, -1:]
    return logits.masked_fill(logits < lowest, -torch.inf)


def _shares_kept(logits: Tensor, p: float) -> Tensor:
    return logits.softmax(dim=-1).masked_fill(top_p(logits, p) == -torch.inf, 0.0)


def _shares_or_infinity(logits: Tensor, p: float) -> Tensor:
    return logits.softmax(dim=-1).masked_fill(top_p(logits, p) == -torch.inf, -torch.inf)


def _new_shares(logits: Tensor, p: float) -> Tensor:
    return top_p(logits, p).softmax(dim=-1)


def _logits_added_up(logits: Tensor, p: float) -> Tensor:
    return _back(_before(logits.sort(descending=True).values) >= p, logits)


def _exponentials_added_up(logits: Tensor, p: float) -> Tensor:
    return _back(_before(logits.sort(descending=True).values.exp()) >= p, logits)


def _first_row_for_all(logits: Tensor, p: float) -> Tensor:
    return logits.masked_fill(top_p(logits[:1], p) == -torch.inf, -torch.inf)


def _first_row_s_number(logits: Tensor, p: float) -> Tensor:
    return _back(_dropped(logits[:1], p).expand(logits.shape), logits)


def _over_sentences(logits: Tensor, p: float) -> Tensor:
    return top_p(logits.T, p).T


def _zero(logits: Tensor, p: float) -> Tensor:
    return logits.masked_fill(top_p(logits, p) == -torch.inf, 0.0)


def _minus_1e9(logits: Tensor, p: float) -> Tensor:
    return logits.masked_fill(top_p(logits, p) == -torch.inf, -1e9)


def _inverted(logits: Tensor, p: float) -> Tensor:
    return logits.masked_fill(top_p(logits, p) != -torch.inf, -torch.inf)


def _in_place(logits: Tensor, p: float) -> Tensor:
    logits[top_p(logits, p) == -torch.inf] = -torch.inf
    return logits


MISTAKES = (
    Mistake(
        "crossing-word-lost",
        "The word with which the sum reaches p is lost: what is left has less than p, and where one word alone has p, "
        "none is left. Drop a word only if the likelier ones have p already.",
        _crossing_word_lost,
    ),
    Mistake(
        "crossing-word-lost-but-one",
        "The word with which the sum reaches p is lost, except where it is the first. Drop a word only if the likelier "
        "ones have p already, without it.",
        _crossing_word_lost_but_one,
    ),
    Mistake(
        "one-too-many", "You kept one word more than needed. Stop with the word that makes the sum reach p.", _one_more
    ),
    Mistake(
        "left-sorted",
        "Your result is sorted, best word first. Each logit belongs to the word at its place: bring it back there.",
        _left_sorted,
    ),
    Mistake(
        "mask-left-sorted",
        "The mask is in sorted order, the logits are not. Bring the mask back to the words' places before you use it.",
        _mask_left_sorted,
    ),
    Mistake(
        "moved-the-wrong-way",
        "`gather` with the order sorts once more. The way back needs the inverse: gather with `order.argsort()`, or "
        "scatter with `order`.",
        _mask_moved_the_wrong_way,
    ),
    Mistake(
        "unsorted",
        "You added up the shares from left to right. The likeliest words come first: sort them.",
        _unsorted,
    ),
    Mistake(
        "ascending", "You began with the unlikeliest words. Sort with descending=True, and the likely stay.", _ascending
    ),
    Mistake(
        "each-share-against-p",
        "You compared each share with p by itself. It is the sum of the likeliest shares that must reach p.",
        _each_share,
    ),
    Mistake(
        "part-of-the-highest",
        "You kept the words with at least p times the highest share. That is another rule (min-p); here the sum of the "
        "likeliest shares must reach p.",
        _part_of_the_highest,
    ),
    Mistake(
        "part-of-the-vocabulary",
        "You kept a part p of the words, always the same number. p is a share of the probability: how many words it "
        "takes differs from row to row.",
        _part_of_the_vocabulary,
    ),
    Mistake("shares-returned", "These are shares. Return logits, with −∞ where a word is dropped.", _shares_kept),
    Mistake(
        "shares-and-infinity",
        "The right words are left, but with their shares. Return their logits, as they were.",
        _shares_or_infinity,
    ),
    Mistake("softmax-applied", "These are the new shares. Return the logits: softmax comes later.", _new_shares),
    Mistake(
        "logits-added-up",
        "You added up logits. p is a share of the probability: apply softmax first.",
        _logits_added_up,
    ),
    Mistake(
        "exponentials-added-up",
        "You added up exponentials that do not sum to 1. Divide by their sum: that is softmax.",
        _exponentials_added_up,
    ),
    Mistake(
        "first-row-for-all",
        "All rows dropped the words of the first one. Each row has likely words of its own.",
        _first_row_for_all,
    ),
    Mistake(
        "first-row-s-number",
        "All rows kept as many words as the first one. A row that is sure of its word keeps fewer.",
        _first_row_s_number,
    ),
    Mistake(
        "over-sentences",
        "You took softmax and sums over the batch. The words of one row compete: the last axis.",
        _over_sentences,
    ),
    Mistake("zero", "You set the others to 0. A logit of 0 still gets a share, because exp(0) = 1: use −∞.", _zero),
    Mistake("minus-1e9", "−1e9 is not −∞. Use float('-inf').", _minus_1e9),
    Mistake("inverted", "You dropped the likely words and kept the others. Turn the mask round.", _inverted),
    Mistake(
        "in-place",
        "The result is right, but your function changes `logits` itself. Use masked_fill without the underscore, or "
        "work on a copy.",
        _in_place,
    ),
)

EXERCISE = Exercise(
    name="top-p",
    chapter="output",
    minutes=15,
    difficulty="medium",
    solution=top_p,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_scatter, _mask_moved_by_one, _every_pair, _word_by_word),
    equivalent_mutations=(
        # they differ only where shares add up to p to the last bit, which rounding decides
        "line 6: 'before.gather(-1, places) >= p' → 'before.gather(-1, places) > p'",
    ),
)
