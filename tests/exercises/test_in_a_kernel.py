"""The checks as a reader runs them: in the cells of a real kernel."""

import nbformat
from nbclient import NotebookClient

SECONDS = 250  # for a kernel to start, and for a cell: a busy machine is no failure
CELLS = [
    "from course_lib.exercises import check\nimport torch",
    "def softmax(scores, dim):\n    shifted = scores - scores.amax(dim=7)\n    return shifted",
    'check("softmax", softmax)',
    "def softmax(scores, dim):\n    while True: pass",
    'check("softmax", softmax)',
]


def test_a_kernel_shows_the_reader_s_own_line_and_survives_an_endless_loop():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    NotebookClient(notebook, timeout=SECONDS, startup_timeout=SECONDS, kernel_name="python3").execute()
    raised, endless = (notebook.cells[i].outputs[0].data["text/plain"] for i in (2, 4))
    assert raised.startswith("softmax: raised\n")
    assert raised.endswith("Line 2 of your cell: shifted = scores - scores.amax(dim=7)")
    assert "did not finish within 2 seconds" in endless
    assert all(len(notebook.cells[i].outputs) == 1 for i in (2, 4)), "nothing but the report is shown"
