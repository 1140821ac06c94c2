"""A style sheet for readers without scripts: light or dark as their system is.

The theme's colours wait for a script that says which of the two; without it the page says "auto".
"""

import re
from collections.abc import Iterable, Iterator

import tinycss2
from tinycss2.ast import Node, QualifiedRule

from book._tools.unused_rules import is_group, parsed, separated, serialised

SAYS_THEME = {theme: re.compile(rf'\[data-theme="?{theme}"?\]') for theme in ("light", "dark")}


def following_the_system(style: str) -> str:
    """Return the rules of a style sheet that ask for a theme, so that they ask for the system's wish instead."""
    light, dark = (serialised(rules_for(theme, parsed(style))) for theme in SAYS_THEME)
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


def rules_for(theme: str, rules: Iterable[Node]) -> Iterator[Node]:
    """Yield the rules that ask for a theme, and of each the selectors that do; they ask for "auto" then."""
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = map(tinycss2.serialize, separated(rule.prelude))
            asking = [selector for selector in selectors if SAYS_THEME[theme].search(selector)]
            rule.prelude = tinycss2.parse_component_value_list(
                SAYS_THEME[theme].sub("[data-theme=auto]", ",".join(asking))
            )
            if asking:
                yield rule
        elif is_group(rule):
            rule.content = tinycss2.parse_component_value_list(serialised(rules_for(theme, parsed(rule.content))))
            if rule.content:
                yield rule
