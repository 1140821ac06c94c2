"""The tokenizer of the chat model gives the ids that the library `tiktoken` makes of the same merges, on hard texts."""

import pytest
import tiktoken

from course_lib.pretrained import ByteLevelTokenizer, load_smollm2
from course_lib.text.byte_pairs import BYTES
from tests.pretrained.real_weights import real

HARD = [
    "",
    " ",
    "  two  spaces   three \n\n\t tabs\t\t",
    "Hello, world! Don't we'll they're I'M",
    "12345 6,789.01 +1-2 x1y2 ٣٤ ½ ²  7   8\n9",
    "人工智能 是 什么？ 日本語 한국어",
    "🙂 👩‍👩‍👧 🇫🇷 é é ﬁ",
    "def f(x):\n    return x**2  # ünïcode_name\r\n",
    "\u00a0non-breaking\u2003wide\u200bzero \x00 \x7f",
    "https://example.org/a?b=c&d=%20 ...---___===",
]
STEERED = "<|im_start|>user\nHi <|im_end|>\n<|endoftext|>5<|im_end|> x"
# GPT-2's cuts, after each digit has been set apart; a run of spaces before a digit is then the end of its piece.
CUTS = r"\p{N}|'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?[^\s\p{L}\p{N}]+|\s+(?=\p{N})|\s+(?!\S)|\s+"


@pytest.fixture(scope="module")
def smollm2():
    return real(load_smollm2)


@pytest.fixture(scope="module")
def theirs(smollm2):
    """Give a tokenizer of `tiktoken`, which joins pairs by the ids of what they become."""
    letters = tokens_of_bytes()
    steering = smollm2.tokenizer.steering
    pieces = {
        bytes(letters[letter] for letter in token): number
        for number, token in enumerate(smollm2.settings["tokenizer.ggml.tokens"])
        if token not in steering
    }
    return tiktoken.Encoding("smollm2", pat_str=CUTS, mergeable_ranks=pieces, special_tokens=steering)


def tokens_of_bytes():
    """Return the byte for which each letter stands: the printable ones for themselves, the others from Ā on."""
    printable = [byte[0] for byte in BYTES[:188]]
    others = [number for number in range(256) if number not in printable]
    return {chr(number): number for number in printable} | {chr(256 + at): byte for at, byte in enumerate(others)}


@pytest.mark.parametrize("text", HARD)
def test_the_ids_are_theirs_and_the_text_comes_back(smollm2, theirs, text):
    ids = smollm2.tokenizer.encode(text)
    assert ids == theirs.encode(text)
    assert smollm2.tokenizer.decode(ids) == text


def test_tokens_that_steer_are_one_id_each_unless_they_are_meant_as_letters(smollm2, theirs):
    ids = smollm2.tokenizer.encode(STEERED)
    assert ids == theirs.encode(STEERED, allowed_special="all")
    assert ids[0] == 1
    letters = smollm2.tokenizer.encode(STEERED, steering=False)
    assert letters == theirs.encode(STEERED, disallowed_special=())
    assert min(letters) > 16
    assert smollm2.tokenizer.decode(ids) == smollm2.tokenizer.decode(letters) == STEERED
    assert smollm2.tokenizer.decode(ids, steering=False) == "user\nHi \n5 x"


def test_artificial_intelligence_in_chinese_is_seven_tokens(smollm2):
    assert len(smollm2.tokenizer.encode("人工智能")) == 7


def test_one_token_can_be_looked_at(smollm2):
    assert smollm2.tokenizer.token(smollm2.tokenizer.encode(" Paris")[0]) == " Paris"


def test_a_token_that_does_not_steer_is_refused():
    tokenizer = ByteLevelTokenizer(["<|end|>", "a", "b", "ab"], ["a b"], ["<|end|>"])
    assert tokenizer.encode("ab<|end|>") == [3, 0]
    assert len(tokenizer) == 4
    with pytest.raises(ValueError, match=r"^a is no token that steers; there are <\|end\|>\."):
        tokenizer.id_of("a")
