"""Time several ways to do one thing: in turns, so that a busy machine slows all of them alike."""

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

Seconds = dict[str, list[float]]  # by contender, one time per round


def in_turns(contenders: Mapping[str, Callable[[], object]], *, rounds: int, warm_up: int = 2) -> Seconds:
    """Run every contender once per round, and return their times; the warm-up rounds are dropped."""
    seconds: Seconds = {name: [] for name in contenders}
    for number in range(warm_up + rounds):
        for name, run in contenders.items():
            begin = perf_counter()
            run()
            if number >= warm_up:
                seconds[name].append(perf_counter() - begin)
    return seconds


def times_faster(seconds: Seconds, ours: str, other: str) -> float:
    """Return how many times longer `other` takes than `ours`: the median over the rounds of each round's ratio.

    The two times of one round were taken one right after the other, under the same load.
    """
    return median(theirs / mine for mine, theirs in zip(seconds[ours], seconds[other], strict=True))
