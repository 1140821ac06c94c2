"""What `make test` has no time for runs weekly, on the oldest and the newest versions; needless runs are cancelled."""

import re
from typing import Any

import yaml

from book._tools.fit_python import NEWEST, OLDEST, dotted
from book._tools.notebooks import ROOT

DRILLS = {
    "test-seeds",
    "test-claims",
    "test-processor",
    "test-mutations",
    "test-sweeps",
    "test-lowest",
    "test-newest",
    "audit",
}


def workflow(name: str) -> dict[str, Any]:
    """Return a workflow."""
    return yaml.safe_load((ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8"))


def weekly_pythons() -> dict[str, str]:
    """Return each target that runs weekly, with its Python."""
    matrix = workflow("weekly")["jobs"]["drill"]["strategy"]["matrix"]
    plain = {target: python for target in matrix["target"] for python in matrix["python"]}
    return plain | {more["target"]: more["python"] for more in matrix["include"]}


def test_every_drill_runs_weekly_and_is_a_target_of_the_makefile():
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(weekly_pythons()) == DRILLS
    assert set(targets) >= DRILLS


def test_the_lowest_versions_run_on_the_oldest_python_and_the_newest_on_the_newest():
    assert weekly_pythons()["test-lowest"] == dotted(OLDEST)
    assert weekly_pythons()["test-newest"] == dotted(NEWEST)


def test_each_push_is_tested_with_the_oldest_and_the_newest_python_that_is_promised():
    tested = workflow("test")["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert {dotted(OLDEST), dotted(NEWEST)} <= set(tested)
    assert f"Python {dotted(OLDEST)} to {dotted(NEWEST)}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_newer_push_cancels_the_tests_of_an_older_one_but_never_a_publication():
    tests = workflow("test")["concurrency"]
    assert tests["cancel-in-progress"] is True
    assert "${{ github.ref }}" in tests["group"]
    assert not workflow("publish")["concurrency"].get("cancel-in-progress")
