"""Let long lines of code and of outputs go on further in: on a phone a row still begins where it begins."""

import re
from html import unescape

SHORT = 40  # characters that fit into every screen: such a line is left as it is

_BLOCK = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def mark_long_lines(body: str) -> str:
    """Return a page's body with each long line of a `<pre>` in a span that knows its indentation.

    No tag may be open from one line to the next; Pygments closes them all.
    """
    return _BLOCK.sub(lambda found: f"<pre>{''.join(map(_marked, found[1].splitlines(keepends=True)))}</pre>", body)


def _marked(line: str) -> str:
    text = unescape(_TAG.sub("", line)).rstrip("\n")
    if len(text) <= SHORT or not _is_closed(line):
        return line
    indent = len(text) - len(text.lstrip())
    return f'<span class="long" style="--indent:{indent}">{line}</span>'


def _is_closed(line: str) -> bool:
    return line.count("<span") == line.count("</span>")
