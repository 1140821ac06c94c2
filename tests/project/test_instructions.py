"""What README, CONTRIBUTING and CI tell people to run or to open exists."""

import re
from importlib.util import find_spec

import pytest

from book._tools.notebooks import ROOT

DOCUMENTS = ["README.md", "CONTRIBUTING.md"]
INSTRUCTIONS = [
    *DOCUMENTS,
    ".ci/run",
    ".pre-commit-config.yaml",
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / ".github" / "workflows").iterdir()),
]
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def text_of(name: str) -> str:
    """Return the text of a file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", INSTRUCTIONS)
def test_every_make_command_is_in_the_makefile(name):
    commands = re.findall(r"(?:`|^|run: |exec |env )make ([a-z-]+)", text_of(name), re.MULTILINE)
    assert set(commands) <= TARGETS


@pytest.mark.parametrize("name", [*INSTRUCTIONS, "Makefile"])
def test_every_module_that_is_run_can_be_found(name):
    modules = set(re.findall(r"python3? -m ([\w.]+)", text_of(name)))
    assert [module for module in modules if find_spec(module) is None] == []


@pytest.mark.parametrize("name", [*INSTRUCTIONS, "Makefile"])
def test_every_program_that_is_run_from_the_environment_is_installed(name):
    programs = set(re.findall(r"(?:\.venv/bin|\$\(BIN\))/([\w-]+)", text_of(name)))
    assert [program for program in programs if not (ROOT / ".venv" / "bin" / program).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_that_is_named_exists(name):
    named = set(re.findall(r"`([\w./-]+/[\w./-]*|_\w+\.yml)`", text_of(name)))
    named |= set(re.findall(r"\]\(([^):]+)\)", text_of(name)))
    built = {path for path in named if path.startswith(("_build/", ".venv"))}
    assert named - built, "no path was found: has the pattern become wrong?"
    assert [path for path in sorted(named - built) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_with_a_placeholder_leads_to_a_folder_that_exists(name):
    named = re.findall(r"`([\w./-]+)/[\w-]*<\w+>[^`]*`", text_of(name))
    assert named
    assert [folder for folder in named if not (ROOT / folder).is_dir()] == []


def test_the_readme_names_the_two_commands():
    assert {"book", "test"} <= set(re.findall(r"^make ([a-z]+)", text_of("README.md"), re.MULTILINE))
