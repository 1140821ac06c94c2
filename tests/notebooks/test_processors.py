"""The drill over other processors: which configurations it runs, what it reads from pytest, and what it says."""

import ctypes
import shutil
import sys
from pathlib import Path

import pytest

from book._tools.notebooks import ROOT, find_notebooks
from tests.notebooks import imitated_processors, processors
from tests.notebooks.arithmetic import fingerprints
from tests.notebooks.imitated_processors import CONFIGURATIONS, PLAIN, changed_numbers, environment, numbers
from tests.notebooks.processors import failed_cells, main, summary

NOTEBOOK = "book/part/page.ipynb"
REPORT = """<testsuites><testsuite>
<testcase classname="book.part.page.ipynb" name="setup"/>
<testcase classname="book.part.page.ipynb" name="plot"><failure/></testcase>
<testcase classname="book.part.page.ipynb" name="late"><error/></testcase>
<testcase classname="book.part.other.ipynb" name="setup"/>
</testsuite></testsuites>"""


@pytest.fixture
def same_numbers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let every configuration but aten-default compute the same, and run nothing; return what would have run."""
    ran: list[str] = []
    monkeypatch.setattr(processors, "numbers", lambda name: {"sums": "2" if name == "aten-default" else "1"})
    monkeypatch.setattr(processors, "why_not_here", lambda name: "no compiler" if name == "intel" else None)
    monkeypatch.setattr(processors, "run_notebooks", lambda name, notebooks: ran.append(name) or {NOTEBOOK: []})
    return ran


def test_what_the_caller_has_set_holds_in_no_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATEN_CPU_CAPABILITY", "default")
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    assert "ATEN_CPU_CAPABILITY" not in environment(PLAIN)
    assert environment(PLAIN)["OMP_NUM_THREADS"] == "1"
    assert environment("two-threads")["OMP_NUM_THREADS"] == "2"


def test_the_same_process_gives_the_same_numbers_and_another_one_too() -> None:
    assert numbers(PLAIN) == numbers(PLAIN)
    assert numbers(PLAIN).keys() == fingerprints().keys()


def test_it_says_which_numbers_a_configuration_changes() -> None:
    plain = {"sums": "1", "softmax": "2", "tanh": "3"}
    assert changed_numbers(plain, {**plain, "sums": "0", "tanh": "0"}) == "other sums, tanh than plain"
    assert changed_numbers(plain, plain) == "no number differs from plain"


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("cc"), reason="needs Linux and a C compiler")
def test_a_library_says_that_the_processor_is_intels() -> None:
    assert imitated_processors.why_not_here("intel") is None
    assert ctypes.CDLL(CONFIGURATIONS["intel"]["LD_PRELOAD"]).mkl_serv_intel_cpu_true() == 1


def test_without_a_compiler_only_the_configurations_as_intel_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda command: None)
    missing = [name for name in CONFIGURATIONS if imitated_processors.why_not_here(name)]
    assert missing == ["intel", "intel-avx2", "intel-sse4.2"]
    assert imitated_processors.why_not_here("intel") == "this needs Linux and a C compiler called cc"


def test_configurations_that_change_nothing_or_cannot_be_imitated_are_named_and_not_run(
    same_numbers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--only", "plain", "aten-default", "aten-avx2", "intel"]) == 0
    assert same_numbers == ["plain", "aten-default"]
    said = capsys.readouterr().out
    assert "aten-default (ATEN_CPU_CAPABILITY=default): other sums than plain" in said
    assert "aten-avx2 (ATEN_CPU_CAPABILITY=avx2): no number differs from plain\n  the numbers of plain: not run" in said
    assert "cannot be imitated; no compiler" in said


def test_one_failed_cell_makes_the_drill_fail(
    same_numbers: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(processors, "run_notebooks", lambda name, notebooks: {NOTEBOOK: ["plot"]})
    assert main(["--only", "plain", "--notebooks", str(find_notebooks()[0])]) == 1
    assert f"plain: 0 of 1 notebooks ok\n  FAILED {NOTEBOOK}: plot" in capsys.readouterr().out


@pytest.mark.parametrize("path", ["book/missing.ipynb", "README.md"])
def test_what_is_no_notebook_of_the_book_is_refused(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--notebooks", str(ROOT / path)])
    assert "no notebook of the book" in capsys.readouterr().err


def test_failed_cells_are_read_and_a_notebook_that_did_not_run_has_failed(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    names = [NOTEBOOK, "book/part/other.ipynb", "book/part/lost.ipynb"]
    expected = [["plot", "late"], [], ["(it did not run)"]]
    assert failed_cells(report, names) == dict(zip(names, expected, strict=True))
    assert failed_cells(tmp_path / "none.xml", [NOTEBOOK]) == {NOTEBOOK: ["(it did not run)"]}


def test_the_summary_counts_notebooks_and_names_cells() -> None:
    results = {"plain": {NOTEBOOK: []}, "intel": {NOTEBOOK: ["plot", "late"]}}
    assert summary(results) == (
        f"plain: 1 of 1 notebooks ok\nintel: 0 of 1 notebooks ok\n  FAILED {NOTEBOOK}: plot, late"
    )
