"""Put its control in the place of each trained model that a notebook claims something of: the claim must fail.

    python -m tests.claims.run                           # all notebooks: long
    python -m tests.claims.run --only residual softmax   # some chapters
    python -m tests.claims.run --held                    # and say which assertions no control made fail

Exit status: 0 where every claim was refuted by its control or is explained, 1 where one was not.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from book._tools.notebooks import find_notebooks
from tests.claims.trial import REFUTED, SURVIVED, Outcome, outcomes_of
from tests.claims.verdict import complaints, explained, table


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for, print the outcomes, and return the exit status."""
    about = (__doc__ or "").splitlines()[0]
    parser = argparse.ArgumentParser(prog="python -m tests.claims.run", description=about)
    notebooks = {path.stem: path for path in find_notebooks()}
    parser.add_argument("--only", nargs="+", choices=list(notebooks), default=list(notebooks), metavar="CHAPTER")
    parser.add_argument("--held", action="store_true", help="say which assertions no control made fail")
    parser.add_argument("--processes", type=int, default=2, help="how many notebooks run at once")
    options = parser.parse_args(arguments)
    began = time.monotonic()
    outcomes: list[Outcome] = []
    with ThreadPoolExecutor(options.processes) as pool:
        for chapter, found in zip(options.only, pool.map(outcomes_of, map(notebooks.get, options.only)), strict=True):
            print(f"{chapter}: {sum(bool(outcome.control) for outcome in found)} controls tried", flush=True)
            outcomes += found
    print(f"\n{table(outcomes)}")
    if options.held:
        print(f"\nNo control made these fail:\n{held_with_every_control(outcomes)}")
    wrong = complaints(outcomes, explained())
    print("", *wrong, sep="\n\n" if wrong else "")
    tried = [found for found in outcomes if found.verdict in (REFUTED, SURVIVED)]
    refuted = sum(found.verdict == REFUTED for found in tried)
    print(f"{refuted} of {len(tried)} controls refuted their claim, in {(time.monotonic() - began) / 60:.0f} minutes.")
    return 1 if wrong else 0


def held_with_every_control(outcomes: Sequence[Outcome]) -> str:
    """Return the assertions of claims that held with each control of their cell, one in a line."""
    held: dict[tuple[str, str], list[str]] = {}
    for found in outcomes:
        if found.control:
            cell = found.chapter, found.cell
            held[cell] = [text for text in held.get(cell, found.held) if text in found.held]
    return "\n".join(f"  {chapter}, {cell}: {text}" for (chapter, cell), texts in held.items() for text in texts)


if __name__ == "__main__":
    sys.exit(main())
