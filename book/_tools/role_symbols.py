"""Give the symbols of the four roles their class in formulas, so that they have their colour there too.

The page on notation says what they mean. Small letters keep the colour of the text: $k$ alone has three meanings.
Jupyter has no such colours: its MathJax takes fixed ones only, which cannot follow light and dark.
"""

import re
from types import MappingProxyType

ROLES = MappingProxyType({"Q": "query", "K": "key", "V": "value", "Z": "output"})
# Pages on which one of these letters stands for something else.
OTHER_MEANINGS = MappingProxyType({"book/transformer/translation": "V"})  # how many words a vocabulary has

PART = re.compile(
    r"""\\(?:operatorname|text|mathrm|mathsf)\*?\{[^{}]*\} | \\[A-Za-z]+ | \\.  # words and commands
    | (?:(?P<letter>[QKVZ]) | W(?=_\{?(?P<matrix>[QKV])\b))                  # Q and W_Q …
    (?:[_^](?:\w|\{[^{}]*\}))*                                             # … with all that is lowered or raised
    """,
    re.VERBOSE,
)


def with_roles(formula: str, page: str = "") -> str:
    r"""Return a page's formula in which each symbol of a role stands in KaTeX's ``\htmlClass``."""

    def marked(part: re.Match[str]) -> str:
        letter = part["letter"] or part["matrix"]
        if not letter or letter in OTHER_MEANINGS.get(page, ""):
            return part[0]
        return rf"{{\htmlClass{{role-{ROLES[letter]}}}{{{part[0]}}}}}"

    return PART.sub(marked, formula)
