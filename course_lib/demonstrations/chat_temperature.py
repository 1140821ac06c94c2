"""A chat model that draws its answers: how many of plain questions it answers wrongly, by temperature."""

from collections.abc import Sequence
from functools import cache
from typing import Protocol, runtime_checkable

import torch

from course_lib.pretrained import SmolLM2, chat_text, load_smollm2
from course_lib.tiny_corpora.known_answers import KNOWN_ANSWERS, holds_the_answer

TEMPERATURES = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5)
SEEDS = (1, 2, 3, 4, 5)
COUNT = 28  # tokens of an answer


@runtime_checkable
class Writer(Protocol):
    """What is asked: `SmolLM2`, or what stands for it in a test."""

    def write_each(self, texts: Sequence[str], *, count: int, temperature: float = 0.0) -> list[list[int]]: ...

    def until_end(self, ids: Sequence[int]) -> str: ...


def wrong_answers(writer: Writer, temperature: float, seed: int) -> float:
    """Return the share of the sixteen questions whose answer lacks the right word."""
    torch.manual_seed(seed)
    chats = [chat_text([{"role": "user", "content": question}]) for question in KNOWN_ANSWERS]
    written = writer.write_each(chats, count=COUNT, temperature=temperature)
    wrong = [
        not holds_the_answer(question, writer.until_end(ids))
        for question, ids in zip(KNOWN_ANSWERS, written, strict=True)
    ]
    return sum(wrong) / len(wrong)


def measure(temperature: float, seed: int) -> float:
    """Load the model, and return what `wrong_answers` does."""
    return wrong_answers(_loaded_once(), temperature, seed)


@cache
def _loaded_once() -> SmolLM2:
    return load_smollm2(progress=False)


def every_setting() -> list[dict[str, object]]:
    """Return each temperature with five seeds; without drawing there is nothing for a seed to change."""
    return [
        {"temperature": temperature, "seed": seed}
        for temperature in TEMPERATURES
        for seed in (SEEDS if temperature else SEEDS[:1])
    ]
