"""Begin an exercise: `make exercise NAME=word-order CHAPTER=softmax`.

Writes its module in the catalogue, its four cells in the chapter's notebook, before the summary, and a file for
answers to measure its check with. The tests find all three by themselves.
"""

import sys
from pathlib import Path

import nbformat

from book._tools.notebooks import ROOT, find_notebooks, read
from book._tools.skeletons import SkeletonError, checked_name, exercise_cells, text
from book._tools.slides import mark_slides


def begin_exercise(name: str, chapter: str, root: Path = ROOT) -> list[Path]:
    """Write the three files' parts and return their paths; nothing is written if a part is there already."""
    checked_name(name, "an exercise")
    notebook = next((path for path in find_notebooks(root / "book") if path.stem == chapter), None)
    if notebook is None:
        raise SkeletonError(f'There is no chapter "{chapter}": `make chapter NAME={chapter}` begins one.')
    catalogue = root / "course_lib/exercises/catalogue"
    function = name.replace("-", "_")
    if taken := sorted(catalogue.glob(f"*/{function}.py")):
        raise SkeletonError(f"There is an exercise {name} already: {taken[0].relative_to(root).as_posix()}.")
    module = catalogue / chapter.replace("-", "_") / f"{function}.py"
    answers = root / f"tests/exercises/answers/open/{name}.py"
    values = {"name": name, "chapter": chapter, "function": function}
    module.parent.mkdir(exist_ok=True)
    module.write_text(text("exercise.py.txt", **values), encoding="utf-8")
    answers.write_text(text("answers.py.txt", **values), encoding="utf-8")
    _insert(notebook, name, function)
    return [module, notebook, answers]


def _insert(path: Path, name: str, function: str) -> None:
    notebook = read(path)
    ids = [cell.id for cell in notebook.cells]
    place = min((ids.index(i) for i in ("show-progress", "summary") if i in ids), default=len(ids))
    imported = any("from course_lib.exercises import check" in cell.source for cell in notebook.cells[:place])
    notebook.cells[place:place] = exercise_cells(name, function, import_check=not imported)
    mark_slides(notebook)
    nbformat.write(notebook, path)


def main() -> None:
    """Begin the exercise that the command line names."""
    try:
        if len(sys.argv) != 3 or not all(sys.argv[1:]):
            raise SkeletonError("Say which and where: make exercise NAME=word-order CHAPTER=softmax")
        for path in begin_exercise(*sys.argv[1:]):
            print(f"written: {path.relative_to(ROOT).as_posix()}")
    except SkeletonError as error:
        sys.exit(str(error))
    print("Write over what they say TODO, then: make refresh ONLY=changed, make test.")


if __name__ == "__main__":
    main()
