"""Claims and their controls, on a tiny notebook: which are refuted, which survive, and what is said of them."""

from pathlib import Path

import nbformat
import pytest
import torch
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from book._tools.notebooks import ROOT, code_cells, find_notebooks, read
from course_lib.attention import MultiHeadAttention
from tests.claims import controls, run
from tests.claims.controls import KINDS
from tests.claims.trial import BROKEN, FAILED, REFUTED, SURVIVED, UNCLAIMED, Outcome, controls_of, outcomes_of
from tests.claims.verdict import complaints, explained, table

TRAINING = """import torch
torch.manual_seed(0)
x, y = torch.arange(4.0)[:, None], 2 * torch.arange(4.0)[:, None]
line = torch.nn.Linear(1, 1)
def train():
    optimiser = torch.optim.Adam(line.parameters(), lr=0.1)
    for _ in range(300):
        loss = (line(x) - y).square().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return loss.item()
first = train()
print("noise")"""


def cell(name: str, source: str, *, kind: str = "untrained weights", lines: list[str] | None = None) -> NotebookNode:
    """Make a cell; with lines, one that claims something."""
    course = {"claim": "It is a line.", "control": {"is": kind, "run": lines}}
    return new_code_cell(source, id=name, metadata={"course": course} if lines else {})


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Outcome]]:
    """Run the tiny notebook and return its outcomes by cell."""
    right = "assert abs(line.weight.item() - 2) < 0.1\nassert x.shape == y.shape"
    both = cell("both", "assert train() < 0.1 and calls == []\ncalls.append(1)", lines=["controls.untrain(line)"])
    other = {"is": "other data", "run": ["controls.no_training()", "y = y + 1", "calls = []"]}
    both.metadata.course.control = [{"is": "untrained weights", "run": ["calls = [0]"]}, other]
    cells = [
        new_code_cell(TRAINING, id="train"),
        cell("good", right, lines=["controls.untrain(line)"]),
        cell("weak", "assert line(x).shape == y.shape", lines=["controls.untrain(line)"]),
        cell("broken-line", right, lines=["controls.untrain(torch.zeros(2))"]),
        cell("broken-cell", "line(x)\nassert first < 0.1", lines=["line = None"]),
        cell("their-assertion", "check()\nassert True", lines=["def check():", "    assert False"]),
        cell(
            "said-otherwise", "if line(x)[0] > 0.1:\n    raise AssertionError\nassert 1", lines=["controls.untrain()"]
        ),
        cell("wrong", "assert line.weight.item() > 100", lines=["controls.untrain(line)"]),
        new_code_cell("calls = []\nassert 1 + 1 == 2", id="about-nothing"),
        both,
        new_code_cell("assert calls == [1] and abs(line.weight.item() - 2) < 0.1", id="as-before"),
        new_code_cell("assert line(x).shape == y.shape", id="unnamed"),
    ]
    path = tmp_path_factory.mktemp("book") / "tiny.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes_of(path):
        found.setdefault(outcome.cell, []).append(outcome)
    return found


def test_a_claim_that_its_control_makes_fail_is_refuted_and_says_what_held_all_the_same(outcomes) -> None:
    (good,) = outcomes["good"]
    assert (good.verdict, good.control, good.claim) == (REFUTED, "untrained weights", "It is a line.")
    assert (good.asserted, good.held) == (2, ("x.shape == y.shape",))


def test_a_claim_that_holds_with_its_control_survives(outcomes) -> None:
    assert [found.verdict for found in outcomes["weak"]] == [SURVIVED]


@pytest.mark.parametrize("name", ["broken-line", "broken-cell", "their-assertion"])
def test_a_control_is_broken_where_anything_else_is_raised(outcomes, name: str) -> None:
    (broken,) = [found for found in outcomes[name] if found.control]
    assert broken.verdict == BROKEN
    assert "Error" in broken.error


def test_a_raised_assertion_error_counts_as_an_assertion(outcomes) -> None:
    assert outcomes["said-otherwise"][0].verdict == REFUTED


def test_a_cell_that_fails_without_its_control_is_told(outcomes) -> None:
    assert [found.verdict for found in outcomes["wrong"]] == [REFUTED, FAILED]


def test_each_control_of_a_list_is_tried_from_the_same_state(outcomes) -> None:
    assert [(found.control, found.verdict) for found in outcomes["both"]] == [
        ("untrained weights", REFUTED),
        ("other data", REFUTED),
    ]


def test_what_a_control_did_is_gone_after_it(outcomes) -> None:
    assert "as-before" not in outcomes


def test_a_cell_that_asserts_of_a_trained_model_without_a_claim_is_found(outcomes) -> None:
    assert [found.verdict for found in outcomes["unnamed"]] == [UNCLAIMED]
    assert "about-nothing" not in outcomes


def test_a_notebook_that_does_not_come_to_its_end_is_told(tmp_path: Path) -> None:
    nbformat.write(new_notebook(cells=[new_code_cell("raise SystemExit", id="stop")]), tmp_path / "short.ipynb")
    (found,) = outcomes_of(tmp_path / "short.ipynb")
    assert (found.chapter, found.verdict) == ("short", FAILED)


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (SURVIVED, "what it asserts holds with its control as well (plain mean): All words count."),
        (BROKEN, "its control (plain mean) does not work:\nKeyError"),
        (FAILED, "it fails without any control:\nKeyError"),
        (UNCLAIMED, "name claim and control"),
    ],
)
def test_what_is_wrong_is_said_with_its_cell(verdict: str, said: str) -> None:
    found = Outcome("softmax", "read", verdict, "All words count.", "plain mean", error="KeyError")
    (complaint,) = complaints([found], {})
    assert complaint.startswith("softmax, cell read: ")
    assert said in complaint


def test_explained_ones_are_accepted() -> None:
    survivor = Outcome("softmax", "read", SURVIVED, "All words count.", "plain mean")
    any_model = Outcome("softmax", "count", UNCLAIMED)
    reasons = {("softmax", "read", "plain mean"): "so it is", ("softmax", "count", ""): "so it is"}
    assert complaints([survivor, any_model], reasons) == []


def test_an_explanation_that_no_longer_fits_is_named_once_its_chapter_has_run() -> None:
    refuted = Outcome("softmax", "read", REFUTED, "All words count.", "plain mean")
    (complaint,) = complaints([refuted], {("softmax", "read", "plain mean"): "so it was"})
    assert "softmax, cell read, survives plain mean: no longer" in complaint
    assert complaints([refuted], {("scaling", "read", "plain mean"): "not run"}) == []


def test_the_table_has_a_line_for_each_control() -> None:
    lines = table([Outcome("softmax", "read", REFUTED, "All words count.", "plain mean", ("a == b",), 3, "", 7)])
    assert lines.splitlines()[1].split("  ")[:4] == ["softmax", "read", "plain mean", "refuted"]
    assert lines.endswith("2 of 3   7  All words count.")


def test_the_command_runs_what_is_asked_for_and_its_status_says_whether_all_is_well(monkeypatch, capsys) -> None:
    verdicts = {"softmax": REFUTED, "scaling": SURVIVED}
    made = {name: Outcome(name, "read", verdict, "So.", "plain mean", ("a",), 1) for name, verdict in verdicts.items()}
    monkeypatch.setattr(run, "outcomes_of", lambda path: [made[path.stem]])
    monkeypatch.setattr(run, "explained", dict)
    assert run.main(["--only", "softmax"]) == 0
    assert run.main(["--held", "--only", "softmax", "scaling"]) == 1
    said = capsys.readouterr().out
    assert "1 of 2 controls refuted their claim" in said
    assert "  scaling, read: a" in said


# The helpers that controls may use.


def trained_layer() -> tuple[MultiHeadAttention, torch.Tensor]:
    """Return an attention layer after one step, and what its queries were before."""
    torch.manual_seed(0)
    layer = MultiHeadAttention(4, 2)
    before = layer.w_q.weight.detach().clone()
    layer(*[torch.randn(1, 3, 4)] * 3).sum().backward()
    torch.optim.SGD(layer.parameters(), lr=1.0).step()
    return layer, before


def test_untrained_weights_are_those_before_the_first_step() -> None:
    with controls.watch_training() as was_at_work:
        layer, before = trained_layer()
        assert was_at_work() and not was_at_work()
        assert not torch.equal(layer.w_q.weight, before)
        layer(*[torch.randn(1, 3, 4)] * 3)
        assert was_at_work()
        controls.untrain(layer)
        assert torch.equal(layer.w_q.weight, before)
        with pytest.raises(ValueError, match="no optimiser has moved it"):
            controls.untrain(torch.nn.Linear(1, 1))


def test_without_training_nothing_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.Tensor, "backward", torch.Tensor.backward)  # put back after the test
    controls.no_training()
    layer, before = trained_layer()
    assert torch.equal(layer.w_q.weight, before)
    assert not layer.w_q.weight.grad.any()


def test_drawn_weights_keep_the_spread_of_each_tensor_and_nothing_else() -> None:
    model = torch.nn.Sequential(torch.nn.Linear(100, 80), torch.nn.LayerNorm(80))
    before = {name: parameter.detach().clone() for name, parameter in model.named_parameters()}
    controls.draw_weights(model)
    weight = model[0].weight.detach()
    assert abs(float(torch.corrcoef(torch.stack([weight.flatten(), before["0.weight"].flatten()]))[0, 1])) < 0.05
    assert float(weight.std() / before["0.weight"].std()) == pytest.approx(1, abs=0.05)


def test_a_plain_mean_gives_each_key_the_same_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = MultiHeadAttention(4, 2), MultiHeadAttention(4, 2)
    x = torch.randn(1, 5, 4)
    controls.plain_mean(one)
    even = torch.full((1, 2, 5, 5), 0.2)
    assert torch.allclose(one(x, x, x, return_weights=True)[1], even)
    assert not torch.allclose(other(x, x, x, return_weights=True)[1], even)
    monkeypatch.setattr(controls.ScaledDotProductAttention, "forward", controls.ScaledDotProductAttention.forward)
    controls.plain_mean()
    assert torch.allclose(other(x, x, x, return_weights=True)[1], even)


def test_what_is_random_or_shuffled_is_of_the_same_kind() -> None:
    matrix = 3 * torch.randn(50, 20) + 1
    drawn = controls.random_like(matrix)
    assert drawn.shape == matrix.shape
    assert abs(drawn.mean() - matrix.mean()) < 0.3 and abs(drawn.std() / matrix.std() - 1) < 0.1
    assert controls.shuffled(list("abcdef")) != list("abcdef") == sorted(controls.shuffled("abcdef"))
    sentences = controls.shuffled_words([["a", "b"], ["c", "d", "e"]])
    assert [len(sentence) for sentence in sentences] == [2, 3] and sentences != [["a", "b"], ["c", "d", "e"]]
    assert sorted(word for sentence in sentences for word in sentence) == list("abcde")
    rows = controls.shuffled(matrix)
    assert not torch.equal(rows, matrix)
    assert torch.equal(rows.sort(dim=0).values, matrix.sort(dim=0).values)


# What the book claims.

CLAIMS = {
    (path.stem, cell.id): [control["is"] for control in controls_of(cell)]
    for path in find_notebooks()
    for cell in code_cells(read(path))
    if "claim" in cell.metadata.get("course", {})
}


def test_every_kind_of_control_is_explained_and_used() -> None:
    assert {kind for kinds in CLAIMS.values() for kind in kinds} == set(KINDS)
    assert all(len(what) > 20 for what in KINDS.values())


@pytest.mark.parametrize(("chapter", "name", "control"), explained())
def test_what_is_explained_is_in_the_book_and_has_a_reason(chapter: str, name: str, control: str) -> None:
    (path,) = [path for path in find_notebooks() if path.stem == chapter]
    assert name in {cell.id for cell in code_cells(read(path))}, path.relative_to(ROOT)
    assert (control in CLAIMS[chapter, name]) if control else (chapter, name) not in CLAIMS
    assert len(explained()[chapter, name, control]) > 20
