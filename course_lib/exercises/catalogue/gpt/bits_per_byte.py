"""Turn the losses of tokens into bits per byte of the text."""

import math

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def bits_per_byte(losses: Tensor, text: str) -> Tensor:
    """Return the bits of all tokens together, divided by the bytes of the text, one number."""
    return losses.sum() / math.log(2) / len(text.encode("utf-8"))


def _losses(tokens: int, dtype: torch.dtype = torch.float32) -> Tensor:
    return random_tensor(tokens, seed=tokens, dtype=dtype).exp()


CASES = (
    Case("one token, two letters", lambda: (torch.tensor([2.0]), "ok")),
    Case("two letters, three bytes", lambda: (torch.tensor([1.3863, 0.6931]), "né")),
    Case("three tokens, eleven letters with a space", lambda: (_losses(3), "a blue ball")),
    Case("four tokens for one character", lambda: (_losses(4), "🙂")),
    Case("five tokens, Chinese", lambda: (_losses(5), "人人生而自由")),
    Case("six tokens, several words and lines", lambda: (_losses(6), " Größe,\n  ça va?\n")),
    Case("eight tokens, eight letters", lambda: (_losses(8), "Ελληνικά")),
    Case("losses of float64", lambda: (_losses(7, torch.float64), "naïve café")),
)


def _token_by_token(losses: Tensor, text: str) -> Tensor:
    bits = sum(loss * math.log2(math.e) for loss in losses.double())
    return torch.as_tensor(bits) / sum(len(letter.encode()) for letter in text)


def _from_the_mean(losses: Tensor, text: str) -> Tensor:
    per_token = losses.mean() / torch.tensor(2.0, dtype=torch.float64).log()
    return per_token * len(losses) / len(bytearray(text, "utf8"))


TO_BITS, BYTES = " / math.log(2)", ' / len(text.encode("utf-8"))'

MISTAKES = (
    Mistake(
        "letters-counted",
        "You divided by the number of letters. In UTF-8 a letter may take up to four bytes: text.encode.",
        {'text.encode("utf-8")': "text"},
    ),
    Mistake("nats-left", "These are nats per byte. A nat is 1 / ln 2 bits: divide by math.log(2).", {TO_BITS: ""}),
    Mistake(
        "times-ln-2",
        "You multiplied by ln 2. A nat is more than a bit, 1.443 of them: divide.",
        {TO_BITS: " * math.log(2)"},
    ),
    Mistake(
        "base-10", "You divided by log10 of 2. The losses are natural logarithms: math.log(2).", {"log(2)": "log10(2)"}
    ),
    Mistake(
        "log2-of-2",
        "math.log2(2) is 1, so these are nats still. Divide by the natural logarithm of 2: math.log(2).",
        {"math.log(2)": "2"},
    ),
    Mistake(
        "bits-per-token",
        "You divided by the number of tokens. Divide by the bytes of the text.",
        {BYTES: " / len(losses)"},
    ),
    Mistake(
        "mean-of-the-losses",
        "You took the mean of the losses, and so divided by the tokens as well. Add them up.",
        {"sum": "mean"},
    ),
    Mistake(
        "per-letter-and-token",
        "You took the mean over the tokens and divided by the letters. Add the losses up, divide by the bytes.",
        {"sum": "mean", 'text.encode("utf-8")': "text"},
    ),
    Mistake(
        "nats-per-letter",
        "These are nats per letter. Divide by math.log(2), and by the bytes: text.encode.",
        {TO_BITS: "", 'text.encode("utf-8")': "text"},
    ),
    Mistake(
        "another-encoding",
        "You counted the bytes in another encoding. Encode as UTF-8.",
        ({"utf-8": "utf-16"}, {"utf-8": "utf-32"}, {"utf-8": "utf-16-le"}, {"utf-8": "utf-8-sig"}),
    ),
    Mistake(
        "letters-that-do-not-fit",
        "This encoding knows few letters. Encode as UTF-8, which has all.",
        ({"utf-8": "ascii"}, {"utf-8": "latin-1"}),
    ),
    Mistake(
        "letters-lost",
        "You left out the letters that ASCII does not have. Encode as UTF-8.",
        {'"utf-8"': '"ascii", "ignore"'},
    ),
    Mistake(
        "logarithm-of-the-losses",
        "You took the logarithm of the losses. They are logarithms already: divide by math.log(2).",
        {f"losses.sum(){TO_BITS}": "losses.log2().sum()"},
    ),
    Mistake("one-for-each-token", "You return a number for each token. Add the losses up.", {".sum()": ""}),
    Mistake(
        "words-counted", "You divided by the words. Divide by the bytes.", {'text.encode("utf-8")': "text.split()"}
    ),
    Mistake(
        "eight-bits",
        "You divided by 8 as well. The bits of the text are counted for each byte of it.",
        {BYTES: f"{BYTES} / 8"},
    ),
    Mistake(
        "upside-down",
        "These are bytes per bit. Divide the bits by the bytes.",
        {"losses.sum() / math.log(2)": "1 / (losses.sum() / math.log(2))", BYTES: BYTES.replace("/", "*")},
    ),
    Mistake("not-divided", "These are the bits of the whole text. Divide by its bytes.", {BYTES: ""}),
    Mistake(
        "spaces-stripped",
        "You cut off or left out spaces and line breaks. They are bytes of the text too.",
        ({"text.encode": "text.strip().encode"}, {"text.encode": '"".join(text.split()).encode'}),
    ),
    Mistake(
        "different-bytes",
        "You counted each different byte once. Count all of them.",
        {'text.encode("utf-8")': 'set(text.encode("utf-8"))'},
    ),
    Mistake(
        "perplexity",
        "This is 2 to the power of the bits. Return the bits.",
        {"return ": "return 2 ** (", '"utf-8"))': '"utf-8")))'},
    ),
)

EXERCISE = Exercise(
    name="bits-per-byte",
    chapter="gpt",
    minutes=8,
    difficulty="medium",
    solution=bits_per_byte,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_token_by_token, _from_the_mean),
)
