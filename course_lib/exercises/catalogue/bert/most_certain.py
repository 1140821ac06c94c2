"""Find the hidden place of each text at which the model is most certain of a word."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_shares


def next_place(shares: Tensor, hidden: Tensor) -> Tensor:
    """Return [batch] from shares [batch, words, vocab_size] and hidden [batch, words]; of equal places the first."""
    certainty = shares.amax(dim=-1)
    certainty = certainty.masked_fill(~hidden, -1)
    return certainty.argmax(dim=1)


def _marks(rows: list[str]) -> Tensor:
    """Turn texts of dots, with an x at each hidden place, into truth values."""
    return torch.tensor([[mark == "x" for mark in row] for row in rows])


def _case(words: str, vocab_size: int, rows: list[str], seed: int = 1) -> Case:
    """Make a case of random shares."""
    return Case(words, lambda: (random_shares(len(rows), len(rows[0]), vocab_size, seed=seed), _marks(rows)))


CASES = (
    Case(
        "one text of three words, two hidden",
        lambda: (torch.tensor([[[0.6, 0.4], [0.9, 0.1], [0.2, 0.8]]]), _marks(["x.x"])),
    ),
    Case(
        "two texts of two words, one hidden in each",
        lambda: (
            torch.tensor([[[0.1, 0.2, 0.7], [0.4, 0.3, 0.3]], [[0.2, 0.5, 0.3], [0.9, 0.0, 0.1]]]),
            _marks([".x", "x."]),
        ),
    ),
    Case(
        "equal shares at hidden places: the first one",
        lambda: (
            torch.tensor(
                [
                    [[0.75, 0.25], [0.5, 0.5], [0.25, 0.75], [0.75, 0.25]],
                    [[0.5, 0.5], [0.5, 0.5], [0.5, 0.5], [0.5, 0.5]],
                ]
            ),
            _marks([".xxx", "xxxx"]),
        ),
    ),
    Case(
        "one text, a word of the share 1 at a place that is not hidden",
        lambda: (torch.tensor([[[0.0, 1.0, 0.0], [0.4, 0.3, 0.3], [0.3, 0.1, 0.6]]]), _marks([".xx"])),
    ),
    Case(
        "a place with one large share, and one with two shares almost as large",
        lambda: (
            torch.tensor(
                [
                    [[0.48, 0.47, 0.05, 0.0, 0.0], [0.5, 0.13, 0.13, 0.12, 0.12], [0.3, 0.3, 0.2, 0.1, 0.1]],
                    [[0.44, 0.08, 0.16, 0.16, 0.16], [0.45, 0.45, 0.1, 0.0, 0.0], [0.2, 0.2, 0.2, 0.2, 0.2]],
                    [[0.55, 0.45, 0.0, 0.0, 0.0], [0.3, 0.3, 0.2, 0.1, 0.1], [0.7, 0.1, 0.1, 0.05, 0.05]],
                ]
            ),
            _marks(["xxx", "xxx", "xxx"]),
        ),
    ),
    Case(
        "a place with the largest share but one, and words closer to each other",
        lambda: (
            torch.tensor([[[0.46, 0.18, 0.18, 0.18], [0.49, 0.45, 0.03, 0.03], [0.4, 0.2, 0.2, 0.2]]]),
            _marks(["xxx"]),
        ),
    ),
    _case("three texts of four words, five in the vocabulary", 5, ["xxxx", "..xx", "x.x."]),
    _case("as many texts as words, and as many in the vocabulary", 3, ["xx.", ".xx", "x.x"], seed=6),
    _case("four texts of six words, nine in the vocabulary", 9, [".xxx.x", "xx...x", "xxxxxx", "...x.."], seed=2),
)


def _text_by_text(shares: Tensor, hidden: Tensor) -> Tensor:
    places = []
    for text, marks in zip(shares, hidden, strict=True):
        best, at = -1.0, 0
        for place in range(len(marks)):
            share = float(text[place].max())
            if marks[place] and share > best:
                best, at = share, place
        places.append(at)
    return torch.tensor(places, dtype=torch.int32)


def _largest_of_all(shares: Tensor, hidden: Tensor) -> Tensor:
    of_hidden = torch.where(hidden.unsqueeze(-1), shares, 0.0)
    return of_hidden.flatten(start_dim=1).argmax(dim=1) // shares.shape[2]


def _multiplied(shares: Tensor, hidden: Tensor) -> Tensor:
    return torch.max(shares.max(dim=2).values * hidden, dim=1)[1]


def _among_the_hidden(shares: Tensor, hidden: Tensor) -> Tensor:
    largest = shares.amax(2)
    found = [torch.nonzero(marks)[:, 0][row[marks].argmax()] for row, marks in zip(largest, hidden, strict=True)]
    return torch.stack(found)


CERTAINTY, MASKED = "shares.amax(dim=-1)", "certainty.masked_fill(~hidden, -1)"
RETURNED = "return certainty.argmax(dim=1)"

MISTAKES = (
    Mistake(
        "visible-places-too",
        "You looked at all places. Only the hidden ones are to be filled.",
        {MASKED: "certainty"},
    ),
    Mistake(
        "visible-places-only",
        "You looked at the places that are not hidden. `hidden` is True where a word is wanted.",
        {"~hidden": "hidden"},
    ),
    Mistake(
        "visible-places-win",
        "You gave the visible places a number that no share is above. Give them one that is below all shares.",
        ({MASKED: "certainty.masked_fill(~hidden, 1)"}, {MASKED: "certainty.masked_fill(~hidden, torch.inf)"}),
    ),
    Mistake(
        "first-hidden-place",
        "This is the first hidden place. Wanted is the one with the largest share.",
        ({MASKED: "hidden.int()"}, {RETURNED: "return (certainty > -1).int().argmax(dim=1)"}),
    ),
    Mistake(
        "last-of-equals",
        "Of equal places you took the last one. Take the first.",
        {RETURNED: "return certainty.shape[1] - 1 - certainty.flip(1).argmax(dim=1)"},
    ),
    Mistake(
        "least-certain",
        "You took the place with the smallest of the largest shares. Take the largest.",
        {MASKED: "certainty.masked_fill(~hidden, 2)", "certainty.argmax": "certainty.argmin"},
    ),
    Mistake(
        "smallest-share",
        "You looked for the smallest share of a word. The largest one says how certain the model is.",
        (
            {"amax": "amin"},
            {"amax": "amin", MASKED: "certainty.masked_fill(~hidden, 2)", "certainty.argmax": "certainty.argmin"},
        ),
    ),
    Mistake(
        "argmin-of-all",
        "argmin finds the place that you filled up yourself. Take argmax.",
        {"certainty.argmax": "certainty.argmin"},
    ),
    Mistake(
        "words-not-places",
        "These are words of the vocabulary. Wanted are places in the text.",
        (
            {RETURNED: "return shares[torch.arange(len(shares)), certainty.argmax(dim=1)].argmax(dim=-1)"},
            {RETURNED: "return shares.masked_fill(~hidden[..., None], -1).amax(dim=1).argmax(dim=-1)"},
            {RETURNED: "return shares.argmax(dim=-1)"},
        ),
    ),
    Mistake(
        "word-numbers-compared",
        "You compared the numbers of the likeliest words. Compare their shares: amax, not argmax.",
        ({"amax": "argmax"}, {CERTAINTY: "shares.max(dim=-1).indices"}),
    ),
    Mistake(
        "place-and-word-in-one",
        "This number counts places and words together. Divide it by vocab_size, without the rest.",
        {RETURNED: "return shares.masked_fill(~hidden[..., None], -1).flatten(1).argmax(dim=1)"},
    ),
    Mistake(
        "remainder-not-place",
        "The remainder is the word. The place is the whole part: // vocab_size.",
        {RETURNED: "return shares.masked_fill(~hidden[..., None], -1).flatten(1).argmax(dim=1) % shares.shape[1]"},
    ),
    Mistake(
        "place-among-the-hidden",
        "You counted only the hidden places. Count all places of the text.",
        {RETURNED: "return hidden.cumsum(dim=1)[torch.arange(len(hidden)), certainty.argmax(dim=1)] - 1"},
    ),
    Mistake(
        "share-not-place",
        "These are the largest shares. Wanted are the places at which they stand.",
        {RETURNED: "return certainty.amax(dim=1)"},
    ),
    Mistake(
        "marks-not-places",
        "You marked the places. Return their numbers, one for each text.",
        (
            {RETURNED: "return hidden & (certainty == certainty.amax(dim=1, keepdim=True))"},
            {RETURNED: "return torch.nn.functional.one_hot(certainty.argmax(dim=1), hidden.shape[1])"},
            {RETURNED: "return torch.nn.functional.one_hot(certainty.argmax(dim=1), hidden.shape[1]).bool()"},
        ),
    ),
    Mistake(
        "one-for-the-batch",
        "This is one place for the whole batch. Each text has its own: argmax(dim=1).",
        (
            {RETURNED: "return certainty.argmax()"},
            {RETURNED: "return certainty.amax(dim=0).argmax()"},
        ),
    ),
    Mistake(
        "down-the-batch",
        "You compared the texts with one another. Compare the places of each text: dim=1.",
        {RETURNED: "return certainty.argmax(dim=0)"},
    ),
    Mistake("axis-kept", "An axis of size 1 is left over. Wanted is [batch].", {"dim=1": "dim=1, keepdim=True"}),
    Mistake(
        "words-instead-of-vocabulary",
        "You took the largest share over the places. Take that over the vocabulary, the last axis.",
        ({"dim=-1": "dim=1"}, {CERTAINTY: "shares.amax(dim=1)", MASKED: "certainty"}),
    ),
    Mistake(
        "vocabulary-axis-missing",
        "`hidden` has no axis for the vocabulary: take the largest share of each place first, or write "
        "hidden[..., None].",
        (
            {CERTAINTY: "shares.masked_fill(~hidden, -1).amax(dim=-1)", MASKED: "certainty"},
            {CERTAINTY: "(shares * hidden).amax(dim=-1)", MASKED: "certainty"},
        ),
    ),
    Mistake(
        "smallest-entropy",
        "You took the place with the smallest entropy, which looks at all shares. Here only the largest one counts.",
        {
            CERTAINTY: "(shares * shares.clamp(min=1e-9).log()).sum(dim=-1)",
            MASKED: "certainty.masked_fill(~hidden, -99)",
        },
    ),
    Mistake(
        "lead-over-the-second",
        "You took the place at which the best word leads by most. Here only its share counts.",
        {CERTAINTY: "(shares.topk(2).values * torch.tensor([1.0, -1.0])).sum(dim=-1)"},
    ),
    Mistake(
        "widest-spread",
        "You took the place at which the shares are spread most. Here only the largest one counts.",
        (
            {CERTAINTY: "shares.std(dim=-1)"},
            {CERTAINTY: "shares.square().sum(dim=-1)"},
            {CERTAINTY: "shares.amax(dim=-1) - shares.amin(dim=-1)"},
        ),
    ),
    Mistake(
        "first-hidden-by-mean",
        "The mean of a place's shares is 1 / vocab_size everywhere. Take the largest one.",
        ({"amax": "mean"}, {"amax": "sum"}),
    ),
    Mistake(
        "in-floats",
        "Your places are floating-point numbers. Whole ones are asked for.",
        {RETURNED: "return certainty.argmax(dim=1).float()"},
    ),
    Mistake(
        "first-text-s-places",
        "You took the hidden places of the first text for all. Each row of `hidden` belongs to one text.",
        {"~hidden": "~hidden[0]"},
    ),
)

EXERCISE = Exercise(
    name="most-certain",
    chapter="bert",
    minutes=12,
    difficulty="medium",
    solution=next_place,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_text_by_text, _largest_of_all, _multiplied, _among_the_hidden),
    dtype_asked="kind",
    # The largest share of a place is above 0, so what visible places get may be any number up to 0.
    equivalent_mutations=("line 3: '-1' → '-2'", "line 3: '-1' → '0'"),
)
