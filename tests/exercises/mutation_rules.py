"""The small changes: what a node of a function's syntax tree may be replaced by."""

import ast
import copy
from collections.abc import Iterator, Sequence

TRANSPOSES = {"transpose", "permute", "movedim", "swapaxes", "swapdims", "t"}
PASSING = {"exp", "sqrt", "rsqrt", "log", "abs", "square", "relu", "gelu", "softmax", "log_softmax", "clone"}
COMMUTATIVE = {"max", "min", "maximum", "minimum", "add", "mul", "dot", "transpose", "swapaxes", "swapdims"}
LEFT_AND_RIGHT = {"matmul", "mm", "bmm", "sub", "div"}  # x.matmul(y) is not y.matmul(x)
PARTNERS = {
    "min": "max",
    "amin": "amax",
    "argmin": "argmax",
    "minimum": "maximum",
    "triu": "tril",
    "sin": "cos",
    "sum": "mean",
    "any": "all",
    "ones": "zeros",
    "ones_like": "zeros_like",
}
RENAMES = PARTNERS | {new: old for old, new in PARTNERS.items()}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Div: ast.Mult,
    ast.Mult: ast.Div,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
}
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}


def replacements(node: ast.AST, around: Sequence[ast.AST]) -> Iterator[ast.AST]:
    """Yield what may stand in the node's place; `around` holds the nodes it stands in, the nearest last."""
    # The 1 of -1 is no number of its own.
    if isinstance(node, ast.Constant) and isinstance(around[-1], ast.UnaryOp):
        return
    for kind, rule in RULES.items():
        if isinstance(node, kind):
            yield from rule(node)
    if isinstance(node, ast.stmt):
        yield from _statement(node, around)


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield from map(_number, _near(node.value))
    elif isinstance(node.value, float):
        yield ast.Constant(node.value * 2 if node.value else 1.0)


def _near(value: int) -> list[int]:
    """Return the neighbours of an integer, and of an axis the other axes one may confuse it with."""
    axes = {-1, -2, 0} if value in (-1, -2, 0) else set()
    return sorted(({value - 1, value + 1} | axes) - {value})


def _number(value: int) -> ast.expr:
    return ast.Constant(value) if value >= 0 else ast.UnaryOp(ast.USub(), ast.Constant(-value))


def _unary(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        if isinstance(node.operand.value, int):
            yield from map(_number, _near(-node.operand.value))
        else:
            yield ast.UnaryOp(ast.USub(), ast.Constant(node.operand.value * 2))
    elif "inf" in ast.unparse(node.operand):
        yield ast.Constant(0.0)
    else:
        yield node.operand


def _binary(node: ast.BinOp) -> Iterator[ast.AST]:
    if type(node.op) in OPERATORS:
        yield ast.BinOp(node.left, OPERATORS[type(node.op)](), node.right)
    if isinstance(node.op, ast.MatMult):
        yield ast.BinOp(node.right, node.op, node.left)
    else:
        yield node.left
    if isinstance(node.op, ast.Mult | ast.Add | ast.BitAnd | ast.BitOr):
        yield node.right


def _bool(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)


def _compare(node: ast.Compare) -> Iterator[ast.AST]:
    for i, operator in enumerate(node.ops):
        for new in COMPARISONS[type(operator)]:
            yield ast.Compare(node.left, [*node.ops[:i], new(), *node.ops[i + 1 :]], node.comparators)


def _conditional(node: ast.IfExp) -> Iterator[ast.AST]:
    yield node.body
    yield node.orelse


def _tuple(node: ast.Tuple) -> Iterator[ast.AST]:
    if isinstance(node.ctx, ast.Load):
        for elements in _swaps(node.elts):
            yield ast.Tuple(elements, node.ctx)


def _attribute(node: ast.Attribute) -> Iterator[ast.AST]:
    if node.attr in ("T", "mT", "H", "mH"):
        yield node.value
    if node.attr in RENAMES:
        yield ast.Attribute(node.value, RENAMES[node.attr], node.ctx)


def _name(node: ast.Name) -> Iterator[ast.AST]:
    if node.id in RENAMES and isinstance(node.ctx, ast.Load):
        yield ast.Name(RENAMES[node.id], node.ctx)


def _call(node: ast.Call) -> Iterator[ast.AST]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name == "float" and "-inf" in ast.unparse(node):
        yield ast.Constant(0.0)
    if name in TRANSPOSES | PASSING and (inner := first_operand(node)):
        yield inner
    if name not in COMMUTATIVE:
        # all neighbours for axes and shapes; for other calls the first two, and the two branches of `where`
        several = name in {"permute", "view", "reshape", "expand", "where"}
        for arguments in list(_swaps(node.args))[: None if several else 1]:
            yield ast.Call(node.func, arguments, node.keywords)
    if name in LEFT_AND_RIGHT and isinstance(node.func, ast.Attribute) and len(node.args) == 1:
        yield ast.Call(ast.Attribute(node.args[0], name, ast.Load()), [node.func.value], node.keywords)
    for i in range(len(node.keywords)):
        yield ast.Call(node.func, node.args, node.keywords[:i] + node.keywords[i + 1 :])


def first_operand(node: ast.expr) -> ast.expr | None:
    """Return what an expression starts from: x of `x / y`, of `x.exp()` and of `torch.exp(x)`."""
    if isinstance(node, ast.BinOp):
        return node.left
    if isinstance(node, ast.Tuple) and node.elts:
        return node.elts[0]
    if isinstance(node, ast.Call):
        of_module = not isinstance(node.func, ast.Attribute) or (
            isinstance(node.func.value, ast.Name) and node.func.value.id in MODULES
        )
        if of_module:
            return node.args[0] if node.args else None
        assert isinstance(node.func, ast.Attribute)
        return node.func.value
    return None


def _return(node: ast.Return) -> Iterator[ast.AST]:
    if node.value is not None and (operand := first_operand(node.value)):
        yield ast.Return(operand)


def _statement(node: ast.stmt, around: Sequence[ast.AST]) -> Iterator[ast.AST]:
    """Delete a statement that changes what is there already: the function still runs without it."""
    if isinstance(node, ast.AugAssign | ast.Expr):
        yield ast.Pass()
    if isinstance(node, ast.Assign):
        function = next((a for a in reversed(around) if isinstance(a, ast.FunctionDef)), None)
        if function is not None and all(_is_known(target, node, function) for target in node.targets):
            yield ast.Pass()


def _is_known(target: ast.expr, statement: ast.Assign, function: ast.FunctionDef) -> bool:
    """Say whether the target has a value before the statement."""
    if isinstance(target, ast.Subscript):
        return True
    if not isinstance(target, ast.Name):
        return False
    earlier = (n for n in ast.walk(function) if getattr(n, "lineno", statement.lineno) < statement.lineno)
    stored = {n.id for n in earlier if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return target.id in stored | {a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg)}


def _swaps(parts: Sequence[ast.expr]) -> Iterator[list[ast.expr]]:
    """Yield the list with each two neighbours swapped."""
    for i in range(len(parts) - 1):
        swapped = copy.copy(list(parts))
        swapped[i], swapped[i + 1] = swapped[i + 1], swapped[i]
        yield swapped


MODULES = {"torch", "math", "F", "nn", "np", "numpy", "functional"}
RULES = {
    ast.Constant: _constant,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.BoolOp: _bool,
    ast.Compare: _compare,
    ast.IfExp: _conditional,
    ast.Tuple: _tuple,
    ast.Attribute: _attribute,
    ast.Name: _name,
    ast.Call: _call,
    ast.Return: _return,
}
