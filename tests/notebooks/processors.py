"""Re-run the notebooks over the code paths of other processors: stored outputs and assertions must survive.

    python -m tests.notebooks.processors                                              # everything: long
    python -m tests.notebooks.processors --only intel two-threads                     # some configurations
    python -m tests.notebooks.processors --notebooks book/foundations/scaling.ipynb   # some notebooks

It says which numbers each configuration changes here, and does not run one again whose numbers were all seen before.
Exit status: 0 where every cell passed, 1 where one failed.
"""

import argparse
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from pathlib import Path

from book._tools.notebooks import ROOT, find_notebooks
from tests.notebooks.difference_pages import FOLDER as FIGURE_DIFFERENCES
from tests.notebooks.imitated_processors import (
    CONFIGURATIONS,
    PLAIN,
    REPORTS,
    changed_numbers,
    environment,
    numbers,
    why_not_here,
)

PYTEST = "-m pytest -q -n 2 --dist loadfile -p tests.notebooks.comparison --nbval --nbval-current-env"
TIMEOUTS = "--nbval-cell-timeout 600 -o timeout=1200"  # seconds: code for every processor is slower

Failures = dict[str, list[str]]  # notebook → its cells that failed


def drill(configurations: Sequence[str], notebooks: Sequence[Path]) -> dict[str, Failures]:
    """Run the configurations that change numbers; print what each changes and what fails, as it goes."""
    results: dict[str, Failures] = {}
    plain = numbers(PLAIN)
    seen: dict[tuple[str, ...], str] = {}
    for configuration in configurations:
        settings = " ".join(f"{name}={value}" for name, value in CONFIGURATIONS[configuration].items())
        if reason := why_not_here(configuration):
            print(f"{configuration} ({settings}): cannot be imitated; {reason}", flush=True)
            continue
        here = numbers(configuration)
        print(f"{configuration} ({settings or 'nothing set'}): {changed_numbers(plain, here)}", flush=True)
        same = seen.setdefault(tuple(here.values()), configuration)
        if same != configuration:
            print(f"  the numbers of {same}: not run again", flush=True)
            continue
        results[configuration] = run_notebooks(configuration, notebooks)
        for notebook, cells in results[configuration].items():
            print(f"  {'FAILED' if cells else 'ok    '} {notebook} {', '.join(cells)}".rstrip(), flush=True)
    return results


def run_notebooks(configuration: str, notebooks: Sequence[Path]) -> Failures:
    """Run notebooks in a configuration and compare with what is stored; leave log and pictures in REPORTS."""
    folder = REPORTS / configuration
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    report = folder / "report.xml"
    command = [sys.executable, *PYTEST.split(), *TIMEOUTS.split(), "--junitxml", str(report), *map(str, notebooks)]
    with (folder / "log.txt").open("w") as log:
        subprocess.run(command, cwd=ROOT, env=environment(configuration), stdout=log, stderr=subprocess.STDOUT)
    if (ROOT / FIGURE_DIFFERENCES).exists():  # the next run would begin by removing them
        shutil.move(ROOT / FIGURE_DIFFERENCES, folder)
    return failed_cells(report, [path.relative_to(ROOT).as_posix() for path in notebooks])


def failed_cells(report: Path, notebooks: Sequence[str]) -> Failures:
    """Read pytest's report; a notebook of which it knows no cell did not run, which is a failure as well."""
    cases = list(ET.parse(report).iter("testcase")) if report.exists() else []
    failures: Failures = {}
    for notebook in notebooks:
        cells = [case for case in cases if case.get("classname") == notebook.replace("/", ".")]
        failed = [cell.get("name", "") for cell in cells if {part.tag for part in cell} & {"failure", "error"}]
        failures[notebook] = failed if cells else ["(it did not run)"]
    return failures


def summary(results: Mapping[str, Failures]) -> str:
    """Say for each configuration how many notebooks passed, and which cells of the others did not."""
    lines = []
    for configuration, failures in results.items():
        good = sum(not cells for cells in failures.values())
        lines.append(f"{configuration}: {good} of {len(failures)} notebooks ok")
        lines += [f"  FAILED {notebook}: {', '.join(cells)}" for notebook, cells in failures.items() if cells]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for, and return the exit status."""
    about = (__doc__ or "").splitlines()[0]
    parser = argparse.ArgumentParser(prog="python -m tests.notebooks.processors", description=about)
    names = list(CONFIGURATIONS)
    parser.add_argument("--only", nargs="+", choices=names, default=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--notebooks", nargs="+", type=Path, default=find_notebooks(), metavar="PATH")
    options = parser.parse_args(arguments)
    notebooks = [path.resolve() for path in options.notebooks]
    if strange := [str(path) for path in notebooks if path not in find_notebooks()]:
        parser.error(f"no notebook of the book: {', '.join(strange)}")
    results = drill(options.only, notebooks)
    print(f"\n{summary(results)}")
    failed = any(cells for failures in results.values() for cells in failures.values())
    if failed:
        print(f"logs, and pictures that differ: {REPORTS.relative_to(ROOT)}/CONFIGURATION")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
