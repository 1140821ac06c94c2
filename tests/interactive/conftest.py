"""Show the outputs of interactive figures on a page of their own, as the browser gets them from disk."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.display import HTML
from playwright.sync_api import Browser, Locator, Page

COLOURS = {"light": "color:#000;background:#fff", "dark": "color:#fff;background:#14181e"}
# What the book's theme does to an HTML output.
THEME = ".text_html {overflow: auto} html[data-theme=dark] .text_html {background: #ced6dd; padding: .5rem}"


def page_with(*outputs: HTML, theme: str = "light") -> str:
    """Return a page like the built book's: `html` says which mode it is in, the outputs stand in the text."""
    return (
        f'<!doctype html><html lang="en" data-theme="{theme}"><head><meta charset="utf-8">'
        f"<title>A chapter</title><style>{THEME}</style>"
        f'<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        f'<body style="margin:16px;{COLOURS[theme]}"><main><h1>A chapter</h1>'
        f"{''.join(map(_as_in_a_cell, outputs))}</main></body></html>"
    )


def _as_in_a_cell(output: HTML) -> str:
    return f'<div class="output text_html">{output.data}</div>'


@pytest.fixture
def open_html(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Give ``open_html(text, width=1000, **context_options)``: the page of that text, opened from disk.

    After the test, every page must have asked for nothing but itself and written nothing to the console.
    """
    file = tmp_path / "page.html"
    contexts, complaints = [], []

    def open_one(text: str, *, width: int = 1000, **options: Any) -> Page:
        file.write_text(text, encoding="utf-8")
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, **options))
        page = contexts[-1].new_page()
        page.on(
            "request",
            lambda request: complaints.append(request.url) if request.url != file.as_uri() else None,
        )
        page.on("console", lambda message: complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"uncaught: {error}"))
        page.goto(file.as_uri())
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def show(open_html: Callable[..., Page]) -> Callable[..., Page]:
    """Give ``show(*outputs, theme="light", width=1000, **context_options)``: a page with these outputs."""
    return lambda *outputs, theme="light", **options: open_html(page_with(*outputs, theme=theme), **options)


@pytest.fixture
def values_of() -> Callable[[Page | Locator], dict[str, Any]]:
    """Give ``values_of(page or figure)``: the numbers that the figure's script computed, unrounded."""

    def read(where: Page | Locator) -> dict[str, Any]:
        figure = where.locator("figure") if isinstance(where, Page) else where
        return json.loads(figure.get_attribute("data-values"))

    return read
