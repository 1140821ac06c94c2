"""The workflows for GitHub and the pre-commit hooks can be read, and ask for no more than they need."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from book._tools.notebooks import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
EVENTS = {"push", "pull_request", "schedule", "workflow_run", "workflow_dispatch"}

pytestmark = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def read(path: Path) -> dict[str, Any]:
    """Return the workflow; YAML reads the bare key `on` as true."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    workflow["on"] = workflow.pop(True)
    return workflow


def steps(path: Path) -> Iterator[dict[str, Any]]:
    """Give every step of every job."""
    for job in read(path)["jobs"].values():
        yield from job["steps"]


def test_a_workflow_is_named_like_its_file_and_starts_on_known_events(path):
    workflow = read(path)
    assert workflow["name"] == path.stem
    assert set(workflow["on"]) <= EVENTS


def test_a_job_may_only_read_unless_it_says_what_else_it_needs(path):
    assert read(path)["permissions"] == {"contents": "read"}


def test_only_githubs_own_actions_are_used_each_at_a_major_version(path):
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert used
    assert [action for action in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", action)] == []


def test_each_job_waits_for_jobs_that_exist(path):
    jobs = read(path)["jobs"]
    for job in jobs.values():
        needed = job.get("needs", [])
        assert set([needed] if isinstance(needed, str) else needed) <= set(jobs)


def test_each_command_is_valid_shell(path):
    for step in steps(path):
        if "run" in step:
            checked = subprocess.run(["bash", "-n"], input=step["run"], text=True, capture_output=True, check=False)
            assert checked.returncode == 0, checked.stderr


def test_text_from_outside_is_never_pasted_into_a_command(path):
    """A value between ${{ }} becomes part of the script; as a variable of the environment it stays text."""
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


def test_each_script_of_the_project_exists_and_may_be_run(path):
    scripts = set(re.findall(r"(?<![\w.])(?:/course/)?(\.ci/\w+)", path.read_text(encoding="utf-8")))
    assert [script for script in scripts if not (ROOT / script).stat().st_mode & 0o100] == []


def test_a_workflow_that_waits_for_another_names_one_that_exists(path):
    waited_for = (read(path)["on"].get("workflow_run") or {}).get("workflows", [])
    assert set(waited_for) <= {other.stem for other in WORKFLOWS}
