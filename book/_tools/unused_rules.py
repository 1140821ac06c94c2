"""Leave out of a style sheet what no page of the book can use: the theme's is made for every page of every book."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

TAG = re.compile(r"<([a-z][a-z0-9]*)([^>]*)>")
NAMES = re.compile(r'\b(?:class|id)="([^"]*)"')
READ = re.compile(r"var\(\s*(--[\w-]+)")
TEXT = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|`[^`]*`")
WORD = re.compile(r"-{0,2}[A-Za-z][\w-]*")
# At-rules that hold rules.
GROUPS = {"media", "supports", "container", "layer"}


@dataclass
class Use:
    """What the pages and scripts of a book can match.

    Attributes:
        elements: the tag, classes and id of each element, once.
        words: the words in the scripts' texts: any of them may be a class or a variable that a script sets.
        variables: the variables that the pages themselves read.
    """

    elements: set[frozenset[str]] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    variables: set[str] = field(default_factory=set)

    def add_page(self, page: str) -> None:
        """Note what stands in a page."""
        for tag, attributes in TAG.findall(page):
            names = (name for value in NAMES.findall(attributes) for name in value.split())
            self.elements.add(frozenset((tag, *names)))
        self.variables.update(READ.findall(page))

    def add_script(self, script: str) -> None:
        """Note the words of a script's texts."""
        self.words.update(word for text in TEXT.findall(script) for word in WORD.findall(text))

    def fits(self, compound: frozenset[str]) -> bool:
        """Tell whether an element can have all these names, be it that a script adds some of them."""
        needed = compound - self.words
        return not needed or any(needed <= element for element in self.elements)


def without_unused(style: str, use: Use) -> str:
    """Return a style sheet without the rules and variables that nothing in the book can match or read."""
    text = serialised(used_rules(parsed(style), use))
    while (shorter := without_unused_variables(text, use)) != text:  # one may be read by an unused one alone
        text = shorter
    return text


def parsed(style: str | list[Node]) -> list[Node]:
    """Return the rules of a style sheet, or of a group within one."""
    if isinstance(style, str):
        return tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    return tinycss2.parse_rule_list(style, skip_comments=True, skip_whitespace=True)


def used_rules(rules: Iterable[Node], use: Use) -> Iterator[Node]:
    """Yield the rules, and of each rule the selectors, that something in the book can match."""
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            used = [part for part in separated(rule.prelude) if all(map(use.fits, compounds_in(part)))]
            rule.prelude = tinycss2.parse_component_value_list(",".join(map(tinycss2.serialize, used)))
            if used:
                yield rule
        elif is_group(rule):
            rule.content = tinycss2.parse_component_value_list(serialised(used_rules(parsed(rule.content), use)))
            if rule.content:
                yield rule
        elif not (isinstance(rule, AtRule) and rule.lower_at_keyword == "charset"):  # the bundle's comes too late
            yield rule


def is_group(rule: Node) -> bool:
    """Tell whether a rule holds other rules."""
    return isinstance(rule, AtRule) and rule.lower_at_keyword in GROUPS and rule.content is not None


def separated(prelude: list[Node]) -> Iterator[list[Node]]:
    """Yield the selectors of a rule, which commas separate."""
    selector: list[Node] = []
    for token in prelude:
        if token == ",":
            yield selector
            selector = []
        elif token.type != "comment":
            selector.append(token)
    yield selector


def compounds_in(selector: list[Node]) -> Iterator[frozenset[str]]:
    """Yield what each element on a selector's way needs: its tag, classes and id.

    What stands in `:not(…)`, `:is(…)` or `[…]` is not asked for.
    """
    names: set[str] = set()
    before: Node | None = None
    for token in selector:
        if token.type == "hash" or (token.type == "ident" and before != ":"):
            names.add(token.value)
        elif token.type == "whitespace" or token in (">", "+", "~"):
            yield frozenset(names)
            names = set()
        before = token
    yield frozenset(names)


def without_unused_variables(style: str, use: Use) -> str:
    """Return a style sheet without the variables that it sets and nothing reads."""
    read = use.variables | use.words | set(READ.findall(style))
    return serialised(with_variables(parsed(style), read))


def with_variables(rules: Iterable[Node], read: set[str]) -> Iterator[Node]:
    """Yield the rules, each without the variables that are not read."""
    for rule in rules:
        if isinstance(rule, QualifiedRule) and "--" in tinycss2.serialize(rule.content):
            parts = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            kept = [part for part in parts if not is_variable(part) or part.name in read]
            rule.content = tinycss2.parse_component_value_list(";".join(part.serialize() for part in kept))
        elif is_group(rule):
            rule.content = tinycss2.parse_component_value_list(serialised(with_variables(parsed(rule.content), read)))
        if rule.content != []:
            yield rule


def is_variable(part: Node) -> bool:
    """Tell whether a part of a rule sets a variable."""
    return isinstance(part, Declaration) and part.name.startswith("--")


def serialised(rules: Iterable[Node]) -> str:
    """Return rules as text, one a line."""
    return "\n".join(rule.serialize() for rule in rules if rule.type != "error")
