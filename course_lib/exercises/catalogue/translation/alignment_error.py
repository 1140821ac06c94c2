"""Say how often each head does not look at the word that is being translated."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_shares


def alignment_error(weights: Tensor, alignment: Tensor) -> Tensor:
    """Return for each head the share of words whose largest weight is not at their true place."""
    is_word = (alignment != -1)[:, None]
    places = weights.argmax(dim=-1)
    is_wrong = places != alignment[:, None]
    return (is_wrong & is_word).sum(dim=(0, 2)) / is_word.sum()


def _case(words: str, heads: int, source_words: int, *alignment: list[int], dtype: torch.dtype = torch.float32) -> Case:
    """Make a case with random weights."""
    shape = (len(alignment), heads, len(alignment[0]), source_words)
    return Case(words, lambda: (random_shares(*shape, dtype=dtype), torch.tensor(alignment)))


TWO_HEADS = [
    [[0.7, 0.2, 0.1], [0.5, 0.2, 0.3], [0.3, 0.4, 0.3]],
    [[0.8, 0.1, 0.1], [0.1, 0.3, 0.6], [0.2, 0.2, 0.6]],
]

CASES = (
    Case(
        "one sentence of two words, one head",
        lambda: (torch.tensor([[[[0.2, 0.5, 0.3], [0.6, 0.3, 0.1]]]]), torch.tensor([[2, 0]])),
    ),
    Case(
        "one sentence of two words and a place without one, two heads",
        lambda: (torch.tensor([TWO_HEADS]), torch.tensor([[0, 2, -1]])),
    ),
    _case("one sentence, three heads, five target and four source words", 3, 4, [1, 3, 0, 2, 2]),
    _case("two sentences, of four words and of one word", 3, 5, [1, 0, 4, 3], [2, -1, -1, -1]),
    _case("all sizes 3", 3, 3, [0, 2, 1], [2, 1, -1], [1, -1, -1]),
    _case("all sizes 4", 4, 4, [0, 2, 1, 3], [2, 1, -1, -1], [0, 0, 3, -1], [3, 1, 2, -1]),
    _case("a word in the middle without a source word", 2, 4, [3, -1, 0, 1], [0, 2, -1, -1]),
    Case(
        "a head that is always right, one that never is",
        lambda: (torch.stack([torch.eye(4), torch.eye(4).flip(0)])[None], torch.tensor([[0, 1, 2, 3]])),
    ),
    _case("float64", 2, 6, [5, 0, 3], [4, 2, -1], dtype=torch.float64),
)


# Other ways to write it


def _mean_over_the_words(weights: Tensor, alignment: Tensor) -> Tensor:
    is_word = alignment != -1
    places = weights.argmax(dim=-1).permute(0, 2, 1)[is_word]  # [words of the batch, heads]
    return (places != alignment[is_word][:, None]).float().mean(dim=0)


def _one_less_the_right_ones(weights: Tensor, alignment: Tensor) -> Tensor:
    is_right = weights.argmax(dim=3) == alignment.unsqueeze(1)  # never where the alignment is −1
    return 1 - is_right.sum(dim=2).sum(dim=0) / (alignment >= 0).sum()


def _one_by_one(weights: Tensor, alignment: Tensor) -> Tensor:
    errors, rows = torch.zeros(weights.shape[1]), alignment.tolist()
    for head in range(weights.shape[1]):
        wrong = [
            int(weights[sentence, head, word].argmax()) != place
            for sentence, row in enumerate(rows)
            for word, place in enumerate(row)
            if place != -1
        ]
        errors[head] = sum(wrong) / len(wrong)
    return errors


# Ways to get it wrong

WEIGHT = "torch.take_along_dim(weights, alignment.clamp(min=0)[:, None, :, None], dim=-1)[..., 0]"
SHARE = "(is_wrong & is_word).sum(dim=(0, 2)) / is_word.sum()"

MISTAKES = (
    Mistake(
        "rest-counted",
        "The places with −1 count as wrong, since no argmax is −1. Leave them out, above and below the line.",
        ({SHARE: "is_wrong.float().mean(dim=(0, 2))"}, {"(is_wrong & is_word)": "is_wrong"}),
    ),
    Mistake(
        "rest-as-a-place",
        "You made a place of −1, the first or the last one, and counted it. −1 means: no place. Leave those words out.",
        tuple(
            {"    is_word =": f"    alignment = alignment.{place}\n    is_word ="}
            for place in ("clamp(min=0)", "remainder(weights.shape[-1])")
        ),
    ),
    Mistake(
        "place-0-left-out",
        "You left out the words whose source word is at place 0. Only −1 means: no word.",
        {"!= -1": "> 0"},
    ),
    Mistake(
        "rest-at-the-end-only",
        "You left out places at the end of the sentences. −1 may stand anywhere.",
        {"(alignment != -1)": "(torch.arange(alignment.shape[1]) < (alignment != -1).sum(dim=1, keepdim=True))"},
    ),
    Mistake(
        "divided-by-all-places",
        "You divided by the number of all places. Divide by that of the words: else short sentences seem to be good.",
        {"/ is_word.sum()": "/ alignment.numel()"},
    ),
    Mistake(
        "divided-by-all-heads",
        "You divided by the words of all heads together. Each head has an error of its own: divide by its words.",
        {"/ is_word.sum()": "/ is_word.expand_as(is_wrong).sum()"},
    ),
    Mistake(
        "divided-by-the-batch",
        "You divided by the number of sentences. Divide by that of words.",
        {"/ is_word.sum()": "/ len(alignment)"},
    ),
    Mistake("count", "This is how many words are wrong. Divide by the number of words.", {" / is_word.sum()": ""}),
    Mistake("whole-number-division", "`//` rounds down to a whole number. Use `/`.", {" / ": " // "}),
    Mistake(
        "share-of-right-ones", "This is the share of right words. The error is the rest.", {"places !=": "places =="}
    ),
    Mistake(
        "each-sentence",
        "The sentences are still apart. Each head has one number for the whole batch.",
        {"dim=(0, 2)": "dim=2", "is_word.sum()": "is_word.sum(dim=2)"},
    ),
    Mistake(
        "mean-of-means",
        "You took each sentence's share, and then the mean of these: a word of a short sentence counts for more. Take "
        "one share over all words of the batch.",
        {SHARE: "((is_wrong & is_word).sum(dim=2) / is_word.sum(dim=2)).mean(dim=0)"},
    ),
    Mistake(
        "sentences-not-heads",
        "You return one number for each sentence. One for each head is asked: the heads are axis 1.",
        (
            {"dim=(0, 2)": "dim=(1, 2)"},
            {SHARE: "((is_wrong & is_word).sum(dim=2) / is_word.sum(dim=2)).mean(dim=1)"},
        ),
    ),
    Mistake(
        "heads-averaged-first",
        "You took the mean weights of the heads. Each head has an error of its own.",
        {"weights.argmax": "weights.mean(dim=1, keepdim=True).argmax"},
    ),
    Mistake(
        "heads-together",
        "You return one number for all heads. Keep the heads' axis: sum over the axes 0 and 2 only.",
        ({"dim=(0, 2)": ""}, {SHARE: f"({SHARE}).mean()"}),
    ),
    Mistake(
        "no-axis-for-the-heads",
        "`alignment` has no axis for the heads, so its sentences stand beside them. Write `alignment[:, None]`.",
        ({"!= alignment[:, None]": "!= alignment"}, {"!= alignment[:, None]": "!= alignment", "-1)[:, None]": "-1)"}),
    ),
    Mistake(
        "over-another-axis",
        "You searched along another axis. Each target word has its weights along the last one: dim=-1.",
        ({"dim=-1": "dim=-2"}, {"dim=-1": "dim=1"}, {"dim=-1": ""}),
    ),
    Mistake("smallest", "You took the smallest weight. A head looks at the largest: argmax.", {"argmax": "argmin"}),
    Mistake(
        "distance",
        "This is how far the head looks away, on average. A word is right or wrong: one place beside is wrong too.",
        {"places != alignment[:, None]": "(places - alignment[:, None]).abs()", "is_wrong & is": "is_wrong * is"},
    ),
    Mistake("counted-from-one", "Places are counted from 0, as argmax does.", {"argmax(dim=-1)": "argmax(dim=-1) + 1"}),
    Mistake(
        "shifted",
        "You shifted the words against the weights. Row t belongs to target word t: nothing has to be shifted.",
        tuple(
            {"    is_word =": f"    weights, alignment = {words}\n    is_word ="}
            for words in ("weights[:, :, 1:], alignment[:, :-1]", "weights[:, :, :-1], alignment[:, 1:]")
        ),
    ),
    Mistake("largest-weight", "You compared the largest weight. Its place is asked: argmax.", {"argmax": "amax"}),
    Mistake(
        "weight-at-the-place",
        "You took how much weight lies at the true place. A word is right where the largest weight lies there, however "
        "large it is.",
        tuple(
            {"places != alignment[:, None]": wrong, "is_wrong & is": "is_wrong * is"}
            for wrong in (WEIGHT, f"1 - {WEIGHT}", f"{WEIGHT} <= 0.5")
        ),
    ),
)

EXERCISE = Exercise(
    name="alignment-error",
    chapter="translation",
    minutes=10,
    difficulty="medium",
    solution=alignment_error,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_mean_over_the_words, _one_less_the_right_ones, _one_by_one),
    equivalent_mutations=(
        "line 5: '(0, 2)' → '(2, 0)'",  # the order of the axes does not matter to a sum
    ),
)
