"""Every sentence for readers passes through `say`, so that an edition in another language needs no change of code.

The texts of the exercises' catalogue pass through it when they are shown, and the sentences of a corpus are what models
learn from: neither is looked at here.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

LIBRARY = Path(__file__).resolve().parents[2] / "course_lib"
NOT_LOOKED_AT = {
    LIBRARY / "language.py",
    LIBRARY / "exercises" / "catalogue",
    LIBRARY / "exercises" / "engine" / "changed_source.py",  # speaks to who writes an exercise
    LIBRARY / "tiny_corpora" / "crossings.py",
}

# What shows its arguments to a reader, besides exceptions.
PRINTED_BY = {"print", "print_aside", "print_error", "warn"}
DRAWN_BY = {"annotate", "text", "suptitle", "add_argument_group"} | {
    f"set_{part}" for part in ("title", "xlabel", "ylabel", "zlabel", "label", "postfix_str", "description")
}
SHOWN_AS = {"help", "description", "epilog", "title", "xlabel", "ylabel", "zlabel", "label", "instruction", "desc"}
# Words of other libraries, and markup, which is filled with what has been said.
NO_SENTENCES = {"offset points", "upper center"}
MARKUP = {"_PAGE", "_PANEL"}

WORDS = re.compile(r"[^\W\d_]{2,}[,;:.]?\s+[^\W\d_]+")
TAG = re.compile(r"<[^<>]*>")


def faults_in_python(source: str) -> list[str]:
    """Return what does not pass through `say` as it should, each with its line."""
    tree = ast.parse(source)
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.expr)]
    found = [f"{node.lineno}: an f-string with words" for node in nodes if _is_f_string_with_words(node)]
    for call in (node for node in nodes if isinstance(node, ast.Call)):
        if _name(call.func) == "say":
            found += [f"{call.lineno}: {fault}" for fault in _faults_of_say(call)]
        if isinstance(call.func, ast.Attribute) and call.func.attr == "format" and _is_template(call.func.value):
            found.append(f"{call.lineno}: a template that is filled by format")
    printed, drawn = _shown(tree)
    shown = [part for whole in (*printed, *drawn) for part in _outside_say(whole)]
    found += [f"{part.lineno}: words that are shown and not said" for part in shown if _has_words(part)]
    return found + [f"{part.lineno}: a template that is not said" for part in printed if _is_constant_name(part)]


def _shown(tree: ast.Module) -> tuple[list[ast.expr], list[ast.expr]]:
    """Return what exceptions and the command line say to a reader, and what figures and help say."""
    raised = {id(node.exc) for node in ast.walk(tree) if isinstance(node, ast.Raise)}
    printed: list[ast.expr] = []
    drawn: list[ast.expr] = []
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = _name(call.func)
        if id(call) in raised or name in PRINTED_BY or name.endswith(("Error", "Warning")):
            printed += call.args
        elif name in DRAWN_BY:
            drawn += call.args
        drawn += [each.value for each in call.keywords if each.arg in SHOWN_AS]
    return printed, drawn


def _outside_say(expression: ast.expr) -> Iterator[ast.AST]:
    """Give an expression and its parts, but not what is an argument of `say`."""
    yield expression
    if not (isinstance(expression, ast.Call) and _name(expression.func) == "say"):
        for part in ast.iter_child_nodes(expression):
            yield from _outside_say(part)


def _has_words(part: ast.AST) -> bool:
    is_text = isinstance(part, ast.Constant) and isinstance(part.value, str)
    return is_text and bool(WORDS.search(TAG.sub("|", part.value))) and part.value not in NO_SENTENCES


def _is_f_string_with_words(node: ast.expr) -> bool:
    if not isinstance(node, ast.JoinedStr):
        return False
    text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return bool(WORDS.search(TAG.sub("|", text)))


def _faults_of_say(call: ast.Call) -> Iterator[str]:
    template = call.args[0]
    if not isinstance(template, ast.Constant):
        if not isinstance(template, ast.Name | ast.Attribute | ast.Subscript | ast.IfExp | ast.BoolOp | ast.Call):
            yield "a template that is put together"
        return
    given = {each.arg for each in call.keywords}
    # Without values the template is taken as it is.
    places = {name for _, name, _, _ in Formatter().parse(template.value) if name is not None} if given else set()
    if None not in given and places != given:
        yield f"the places are {sorted(places)}, the values {sorted(filter(None, given))}"
    if not given and re.search(r"\{\w+[!:}]", template.value):
        yield "places without values"


def _is_template(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) or (_is_constant_name(node) and _name(node) not in MARKUP)


def _is_constant_name(node: ast.expr) -> bool:
    """Say whether this is the name of a constant; one of a single word is a number or a sign."""
    return isinstance(node, ast.Name | ast.Attribute) and _name(node).isupper() and len(_name(node)) > 1


def _name(node: ast.expr) -> str:
    """Return the last part of a name: that of a function, of a method, of a constant."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


CLASSES = re.compile(r"""\bclass(?:Name)?\s*[:=][^,;}\n"`]*(?:"[^"\n]*"[^,;}\n"`]*)+""")  # looks, which nobody reads
SAID = re.compile(r'\bsay(?:Parts)?\(\s*"(?:[^"\\]|\\.)*"')
NOT_LITERAL = re.compile(r'\bsay(?:Parts)?\((?!\s*"|template\b)')
COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
VALUE = r"\$\{[^`{}]*(?:\{[^`{}]*\}[^`{}]*)*\}"  # with braces inside, but no other template literal
TEMPLATE = re.compile(rf"`(?:[^`\\$]|\\.|\$(?!\{{)|{VALUE})*`")
STYLE = re.compile(r"[a-z-]+:[^ ]|var\(--|\bcolor-mix\(|\b\d+px\b")


def faults_in_javascript(source: str) -> list[str]:
    """Return the literals that hold words and are not said, and the calls of `say` without a literal."""
    code = CLASSES.sub("", COMMENT.sub("", source))
    found = [f"a template that is no literal: {call}" for call in NOT_LITERAL.findall(code)]
    code = SAID.sub("said(", code)
    literals = []
    while inner := TEMPLATE.findall(code):  # those that hold no other, then those that held them
        literals += [re.sub(VALUE, "", text) for text in inner]
        code = TEMPLATE.sub("inner", code)
    literals += STRING.findall(code)
    return found + [f"not said: {text}" for text in literals if WORDS.search(text) and not STYLE.search(text)]


def _files(pattern: str) -> list[Path]:
    return sorted(
        file
        for file in LIBRARY.rglob(pattern)
        if not NOT_LOOKED_AT & {file, *file.parents} and "__pycache__" not in file.parts
    )


@pytest.mark.parametrize("file", _files("*.py"), ids=lambda file: str(file.relative_to(LIBRARY)))
def test_sentences_in_python_are_said(file: Path) -> None:
    assert faults_in_python(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", _files("*.js"), ids=lambda file: file.name)
def test_sentences_in_javascript_are_said(file: Path) -> None:
    assert faults_in_javascript(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        'raise ValueError(f"d_model is {d_model}")',
        'raise ValueError("d_model is odd")',
        'raise ValueError("d_model is " + str(d_model))',
        'raise ValueError(say("It is odd.") + " Give another.")',
        "raise ValueError(NO_PAIRS)",
        "raise ValueError(messages.NO_PAIRS)",
        'trouble = WeightsUnavailableError("no network")',
        'print("no network")',
        'warnings.warn("no network", stacklevel=2)',
        'group.add_argument("--text", help="each line a sentence")',
        'ArgumentParser(description="Train a model")',
        'axes.set_title("the picture in patches")',
        'axes.set(xlabel="how many")',
        'axes.annotate("one word", (0, 0))',
        'interactive_figure("name", title="Two words", instruction=say("Choose."))',
        'html = f"<p>No mask for {word} here</p>"',
        'words = f"{name} of {count} words"',
        'say(f"d_model is {d_model}")',
        'say("one " + "two")',
        'say("d_model is {d_model}", width=3)',
        'say("d_model is {d_model}", d_model=3, width=3)',
        'say("d_model is {d_model}")',
        'line = "{one} of {two}".format(one=1, two=2)',
        "line = SCORES.format(one=1, two=2)",
    ],
)
def test_what_is_not_said_in_python_is_found(line: str) -> None:
    assert faults_in_python(line)


@pytest.mark.parametrize(
    "line",
    [
        'raise ValueError(say("d_model is {d_model}; expected {expected:.2f}", d_model=3, expected=4))',
        "raise ValueError(say(WRONG_HEADS, **named)) from error",
        "raise ValueError(say(TALL if tall else FLAT, height=height))",
        "raise AttributeError(name)",
        "print(say(SCORES, name=say(name)), flush=True)",
        'axes.annotate("", xy=(0, 0), xytext=(1, 1), textcoords="offset points")',
        'axes.set(xlabel=say("how many"), title=title)',
        "html = f\"<div style='overflow-x:auto'><table><tr>{head}</tr></table></div>\"",
        'say("braces {} without values: {1, 2}")',
        "html = _PAGE.format(title=title)",
    ],
)
def test_what_is_said_in_python_is_no_fault(line: str) -> None:
    assert faults_in_python(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "note.textContent = `The gap is ${gap} tokens wide.`;",
        'const button = html("button", {}, "Add word");',
        'const button = html("button", { class: "wide" }, "Add word");',
        "const said = `${count} of all the words`;",
        "const said = `${names.map((name) => `the word ${name}`).join()}`;",
        "say(`gap ${gap}`)",
        'say(long ? "one" : "two")',
    ],
)
def test_what_is_not_said_in_javascript_is_found(line: str) -> None:
    assert faults_in_javascript(line)


@pytest.mark.parametrize(
    "line",
    [
        'note.textContent = say("The gap is {gap} tokens wide.", { gap });',
        'const parts = sayParts("length of {word}", { word });',
        'const label = html("span", { class: upright ? "name upright" : "name" }, name);',
        'row.className = "words upright";',
        "const d = `M${from} ${height}C${from} 50 ${to} 100`;",
        'const look = "border:1px solid var(--soft);padding:0 4px";',
        "// A comment of `two words` says nothing to a reader.",
    ],
)
def test_what_is_said_in_javascript_is_no_fault(line: str) -> None:
    assert faults_in_javascript(line) == []
