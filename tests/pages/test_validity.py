"""Every page is valid HTML by the W3C's checker, which comes from npm and needs Java."""

import shutil
import subprocess

import pytest

from tests.pages.conftest import ROOT

CHECKER = ROOT / ".ci" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# What browsers have long known, and the checker's list of CSS does not: a property for letters, variables as grounds.
UNKNOWN_TO_CHECKER = r".*CSS: .*(paint-order|var\(--).*"


@pytest.mark.audit
@pytest.mark.timeout(900)
def test_every_page_is_valid_html(built_book):
    if not (CHECKER.exists() and shutil.which("java")):
        pytest.skip("there is no Java, or no npm to install the checker")
    pages = [page for page in built_book.rglob("*.html") if "_static" not in page.parts]
    options = ["--errors-only", "--format", "gnu", "--filterpattern", UNKNOWN_TO_CHECKER]
    command = ["java", "-jar", CHECKER, *options, *pages]
    found = subprocess.run(command, capture_output=True, text=True).stderr
    assert found.splitlines() == []
