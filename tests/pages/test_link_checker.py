"""The checker of built pages names what is broken, and says nothing of what is whole."""

import pytest

from book._tools.link_checker import find_problems

WHOLE = """<html><head>
<link rel="stylesheet" href="style.css?v=1"><link rel="canonical" href="https://example.org/page.html">
</head><body style="background: url(data:image/png;base64,AAAA)">
<h1 id="top">Page</h1><a href="#top">up</a> <a href="part/other.html#there">other</a>
<a href="mailto:a@b.org">mail</a>
<a href="https://example.org">a link to another site is no load</a><img src="a%20picture.svg" alt="x">
</body></html>"""


@pytest.fixture
def problems_of(tmp_path):
    """Return the problems of a small built book whose first page is the given one."""

    def check(page: str, style: str = "") -> list[str]:
        (tmp_path / "part").mkdir()
        (tmp_path / "part" / "other.html").write_text('<p id="there">Other <a href="../page.html">back</a></p>')
        (tmp_path / "a picture.svg").write_text("<svg/>")
        (tmp_path / "style.css").write_text(style)
        (tmp_path / "page.html").write_text(page)
        return find_problems(tmp_path)

    return check


def test_a_whole_book_has_no_problems(problems_of):
    assert problems_of(WHOLE) == []


@pytest.mark.parametrize(
    ("tag", "complaint"),
    [
        ('<a href="gone.html">', "gone.html leads to a file that is not there"),
        ('<a href="part/">', "part/ leads to a file that is not there"),
        ('<img src="gone.png">', "gone.png leads to a file that is not there"),
        ('<a href="#gone">', "#gone leads to an anchor that is not there"),
        ('<a href="part/other.html#gone">', "part/other.html#gone leads to an anchor that is not there"),
        ('<a href="../../outside.html">', "../../outside.html leads out of the book"),
    ],
)
def test_a_broken_link_is_named_with_its_page(problems_of, tag, complaint):
    assert problems_of(tag) == [f"page.html: {complaint}"]


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<script src="//cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="https://cdn.example/x.css">',
        '<link rel="icon" href="https://cdn.example/x.ico">',
        '<img src="https://cdn.example/x.png">',
        '<img src="a%20picture.svg" srcset="https://cdn.example/x.png 2x">',
        '<iframe src="https://cdn.example/"></iframe>',
        '<p style="background: url(https://cdn.example/x.png)">',
        "<style>@import 'https://cdn.example/x.css';</style>",
        '<svg><image href="https://cdn.example/x.png"/></svg>',
    ],
)
def test_a_load_from_another_host_is_named(problems_of, tag):
    (problem,) = problems_of(tag)
    assert "cdn.example" in problem
    assert problem.endswith("is loaded from another host")


@pytest.mark.parametrize("rule", ["@import url(https://cdn.example/x.css);", "p {src: url('//cdn.example/x.woff')}"])
def test_a_load_from_a_style_sheet_is_named(problems_of, rule):
    (problem,) = problems_of(WHOLE, style=rule)
    assert problem.startswith("style.css: ")


def test_a_broken_link_fails_the_strict_build(build_small_book):
    result = build_small_book({"book/index.md": '# Title\n\nText.\n\n<p><a href="gone.html">gone</a></p>\n'})
    assert result.returncode != 0
    assert "book/index.html: gone.html leads to a file that is not there" in result.stderr
