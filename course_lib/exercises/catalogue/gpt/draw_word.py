"""Draw a word: lay the shares side by side and see where chance falls."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_shares


def draw(shares: Tensor, chance: float) -> int:
    """Return the number of the word on whose stretch of the line from 0 to 1 `chance` falls."""
    right_ends = shares[:-1].cumsum(dim=0)
    return int((right_ends <= chance).sum())


def _case(words: str, chance: float, *shares: float, dtype: torch.dtype = torch.float32) -> Case:
    return Case(words, lambda: (torch.tensor(shares, dtype=dtype), chance))


# Chance falls on an end only where the shares are sums of powers of 2: elsewhere rounding would decide.
CASES = (
    _case("two equal shares, the first half", 0.25, 0.5, 0.5),
    _case("two equal shares, the second half", 0.6, 0.5, 0.5),
    _case("shares 0.2, 0.5 and 0.3, chance 0.1", 0.1, 0.2, 0.5, 0.3),
    _case("shares 0.2, 0.5 and 0.3, chance 0.69", 0.69, 0.2, 0.5, 0.3),
    _case("shares 0.2, 0.5 and 0.3, chance 0.9", 0.9, 0.2, 0.5, 0.3),
    _case("chance falls on an end", 0.25, 0.25, 0.5, 0.25),
    _case("chance falls on the last left end", 0.75, 0.25, 0.5, 0.25),
    _case("chance is 0", 0.0, 0.125, 0.375, 0.5),
    _case("one word", 0.7, 1.0),
    _case("a word in the middle has the share 0", 0.5, 0.5, 0.0, 0.25, 0.25),
    _case("the first word has the share 0, and chance is 0", 0.0, 0.0, 0.5, 0.5),
    _case("the last word has the share 0", 0.99, 0.5, 0.5, 0.0),
    _case("four words, the likeliest is not meant", 0.85, 0.125, 0.625, 0.0625, 0.1875),
    _case("six words, chance 0.47", 0.47, 0.05, 0.15, 0.2, 0.25, 0.3, 0.05),
    Case("nine words", lambda: (random_shares(9, seed=4), 0.78)),
    _case("float64", 0.33, 0.3, 0.1, 0.25, 0.15, 0.2, dtype=torch.float64),
)


def _with_a_loop(shares: Tensor, chance: float) -> int:
    right_end = 0.0
    for word, share in enumerate(shares.tolist()):
        right_end += share
        if chance < right_end:
            return word
    return len(shares) - 1


def _by_search(shares: Tensor, chance: float) -> int:
    place = torch.searchsorted(shares.detach().double().cumsum(0), chance, right=True)
    return min(int(place), len(shares) - 1)


def _first_end_beyond(shares: Tensor, chance: float) -> int:
    return int((shares.cumsum(dim=-1) > chance).int().argmax())


COUNTED, ENDS = "int((right_ends <= chance).sum())", "shares[:-1].cumsum(dim=0)"

MISTAKES = (
    Mistake(
        "likeliest",
        "You took the likeliest word, whatever chance says. That is greedy decoding.",
        {COUNTED: "int(shares.argmax())"},
    ),
    Mistake(
        "right-end-included",
        "Where chance falls on an end, the word to the right is meant: a stretch includes its left end.",
        {"<=": "<"},
    ),
    Mistake(
        "shares-not-added-up",
        "You compared chance with each share. Compare with the ends of the stretches, the sums so far: cumsum.",
        (
            {".cumsum(dim=0)": ""},
            {COUNTED: "int((shares > chance).int().argmax())"},
            {COUNTED: "next((word for word, share in enumerate(shares) if chance < share), len(shares) - 1)"},
            {COUNTED: "next((word for word, share in enumerate(shares) if chance < share), None)"},
        ),
    ),
    Mistake(
        "sorted-and-found-again",
        "You sorted the shares. Lay them side by side in their own order.",
        (
            {
                ENDS: "shares.sort(descending=True)[0][:-1].cumsum(dim=0)",
                COUNTED: f"int(shares.argsort(descending=True)[{COUNTED}])",
            },
            {ENDS: "shares.sort()[0][:-1].cumsum(dim=0)", COUNTED: f"int(shares.argsort()[{COUNTED}])"},
        ),
    ),
    Mistake(
        "sorted",
        "You sorted the shares, so the number is a place in that order. Leave them in their own order.",
        (
            {ENDS: "shares.sort(descending=True).values[:-1].cumsum(dim=0)"},
            {ENDS: "shares.sort().values[:-1].cumsum(dim=0)"},
        ),
    ),
    Mistake(
        "one-too-far",
        "This is one too far. Words are counted from 0: as many ends as are passed, so many words lie before.",
        (
            {COUNTED: f"{COUNTED} + 1"},
            {COUNTED: f"min({COUNTED} + 1, len(shares) - 1)"},
            {ENDS: "shares.cumsum(dim=0) - shares"},
        ),
    ),
    Mistake(
        "one-too-early",
        "This is the word before. As many ends as are passed, so many words lie before.",
        ({COUNTED: f"{COUNTED} - 1"}, {COUNTED: f"max({COUNTED} - 1, 0)"}),
    ),
    Mistake(
        "tensor", "This is a tensor. Make an int of it: int(…) or .item().", {COUNTED: "(right_ends <= chance).sum()"}
    ),
    Mistake(
        "drawn-by-torch",
        "You had PyTorch draw, by a chance of its own. The answer is settled by `chance`.",
        (
            {COUNTED: "int(torch.multinomial(shares, 1))"},
            {"<= chance": "<= torch.rand(1)"},
            {COUNTED: "int(torch.distributions.Categorical(probs=shares).sample())"},
        ),
    ),
    Mistake(
        "equal-stretches",
        "You made all stretches equally long. Each is as long as its word's share.",
        ({COUNTED: "int(chance * len(shares))"}, {COUNTED: "round(chance * (len(shares) - 1))"}),
    ),
    Mistake(
        "ends-beyond",
        "You counted the ends beyond chance. Count those that it has passed.",
        ({"<=": ">"}, {"<=": ">="}, {"<= ": "> ", "[:-1]": ""}, {"<= ": ">= ", "[:-1]": ""}),
    ),
    Mistake(
        "share-returned",
        "This is the share of the word. Return its number.",
        {COUNTED: f"float(shares[{COUNTED}])"},
    ),
    Mistake(
        "end-returned",
        "This is an end of the stretch. Return the number of the word.",
        {COUNTED: f"float(shares.cumsum(0)[{COUNTED}])"},
    ),
    Mistake(
        "nearest-share",
        "You took the word whose share is nearest to chance. Lay the shares side by side: cumsum.",
        {COUNTED: "int((shares - chance).abs().argmin())"},
    ),
    Mistake(
        "nearest-end",
        "You took the end nearest to chance. The stretch on which it falls ends behind it.",
        {COUNTED: "int((shares.cumsum(0) - chance).abs().argmin())"},
    ),
    Mistake(
        "softmax-again",
        "You took softmax of the shares. They sum to 1 already.",
        {"shares[:-1]": "shares.softmax(dim=0)[:-1]"},
    ),
    Mistake(
        "from-the-right",
        "You laid the shares side by side from the last to the first.",
        (
            {"shares[:-1]": "shares.flip(0)[:-1]"},
            {ENDS: "shares.flip(0)[:-1].cumsum(dim=0)", COUNTED: f"len(shares) - 1 - {COUNTED}"},
        ),
    ),
)

EXERCISE = Exercise(
    name="draw-word",
    chapter="gpt",
    minutes=8,
    difficulty="easy",
    solution=draw,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_a_loop, _by_search, _first_end_beyond),
    equivalent_mutations=("line 2: '0' → '-1'",),  # one axis is the first and the last
)
