"""What stands beside the pages: a start page that is the first page, 404, robots.txt, and with an address a sitemap."""

import re
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from book._tools.repository import site_address
from book._tools.site_files import moved_to_root

PAGES = {"book/index.md": "# Title\n\nThe first page.\n", "book/a/b.md": '# Page\n\nIts "first" words & more.\n'}
SITE = "https://someone.github.io/course/"


@pytest.fixture
def published(build_small_book, tmp_path):
    """Build a small book of a repository that has an address; return its folder."""
    result = build_small_book(PAGES, repository={"url": "https://github.com/Someone/course", "branch": "colab"})
    assert result.returncode == 0, result.stderr
    return tmp_path / "_build" / "html"


def tags_of(path):
    """Return the parsed page."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ('<a href="b/c.html#x">', '<a href="book/b/c.html#x">'),
        ('<a href="../search.html">', '<a href="search.html">'),
        ('<html data-content_root="../">', '<html data-content_root="./">'),
        ('<img src="../_images/a.svg">', '<img src="_images/a.svg">'),
        ('<a href="#top">', '<a href="#top">'),
        ('<a href="https://a.org/b">', '<a href="https://a.org/b">'),
        ('<img src="data:image/png;base64,AA">', '<img src="data:image/png;base64,AA">'),
    ],
)
def test_an_address_leads_one_level_up_to_where_it_led(there, here):
    assert moved_to_root(there, "book") == here


def test_the_start_page_is_the_first_page_itself(built_book):
    start, first = tags_of(built_book / "index.html"), tags_of(built_book / "book/index.html")
    assert not start.select("meta[http-equiv=refresh]")
    assert start.article.text == first.article.text


@pytest.mark.parametrize(
    ("repository", "site"),
    [
        ("", ""),
        ("https://github.com/Someone/course", SITE),
        ("https://github.com/Someone/Someone.github.io", "https://someone.github.io/"),
    ],
)
def test_the_site_follows_from_the_repository(repository, site):
    assert site_address(repository) == site


def test_with_an_address_every_page_names_its_own(published):
    for name, address in {"index": SITE, "book/index": SITE, "book/a/b": f"{SITE}book/a/b.html"}.items():
        page = tags_of(published / f"{name}.html")
        assert [link["href"] for link in page.select("link[rel=canonical]")] == [address]
        assert [tag["content"] for tag in page.select('meta[property="og:url"]')] == [address]
    assert tags_of(published / "book/a/b.html").find("meta", property="og:description")["content"] == (
        "Its “first” words & more."
    )


def test_with_an_address_the_sitemap_lists_the_pages_and_robots_finds_it(published):
    places = [place.text for place in ElementTree.parse(published / "sitemap.xml").iter() if (place.text or "").strip()]
    assert places == [f"{SITE}book/a/b.html", SITE]
    assert f"Sitemap: {SITE}sitemap.xml\n" in (published / "robots.txt").read_text(encoding="utf-8")


def test_the_404_page_works_at_any_depth(published):
    page = tags_of(published / "404.html")
    assert page.head.base["href"] == "/course/"
    assert page.head.index(page.head.base) < page.head.index(page.head.find("link"))
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert "Page not found" in page.article.h1.text


def test_without_an_address_there_is_no_sitemap_and_nothing_names_a_host(built_book):
    assert not (built_book / "sitemap.xml").exists()
    assert (built_book / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"
    assert not re.search(r"canonical|og:url|<base", (built_book / "index.html").read_text(encoding="utf-8"))


def test_what_a_chapter_calls_the_next_one_is_where_its_button_leads(built_book, chapter):
    page = tags_of(built_book / f"{chapter}.html")
    heading = next(tag for tag in page.article("h2") if tag.text.startswith("What comes next"))
    named = heading.find_next("a", class_="reference")
    assert named["href"].partition("#")[0] == page.select_one("link[rel=next]")["href"]
