"""Run the benchmarks and write the README's table: `python -m benchmarks.run [topic ...] [--full]`."""

import argparse
from importlib import import_module

import torch

from benchmarks.results import keep, write_readme

TOPICS = ("attention", "book", "decoding", "gpt2", "smollm2", "training")


def main() -> None:
    """Measure the topics asked for, keep their results one by one, and write the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("topics", nargs="*", metavar="topic", help=f"among {', '.join(TOPICS)}; all if none is named")
    parser.add_argument("--full", action="store_true", help="the full grids: many minutes")
    parser.add_argument("--rounds", type=int, default=7, help="how often each side is timed, at least 5")
    arguments = parser.parse_args()
    if unknown := set(arguments.topics) - set(TOPICS):
        parser.error(f"unknown topic {', '.join(sorted(unknown))}; expected some of {', '.join(TOPICS)}.")
    if arguments.rounds < 5:
        parser.error(f"--rounds is {arguments.rounds}; expected at least 5, of which the median is taken.")
    torch.set_num_threads(2)
    for topic in arguments.topics or TOPICS:
        module = import_module(f"benchmarks.{topic}")
        rows = module.measure("full" if arguments.full else "usual", arguments.rounds)
        keep(topic, module.TITLE, rows, limit=getattr(module, "LIMIT", ""))
        write_readme()
        print(module.TITLE, *(" | ".join(row) for row in rows), sep="\n")


if __name__ == "__main__":
    main()
