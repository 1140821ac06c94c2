"""What JupyterLab leaves of an HTML output in a notebook that its reader has not run: no script, no style, no SVG.

Learnt from JupyterLab 4.6 itself: the words inside of an SVG stay as loose text, classes and `display: none` stay.
"""

from bs4 import BeautifulSoup

_GONE = ("script", "style")
_UNWRAPPED = ("svg", "template", "textarea")
_DROPPED = ("hidden", "role", "onclick")


def sanitised(html: str) -> BeautifulSoup:
    """Return what stays of the output."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup(_GONE):
        element.decompose()
    for drawing in soup(_UNWRAPPED):
        drawing.replace_with(drawing.get_text(" "))
    for element in soup(True):
        for name in [*element.attrs]:
            if name in _DROPPED or name.startswith(("data-", "aria-")):
                del element[name]
    return soup


def seen_words(soup: BeautifulSoup) -> str:
    """Return the text that is not in something hidden."""
    for element in soup(style=lambda style: style is not None and "display:none" in style.replace(" ", "")):
        element.decompose()
    return " ".join(soup.get_text(" ").split())
