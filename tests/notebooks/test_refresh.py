"""`make refresh`: what it stores, what it leaves alone, and what it does when a cell fails."""

from pathlib import Path

import nbformat
import pytest
from markdown_it import MarkdownIt
from nbformat import NotebookNode, v4

from book._tools.execution import kernel_environment, normalise
from book._tools.notebooks import KERNELSPEC, read
from book._tools.refresh import main, refresh, store


def write(path: Path, *cells: NotebookNode) -> Path:
    """Store a notebook that was never run."""
    nbformat.write(v4.new_notebook(cells=list(cells)), path)
    return path


def test_a_refreshed_notebook_is_stored_once_and_then_left_alone(tmp_path: Path) -> None:
    path = write(
        tmp_path / "page.ipynb",
        v4.new_markdown_cell("# Title", id="title"),
        v4.new_code_cell("from pathlib import Path\nprint(Path.cwd().name)", id="where"),
        v4.new_code_cell("Path('page.ipynb').exists()", id="here", metadata={"tags": ["keep"], "collapsed": True}),
    )
    assert refresh(path)
    text = path.read_text(encoding="utf-8")
    stored = nbformat.read(path, as_version=4)
    assert [cell.id for cell in stored.cells] == ["title", "where", "here"]
    assert [cell.get("execution_count") for cell in stored.cells] == [None, 1, 2]
    assert stored.cells[1].outputs[0].text == f"{tmp_path.name}\n"
    assert stored.cells[2].outputs[0].data == {"text/plain": "True"}
    assert stored.cells[2].metadata == {"tags": ["keep"]}
    assert stored.metadata.kernelspec == KERNELSPEC
    assert stored.metadata.language_info.file_extension == ".py"  # or nbconvert makes no script of it
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")
    assert not refresh(path)
    assert path.read_text(encoding="utf-8") == text


def test_a_failing_cell_is_named_and_nothing_of_its_notebook_is_stored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failing = write(
        tmp_path / "a.ipynb",
        v4.new_code_cell("1 + 1", id="add"),
        v4.new_code_cell("raise ValueError('first line\\nlast line')", id="break-it"),
    )
    after = write(tmp_path / "b.ipynb", v4.new_code_cell("1 + 1", id="add"))
    before = failing.read_bytes()
    assert main([str(tmp_path)]) == 1
    failed, stored = capsys.readouterr().out.splitlines()
    assert failed == f"{failing}: FAILED, nothing stored: cell break-it: ValueError: last line"
    assert failing.read_bytes() == before
    assert stored.startswith(f"{after}: stored anew (")


def test_a_figure_is_described_in_a_cell_below_without_running_anything(tmp_path: Path) -> None:
    said = {"figure": {"caption": "Where *it* looks."}, "image": {"alt": "One row, 0 < 1."}}
    path = write(
        tmp_path / "page.ipynb",
        v4.new_code_cell("draw()", id="draw", metadata={"mystnb": said}),
        v4.new_markdown_cell("_Old._", id="gone-caption", metadata={"tags": ["remove-cell"]}),
        v4.new_markdown_cell("The text goes on.", id="text"),
    )
    assert store(read(path), path)
    below = nbformat.read(path, as_version=4).cells[1]
    assert [cell.id for cell in nbformat.read(path, as_version=4).cells] == ["draw", "draw-caption", "text"]
    assert below.metadata == {"tags": ["remove-cell"]}
    html = MarkdownIt().render(below.source)
    assert html == (
        "<p><em>Where <em>it</em> looks.</em></p>\n"
        "<details><summary>What the picture shows</summary>One row, 0 &lt; 1.</details>"
    )
    assert not store(read(path), path)


@pytest.mark.parametrize("argument", ["no-such.ipynb", "pyproject.toml", "tests"])
def test_an_argument_that_is_no_notebook_is_refused(argument: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([argument]) == 2
    assert f"{argument} is neither a notebook nor a folder with notebooks" in capsys.readouterr().err


def test_figures_go_into_the_notebook_whatever_the_shell_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.setenv("OTHER", "kept")
    environment = kernel_environment()
    assert environment["MPLBACKEND"] == "module://matplotlib_inline.backend_inline"
    assert environment["OTHER"] == "kept"


def test_a_kernel_works_on_one_thread_unless_the_shell_says_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS")
    assert kernel_environment()["OMP_NUM_THREADS"] == "1"
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    assert kernel_environment()["OMP_NUM_THREADS"] == "2"


def test_cells_are_counted_from_one_whatever_the_kernel_counted() -> None:
    result = v4.new_output("execute_result", data={"text/plain": "2"}, execution_count=9)
    cells = [v4.new_code_cell("a = 1", execution_count=8), v4.new_code_cell("2", outputs=[result])]
    notebook = v4.new_notebook(cells=cells)
    normalise(notebook)
    assert [cell.execution_count for cell in notebook.cells] == [1, 2]
    assert notebook.cells[1].outputs[0].execution_count == 2


def test_streams_that_follow_each_other_are_merged_and_the_order_stays() -> None:
    def printed(text: str) -> NotebookNode:
        return v4.new_output("stream", name="stdout", text=text)

    shown = v4.new_output("display_data", data={"text/plain": "x"})
    outputs = [
        printed("a\n"),
        printed("b\n"),
        shown,
        printed("c\n"),
        v4.new_output("stream", name="stderr", text="d"),
    ]
    notebook = v4.new_notebook(cells=[v4.new_code_cell("…", id="print", outputs=outputs)])
    normalise(notebook)
    assert [output.get("text") for output in notebook.cells[0].outputs] == ["a\nb\n", None, "c\n", "d"]
