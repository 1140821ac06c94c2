"""Which small changes of a function are made, and how they are named."""

import pytest

from tests.exercises.mutations import mutations


def changes(line: str) -> list[str]:
    """Return what a function's one line may become."""
    found = mutations(f"def f(x, y, mask):\n    return {line}\n")
    return [mutation.source.split("return ", 1)[1] for mutation in found]


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("x @ y.T", "x @ y"),
        ("x @ y.mT", "x @ y"),
        ("x @ y.transpose(-2, -1)", "x @ y"),
        ("torch.transpose(x, 0, 1)", "x"),
        ("x.permute(0, 2, 1, 3)", "x"),
        ("x.permute(0, 2, 1, 3)", "x.permute(0, 1, 2, 3)"),
        ("x.reshape(2, 3)", "x.reshape(3, 2)"),
        ("x.sum(dim=-1)", "x.sum(dim=-2)"),
        ("x.sum(dim=-1)", "x.sum(dim=0)"),
        ("x.sum(dim=-1)", "x.sum()"),
        ("x.sum(0)", "x.sum(-1)"),
        ("x / y", "x"),
        ("x / y", "x * y"),
        ("x * y", "x"),
        ("x * y", "y"),
        ("x * y", "x / y"),
        ("x + y", "x - y"),
        ("x - y", "x + y"),
        ("x @ y", "y @ x"),
        ("torch.matmul(x, y)", "torch.matmul(y, x)"),
        ("x.matmul(y)", "y.matmul(x)"),
        ("x.masked_fill(mask, -torch.inf)", "x.masked_fill(mask, 0.0)"),
        ("x.masked_fill(mask, float('-inf'))", "x.masked_fill(mask, 0.0)"),
        ("x.masked_fill(~mask, 1)", "x.masked_fill(mask, 1)"),
        ("not x", "x"),
        ("-x", "x"),
        ("x[1:]", "x[2:]"),
        ("x[1:]", "x[0:]"),
        ("x * 0.5", "x * 1.0"),
        ("x.sum(0, keepdim=True)", "x.sum(0, keepdim=False)"),
        ("x < y", "x <= y"),
        ("x <= y", "x < y"),
        ("x > y", "x < y"),
        ("x >= y", "x > y"),
        ("x == y", "x != y"),
        ("x.amax(0)", "x.amin(0)"),
        ("min(x, y)", "max(x, y)"),
        ("x.exp()", "x"),
        ("torch.exp(x)", "x"),
        ("x / math.sqrt(y)", "x / y"),
        ("x / y ** 0.5", "x / y"),
        ("torch.where(mask, x, y)", "torch.where(mask, y, x)"),
        ("mask & x", "mask | x"),
        ("mask & x", "x"),
        ("(x, y)", "(y, x)"),
        ("(x, y)", "x"),
        ("x if mask else y", "y"),
    ],
)
def test_a_small_change_is_made(line: str, change: str):
    assert change in changes(line)


def test_a_statement_that_assigns_a_variable_again_is_deleted_but_not_the_first():
    lines = ["y = x + 1", "y = y.exp()", "x = x.clone()", "y -= 1", "y[0] = 1", "return x * y"]
    source = "\n    ".join(["def f(x):", *lines])
    deleted = [m.description for m in mutations(source) if m.description.endswith("'pass'")]
    assert deleted == [
        "line 3: 'y = y.exp()' → 'pass'",
        "line 4: 'x = x.clone()' → 'pass'",
        "line 5: 'y -= 1' → 'pass'",
        "line 6: 'y[0] = 1' → 'pass'",
    ]


def test_a_default_is_changed():
    assert any("dim=-2" in m.source for m in mutations("def f(x, dim=-1):\n    return x.sum(dim)\n"))


def test_descriptions_ignore_docstring_comments_annotations_and_imports():
    plain = "def f(x, y):\n    return x / y\n"
    dressed = (
        'import torch\n\n\ndef f(x: "Tensor", y: float) -> "Tensor":\n    """Divide."""\n    # why\n    return x / y\n'
    )
    assert [m.description for m in mutations(plain)] == [m.description for m in mutations(dressed)]
    assert "line 2: 'x / y' → 'x * y'" in {m.description for m in mutations(dressed)}


def test_descriptions_and_sources_are_never_given_twice():
    found = mutations("def f(x, y):\n    return (x / y) + (x / y) * x.sum(dim=-1, keepdim=True)\n")
    assert len({m.description for m in found}) == len({m.source for m in found}) == len(found)


def test_every_mutation_is_a_program():
    source = (
        "class A:\n    def f(self, x):\n        for i in range(1, 3):\n"
        "            x = x[..., :i] if x is not None else -1\n"
        "        return x, not i in (1, 2) and i < 3\n"
    )
    found = mutations(source)
    assert len(found) > 10
    for mutation in found:
        compile(mutation.source, "<mutation>", "exec")


def test_code_outside_definitions_is_left_alone():
    assert all(m.source.startswith("a = 1\n") for m in mutations("a = 1\ndef f(x):\n    return x + 1\n"))
