"""What the chapters assert of trained and random demonstrations holds over seeds, not for a lucky one."""

from pathlib import Path

import pytest

from book._tools.notebooks import ROOT, find_notebooks
from tests.notebooks.cells_as_python import failing_with_other_seeds

SHIFTS = (1000, 2000, 3000, 4000, 5000)  # far apart: a cell that goes through seeds 0, 1, 2 … gets new ones each time
NOTEBOOKS = [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in find_notebooks()]


@pytest.mark.seeds
@pytest.mark.timeout(1200)  # chapters that train many models take minutes when others compute as well
@pytest.mark.parametrize("shift", SHIFTS)
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_all_assertions_of_a_notebook_hold_with_every_seed_shifted(notebook: Path, shift: int) -> None:
    complaints = failing_with_other_seeds(notebook, shift)
    assert not complaints, "\n".join([f"{notebook.relative_to(ROOT)}, every seed plus {shift}:", *complaints])
