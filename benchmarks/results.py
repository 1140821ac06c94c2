"""What was measured, kept in a file, and the README's table made of it."""

import json
import platform
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from os import cpu_count, getloadavg
from pathlib import Path
from textwrap import wrap
from typing import Any, Literal, NamedTuple

import torch

ROOT = Path(__file__).parents[1]
RESULTS, README = ROOT / "benchmarks" / "results.json", ROOT / "README.md"
SECTION = re.compile(r"(?<=<!-- benchmarks: begin -->\n).*?(?=<!-- benchmarks: end -->)", re.DOTALL)
Size = Literal["tiny", "usual", "full"]


class Row(NamedTuple):
    """One line of the table."""

    case: str
    compared: str  # the other side; or what a plain number says
    number: str  # "1.25 ×" if ours is faster by that, or a number with its unit
    target: str = ""


def times(ratio: float) -> str:
    """Write how many times faster, or smaller, the course's code is."""
    return f"{ratio:.2f} ×"


def machine() -> str:
    """Describe processor, cores, versions and how busy the machine is."""
    cpuinfo = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*:\s*(.+)", cpuinfo.read_text()) if cpuinfo.exists() else []
    processor = names[0] if names else platform.processor() or platform.machine()
    return (
        f"{processor}, {cpu_count()} cores, {torch.get_num_threads()} threads, torch {torch.__version__}, "
        f"load {getloadavg()[0]:.1f} at the end"
    )


def keep(topic: str, title: str, rows: list[Row], path: Path = RESULTS, *, limit: str = "") -> None:
    """Put the rows of one topic in place of its older ones; `limit` says why a target is missed."""
    results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    now = datetime.now(UTC).date().isoformat()
    results[topic] = {"title": title, "date": now, "machine": machine(), "rows": rows, "limit": limit}
    path.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def section(results: dict[str, Any]) -> str:
    """Return the README's lines between the markers."""
    return "".join(f"{line}\n" for line in _lines(results))


def write_readme(results_path: Path = RESULTS, readme: Path = README) -> None:
    """Write the tables between the README's two markers."""
    text, results = readme.read_text(encoding="utf-8"), json.loads(results_path.read_text(encoding="utf-8"))
    if not SECTION.search(text):
        raise ValueError(f"{readme.name} needs the lines <!-- benchmarks: begin --> and <!-- benchmarks: end -->.")
    readme.write_text(SECTION.sub(lambda _: section(results), text), encoding="utf-8")


def _lines(results: dict[str, Any]) -> Iterator[str]:
    for topic in sorted(results):
        found = results[topic]
        yield f"**{found['title']}** ({found['date']}; {found['machine']})"
        yield ""
        yield "| Case | Beside | Result | Target |"
        yield "| --- | --- | --- | --- |"
        for row in found["rows"]:
            yield f"| {' | '.join(row)} |"
        yield ""
        if found["limit"]:
            yield from wrap(found["limit"], 120)
            yield ""
