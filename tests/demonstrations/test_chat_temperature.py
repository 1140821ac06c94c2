"""Wrong answers are counted over all questions, up to the sign of the end; the sweep has every temperature."""

from collections.abc import Sequence

from course_lib.demonstrations.chat_temperature import SEEDS, TEMPERATURES, every_setting, wrong_answers
from course_lib.demonstrations.sweeps import read_sweep
from course_lib.tiny_corpora import KNOWN_ANSWERS


class Knows:
    """Stands for the model: it knows a few answers, and says the others behind the sign of the end."""

    def __init__(self, known: int) -> None:
        self.known = known

    def write_each(self, texts: Sequence[str], *, count: int, temperature: float = 0.0) -> list[list[int]]:
        assert (count, temperature) == (28, 0.5)
        assert all(question in text for question, text in zip(KNOWN_ANSWERS, texts, strict=True))
        return [[number] for number in range(len(texts))]

    def until_end(self, ids: Sequence[int]) -> str:
        words = [answers.split("|")[0] for answers in KNOWN_ANSWERS.values()]
        return words[ids[0]] if ids[0] < self.known else ""


def test_the_share_of_wrong_answers() -> None:
    for known in (0, 4, 16):
        assert wrong_answers(Knows(known), 0.5, seed=1) == 1 - known / 16


def test_the_sweep_has_every_temperature_and_seed() -> None:
    rows = read_sweep("chat-temperature").rows
    assert [{key: row[key] for key in ("temperature", "seed")} for row in rows] == every_setting()
    assert len(rows) == 1 + (len(TEMPERATURES) - 1) * len(SEEDS)
