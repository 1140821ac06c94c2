"""Compute the perplexity of a text from the shares of its words."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_shares


def perplexity(shares: Tensor) -> Tensor:
    """Return 2 to the power of the mean bits of the words, one number."""
    return 2 ** -shares.log2().mean()


CASES = (
    Case("one word of share 1/4", lambda: (torch.tensor([0.25]),)),
    Case("shares 1/2 and 1/8", lambda: (torch.tensor([0.5, 0.125]),)),
    Case("three words of share 1/5", lambda: (torch.tensor([0.2, 0.2, 0.2]),)),
    Case("two sure words", lambda: (torch.tensor([1.0, 1.0]),)),
    Case("five words", lambda: (torch.tensor([0.9, 0.02, 0.5, 0.0015, 0.3]),)),
    Case("eleven words", lambda: (random_shares(11, seed=3),)),
    Case("float64", lambda: (random_shares(7, dtype=torch.float64),)),
    Case("a text of 300 words", lambda: (random_shares(300, seed=5),)),
)


def _with_natural_logarithms(shares: Tensor) -> Tensor:
    return (-shares.log().mean()).exp()


def _word_by_word(shares: Tensor) -> Tensor:
    bits = torch.tensor(0.0)
    for share in shares.double():
        bits = bits + torch.log2(1 / share)
    return torch.exp2(bits / len(shares))


def _product_of_roots(shares: Tensor) -> Tensor:
    return 1 / (shares.double() ** (1 / shares.numel())).prod()


MISTAKES = (
    Mistake(
        "mean-of-the-powers",
        "You took the mean of 1/p. First the mean of the bits, then 2 to that power.",
        {"2 ** -shares.log2().mean()": "(2 ** -shares.log2()).mean()"},
    ),
    Mistake("bits-not-raised", "These are the bits. The perplexity is 2 to that power.", {"2 ** -": "-"}),
    Mistake("sign-forgotten", "The minus is missing: the logarithm of a share is negative.", {"2 ** -": "2 ** "}),
    Mistake(
        "two-to-the-nats",
        "You took the natural logarithm and 2 as the base. Both must be of one kind: log2 and 2, or log and exp.",
        {"log2": "log"},
    ),
    Mistake(
        "e-to-the-bits",
        "You took log2 and exp. Both must be of one kind: log2 and 2, or log and exp.",
        {"2 ** -shares.log2().mean()": "(-shares.log2().mean()).exp()"},
    ),
    Mistake("ten-to-the-bits", "You took log2 and 10 as the base. Raise 2 to the mean.", {"2 **": "10 **"}),
    Mistake("two-to-the-digits", "You took log10 and 2 as the base. Take log2.", {"log2": "log10"}),
    Mistake("summed", "You added the bits up. Take their mean.", {".mean()": ".sum()"}),
    Mistake(
        "bits-of-the-mean-share",
        "You took the mean of the shares first. Take the bits of each word, then their mean.",
        {"shares.log2().mean()": "shares.mean().log2()"},
    ),
    Mistake(
        "weighted-by-the-shares",
        "You weighted each word by its share. The words came, each once: take the plain mean.",
        (
            {"-shares.log2().mean()": "-(shares * shares.log2()).sum()"},
            {"-shares.log2().mean()": "-(shares * shares.log2()).mean()"},
            {"-shares.log2().mean()": "-(shares * shares.log2()).sum() / shares.sum()"},
        ),
    ),
    Mistake(
        "one-for-each-word",
        "You return a number for each word. Take the mean of their bits first.",
        ({".mean()": ""}, {"2 ** -shares.log2().mean()": "-shares.log2()"}),
    ),
    Mistake(
        "product-underflows",
        "The product of many shares is smaller than any number of the dtype, and becomes 0. Add up logarithms.",
        (
            {"2 ** -shares.log2().mean()": "shares.prod() ** (-1 / len(shares))"},
            {"2 ** -shares.log2().mean()": "(1 / shares.prod()) ** (1 / len(shares))"},
            {"shares.log2().mean()": "shares.prod().log2() / len(shares)"},
        ),
    ),
    Mistake(
        "squared",
        "You squared the mean. The bits are the power, 2 is the base: 2 ** mean.",
        {"2 ** -shares.log2().mean()": "(-shares.log2().mean()) ** 2"},
    ),
    Mistake("times-two", "You multiplied by 2. It is 2 to the power of the mean: 2 ** mean.", {"2 **": "2 *"}),
    Mistake(
        "no-logarithm",
        "You raised 2 to the mean share. A word's bits are −log2 of its share.",
        ({"-shares.log2()": "shares"}, {".log2()": ""}),
    ),
    Mistake(
        "middle-word",
        "This is the median. Take the mean.",
        {".mean()": ".median()"},
    ),
)

EXERCISE = Exercise(
    name="perplexity",
    chapter="gpt",
    minutes=6,
    difficulty="easy",
    solution=perplexity,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_natural_logarithms, _word_by_word, _product_of_roots),
)
