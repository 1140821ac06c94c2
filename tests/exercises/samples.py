"""A small exercise, and notebooks made from it, to test the machinery with."""

from pathlib import Path

import nbformat
import torch
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def scores(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.T / key.shape[-1] ** 0.5


def _also_with_einsum(query: Tensor, key: Tensor) -> Tensor:
    return torch.einsum("qd,kd->qk", query, key) * key.shape[-1] ** -0.5


def _also_scaled_first(query: Tensor, key: Tensor) -> Tensor:
    return (query / query.shape[1] ** 0.5).matmul(key.mT)


def _unscaled(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.T


def _scaled_by_d_k(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.T / key.shape[-1]


def _scaled_in_place(query: Tensor, key: Tensor) -> Tensor:
    right = scores(query, key)
    query /= key.shape[-1] ** 0.5
    return right


def _case(words: str, queries: int, keys: int, d_k: int) -> Case:
    def arguments() -> tuple[Tensor, Tensor]:
        generator = torch.Generator().manual_seed(3)
        return torch.randn(queries, d_k, generator=generator), torch.randn(keys, d_k, generator=generator)

    return Case(words, arguments)


SCORES = Exercise(
    name="sample-scores",
    chapter="sample",
    minutes=5,
    difficulty="easy",
    solution=scores,
    cases=(_case("two queries, three keys", 2, 3, 5), _case("twenty queries, nine keys", 20, 9, 4)),
    mistakes=(
        Mistake("unscaled", "The scores are not divided by √d_k.", _unscaled),
        Mistake("scaled-by-d_k", "You divide by d_k, not by its root.", _scaled_by_d_k),
        Mistake("scaled-in-place", "`query /= …` changes the caller's query.", _scaled_in_place),
    ),
    also_right=(_also_with_einsum, _also_scaled_first),
)

STUB = "def scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:\n    raise NotImplementedError"
SOLUTION = (
    "def scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:\n"
    "    return query @ key.T / key.shape[-1] ** 0.5"
)
NOT_STARTED = """sample-scores: not started
Write your code in place of `raise NotImplementedError`, then run both cells."""


def chapter(
    stub: str = STUB,
    solution: str = SOLUTION,
    output: str = NOT_STARTED,
    heading: str = "### Exercise: Scores (easy, 5 minutes)",
) -> NotebookNode:
    """Return a chapter with one exercise, right unless a part is replaced."""
    help_ = (
        '<details class="hint"><summary>Hint</summary>\n\nMind the shapes.\n\n</details>\n\n'
        f'<details class="solution"><summary>Solution</summary>\n\n```python\n{solution}\n```\n\n</details>'
    )
    shown = new_output("execute_result", {"text/plain": output}, execution_count=3)
    return new_notebook(
        cells=[
            new_code_cell("import torch\n\nfrom course_lib.exercises import check"),
            new_markdown_cell(f"{heading}\n\nWrite `scores`.", metadata=_role("task")),
            new_code_cell(stub, metadata=_role("stub")),
            new_code_cell('check("sample-scores", scores)', outputs=[shown], metadata=_role("check")),
            new_markdown_cell(help_, metadata=_role("help")),
        ]
    )


def store(notebook: NotebookNode, folder: Path) -> Path:
    """Write the notebook as the chapter `sample` and return its path."""
    path = folder / "sample.ipynb"
    nbformat.write(notebook, path)
    return path


def _role(role: str) -> dict[str, dict[str, str]]:
    return {"course": {"exercise": "sample-scores", "role": role}}
