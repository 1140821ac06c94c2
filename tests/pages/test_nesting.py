"""Every element of a built page closes inside the one that it stands in, and every solution is shut."""

from html.parser import HTMLParser
from pathlib import Path

NESTED = {"section", "details", "summary", "div", "figure", "table", "article", "ul", "ol", "pre", "p", "svg"}


class Nesting(HTMLParser):
    """Follow the open elements, and note a closing tag that closes another than the last one opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.wrong: list[str] = []
        self.solutions: dict[int, str] = {}  # by the line where each begins, the code in it

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in NESTED:
            self.open.append((tag, f"{self.getpos()[0]} {dict(attributes).get('class') or ''}"))
            if dict(attributes).get("class") == "solution":
                self.solutions[self.getpos()[0]] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in NESTED:
            opened, where = self.open.pop() if self.open else ("nothing", "")
            if opened != tag:
                self.wrong.append(f"line {self.getpos()[0]}: </{tag}> closes {opened} (line {where})")

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self.open]
        inside = [int(where.split()[0]) for tag, where in self.open if tag == "details" and "solution" in where]
        if inside and "pre" in tags:
            self.solutions[inside[-1]] += data


def test_elements_are_nested_and_every_solution_holds_its_code(built_book: Path, page: str) -> None:
    nesting = Nesting()
    nesting.feed((built_book / f"{page}.html").read_text(encoding="utf-8"))
    assert not nesting.wrong and not nesting.open
    assert all("def " in code or "class " in code for code in nesting.solutions.values())
