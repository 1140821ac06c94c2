"""Each link of a notebook says the title that it leads to, or cites a paper as the bibliography names it."""

from collections import Counter
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from myst_parser.mdit_to_docutils.base import compute_unique_slug
from pybtex.database import Entry, parse_file
from sphinxcontrib.bibtex.style.referencing import PersonStyle

from book._tools.notebooks import BOOK, ROOT, find_notebooks, read
from tests.notebooks.rules_for_markdown import links, markdown_cells, nodes, parse, words

REFERENCES = BOOK / "reference" / "references.md"
ENTRIES: dict[str, Entry] = dict(parse_file(BOOK / "references.bib").entries)
NOTEBOOKS = find_notebooks()


@cache
def text_of(page: Path) -> str:
    """Return the Markdown of a page."""
    if page.suffix == ".ipynb":
        return "\n\n".join(cell.source for cell in markdown_cells(read(page)))
    return page.read_text(encoding="utf-8")


@cache
def headings(page: Path) -> dict[str, str]:
    """Return a page's headings by their anchors, the title first."""
    found: dict[str, str] = {}
    for node in nodes(parse(text_of(page))):
        if node.type == "heading":
            found[compute_unique_slug(node, found)] = words(node)
    return found


def names(entry: Entry) -> str:
    """Return an entry's authors as a text names them: one, two with "and", or the first with "et al."."""
    style = PersonStyle()
    template = style.names("author", full=False)
    return template.format_data({"entry": entry, "style": SimpleNamespace(person=style)}).render_as("text")


@cache
def citations(key: str) -> list[str]:
    """Return the two ways to cite an entry: as a part of the sentence, and in brackets."""
    entry = ENTRIES[key]
    return [f"{names(entry)} ({entry.fields['year']})", f"{names(entry)}, {entry.fields['year']}"]


def allowed_texts(page: Path, address: str) -> list[str]:
    """Return what a link from `page` may say; nothing for a link that leads nowhere."""
    parts = urlsplit(address)
    target = (page.parent / parts.path).resolve() if parts.path else page
    if target == REFERENCES and parts.fragment in ENTRIES:
        return citations(parts.fragment)
    if not target.is_file():
        return []
    found = headings(target)
    return [title for anchor, title in found.items() if anchor == (parts.fragment or next(iter(found)))]


def complaints(page: Path, text: str) -> list[str]:
    """Say of each link to a page of the book that its text is not what its target is called."""
    inside = [link for link in links(parse(text)) if not urlsplit(str(link.attrs["href"])).scheme]
    told = [(words(link), str(link.attrs["href"])) for link in inside]
    return [
        f"[{said}]({address}): the text must be {' or '.join(allowed) or 'that of a page, heading or paper there is'}"
        for said, address in told
        if said not in (allowed := allowed_texts(page, address))
    ]


@pytest.mark.parametrize("page", NOTEBOOKS, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_link_says_the_title_it_leads_to(page: Path) -> None:
    assert complaints(page, text_of(page)) == []


def test_every_paper_of_the_bibliography_is_cited() -> None:
    addresses = [str(link.attrs["href"]) for page in NOTEBOOKS for link in links(parse(text_of(page)))]
    assert ENTRIES.keys() - {urlsplit(address).fragment for address in addresses} == set()


def test_no_two_papers_are_cited_alike() -> None:
    counts = Counter(citations(key)[0] for key in ENTRIES)
    assert [text for text, count in counts.items() if count > 1] == [], "give their years an a and a b"


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("[the encoder](../transformer/encoder.ipynb)", "must be The encoder"),
        ("[long contexts](../reference/coming.md#long-contexts)", "must be Long contexts"),
        ("[Long contexts](../reference/coming.md#long-context)", "paper there is"),
        ("[The encoder](encoder.ipynb)", "paper there is"),
        (
            "[Vaswani et al. (2018)](../reference/references.md#vaswani2017attention)",
            "must be Vaswani et al. (2017) or ",
        ),
        ("[Vaswani (2017)](../reference/references.md#vaswani2017attention)", "must be Vaswani et al. (2017) or "),
        ("[Vaswani et al. (2017)](../reference/references.md#vaswani2017)", "paper there is"),
    ],
)
def test_a_link_with_another_text_or_to_nothing_is_refused(link: str, said: str) -> None:
    (complaint,) = complaints(BOOK / "foundations" / "softmax.ipynb", f"As in {link}.")
    assert said in complaint
