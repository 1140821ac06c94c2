"""A pytest plugin that makes nbval compare all a reader sees, and say clearly what differs.

    pytest -p tests.notebooks.comparison --nbval --nbval-current-env -n 2 --dist loadfile book

nbval runs each code cell and hands over the stored and the new outputs. Here, numbers get a tolerance
(`text_difference`), figures are compared too (`figure_difference`), a cell that would never be compared
fails, and so does one that prints to stderr. Each test is named after its cell's id.
"""

import base64
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import nbval.kernel
import pytest
from nbformat import NotebookNode
from nbval.kernel import start_new_kernel
from nbval.plugin import IPyNbCell, IPyNbFile, NbCellError, coalesce_streams

from book._tools.execution import kernel_environment
from tests.conftest import NO_WEIGHTS
from tests.notebooks.chaotic_figures import chaotic_figure_difference
from tests.notebooks.difference_pages import FOLDER, remove_earlier, write_side_by_side
from tests.notebooks.figure_difference import png_difference, preview_difference, svg_difference
from tests.notebooks.real_weights import missing_weights, needs_weights
from tests.notebooks.text_difference import text_difference, word_difference

BOOK = "book"  # notebooks are collected in this folder of pytest's root only, not from what is built
HISTORY_IN_MEMORY = "--HistoryManager.hist_file=:memory:"  # as nbclient does it


def pytest_configure(config: pytest.Config) -> None:
    """Remove what an earlier run left."""
    if not hasattr(config, "workerinput"):  # once, not in each of xdist's workers
        remove_earlier(config.rootpath)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out notebooks that are no pages of the book."""
    if collection_path.suffix != ".ipynb":
        return None
    return None if collection_path.is_relative_to(config.rootpath / BOOK) else True


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Generator[None, list, list]:
    """Put our class in the place of nbval's."""
    collected = yield
    return [
        ChapterFile.from_parent(parent, path=file_path) if isinstance(node, IPyNbFile) else node for node in collected
    ]


class ChapterFile(IPyNbFile):
    """A notebook whose kernel works as the one in which `make refresh` stored the outputs."""

    def collect(self) -> Iterator["ChapterCell"]:
        """Yield the code cells as nbval finds them, each under its id."""
        for found in super().collect():
            name = found.cell.get("id", found.name)
            yield ChapterCell.from_parent(
                self, name=name, cell_num=found.cell_num, cell=found.cell, options=found.options
            )

    def setup(self) -> None:
        """Start the kernel, with a history (nbval's own has none): else a cell's last `;` hides nothing."""
        start = partial(start_new_kernel, env=kernel_environment(), extra_arguments=[HISTORY_IN_MEMORY])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(nbval.kernel, "start_new_kernel", start)
            super().setup()
        self.kernel.execute_cell_input = partial(self.kernel.kc.execute, stop_on_error=False)
        self.live: dict[str, dict[str, Any]] = {}  # what later messages may replace, by the id of the display

    def get_kernel_message(self, timeout: float | None = None, stream: str = "iopub") -> dict[str, Any]:
        """Get the next message, except those that redraw a display: they change what came before, as on a page."""
        while True:
            message = super().get_kernel_message(timeout, stream)
            content = message["content"]
            display_id = content.get("transient", {}).get("display_id")
            if message["msg_type"] == "update_display_data":
                shown = self.live.get(display_id, {})
                shown.clear()
                shown.update(content["data"])
                continue
            if display_id is not None:  # nbval copies what is no NotebookNode, and keeps this one
                self.live[display_id] = content["data"] = NotebookNode(content["data"])
            return message


class ChapterCell(IPyNbCell):
    """One code cell: it runs, and its outputs are what is stored."""

    @property
    def chapter(self) -> Path:
        """The notebook's path, relative to pytest's root."""
        return self.path.relative_to(self.config.rootpath)

    @property
    def is_chaotic(self) -> bool:
        """Whether the cell says that another processor gives it other numbers: `course: {chaotic: true}`."""
        return bool(self.cell.metadata.get("course", {}).get("chaotic"))

    def runtest(self) -> None:
        """Run the cell and compare; one that nbval would not compare still runs, for those after it."""
        if needs_weights(self.chapter, self.cell) and (reason := missing_weights()):
            pytest.skip(f"{NO_WEIGHTS} {reason}")
        compared = self.cell.execution_count is not None and self.options["check"] and not self.options["skip"]
        if compared:
            return super().runtest()
        self.options["skip"], self.cell.outputs = False, []
        super().runtest()
        return self.raise_cell_error(
            "this cell's output is never compared: run `make refresh`, and remove any nbval tag or comment"
        )

    def compare_outputs(self, test: list, ref: list, skip_compare: Any = None) -> bool:
        """Compare the new outputs with the stored ones; leave a difference where nbval looks for it."""
        difference = next(self.differences(coalesce_streams(ref), test), None)
        self.comparison_traceback = [difference] if difference else []
        return not difference

    def differences(self, stored: list[NotebookNode], new: list[NotebookNode]) -> Iterator[str]:
        """Yield what is wrong with the new outputs, in words."""
        for output in new:
            if output.get("name") == "stderr":
                yield f"the cell prints to stderr; mend what it warns of:\n{output.text.strip()}"
        kinds = [[sorted(_parts(output)) for output in outputs] for outputs in (stored, new)]
        if kinds[0] != kinds[1]:
            yield f"the outputs differ in number or kind\nstored: {kinds[0]}\nnew:    {kinds[1]}"
            return
        for was, now in zip(map(_parts, stored), map(_parts, new), strict=True):
            for kind, content in was.items():
                if kind == "image/png" and "image/svg+xml" in was:
                    difference = preview_difference(base64.b64decode(content), base64.b64decode(now[kind]))
                else:
                    difference = self.part_difference(kind, content, now[kind])
                if difference:
                    yield f"{kind}: {difference}"

    def part_difference(self, kind: str, stored: Any, new: Any) -> str | None:
        """Compare one part of an output by its kind; two figures that differ are left side by side."""
        if kind == "text/html" and self.is_chaotic:
            return None  # an interactive figure of trained numbers: its cell asserts what holds of them
        if not kind.startswith("image/"):
            compare_text = word_difference if self.is_chaotic else text_difference
            return compare_text(str(stored), str(new))
        if kind == "image/svg+xml":
            compare = chaotic_figure_difference if self.is_chaotic else svg_difference
            difference, ending, pictures = compare(stored, new), "svg", (stored.encode(), new.encode())
        else:
            pictures = (base64.b64decode(stored), base64.b64decode(new))
            difference, ending = png_difference(*pictures), kind.removeprefix("image/")
        if difference is None:
            return None
        title = f"{self.chapter}, cell {self.name}"
        folder = FOLDER / self.chapter.relative_to(BOOK).with_suffix("") / self.name
        write_side_by_side(self.config.rootpath / folder, title, difference, ending, *pictures)
        return f"{difference}\nlook at both: {folder / 'compare.html'}"

    def repr_failure(self, excinfo: pytest.ExceptionInfo) -> str:
        """Say which cell of which chapter fails and why, then show its code."""
        error = excinfo.value
        if not isinstance(error, NbCellError):
            return f"{self.chapter}, cell {self.name}: {error!r}"
        details = f"{error}\n{error.inner_traceback or ''}".strip()
        return f"{self.chapter}, cell {self.name}: {details}\n\nThe cell:\n{error.source}\n"

    def reportinfo(self) -> tuple[Path, int, str]:
        """Name the cell as pytest's reports do."""
        return self.path, 0, f"{self.chapter}::{self.name}"


def _parts(output: NotebookNode) -> dict[str, Any]:
    """Return what an output shows, by kind: a stream's name, a MIME type, or `error`."""
    if output.output_type == "stream":
        return {output.name: output.text}
    if output.output_type == "error":
        return {"error": f"{output.ename}: {output.evalue}"}
    return dict(output.data)
