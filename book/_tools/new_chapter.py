"""Begin a chapter: `make chapter NAME=long-texts PART=transformer TITLE="Long texts"`.

Writes its notebook, lists it in _toc.yml at the end of its part, and makes the room for its exercises.
"""

import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from book._tools.notebooks import KERNELSPEC, ROOT, find_notebooks
from book._tools.repository import configured_address
from book._tools.setup_cell import setup_cell_metadata, setup_cell_text
from book._tools.skeletons import SkeletonError, checked_name, markdown
from book._tools.slides import mark_slides


def begin_chapter(name: str, part: str, title: str, root: Path = ROOT) -> list[Path]:
    """Write notebook, entry and folder and return their paths; nothing is written if the chapter exists."""
    checked_name(name, "a chapter")
    notebook = root / f"book/{part}/{name}.ipynb"
    if taken := [path for path in find_notebooks(root / "book") if path.stem == name]:
        raise SkeletonError(f"There is a chapter {name} already: {taken[0].relative_to(root).as_posix()}.")
    listed = _listed(root / "_toc.yml", part, name)
    title = title or name.replace("-", " ").capitalize()
    room = root / "course_lib/exercises/catalogue" / name.replace("-", "_") / "__init__.py"
    room.parent.mkdir(exist_ok=True)
    room.write_text(f'"""Exercises of the chapter "{title}"."""\n', encoding="utf-8")
    nbformat.write(_notebook(title, configured_address(root)), notebook)
    (root / "_toc.yml").write_text(listed, encoding="utf-8")
    return [notebook, root / "_toc.yml", room]


def _listed(contents: Path, part: str, name: str) -> str:
    """Return the table of contents with the chapter behind the last one of its part."""
    lines = contents.read_text(encoding="utf-8").splitlines(keepends=True)
    start = f"- file: book/{part}/"
    of_part = [i for i, line in enumerate(lines) if line.strip().startswith(start) and line.count("/") == 2]
    if not of_part:
        raise SkeletonError(
            f'There is no part "{part}" in _toc.yml; its parts are foundations, attention, transformer.'
        )
    indent = lines[of_part[-1]].partition("-")[0]
    lines.insert(of_part[-1] + 1, f"{indent}{start}{name}\n")
    return "".join(lines)


def _notebook(title: str, address: str) -> nbformat.NotebookNode:
    setup = new_code_cell(setup_cell_text(address), id="setup", metadata=setup_cell_metadata())
    notebook = new_notebook(
        cells=[
            markdown("title", "title.md.txt", title=title),
            setup,
            markdown("first-section", "section.md.txt"),
            markdown("summary", "summary.md.txt"),
            markdown("quiz", "quiz.md.txt"),
            markdown("sources", "sources.md.txt"),
        ],
        metadata={"kernelspec": KERNELSPEC},
    )
    mark_slides(notebook)
    return notebook


def main() -> None:
    """Begin the chapter that the command line names."""
    try:
        if len(sys.argv) != 4 or not all(sys.argv[1:3]):
            raise SkeletonError('Say which and where: make chapter NAME=long-texts PART=transformer TITLE="Long texts"')
        for path in begin_chapter(*sys.argv[1:]):
            print(f"written: {path.relative_to(ROOT).as_posix()}")
    except SkeletonError as error:
        sys.exit(str(error))
    print("Write over what says TODO, then: make exercise, make refresh ONLY=changed, make test.")


if __name__ == "__main__":
    main()
