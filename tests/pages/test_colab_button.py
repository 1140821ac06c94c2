"""A notebook page has a Colab button exactly when the repository is set."""

import nbformat
from bs4 import BeautifulSoup

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
CELLS = [nbformat.v4.new_markdown_cell("# Title\n\nText.", id="title")]
NOTEBOOK = nbformat.writes(nbformat.v4.new_notebook(cells=CELLS, metadata=KERNEL))


def links_of(path) -> list[str]:
    """Return where the links of a built page lead."""
    return [link["href"] for link in BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")("a", href=True)]


def test_with_a_repository_a_notebook_opens_on_colab(build_small_book, tmp_path):
    result = build_small_book(
        {"book/index.ipynb": NOTEBOOK},
        repository={"url": "https://github.com/someone/course", "branch": "colab"},
        launch_buttons={"colab_url": "https://colab.research.google.com"},
    )
    assert result.returncode == 0, result.stderr
    expected = "https://colab.research.google.com/github/someone/course/blob/colab/book/index.ipynb"
    assert expected in links_of(tmp_path / "_build/html/book/index.html")


def test_without_a_repository_there_is_no_button(build_small_book, tmp_path):
    result = build_small_book(
        {"book/index.ipynb": NOTEBOOK},
        repository={"url": "", "branch": "colab"},
        launch_buttons={"colab_url": "https://colab.research.google.com"},
    )
    assert result.returncode == 0, result.stderr
    links = links_of(tmp_path / "_build/html/book/index.html")
    assert not [link for link in links if "colab" in link or "github" in link]
