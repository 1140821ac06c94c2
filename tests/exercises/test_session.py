"""After a check nothing of the reader's session has changed."""

import io
import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from course_lib.exercises import check

SEEN: dict[str, tuple[str, Callable[[], Any]]] = {  # what the reader's function does, and what must not change
    "PyTorch's random numbers": ("torch.manual_seed(7)", torch.get_rng_state),
    "NumPy's random numbers": ("np.random.rand()", lambda: np.random.get_state()[1:]),  # noqa: NPY002
    "the default dtype": ("torch.set_default_dtype(torch.float64)", torch.get_default_dtype),
    "the default device": ("torch.set_default_device('meta')", torch.get_default_device),
    "the number of threads": ("torch.set_num_threads(3)", torch.get_num_threads),
    "PyTorch's print options": ("torch.set_printoptions(precision=2)", lambda: repr(torch.tensor(1 / 3))),
    "NumPy's print options": ("np.set_printoptions(precision=2)", lambda: repr(np.array([1 / 3]))),
    "NumPy's errors": ("np.seterr(all='raise')", np.geterr),
    "deterministic algorithms": (
        "torch.use_deterministic_algorithms(True)",
        torch.are_deterministic_algorithms_enabled,
    ),
    "anomaly mode": ("torch.autograd.set_detect_anomaly(True)", torch.is_anomaly_enabled),
    "matrix precision": ("torch.set_float32_matmul_precision('medium')", torch.get_float32_matmul_precision),
    "the recursion limit": ("sys.setrecursionlimit(5000)", sys.getrecursionlimit),
    "the working folder": ("os.chdir('/')", os.getcwd),
    "the environment": ("os.environ['NEW'] = '1'", lambda: dict(os.environ)),
    "the search path": ("sys.path.append('here')", lambda: list(sys.path)),
    "warning filters": ("warnings.simplefilter('error')", lambda: list(warnings.filters)),
    "the output": ("sys.stdout = io.StringIO()", lambda: sys.stdout),
}


@pytest.mark.parametrize(("deed", "look"), SEEN.values(), ids=list(SEEN))
def test_a_check_leaves_the_session_as_it_was(deed: str, look: Callable[[], Any]):
    names = {"torch": torch, "np": np, "sys": sys, "os": os, "io": io, "warnings": warnings}
    exec(f"def softmax(scores, dim):\n    {deed}\n    return scores", names)
    before = look()
    assert check("softmax", names["softmax"]).state == "wrong"
    after = look()
    same = np.array_equal(before, after) if isinstance(before, torch.Tensor) else repr(before) == repr(after)
    assert same, f"{before} before the check, {after} after it"


def test_a_folder_that_someone_has_deleted_stops_no_check(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tmp_path.rmdir()
    assert check("softmax", lambda scores, dim: scores.softmax(dim)).state == "right"


def test_a_check_leaves_pythons_random_numbers_as_they_were():
    """In a Python of its own: the run-time checks of types in these tests draw random numbers themselves."""
    source = (
        "import random\n"
        "from course_lib.exercises import check\n"
        "before = random.getstate()\n"
        "check('softmax', lambda scores, dim: random.random())\n"
        "assert random.getstate() == before"
    )
    subprocess.run([sys.executable, "-c", source], check=True)
