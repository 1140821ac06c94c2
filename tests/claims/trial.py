"""Run a notebook's cells in order; where a cell claims something, run it with its control beside it, in a fork.

    python -m tests.claims.trial book/transformer/residual.ipynb

The fork has the trained models and the state of every random generator at no cost, and what it changes is gone with
it. No kernel, and no picture is drawn; the outcomes are written as JSON.
"""

import ast
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from matplotlib import pyplot
from nbformat import NotebookNode

from book._tools.notebooks import ROOT, code_cells, read
from tests.claims import controls

REFUTED = "refuted"
SURVIVED = "survived"
BROKEN = "broken control"
FAILED = "fails by itself"
UNCLAIMED = "no claim"

LIMIT = 900  # seconds for a cell with its control

_NOTE = "__note_assertion__"

Names = dict[str, Any]
Place = tuple[int, int]  # line and column


@dataclass(frozen=True)
class Outcome:
    """What became of a cell's assertions with a control in place."""

    chapter: str
    cell: str
    verdict: str
    claim: str = ""
    control: str = ""
    held: tuple[str, ...] = ()  # assertions that hold with the control as well
    asserted: int = 0
    error: str = ""
    seconds: float = 0.0


def outcomes_of(path: Path) -> list[Outcome]:
    """Run a notebook in a process of its own and return its outcomes, in the order of its cells."""
    finished = subprocess.run(
        [sys.executable, "-m", __name__, str(path.resolve())],
        cwd=path.parent,
        env={
            **os.environ,
            "OMP_NUM_THREADS": "1",
            "TOKENIZERS_PARALLELISM": "false",
            "MPLBACKEND": "agg",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
    )
    if not finished.stdout:  # only a process that came to its end wrote a list, be it empty
        return [Outcome(path.stem, "", FAILED, error=f"it stopped before its end:\n{finished.stderr}")]
    return [Outcome(**{**found, "held": tuple(found["held"])}) for found in json.loads(finished.stdout)]


def try_claims(notebook: NotebookNode, chapter: str) -> list[Outcome]:
    """Run all code cells; return an outcome for each control of each claim, and what else is wrong."""
    torch.set_num_threads(1)  # threads do not survive a fork
    outcomes: list[Outcome] = []
    names: Names = {"__name__": "__main__"}
    with controls.watch_training() as was_at_work:
        for cell in code_cells(notebook):
            claim = cell.metadata.get("course", {}).get("claim")
            for control in controls_of(cell):
                outcomes.append(_with_control(cell, control, names, chapter))
            try:
                exec(compile(cell.source, cell.id, "exec"), names)
            except Exception as error:
                outcomes.append(Outcome(chapter, cell.id, FAILED, claim or "", error=_last_lines(error)))
            pyplot.close("all")
            if was_at_work() and not claim and _assertions(ast.parse(cell.source)):
                outcomes.append(Outcome(chapter, cell.id, UNCLAIMED))
    return outcomes


def controls_of(cell: NotebookNode) -> list[NotebookNode]:
    """Return a cell's controls: its metadata holds one or a list of them, or none where it claims nothing."""
    control = cell.metadata.get("course", {}).get("control", [])
    return control if isinstance(control, list) else [control]


def _with_control(cell: NotebookNode, control: NotebookNode, names: Names, chapter: str) -> Outcome:
    """Put the control in place and run the cell, both in a fork."""
    began = time.monotonic()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w") as pipe:
            signal.alarm(LIMIT)
            json.dump(_run_control(cell, control, names), pipe)
        os._exit(0)  # nothing of the parent's is closed or written twice
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    found = json.loads(said) if said else {"verdict": BROKEN, "error": f"no answer within {LIMIT} seconds"}
    asserted = len(_assertions(ast.parse(cell.source)))
    seconds = round(time.monotonic() - began, 1)
    claim = cell.metadata.course.claim
    return Outcome(chapter, cell.id, claim=claim, control=control["is"], asserted=asserted, seconds=seconds, **found)


def _run_control(cell: NotebookNode, control: NotebookNode, names: Names) -> dict[str, Any]:
    """Run a control's lines and the cell; return the verdict, what holds all the same, and what went wrong."""
    names["controls"] = controls
    try:
        exec(compile("\n".join(control["run"]), "control", "exec"), names)
    except BaseException as error:
        return {"verdict": BROKEN, "error": _last_lines(error)}
    failed, error = _failed_assertions(cell, names)
    held = [text for place, text in _assertions(ast.parse(cell.source)).items() if place not in failed]
    if failed:
        return {"verdict": REFUTED, "held": held}
    return {"verdict": BROKEN, "error": error} if error else {"verdict": SURVIVED, "held": held}


def _failed_assertions(cell: NotebookNode, names: Names) -> tuple[set[Place], str]:
    """Run a cell, past assertions that fail; return their places, and the error that ended it, if one did."""
    failed: set[Place] = set()
    names[_NOTE] = lambda line, column, holds: holds or failed.add((line, column))
    try:
        exec(compile(_NoteAssertions().visit(ast.parse(cell.source)), cell.id, "exec"), names)
    except BaseException as error:
        innermost = traceback.extract_tb(error.__traceback__)[-1]
        if isinstance(error, AssertionError) and innermost.filename == cell.id:  # `raise AssertionError`
            failed.add((innermost.lineno or 0, 0))
        return failed, _last_lines(error)
    return failed, ""


class _NoteAssertions(ast.NodeTransformer):
    """Let each assertion note whether it holds, and go on."""

    def visit_Assert(self, node: ast.Assert) -> ast.Expr:
        """Make it a call of the function that notes."""
        place = [ast.Constant(node.lineno), ast.Constant(node.col_offset)]
        call = ast.Call(ast.Name(_NOTE, ast.Load()), [*place, node.test], [])
        return ast.fix_missing_locations(ast.copy_location(ast.Expr(call), node))


def _assertions(tree: ast.Module) -> dict[Place, str]:
    """Return what a cell asserts, by its place."""
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Assert))
    return {(node.lineno, node.col_offset): ast.unparse(node.test) for node in found}


def _last_lines(error: BaseException) -> str:
    """Say an error, and where in the notebook it arose."""
    return "".join(traceback.format_exception(error)[-3:])


if __name__ == "__main__":
    # What cells print, also through C, is no outcome.
    with os.fdopen(os.dup(1), "w") as outcomes:
        os.dup2(2, 1)
        notebook = Path(sys.argv[1])
        with redirect_stdout(sys.stderr):
            found = try_claims(read(notebook), notebook.stem)
        json.dump([asdict(outcome) for outcome in found], outcomes)
