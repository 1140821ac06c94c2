"""Which notebooks a change touches: themselves, or what they use of course_lib."""

import subprocess
from pathlib import Path

import pytest
from grimp import ImportGraph, build_graph
from nbformat import NotebookNode, v4

from book._tools import changes
from book._tools.changes import changed_files, imports_of, is_touched

PAGE = Path("book/foundations/dot-product.ipynb")


@pytest.fixture(scope="module")
def graph() -> ImportGraph:
    """Return the imports of a small course_lib: figures.bars uses style, the catalogue uses probes."""
    graph = ImportGraph()
    catalogue = "course_lib.exercises.catalogue"
    for module in (
        "course_lib",
        *(f"course_lib.{name}" for name in ("figures", "figures.style", "figures.bars", "figures.curves")),
        *(f"course_lib.{name}" for name in ("interactive", "interactive.arrows", "interactive.slider")),
        *("course_lib.exercises", "course_lib.exercises.engine.probes", catalogue),
        *(f"{catalogue}.dot_product", f"{catalogue}.dot_product.angle", f"{catalogue}.softmax"),
    ):
        graph.add_module(module)
    for importer, imported in (
        ("course_lib.figures.bars", "course_lib.figures.style"),
        ("course_lib.interactive.arrows", "course_lib.exercises"),
        (f"{catalogue}.dot_product.angle", "course_lib.exercises.engine.probes"),
    ):
        graph.add_import(importer=importer, imported=imported)
    return graph


@pytest.fixture(scope="module")
def notebook() -> NotebookNode:
    """Return a chapter that uses bars and an interactive figure."""
    source = "%matplotlib inline\nfrom course_lib.figures import bars\nimport course_lib.interactive.arrows as a"
    return v4.new_notebook(cells=[v4.new_code_cell(source)])


@pytest.mark.parametrize(
    "changed",
    [
        "book/foundations/dot-product.ipynb",
        "course_lib/__init__.py",
        "course_lib/figures/__init__.py",
        "course_lib/figures/bars.py",
        "course_lib/figures/style.py",
        "course_lib/interactive/arrows.js",
        "course_lib/interactive/frame.css",
        "course_lib/interactive/fonts/small.woff2",
        "course_lib/exercises/catalogue/dot_product/angle.py",
        "course_lib/exercises/catalogue/dot_product/gone.py",
        "course_lib/exercises/engine/probes.py",
    ],
)
def test_a_change_of_what_the_chapter_uses_touches_it(changed: str, notebook: NotebookNode, graph: ImportGraph) -> None:
    assert is_touched(PAGE, notebook, ["README.md", changed], graph)


@pytest.mark.parametrize(
    "changed",
    [
        "book/foundations/softmax.ipynb",
        "book/foundations/dot-product.md",
        "course_lib/figures/curves.py",
        "course_lib/interactive/slider.js",
        "course_lib/exercises/catalogue/softmax.py",
        "tests/figures/test_bars.py",
        "pyproject.toml",
    ],
)
def test_any_other_change_leaves_it_alone(changed: str, notebook: NotebookNode, graph: ImportGraph) -> None:
    assert not is_touched(PAGE, notebook, [changed], graph)


def test_the_loss_of_a_module_touches_whoever_imports_it(graph: ImportGraph) -> None:
    notebook = v4.new_notebook(cells=[v4.new_code_cell("from course_lib.figures.gone import draw")])
    assert is_touched(PAGE, notebook, ["course_lib/figures/gone.py"], graph)


def test_imports_are_found_in_functions_and_beside_magics() -> None:
    source = "%%time\ndef f():\n    import a.b as x\n    from c import d, e\n!ls\n"
    cells = [v4.new_code_cell(source.removeprefix("%%time\n")), v4.new_markdown_cell("import no")]
    assert imports_of(v4.new_notebook(cells=cells)) == {"a.b", "c", "c.d", "c.e"}


def test_changed_files_are_the_edited_the_deleted_and_the_untracked(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *identity, *arguments], cwd=tmp_path, check=True, capture_output=True)

    for name in ("edited.py", "staged.py", "deleted.py", "same.py", "moved.py", ".gitignore"):
        (tmp_path / name).write_text(f"{name}\n")
    git("init")
    git("add", ".")
    git("commit", "-m", "first")
    (tmp_path / "edited.py").write_text("new")
    (tmp_path / "staged.py").write_text("new")
    git("add", "staged.py")
    git("mv", "moved.py", "moved to.py")
    (tmp_path / "deleted.py").unlink()
    (tmp_path / "ünknown.py").write_text("new")
    (tmp_path / ".gitignore").write_text("ignored.py")
    (tmp_path / "ignored.py").write_text("new")
    expected = {".gitignore", "edited.py", "staged.py", "deleted.py", "moved.py", "moved to.py", "ünknown.py"}
    assert set(changed_files(tmp_path)) == expected


def test_only_touched_notebooks_are_chosen_from_the_real_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [tmp_path / name for name in ("uses.ipynb", "leaves.ipynb")]
    for page, source in zip(pages, ("import course_lib.notebook", "import torch"), strict=True):
        changes_text = v4.new_notebook(cells=[v4.new_code_cell(source)])
        page.write_text(v4.writes(changes_text))
    monkeypatch.setattr(changes, "changed_files", lambda root: ["course_lib/reproducibility.py"])
    graph = build_graph("course_lib", cache_dir=None)
    assert "course_lib.reproducibility" in graph.find_upstream_modules("course_lib.notebook")
    assert changes.touched_notebooks(pages, tmp_path) == pages[:1]
