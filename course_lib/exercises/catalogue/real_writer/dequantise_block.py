"""Make numbers of the half-bytes in which a 4-bit file stores them."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def dequantise(scale: Tensor, minimum: Tensor, packed: Tensor) -> Tensor:
    """Return [blocks, 2 · bytes]: scale · half-byte + minimum, of scale and minimum [blocks], packed [blocks, bytes].

    Source: the format Q4_1 of https://github.com/ggml-org/ggml/blob/master/src/ggml-quants.c
    """
    steps = torch.cat([packed & 15, packed >> 4], dim=1)
    return scale[:, None] * steps + minimum[:, None]


def _bytes(*rows: list[int]) -> Tensor:
    return torch.tensor(rows, dtype=torch.uint8)


def _case(words: str, blocks: int, count: int) -> Case:
    """Make a case of random blocks of `count` bytes."""

    def arguments() -> tuple[Tensor, Tensor, Tensor]:
        drawn = torch.randint(256, (blocks, count), generator=torch.Generator().manual_seed(count), dtype=torch.uint8)
        return random_tensor(blocks, seed=1).abs(), random_tensor(blocks, seed=2), drawn

    return Case(words, arguments)


CASES = (
    Case("one block of one byte", lambda: (torch.tensor([0.5]), torch.tensor([-1.0]), _bytes([33]))),
    Case("one block of two bytes", lambda: (torch.tensor([0.5]), torch.tensor([-1.0]), _bytes([33, 67]))),
    Case("bytes above 127", lambda: (torch.tensor([0.25]), torch.tensor([-2.0]), _bytes([240, 140, 159]))),
    Case(
        "two blocks of three bytes",
        lambda: (torch.tensor([0.5, 2.0]), torch.tensor([-1.0, 3.0]), _bytes([16, 7, 82], [99, 255, 4])),
    ),
    Case("a scale of 0", lambda: (torch.tensor([0.0, 1.0]), torch.tensor([0.5, -4.0]), _bytes([0], [138]))),
    _case("as many blocks as numbers in a block", 4, 2),
    _case("as many blocks as bytes in a block", 3, 3),
    _case("five blocks of 16 bytes, as in the file", 5, 16),
)


def _number_by_number(scale: Tensor, minimum: Tensor, packed: Tensor) -> Tensor:
    blocks, count = packed.shape
    numbers = torch.zeros(blocks, 2 * count, dtype=scale.dtype)
    for block in range(blocks):
        for place, byte in enumerate(packed[block].tolist()):
            high, low = divmod(byte, 16)
            numbers[block, place] = scale[block] * low + minimum[block]
            numbers[block, count + place] = scale[block] * high + minimum[block]
    return numbers


def _shifted_together(scale: Tensor, minimum: Tensor, packed: Tensor) -> Tensor:
    shifts = torch.tensor([0, 4], dtype=torch.uint8)[:, None]
    steps = (packed[:, None] >> shifts) % 16
    return torch.addcmul(minimum[:, None], scale[:, None], steps.flatten(1).to(scale.dtype))


def _from_a_table(scale: Tensor, minimum: Tensor, packed: Tensor) -> Tensor:
    values = minimum.unsqueeze(1) + scale.unsqueeze(1) * torch.arange(16)  # [blocks, 16]
    places = torch.hstack((packed % 16, packed // 16)).long()
    return values.gather(1, places)


LOW, HIGH = "packed & 15", "packed >> 4"
STEPS = f"torch.cat([{LOW}, {HIGH}], dim=1)"
SCALED, ADDED = "scale[:, None] * steps", " + minimum[:, None]"

MISTAKES = (
    Mistake(
        "halves-side-by-side",
        "You put the two halves of each byte side by side. First come the low halves of all bytes, then the high ones.",
        {STEPS: f"torch.stack([{LOW}, {HIGH}], dim=2).flatten(1)"},
    ),
    Mistake(
        "halves-side-by-side-high-first",
        "You put the two halves of each byte side by side, and the high one first. First come the low halves of all "
        "bytes, then the high ones.",
        {STEPS: f"torch.stack([{HIGH}, {LOW}], dim=2).flatten(1)"},
    ),
    Mistake(
        "high-halves-first",
        "The high halves come first in your result. The low ones are the first half of the block.",
        {STEPS: f"torch.cat([{HIGH}, {LOW}], dim=1)"},
    ),
    Mistake(
        "one-half-only",
        "You took one half of each byte. Each byte holds two numbers.",
        ({STEPS: LOW}, {STEPS: HIGH}),
    ),
    Mistake(
        "bytes-not-cut",
        "You took whole bytes for numbers. Each byte holds two numbers from 0 to 15: packed & 15 and packed >> 4.",
        ({STEPS: "packed"}, {STEPS: "torch.cat([packed, packed], dim=1)"}),
    ),
    Mistake(
        "low-half-not-cut",
        "Your low half is still the whole byte. Take its remainder by 16: packed & 15.",
        {LOW: "packed"},
    ),
    Mistake(
        "high-half-not-moved",
        "Your high half is 16 times too large. Move it down by four bits: packed >> 4.",
        {HIGH: "packed & 240"},
    ),
    Mistake(
        "high-half-with-fraction",
        "You divided the byte by 16 and kept the fraction, which is the low half. Use packed // 16 or packed >> 4.",
        {HIGH: "packed / 16"},
    ),
    Mistake(
        "bytes-with-a-sign",
        "You read bytes above 127 as negative. They have no sign: uint8.",
        (
            {HIGH: "packed.to(torch.int8) >> 4"},
            {LOW: "packed.to(torch.int8).fmod(16)", HIGH: "packed.to(torch.int8) >> 4"},
        ),
    ),
    Mistake(
        "wrong-cut",
        "A half-byte has four bits, so it goes from 0 to 15. Use packed & 15 and packed >> 4, or the remainder and "
        "the quotient by 16.",
        (
            {LOW: "packed & 16"},
            {LOW: "packed & 7"},
            {LOW: "packed & 4"},
            {LOW: "packed % 15"},
            {HIGH: "packed >> 3"},
            {HIGH: "packed // 15"},
            {LOW: "packed % 15", HIGH: "packed // 15"},
            {LOW: "packed & 16", HIGH: "packed // 16 & 16"},
        ),
    ),
    Mistake(
        "centred",
        "You subtracted 8, as formats without a minimum do. Here a block says itself where it begins: its minimum.",
        (
            {SCALED: "scale[:, None] * (steps.int() - 8)"},
            {SCALED: "scale[:, None] * (steps - 8)"},
            {SCALED: "scale[:, None] * (steps.int() - 8)", ADDED: ""},
        ),
    ),
    Mistake("minimum-left-out", "The minimum is missing: add it to each number of its block.", {ADDED: ""}),
    Mistake("minimum-subtracted", "You subtracted the minimum. Add it.", {ADDED: " - minimum[:, None]"}),
    Mistake(
        "minimum-scaled",
        "You added the minimum before you multiplied. First scale · half-byte, then + minimum.",
        {f"{SCALED}{ADDED}": "scale[:, None] * (steps + minimum[:, None])"},
    ),
    Mistake("scale-left-out", "The scale is missing: multiply each half-byte with it.", {SCALED: "steps"}),
    Mistake(
        "scale-and-minimum-swapped",
        "You multiplied with the minimum and added the scale. It is the other way round.",
        {f"{SCALED}{ADDED}": "minimum[:, None] * steps + scale[:, None]"},
    ),
    Mistake("divided-by-the-scale", "You divided by the scale. Multiply.", {SCALED: "steps / scale[:, None]"}),
    Mistake(
        "scale-for-the-whole-range",
        "You divided by 15 or 16. The scale is the width of one step, not of the whole block.",
        (
            {SCALED: "scale[:, None] * steps / 15"},
            {SCALED: "scale[:, None] * steps / 16"},
        ),
    ),
    Mistake(
        "block-axis-missing",
        "scale and minimum are [blocks], the half-bytes [blocks, size]. With scale[:, None] each block gets its own.",
        (
            {f"{SCALED}{ADDED}": "scale * steps + minimum"},
            {f"{SCALED}{ADDED}": "scale[None] * steps + minimum[None]"},
            {SCALED: "scale * steps"},
            {ADDED: " + minimum"},
        ),
    ),
    Mistake(
        "first-block-for-all",
        "You took scale and minimum of the first block for all. Each has its own.",
        (
            {f"{SCALED}{ADDED}": "scale[0] * steps + minimum[0]"},
            {SCALED: "scale[0] * steps"},
            {ADDED: " + minimum[0]"},
        ),
    ),
    Mistake(
        "halves-below-each-other",
        "You put the high halves below the low ones, as new blocks. Put them beside each other: dim=1.",
        (
            {STEPS: f"torch.cat([{LOW}, {HIGH}])"},
            {STEPS: f"torch.cat([{LOW}, {HIGH}])", SCALED: "scale.repeat(2)[:, None] * steps", ADDED: ""},
            {f"{SCALED}{ADDED}": "scale.repeat(2)[:, None] * steps + minimum.repeat(2)[:, None]", "dim=1": "dim=0"},
        ),
    ),
    Mistake(
        "halves-on-an-axis",
        "The two halves lie on an axis of their own. Wanted is [blocks, 2 · bytes]: use torch.cat, or flatten.",
        (
            {STEPS: f"torch.stack([{LOW}, {HIGH}], dim=1)"},
            {
                STEPS: f"torch.stack([{LOW}, {HIGH}], dim=1)",
                f"{SCALED}{ADDED}": "scale[:, None, None] * steps + minimum[:, None, None]",
            },
            {
                STEPS: f"torch.stack([{LOW}, {HIGH}], dim=2)",
                f"{SCALED}{ADDED}": "scale[:, None, None] * steps + minimum[:, None, None]",
            },
        ),
    ),
    Mistake(
        "half-bytes-returned",
        "These are the half-bytes. The number is scale · half-byte + minimum.",
        {f"{SCALED}{ADDED}": "steps"},
    ),
    Mistake(
        "blocks-in-one-row",
        "You put all blocks into one row. Wanted is [blocks, 2 · bytes].",
        {f"{SCALED}{ADDED}": f"({SCALED}{ADDED}).flatten()"},
    ),
    Mistake(
        "one-block-only",
        "Only one block is there. Is the `return` inside the loop, or is the result overwritten?",
        ({f"{SCALED}{ADDED}": f"({SCALED}{ADDED})[0]"}, {f"{SCALED}{ADDED}": f"({SCALED}{ADDED})[-1]"}),
    ),
)

EXERCISE = Exercise(
    name="dequantise-block",
    chapter="real-writer",
    minutes=10,
    difficulty="medium",
    solution=dequantise,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_number_by_number, _shifted_together, _from_a_table),
)
