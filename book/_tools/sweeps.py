"""Run the experiments that are too long for a notebook, and store their results: `make sweeps`.

With `--check` each is run again in full, and every median over the seeds must agree with the stored one.
"""

import argparse
import json
import platform
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median

import torch
from tqdm import tqdm

from course_lib.demonstrations import (
    bank_in_context,
    chat_temperature,
    copier,
    deep_translator,
    modern_block,
    reader,
    story_writer,
    trained_short,
)
from course_lib.demonstrations.sweeps import FOLDER, read_sweep

Row = dict[str, object]


@dataclass(frozen=True)
class Experiment:
    """What is run, with which settings, and by which factor a median may differ when it is run again.

    A run that measures several things returns them by name; each becomes a row of its own, with the name under "of".

    Results above `all_one` count as that: how far a training has run away is not a result.
    """

    run: Callable[..., float | Mapping[str, float]]
    settings: Callable[[], list[Row]]
    agree_within: float
    all_one: float


EXPERIMENTS = {
    "bank-in-context": Experiment(
        bank_in_context.measure, bank_in_context.every_reading, agree_within=1.01, all_one=10.0
    ),
    "chat-temperature": Experiment(
        chat_temperature.measure, chat_temperature.every_setting, agree_within=1.5, all_one=10.0
    ),
    "deep-translator": Experiment(
        deep_translator.deep_translator_loss, deep_translator.every_setting, agree_within=1.5, all_one=10.0
    ),
    "copier": Experiment(copier.copying_after_losses, copier.four_starts, agree_within=2.0, all_one=10.0),
    "modern-block": Experiment(
        modern_block.block_after_training, modern_block.every_change, agree_within=1.5, all_one=10.0
    ),
    "reader": Experiment(reader.right_answers, reader.five_starts, agree_within=1.3, all_one=10.0),
    "story-writer": Experiment(
        story_writer.excess_after_training, story_writer.every_setting, agree_within=1.5, all_one=10.0
    ),
    "trained-short": Experiment(
        trained_short.excess_after_short_texts, trained_short.every_kind, agree_within=1.5, all_one=10.0
    ),
}


def rows_of(name: str, processes: int = 2) -> list[Row]:
    """Run one experiment with all its settings, each on one thread."""
    experiment = EXPERIMENTS[name]
    settings = experiment.settings()
    with ProcessPoolExecutor(processes, initializer=torch.set_num_threads, initargs=(1,)) as pool:
        running = [pool.submit(experiment.run, **setting) for setting in settings]
        results = [future.result() for future in tqdm(running, desc=name, disable=None)]
    return [row for setting, result in zip(settings, results, strict=True) for row in _as_rows(setting, result)]


def _as_rows(setting: Row, result: float | Mapping[str, float]) -> Iterator[Row]:
    if isinstance(result, Mapping):
        yield from ({**setting, "of": name, "result": value} for name, value in result.items())
    else:
        yield {**setting, "result": result}


def medians(rows: Sequence[Row], at_most: float) -> dict[tuple[tuple[str, object], ...], float]:
    """Return the median result over the seeds, for each of the other settings; none is larger than `at_most`."""
    grouped: dict[tuple[tuple[str, object], ...], list[float]] = {}
    for row in rows:
        setting = tuple((key, value) for key, value in row.items() if key not in ("seed", "result"))
        grouped.setdefault(setting, []).append(float(str(row["result"])))
    return {setting: min(median(results), at_most) for setting, results in grouped.items()}


def differences(name: str, rows: Sequence[Row]) -> list[str]:
    """Say which medians of these rows do not agree with the stored ones."""
    experiment = EXPERIMENTS[name]
    stored, factor = medians(read_sweep(name).rows, experiment.all_one), experiment.agree_within
    return [
        f"{name} {dict(setting)}: stored {stored[setting]:.3g}, now {now:.3g}; expected within a factor of {factor}."
        for setting, now in medians(rows, experiment.all_one).items()
        if not stored[setting] / factor <= now <= stored[setting] * factor
    ]


def store(name: str, rows: Sequence[Row]) -> None:
    """Write the results with the command and the versions that made them."""
    FOLDER.mkdir(exist_ok=True)
    versions = {"python": platform.python_version(), "torch": version("torch")}
    head = {"command": f"make sweeps ONLY={name}", "versions": versions}
    lines = ",\n".join(f"  {json.dumps(row)}" for row in rows)
    text = f'{json.dumps(head, indent=1)[:-2]},\n "rows": [\n{lines}\n ]\n}}\n'
    (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the experiments that are named, or all; return 1 if a check found a difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*EXPERIMENTS, []], help="which; all, if none is named")
    parser.add_argument("--check", action="store_true", help="compare with the stored results, and store nothing")
    chosen = parser.parse_args(arguments)
    found: list[str] = []
    for name in chosen.names or EXPERIMENTS:
        rows = rows_of(name)
        if chosen.check:
            found += differences(name, rows)
        else:
            store(name, rows)
    print("\n".join(found) or ("all medians agree" if chosen.check else "stored"))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
