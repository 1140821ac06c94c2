"""Each rule refuses a chapter that breaks it, and says where and what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import NotebookNode, from_dict, v4

from book._tools.notebooks import KERNELSPEC, ROOT, find_notebooks, is_chapter
from book._tools.slides import mark_slides
from tests.notebooks.conftest import HINT, QUESTION, SOLUTION, display
from tests.notebooks.rules import CHAPTER, EVERY_PAGE, Rule

Cells = dict[str, NotebookNode]


def complaints(chapter: NotebookNode, rules: tuple[Rule, ...] = EVERY_PAGE + CHAPTER) -> list[str]:
    """Return what all rules together have to say."""
    return [complaint for rule in rules for complaint in rule(chapter)]


def test_a_chapter_that_keeps_all_rules_is_accepted(chapter: NotebookNode) -> None:
    assert complaints(chapter) == []


def test_an_index_page_needs_no_exercises_and_no_quiz() -> None:
    page = v4.new_notebook(cells=[v4.new_markdown_cell("# Title", id="title")])
    page.metadata.kernelspec = dict(KERNELSPEC)
    mark_slides(page)
    assert complaints(page, EVERY_PAGE) == []


def test_a_hint_may_hold_code(chapter: NotebookNode, cells: Cells) -> None:
    hint = HINT.replace("Think.", "```text\nfor each row: divide\n```")
    cells["ex-dot-help"].source = HINT + hint + SOLUTION
    assert complaints(chapter) == []


def test_code_and_formulas_may_look_like_links_and_roles(chapter: NotebookNode, cells: Cells) -> None:
    cells["section"].source = "## A part\n\n`x[](y)`, $f[](y)$\n\n```python\nx = {note}`y`\n```"
    assert complaints(chapter) == []


def test_chapters_are_told_from_other_pages(tmp_path: Path) -> None:
    names = ("a/one.ipynb", "a/index.ipynb", "top.ipynb", "_build/no.ipynb", "a/.ipynb_checkpoints/no.ipynb")
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = {path.relative_to(tmp_path).as_posix(): is_chapter(path, tmp_path) for path in find_notebooks(tmp_path)}
    assert found == {"a/one.ipynb": True, "a/index.ipynb": False, "top.ipynb": False}


def set_alt(text: str) -> Callable[[Cells], object]:
    """Change the alt text of a figure."""
    return lambda cells: cells["plot-weights"].metadata.mystnb.image.update(alt=text)


def add_output(output: NotebookNode) -> Callable[[Cells], object]:
    """Add an output to the cell that says hello."""
    return lambda cells: cells["say-hello"].outputs.append(output)


def set_source(cell: str, source: str) -> Callable[[Cells], object]:
    """Change the text of a cell."""
    return lambda cells: cells[cell].update(source=source)


def set_id(cell: str, name: str) -> Callable[[Cells], object]:
    """Change a cell's id."""
    return lambda cells: cells[cell].update(id=name)


def set_course(**course: object) -> Callable[[Cells], object]:
    """Let the cell that says hello say this of itself, and assert something."""
    return lambda cells: cells["say-hello"].update(source="assert True", metadata=from_dict({"course": course}))


CONTROL = {"is": "untrained weights", "run": ["controls.untrain()"]}
RESULT = "ex-dot-check: its one stored output must begin with 'dot: not started'"

BROKEN = {
    "a random id": (set_id("section", "a1b2c3d4"), "cell 'a1b2c3d4': give it an id"),
    "an id in camel case": (set_id("section", "theSection"), "cell 'theSection': give it an id"),
    "an id used twice": (set_id("section", "title"), "cell title: several cells"),
    "execution timings": (
        lambda cells: cells["say-hello"].metadata.update(execution={}),
        "cell say-hello: its metadata holds 'execution'",
    ),
    "a second title": (set_source("section", "# Again"), "cell title: the first cell must"),
    "no title": (set_source("title", "Text"), "cell title: the first cell must"),
    "a late setup cell": (set_id("setup", "import"), "cell import: the second cell must be the setup cell"),
    "a skipped heading level": (
        set_source("section", "### Deep"),
        "cell section: a level-3 heading follows level 1",
    ),
    "a link without text": (
        set_source("section", "## A part\n\nAs in [](softmax.ipynb)."),
        "cell section: the link to softmax.ipynb has no text; write the title it leads to",
    ),
    "a citation by a role": (
        set_source("section", "## A part\n\nAs in {cite:t}`vaswani2017attention`."),
        "cell section: 'vaswani2017attention' stands in a role: write plain Markdown, to cite a paper [Names (year)](",
    ),
    "a directive": (
        set_source("section", "## A part\n\n```{note}\nRead this.\n```"),
        "cell section: 'Read this.' stands in a directive: write its words as a paragraph",
    ),
    "a directive in colons": (
        set_source("section", "## A part\n\n:::{note}\nRead this.\n:::"),
        "cell section: 'Read this.' stands in a directive: write its words as a paragraph",
    ),
    "a section that begins no slide": (
        lambda cells: cells["section"].metadata.pop("slideshow"),
        "cell section: its metadata slideshow is None: run `make refresh ONLY=captions`",
    ),
    "a slide that begins with no heading": (
        set_source("section", "No heading."),
        "cell section: its metadata slideshow is {'slide_type': 'slide'}",
    ),
    "a target": (set_source("section", "(here)=\n## A part"), "cell section: 'here' stands in a target: leave it out"),
    "a comment": (set_source("section", "## A part\n\n% later"), "cell section: 'later' stands in a comment: leave it"),
    "a figure without alt text": (
        lambda cells: cells["plot-weights"].metadata.mystnb.pop("image"),
        "cell plot-weights: write mystnb.image.alt",
    ),
    "a figure with a short alt text": (set_alt("a plot"), "cell plot-weights: write mystnb.image.alt"),
    "a figure with a file path as alt text": (
        set_alt("../_build/jupyter_execute/figure.svg"),
        "cell plot-weights: write mystnb.image.alt",
    ),
    "a figure without caption": (
        lambda cells: cells["plot-weights"].metadata.mystnb.figure.pop("caption"),
        "cell plot-weights: its figure has no caption",
    ),
    "a figure without name": (
        lambda cells: cells["plot-weights"].metadata.mystnb.figure.pop("name"),
        "cell plot-weights: its figure has no name",
    ),
    "a caption that Jupyter does not show as it is": (
        lambda cells: cells["plot-weights"].metadata.mystnb.figure.update(caption="Another."),
        "cell plot-weights-caption: the cells with captions differ from the metadata",
    ),
    "an alt text that Jupyter does not show as it is": (
        set_alt("Two lines that rise from 0 to 3."),
        "cell plot-weights-caption: the cells with captions differ from the metadata",
    ),
    "a caption below no figure": (
        set_id("plot-weights-caption", "somewhere-caption"),
        "cell somewhere-caption: the cells with captions differ from the metadata",
    ),
    "a figure without a small picture": (
        lambda cells: cells["plot-weights"].outputs[0].data.pop("image/png"),
        "cell plot-weights: its figure has no small picture",
    ),
    "a figure with a large picture": (
        lambda cells: cells["plot-weights"].outputs[0].data.update({"image/png": "a" * 60_001}),
        "or one of more than 60000 characters",
    ),
    "a figure with the name of its axes": (
        add_output(display({"text/plain": "<Axes: xlabel='x'>"})),
        "cell say-hello: it prints \"<Axes: xlabel='x'>\"; end its last line with `;`",
    ),
    "a chaotic figure without an assertion": (
        lambda cells: cells["plot-weights"].metadata.update(course={"chaotic": True}),
        "cell plot-weights: it is marked chaotic",
    ),
    "a figure name used twice": (
        lambda cells: cells["plot-scores"].metadata.mystnb.figure.update(name="fig-plot-weights"),
        "several figures have the name 'fig-plot-weights'",
    ),
    "two figures in one cell": (
        lambda cells: cells["plot-scores"].outputs.append(display({"image/png": "iVBORw0KGgo="})),
        "several figures have the name 'fig-plot-scores'",
    ),
    "an exercise without check": (
        lambda cells: cells["ex-dot-check"].metadata.pop("course"),
        "exercise dot: its cells are ['task', 'stub', 'help']",
    ),
    "an exercise cell without metadata": (
        lambda cells: cells["ex-dot-check"].metadata.pop("course"),
        "cell ex-dot-check: an exercise's cell needs the metadata",
    ),
    "exercise cells in another order": (
        lambda cells: (
            cells["ex-dot-stub"].metadata.course.update(role="check"),
            cells["ex-dot-check"].metadata.course.update(role="stub"),
        ),
        "exercise dot: its cells are ['task', 'check', 'stub', 'help']",
    ),
    "an exercise cell with another id": (set_id("ex-dot-stub", "dot-stub"), "its id must be ex-dot-stub"),
    "a stub in markdown": (
        lambda cells: cells["ex-dot-stub"].update(cell_type="markdown"),
        "cell ex-dot-stub: a stub must be a code cell",
    ),
    "a task without minutes": (
        set_source("ex-dot-task", "Write it (easy)."),
        "ex-dot-task: the task does not say its m",
    ),
    "a task without difficulty": (
        set_source("ex-dot-task", "In 5 minutes."),
        "ex-dot-task: the task does not say its d",
    ),
    "help with one hint": (
        set_source("ex-dot-help", HINT + SOLUTION),
        "cell ex-dot-help: it must hold two or three",
    ),
    "help with four hints": (
        set_source("ex-dot-help", HINT * 4 + SOLUTION),
        "cell ex-dot-help: it must hold two",
    ),
    "help without solution": (
        set_source("ex-dot-help", HINT * 2),
        "cell ex-dot-help: it must hold two or three",
    ),
    "help that begins with the solution": (
        set_source("ex-dot-help", SOLUTION + HINT * 2),
        "cell ex-dot-help: it must",
    ),
    "a solution outside its details": (
        set_source("ex-dot-help", HINT * 2 + SOLUTION.replace("```python", "</details>\n\n```python")),
        "cell ex-dot-help: the solution must be one block",
    ),
    "a solution without language": (
        set_source("ex-dot-help", HINT * 2 + SOLUTION.replace("```python", "```")),
        "cell ex-dot-help: the solution must be one block",
    ),
    "a heading inside details": (
        set_source("quiz", QUESTION * 3 + QUESTION.replace("No.", "### No")),
        "cell quiz: a heading stands inside <details>",
    ),
    "an html heading inside details": (
        set_source("quiz", QUESTION * 3 + QUESTION.replace("True?", "<h3>True?</h3>")),
        "cell quiz: a heading stands inside <details>",
    ),
    "a check stored as right": (
        lambda cells: cells["ex-dot-check"].outputs[0].data.update({"text/plain": "dot: right"}),
        RESULT,
    ),
    "a check without output": (lambda cells: cells["ex-dot-check"].outputs.clear(), RESULT),
    "a stored error": (
        add_output(v4.new_output("error", ename="KeyError")),
        "cell say-hello: a stored KeyError",
    ),
    "a stored warning": (
        add_output(v4.new_output("stream", name="stderr", text="careful")),
        "cell say-hello: a stored output on stderr",
    ),
    "a cell that was not run": (
        lambda cells: cells["say-hello"].update(execution_count=None),
        "cell say-hello: its execution count is None, not 2",
    ),
    "a cell run out of order": (
        lambda cells: cells["say-hello"].update(execution_count=7),
        "cell say-hello: its execution count is 7, not 2",
    ),
    "an empty code cell": (set_source("say-hello", " \n"), "cell say-hello: it is empty"),
    "an address in memory": (
        add_output(display({"text/plain": "<f at 0x7f3eacd0f990>"})),
        "holds 0x7f3eacd0f990",
    ),
    "a path in a home folder": (
        add_output(v4.new_output("stream", text="in /home/me/x")),
        "machine (/home/…)",
    ),
    "a path in the checkout": (
        add_output(v4.new_output("stream", text=f"{ROOT}/book")),
        "a path of this machine",
    ),
    "a script from another host": (
        add_output(display({"text/html": '<script src="https://example.org/x.js"></script>'})),
        "cell say-hello: its HTML names another host (https://example.org/x.js)",
    ),
    "a figure with a date": (
        add_output(display({"image/svg+xml": "<svg><dc:date>2026</dc:date></svg>"})),
        "cell say-hello: its SVG holds the date",
    ),
    "a claim without a control": (
        set_course(claim="It is so."),
        "cell say-hello: its claim has no control",
    ),
    "a control without a claim": (set_course(control=CONTROL), "cell say-hello: say in one sentence what it claims"),
    "a claim that is no sentence": (
        set_course(claim="so", control=CONTROL),
        "cell say-hello: say in one sentence what it claims",
    ),
    "a control of an unknown kind": (
        set_course(claim="It is so.", control=[CONTROL, CONTROL | {"is": "magic"}]),
        "cell say-hello: 'magic' is no kind of control",
    ),
    "two controls of one kind": (
        set_course(claim="It is so.", control=[CONTROL, CONTROL]),
        "cell say-hello: two of its controls are of one kind",
    ),
    "a control that runs nothing": (
        set_course(claim="It is so.", control=CONTROL | {"run": [""]}),
        "cell say-hello: its control 'untrained weights' runs nothing",
    ),
    "a control that is no Python": (
        set_course(claim="It is so.", control=CONTROL | {"run": ["untrain it"]}),
        "cell say-hello: the lines of its control 'untrained weights' are no Python",
    ),
    "a claim that nothing asserts": (
        lambda cells: cells["say-hello"].metadata.update(course=from_dict({"claim": "It is so.", "control": CONTROL})),
        "cell say-hello: it claims something and asserts nothing",
    ),
    "too few exercises": (
        lambda cells: [cells[f"ex-dot-{role}"].metadata.pop("course") for role in ("task", "stub", "check", "help")],
        "the chapter has 3 exercises",
    ),
    "too few quiz questions": (set_source("quiz", QUESTION * 2), "cell quiz: the chapter needs"),
    "no quiz": (set_id("quiz", "questions"), "cell quiz: the chapter needs"),
    "no summary": (set_id("summary", "end"), "the chapter has no summary"),
    "no sources": (set_id("sources", "papers"), "the chapter names no sources"),
    "nothing broken": (set_id("break-the-scale", "scale"), "the chapter breaks nothing"),
}


@pytest.mark.parametrize(("change", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_it_is_refused(chapter: NotebookNode, cells: Cells, change: Callable[[Cells], object], said: str) -> None:
    change(cells)
    found = complaints(chapter)
    assert any(said in complaint for complaint in found), found


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ({"widgets": {}}, "metadata holds 'widgets'"),
        ({"widgets": {"state": {}}}, "metadata holds 'widgets'"),
        ({"kernelspec": {"display_name": ".venv", "name": "my-kernel"}}, "kernelspec is not"),
    ],
)
def test_notebook_metadata_that_changes_is_refused(chapter: NotebookNode, metadata: dict, said: str) -> None:
    chapter.metadata.update(metadata)
    assert any(said in complaint for complaint in complaints(chapter))
