"""Make the small changes of a function's source that a good set of cases must notice.

Every mutation has a description, `line 3: 'a / b' → 'a * b'`, to name it in `Exercise.equivalent_mutations`.
Lines count from the `def`, in the source without docstring, comments and annotations: the same numbers
whether the function stands in a notebook or in the catalogue.
"""

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from course_lib.exercises.engine.readers_source import Bare
from tests.exercises import mutation_rules


@dataclass(frozen=True)
class Mutation:
    """One changed version of a source."""

    description: str
    source: str


def mutations(source: str) -> list[Mutation]:
    """Return every small mutation of the functions and classes in `source`, each changed version once."""
    tree = _bare(ast.parse(source))
    seen = {ast.unparse(tree)}
    found: list[Mutation] = []
    used: Counter[str] = Counter()
    for path, start in _places(tree):
        node = _at(tree, path)
        for new in mutation_rules.replacements(node, _around(tree, path)):
            changed = ast.unparse(_replaced(tree, path, new))
            if changed in seen:
                continue
            seen.add(changed)
            line = getattr(node, "lineno", start) - start + 1
            text = f"line {line}: '{ast.unparse(node)}' → '{ast.unparse(new)}'"
            used[text] += 1
            found.append(Mutation(text if used[text] == 1 else f"{text} ({used[text]})", changed))
    return found


Path = tuple[tuple[str, int | None], ...]


def _bare(tree: ast.Module) -> ast.Module:
    """Strip the tree and number its lines anew."""
    return ast.parse(ast.unparse(ast.fix_missing_locations(Bare().visit(tree))))


def _places(tree: ast.Module) -> list[tuple[Path, int]]:
    """List the paths to all nodes inside definitions, in order of the source, with the line of the `def`."""
    return [
        ((("body", i), *inner), definition.lineno)
        for i, definition in enumerate(tree.body)
        if isinstance(definition, ast.FunctionDef | ast.ClassDef)
        for inner in _paths(definition)
    ]


def _paths(node: ast.AST) -> Iterator[Path]:
    for field, value in ast.iter_fields(node):
        if field in ("decorator_list", "bases"):
            continue
        for i, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST):
                yield ((field, i),)
                for inner in _paths(child):
                    yield ((field, i), *inner)


def _at(tree: ast.AST, path: Path) -> ast.AST:
    for field, i in path:
        value = getattr(tree, field)
        tree = value if i is None else value[i]
    return tree


def _around(tree: ast.AST, path: Path) -> list[ast.AST]:
    """Return the nodes around a node, the nearest last."""
    return [_at(tree, path[:depth]) for depth in range(len(path))]


def _replaced(tree: ast.Module, path: Path, new: ast.AST) -> ast.Module:
    changed = copy.deepcopy(tree)
    field, i = path[-1]
    around = _at(changed, path[:-1])
    if i is None:
        setattr(around, field, new)
    else:
        getattr(around, field)[i] = new
    return ast.fix_missing_locations(changed)
