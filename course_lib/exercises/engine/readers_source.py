"""The reader's own source: is it still the stub, is it still as given, does it return anything?"""

import ast
import inspect
import linecache
from types import CodeType
from typing import Any

Definition = ast.FunctionDef | ast.ClassDef


def is_bare_stub(written: Any) -> bool:
    """Say whether nothing stands in the function, or in each method, but `raise NotImplementedError`."""
    definition = definition_of(written)
    if definition is None:
        return True  # no source to look into: the error itself has to do
    return all(
        _without_preparation(function.body) == ["raise NotImplementedError"] for function in _functions(definition)
    )


def same_source(one: Any, other: Any) -> bool | None:
    """Say whether two functions or classes are written alike but for their own name, annotations and comments.

    None if the source of one cannot be read.
    """
    definitions = definition_of(one), definition_of(other)
    if None in definitions:
        return None
    first, second = map(_bare, definitions)
    return first == second


def returns_a_value(written: Any) -> bool:
    """Say whether a `return` with a value stands in the function itself."""
    definition = definition_of(written)
    if definition is None:
        return False
    functions = [f for f in _functions(definition) if f.name != "__init__"]
    return any(isinstance(node, ast.Return) and node.value is not None for f in functions for node in _own_nodes(f))


def definition_of(written: Any) -> Definition | None:
    """Return the `def` or `class` as a tree, or None where no source is to be had."""
    written = inspect.unwrap(written)
    code = _code_of(written)
    if code is None:
        return None
    # Not inspect.getsource: for a class in a notebook's cell it finds no file in older Pythons.
    try:
        tree = ast.parse("".join(linecache.getlines(code.co_filename)))
    except (SyntaxError, ValueError):
        return None
    found = [node for node in ast.walk(tree) if isinstance(node, Definition) and node.name == written.__name__]
    around = [node for node in found if _first_line(node) <= code.co_firstlineno <= (node.end_lineno or 0)]
    return around[-1] if around else None


def _code_of(written: Any) -> CodeType | None:
    if inspect.isclass(written):
        own = (part for part in vars(written).values() if inspect.isfunction(part))
        return next((inspect.unwrap(function).__code__ for function in own), None)
    return getattr(written, "__code__", None)


def _first_line(node: Definition) -> int:
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def _functions(definition: Definition) -> list[ast.FunctionDef]:
    if isinstance(definition, ast.FunctionDef):
        return [definition]
    return [node for node in definition.body if isinstance(node, ast.FunctionDef)]


def _without_preparation(body: list[ast.stmt]) -> list[str]:
    """Return the statements as text, without docstring, `pass` and the call of the class above."""
    texts = [ast.unparse(statement) for statement in body if not _is_constant(statement)]
    texts = [text.partition("(")[0] if text.startswith("raise NotImplementedError") else text for text in texts]
    return [text for text in texts if text not in ("pass", "super().__init__()")]


def _is_constant(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _own_nodes(function: ast.FunctionDef) -> list[ast.AST]:
    """List the nodes of a function without those of functions inside it."""
    nodes: list[ast.AST] = []
    ahead: list[ast.AST] = list(function.body)
    while ahead:
        node = ahead.pop()
        nodes.append(node)
        if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            ahead += ast.iter_child_nodes(node)
    return nodes


class Bare(ast.NodeTransformer):
    """Drop what does nothing when the function runs: docstrings and annotations."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        self.generic_visit(node)
        return ast.Assign([node.target], node.value) if node.value else ast.Pass()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        node.returns = None
        node.body = [part for part in node.body if not _is_constant(part)] or [ast.Pass()]
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        self.generic_visit(node)
        node.body = [part for part in node.body if not _is_constant(part)] or [ast.Pass()]
        return node


def _bare(definition: Definition | None) -> str:
    assert definition is not None
    definition.name = "_"
    return ast.dump(Bare().visit(definition))
