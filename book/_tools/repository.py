"""Set the repository's address in one place, and in everything that follows from it.

`make repository URL=https://github.com/OWNER/NAME` writes the address into _config.yml, the one place that
counts, and from there into the Colab button, the notebooks' setup cells and the README. `make repository`
applies the address that is set already; `make repository URL=` unsets it.
"""

import re
import sys
from pathlib import Path

import yaml

from book._tools.setup_cell import write_setup_cells, wrong_setup_cells

ROOT = Path(__file__).parents[2]
COMMAND = "make repository"
COLAB = "https://colab.research.google.com"
ADDRESS = re.compile(r"https://github\.com/(?P<owner>[A-Za-z0-9][A-Za-z0-9-]*)/(?P<name>[A-Za-z0-9._-]+)")
README_BEGIN, README_END = "<!-- repository: begin -->", "<!-- repository: end -->"
README_SECTION = re.compile(f"(?<={README_BEGIN}\n).*?(?={README_END})", re.DOTALL)


class RepositoryError(Exception):
    """An address or a file that cannot be used; the message is one sentence for the person who asked."""


def checked(address: str) -> str:
    """Return `address` without a final slash or .git; refuse what is no repository's address."""
    trimmed = address.strip().rstrip("/").removesuffix(".git")
    if trimmed and not ADDRESS.fullmatch(trimmed):
        raise RepositoryError(f'"{address}" is no address of the form https://github.com/OWNER/NAME.')
    return trimmed


def configured_address(root: Path = ROOT) -> str:
    """Return the address in _config.yml, "" when none is set."""
    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    return checked(config["repository"]["url"] or "")


def site_address(address: str) -> str:
    """Return where GitHub publishes the book of a repository, "" for an empty address."""
    match = ADDRESS.fullmatch(address)
    if not match:
        return ""
    host = f"{match['owner'].lower()}.github.io"
    return f"https://{host}/" + ("" if match["name"].lower() == host else f"{match['name']}/")


def readme_section(address: str) -> str:
    """Return the README's lines that depend on the address."""
    if not address:
        return f"No public address is set yet; `{COMMAND} URL=...` sets it everywhere at once.\n"
    workflow = f"{address}/actions/workflows/test.yml"
    return (
        f"[![Tests]({workflow}/badge.svg)]({workflow})\n"
        f"[Read the book]({site_address(address)}); every page has a button that opens it on Colab.\n"
    )


def config_with(config: str, section: str, key: str, value: str) -> str:
    """Return the text of _config.yml with one quoted value replaced; comments and layout stay."""
    line = re.compile(rf'(^{section}:[^"#]*?\b{key}: *)"[^"\n]*"', re.MULTILINE)
    changed, count = line.subn(rf'\g<1>"{value}"', config)
    if count != 1:
        raise RepositoryError(f'_config.yml needs "{key}:" in "{section}:", with its value in double quotes.')
    return changed


def expected_files(root: Path, address: str) -> dict[Path, str]:
    """Return what _config.yml and README.md must contain for `address`."""
    config, readme = root / "_config.yml", root / "README.md"
    config_text = config_with(config.read_text(encoding="utf-8"), "repository", "url", address)
    config_text = config_with(config_text, "launch_buttons", "colab_url", COLAB if address else "")
    readme_text = readme.read_text(encoding="utf-8")
    if not README_SECTION.search(readme_text):
        raise RepositoryError(f"README.md needs the two lines {README_BEGIN} and {README_END}.")
    return {
        config: config_text,
        readme: README_SECTION.sub(readme_section(address), readme_text),
    }


def disagreements(root: Path = ROOT) -> list[str]:
    """Return one sentence for each place that does not follow the address in _config.yml."""
    address = configured_address(root)
    wrong_files = [
        f"{path.relative_to(root).as_posix()} does not follow the repository's address; run `{COMMAND}`."
        for path, expected in expected_files(root, address).items()
        if path.read_text(encoding="utf-8") != expected
    ]
    return wrong_files + wrong_setup_cells(root, address)


def apply(address: str, root: Path = ROOT) -> list[Path]:
    """Write `address` everywhere under `root`; return the files that changed."""
    address = checked(address)
    changed = []
    for path, expected in expected_files(root, address).items():
        if path.read_text(encoding="utf-8") != expected:
            path.write_text(expected, encoding="utf-8")
            changed.append(path)
    return changed + write_setup_cells(root, address)


def main(arguments: list[str]) -> int:
    """Apply the address given, or else the one configured; with --check only say what disagrees."""
    try:
        if arguments != ["--check"]:
            for path in apply(arguments[0] if arguments else configured_address()):
                print(f"changed {path.relative_to(ROOT).as_posix()}")
        complaints = disagreements()
    except RepositoryError as error:
        complaints = [str(error)]
    print("\n".join(complaints), end="\n" if complaints else "", file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
