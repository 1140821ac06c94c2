"""Each notebook, copied alone into an empty folder, installs the course and runs to its end."""

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from book._tools.notebooks import ROOT, code_cells, find_notebooks, is_chapter, read
from book._tools.setup_cell import setup_cell_text

CHAPTERS = {
    path.relative_to(ROOT / "book").with_suffix("").as_posix(): path for path in find_notebooks() if is_chapter(path)
}
# These run to their end each time: they use half of what the chapters import from course_lib, and train no large model.
# The others do so in `make audit`.
WHOLE = ("attention/single-head", "transformer/decoder", "transformer/encoder")
WHEEL = "course_lib-0.1.0-py3-none-any.whl"


def small_notebook(address: str = "") -> NotebookNode:
    """Return a notebook of the setup cell and one cell that uses what it imports."""
    return new_notebook(cells=[new_code_cell(setup_cell_text(address)), new_code_cell("print(torch.zeros(2))")])


def errors(notebook: NotebookNode) -> list[str]:
    """Return what a reader sees of each error, as one text per error."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return ["\n".join(output.traceback) for output in outputs if output.output_type == "error"]


def assert_every_cell_ran(notebook: NotebookNode) -> None:
    """Require that no cell failed and none was left out."""
    assert errors(notebook) == []
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code" and cell.source)


@pytest.mark.timeout(1200)  # a whole chapter, after the packages were installed
@pytest.mark.parametrize(
    "chapter", [name if name in WHOLE else pytest.param(name, marks=pytest.mark.audit) for name in CHAPTERS]
)
def test_a_chapter_alone_in_an_empty_folder_runs_to_its_end(chapter, colab, server, tmp_path):
    assert_every_cell_ran(colab.run(read(CHAPTERS[chapter]), tmp_path, source=server.wheel))


@pytest.mark.parametrize("chapter", [name for name in CHAPTERS if name not in WHOLE])
def test_the_setup_cell_of_every_other_chapter_runs_alone_in_an_empty_folder(chapter, colab, server, tmp_path):
    setup = new_notebook(cells=code_cells(read(CHAPTERS[chapter]))[:1])
    assert_every_cell_ran(colab.run(setup, tmp_path, source=server.wheel))


def test_the_chapters_that_run_to_their_end_each_time_are_there():
    assert set(WHOLE) <= set(CHAPTERS)


def test_installing_the_course_changes_no_package_found_on_colab(colab_without_course, server, tmp_path):
    before = colab_without_course.versions()
    assert errors(colab_without_course.run(small_notebook(), tmp_path, source=server.wheel)) == []
    after = colab_without_course.versions()
    assert "course_lib" in after
    assert {name: after.get(name) for name in before} == before


def test_the_wheel_may_also_be_a_file_on_disk(colab_without_course, server, tmp_path):
    copy = tmp_path / WHEEL
    copy.write_bytes(server.file.read_bytes())
    assert errors(colab_without_course.run(small_notebook(), tmp_path, source=WHEEL)) == []


def test_a_set_repository_is_installed_from_its_archive_without_git(colab_without_course, server, tmp_path):
    assert errors(colab_without_course.run(small_notebook(server.address), tmp_path)) == []
    assert "course_lib" in colab_without_course.versions()


def test_the_reader_sees_one_sentence_when_no_source_is_known(colab_without_course, tmp_path):
    notebook = colab_without_course.run(small_notebook(), tmp_path)
    sentence = "course_lib was not found: open this in the whole course."
    assert_stopped_with(notebook, sentence)


def test_the_reader_sees_one_sentence_for_a_wrong_address(colab_without_course, server, tmp_path):
    address = f"{server.address}/elsewhere/{WHEEL}"
    notebook = colab_without_course.run(small_notebook(), tmp_path, source=address)
    assert_stopped_with(notebook, cannot_be_installed(address))


def test_the_reader_sees_one_sentence_for_an_address_that_does_not_answer(colab_without_course, closed_port, tmp_path):
    notebook = colab_without_course.run(small_notebook(closed_port), tmp_path)
    assert_stopped_with(notebook, cannot_be_installed(f"{closed_port}/archive/refs/heads/colab.zip"))


def test_a_bare_name_is_a_file_and_is_never_looked_up_in_the_package_index(colab_without_course, tmp_path):
    notebook = colab_without_course.run(small_notebook(), tmp_path, source="jaxtyping")
    assert_stopped_with(notebook, cannot_be_installed((tmp_path / "jaxtyping").as_uri()))


def cannot_be_installed(address: str) -> str:
    """Return the setup cell's sentence for an address that gives no course."""
    return f"No course_lib from {address}: check address and network."


def assert_stopped_with(notebook: NotebookNode, sentence: str) -> None:
    """Require that the sentence is all that is shown, and that no later cell ran."""
    setup, later = notebook.cells
    assert errors(notebook) == [sentence]
    assert len(setup.outputs) == 1
    assert later.execution_count is None
