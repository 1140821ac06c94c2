"""Tell which notebooks a change in git touches: themselves, or course_lib's files that they use."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from grimp import ImportGraph, build_graph
from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

from book._tools.notebooks import ROOT, code_cells, read

PACKAGE = "course_lib"
CATALOGUE = f"{PACKAGE}.exercises.catalogue"


def changed_files(root: Path = ROOT) -> list[str]:
    """List the files that differ from the last commit, untracked ones too, relative to `root`."""
    tracked = ["diff", "--name-only", "--no-renames", "--relative", "-z", "HEAD"]
    untracked = ["ls-files", "--others", "--exclude-standard", "-z"]
    names = ""
    for command in (tracked, untracked):
        names += subprocess.run(["git", *command], cwd=root, check=True, capture_output=True, text=True).stdout
    return sorted(name for name in names.split("\0") if name)


def touched_notebooks(notebooks: Iterable[Path], root: Path = ROOT) -> list[Path]:
    """Return those of `notebooks` that the working tree's change touches."""
    changed = changed_files(root)
    graph = build_graph(PACKAGE, cache_dir=None)
    return [path for path in notebooks if is_touched(path.relative_to(root), read(path), changed, graph)]


def is_touched(path: Path, notebook: NotebookNode, changed: Iterable[str], graph: ImportGraph) -> bool:
    """Tell whether the notebook itself, or a file of a module that it uses, is among the changed files."""
    changed = set(changed)
    used = modules_used({*imports_of(notebook), *catalogue_of(path.stem, graph)}, graph)
    return path.as_posix() in changed or any(used & modules_of_file(name, graph) for name in changed)


def imports_of(notebook: NotebookNode) -> set[str]:
    """Return every name a notebook imports, dotted; `from a import b` gives a and a.b: b may be a module."""
    names: set[str] = set()
    for cell in code_cells(notebook):
        # IPython's own syntax (%magic, !command) becomes plain Python.
        for node in ast.walk(ast.parse(TransformerManager().transform_cell(cell.source))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def catalogue_of(chapter: str, graph: ImportGraph) -> set[str]:
    """Return the modules of a chapter's exercises: they are loaded by name, so that no import shows them."""
    package = f"{CATALOGUE}.{chapter.replace('-', '_')}"
    return {module for module in graph.modules if module == package or module.startswith(f"{package}.")}


def modules_used(names: Iterable[str], graph: ImportGraph) -> set[str]:
    """Return all modules that run when `names` are imported: they, their packages, and what these import."""
    used: set[str] = set()
    waiting = list(names)
    while waiting:
        module = waiting.pop()
        if module in used:
            continue
        used.add(module)
        waiting += _packages_above(module)
        if module in graph.modules:
            waiting += graph.find_modules_directly_imported_by(module)
    return used


def modules_of_file(name: str, graph: ImportGraph) -> set[str]:
    """Return the modules a file of course_lib counts as; none for a file elsewhere.

    `bars.js` counts as `bars.py` where that exists. Any other script or style, and a module that is gone, counts
    as the nearest package, and so touches whoever uses a module of it.
    """
    path = PurePosixPath(name)
    if path.parts[0] != PACKAGE:
        return set()
    module = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
    return {next((name for name in (module, *_packages_above(module)) if name in graph.modules), PACKAGE)}


def _packages_above(module: str) -> Iterator[str]:
    """Yield the packages that hold a module, from the nearest outwards."""
    while "." in module:
        module = module.rpartition(".")[0]
        yield module
