"""Say what is wrong: a claim that no control refutes, a control that does not work, a claim that nobody named."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.claims.trial import BROKEN, FAILED, SURVIVED, UNCLAIMED, Outcome

EXPLAINED = Path(__file__).with_name("survivors.toml")

Key = tuple[str, str, str]  # chapter, cell and control; no control for a cell that claims nothing


def explained() -> dict[Key, str]:
    """Return the claims that survive a control, and the cells that assert what holds of any model, each with why."""
    entries = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))
    survivors = {
        (entry["chapter"], entry["cell"], entry["control"]): entry["why"] for entry in entries.get("survivor", [])
    }
    any_model = {(entry["chapter"], entry["cell"], ""): entry["why"] for entry in entries.get("any_model", [])}
    return survivors | any_model


def complaints(outcomes: Sequence[Outcome], reasons: Mapping[Key, str]) -> list[str]:
    """Return what is wrong with the claims and their controls, or with the list of explained ones."""
    wrong = []
    chapters = {outcome.chapter for outcome in outcomes}
    unrefuted = {(found.chapter, found.cell, found.control) for found in outcomes if found.verdict in TO_EXPLAIN}
    for found in outcomes:
        place = f"{found.chapter}, cell {found.cell}"
        if found.verdict == SURVIVED and (found.chapter, found.cell, found.control) not in reasons:
            wrong.append(f"{place}: what it asserts holds with its control as well ({found.control}): {found.claim}")
        elif found.verdict == UNCLAIMED and (found.chapter, found.cell, "") not in reasons:
            wrong.append(f"{place}: it asserts something where a trained model is at work: name claim and control")
        elif found.verdict == BROKEN:
            wrong.append(f"{place}: its control ({found.control}) does not work:\n{found.error}")
        elif found.verdict == FAILED:
            wrong.append(f"{place}: it fails without any control:\n{found.error}")
    for chapter, cell, control in reasons:
        if chapter in chapters and (chapter, cell, control) not in unrefuted:
            what = f"survives {control}" if control else "asserts what holds of any model"
            wrong.append(f"{EXPLAINED.name} says that {chapter}, cell {cell}, {what}: no longer, or it is gone")
    return wrong


TO_EXPLAIN = (SURVIVED, UNCLAIMED)


def table(outcomes: Sequence[Outcome]) -> str:
    """Return one line for each claim and control."""
    rows = [("chapter", "cell", "control", "outcome", "asserts", "s", "claim")]
    for found in outcomes:
        failed = f"{found.asserted - len(found.held)} of {found.asserted}" if found.asserted else ""
        seconds = f"{found.seconds:.0f}"
        rows.append((found.chapter, found.cell, found.control, found.verdict, failed, seconds, found.claim))
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    return "\n".join(
        "  ".join(part.ljust(width) for part, width in zip(row, [*widths, 0], strict=True)).rstrip() for row in rows
    )
