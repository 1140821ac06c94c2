"""A figure names the parts it uses, all of them and no others: each notebook stores a copy of what it names."""

import ast
import re
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from course_lib import interactive
from course_lib.interactive.parts.figure import EVERYWHERE

FOLDER = Path(interactive.__file__).parent
PARTS = sorted(path.stem for path in (FOLDER / "parts").glob("*.js"))
NAME = r"(?<![\w\"-])(?<!(?<!\.)\.){name}\b(?!:)"  # neither a member, a text nor a key, but `...name`
DEFINED = re.compile(r"^(?:const|let|function\*?) (?:(\w+)|\[([\w, ]+)\])", re.MULTILINE)


@cache
def script(name: str) -> str:
    """Return the script of a part or a figure without comments."""
    file = next(FOLDER.glob(f"*/{name}.js"))
    return re.sub(r"(?<![^\s])//.*$", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)


@cache
def defines(name: str) -> set[str]:
    """Return the names that a script defines for others."""
    found = (one or several for one, several in DEFINED.findall(script(name)))
    return set(chain.from_iterable(names.split(", ") for names in found))


def calls(name: str, other: str) -> bool:
    """Tell whether a script uses something that another one defines."""
    return any(re.search(NAME.format(name=each), script(name)) for each in defines(other))


def parts_of(figure: str) -> list[str]:
    """Return the parts that a figure's function names."""
    tree = ast.parse((FOLDER / "figures" / f"{figure}.py").read_text(encoding="utf-8"))
    (names,) = (node.value for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "parts")
    return ast.literal_eval(names)


@pytest.mark.parametrize("figure", interactive.__all__)
def test_each_part_of_a_figure_is_used_by_it(figure: str) -> None:
    scripts = [*parts_of(figure), figure]
    unused = [part for part in parts_of(figure) if not any(calls(each, part) for each in scripts if each != part)]
    assert unused == []


@pytest.mark.parametrize("figure", interactive.__all__)
def test_no_name_is_defined_twice_in_a_figure(figure: str) -> None:
    scripts = [*EVERYWHERE, *parts_of(figure), figure]
    names = list(chain.from_iterable(map(defines, scripts)))
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("part", PARTS)
def test_all_that_a_part_defines_is_used(part: str) -> None:
    everything = "".join(map(script, [*PARTS, *interactive.__all__])) + "start( openFigure("
    unused = [name for name in defines(part) if len(re.findall(NAME.format(name=name), everything)) < 2]
    assert unused == []
