"""The repository's address stands in _config.yml, and all that follows from it follows."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from book._tools.notebooks import ROOT, find_notebooks
from book._tools.repository import RepositoryError, apply, checked, configured_address, disagreements
from book._tools.setup_cell import setup_cell_text

ADDRESS = "https://github.com/a-course/attention.course"
NOT_OURS = {"node_modules", ".git", ".venv", "_build", "build", "dist", "shared", ".device", ".hypothesis"}
NOT_OURS |= {".ruff_cache", ".mypy_cache", ".pytest_cache", "course_lib.egg-info"}
TEXT_FILES = {".py", ".ipynb", ".md", ".yml", ".yaml", ".toml", ".txt", ".js", ".css", ".html", ".svg", ""}
# Addresses on GitHub that may stand in the project, and why. The course's own is not among them.
ALLOWED = {
    "OWNER/NAME": "the placeholder in messages",
    "a-course/attention.course": "the example of this test",
    "someone/course": "the example of tests/pages/test_colab_button.py",
    "Someone/course": "the example of tests/pages/test_site_files.py",
    "Someone/Someone.github.io": "another example there",
    "productiontype/Newsreader": "where the licence of a font says that it comes from",
    "erikdkennedy/figtree": "the same",
    "tensorflow/tensor2tensor": "the code of the paper's authors, whose layout a chapter compares with",
    "ggml-org/ggml": "the source of the format GGUF",
    "spec/v1": "no repository: the first line of a pointer of Git LFS",
}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Give a copy of the project's places that name the address, with no address set."""
    shutil.copytree(ROOT / "book", tmp_path / "book", ignore=shutil.ignore_patterns("_tools", "_static"))
    for name in ("_config.yml", "README.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    apply("", tmp_path)
    return tmp_path


def contents(root: Path) -> dict[Path, bytes]:
    """Return every file's bytes."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_all_places_of_this_project_agree():
    assert disagreements() == []


def test_setting_the_address_sets_every_place(course):
    apply(ADDRESS, course)
    config = yaml.safe_load((course / "_config.yml").read_text(encoding="utf-8"))
    assert configured_address(course) == config["repository"]["url"] == ADDRESS
    assert config["repository"]["branch"] == "colab"
    assert config["launch_buttons"]["colab_url"] == "https://colab.research.google.com"
    readme = (course / "README.md").read_text(encoding="utf-8")
    assert "https://a-course.github.io/attention.course/" in readme
    assert f"{ADDRESS}/actions/workflows/test.yml/badge.svg" in readme
    assert f'REPOSITORY = "{ADDRESS}"' in setup_cell_text(configured_address(course))
    assert disagreements(course) == []


def test_unsetting_the_address_restores_every_file_exactly(course):
    before = contents(course)
    apply(ADDRESS, course)
    assert contents(course) != before
    apply("", course)
    assert contents(course) == before


def test_applying_an_address_twice_changes_nothing_more(course):
    assert apply(ADDRESS, course)
    assert apply(ADDRESS, course) == []


@pytest.mark.parametrize(
    "place, old, new",
    [
        ("_config.yml", 'colab_url: "https://colab.research.google.com"', 'colab_url: ""'),
        ("README.md", "badge.svg", "badge.png"),
        ("_config.yml", ADDRESS, f"{ADDRESS}s"),
    ],
    ids=["Colab button", "README", "the address itself"],
)
def test_a_place_changed_by_hand_is_named_with_the_command_that_mends_it(course, place, old, new):
    apply(ADDRESS, course)
    text = (course / place).read_text(encoding="utf-8")
    assert old in text
    (course / place).write_text(text.replace(old, new), encoding="utf-8")
    complaints = disagreements(course)
    named = "README.md" if new.endswith("s") else place
    assert any(complaint.startswith(named) and "`make repository`" in complaint for complaint in complaints)


def test_a_notebook_changed_by_hand_is_named(course):
    apply(ADDRESS, course)
    notebook = find_notebooks(course / "book")[0]
    text = notebook.read_text(encoding="utf-8")
    assert ADDRESS in text
    notebook.write_text(text.replace(ADDRESS, "https://github.com/OWNER/NAME"), encoding="utf-8")
    assert [complaint.split(": ")[0] for complaint in disagreements(course)] == [
        notebook.relative_to(course).as_posix()
    ]


@pytest.mark.parametrize("address", [f"{ADDRESS}/", f"{ADDRESS}.git", f" {ADDRESS}\n"])
def test_an_address_as_copied_from_a_browser_or_from_git_is_understood(address):
    assert checked(address) == ADDRESS


@pytest.mark.parametrize(
    "address",
    [
        "attention",
        "http://github.com/OWNER/NAME",
        "https://github.com/a",
        f"{ADDRESS}/tree/main",
        f'{ADDRESS}"+"',
        ".",
    ],
)
def test_a_wrong_address_is_refused_in_one_sentence_and_nothing_is_written(course, address):
    before = contents(course)
    with pytest.raises(RepositoryError, match=re.escape(address)) as refusal:
        apply(address, course)
    assert "https://github.com/OWNER/NAME" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert contents(course) == before


@pytest.mark.parametrize("place, mark", [("README.md", "<!-- repository: end -->"), ("_config.yml", "colab_url:")])
def test_a_place_that_lost_its_mark_is_named(course, place, mark):
    text = (course / place).read_text(encoding="utf-8")
    (course / place).write_text(text.replace(mark, ""), encoding="utf-8")
    with pytest.raises(RepositoryError, match=re.escape(mark)):
        apply(ADDRESS, course)


def addresses_on_github(path: Path) -> set[str]:
    """Return each OWNER/NAME that the file points at on GitHub, also by way of raw files or pages."""
    text = path.read_text(encoding="utf-8")
    found = re.findall(r"(?:github|githubusercontent)\.com/([\w-]+/[\w.-]*\w)", text)
    return {address.removesuffix(".git") for address in found}


def test_no_file_points_at_an_address_on_github_that_is_not_the_courses():
    own = configured_address().removeprefix("https://github.com/")
    tops = [path for path in ROOT.iterdir() if path.name not in NOT_OURS]
    files = [path for top in tops for path in ([top] if top.is_file() else top.rglob("*"))]
    strangers = {
        path.relative_to(ROOT).as_posix(): strange
        for path in files
        if path.is_file() and path.suffix in TEXT_FILES and not NOT_OURS & set(path.relative_to(ROOT).parts)
        if (strange := addresses_on_github(path) - {own, *ALLOWED})
    }
    assert not strangers, f"add what is meant to ALLOWED in this test, with the reason: {strangers}"
